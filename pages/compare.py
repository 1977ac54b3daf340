"""Compare: two areas, two periods or two actors on the same scales."""

from borderlands.ui import chart_panel, compare_page, filters, frame
from borderlands.ui.loaders import atlas

frame.enter(__file__)
data = atlas()
selection = filters.filter_bar()
chart_panel.style()
chosen = compare_page.choose(data, selection)
if chosen is not None:
    compare_page.show(*chosen)
