"""District: one district's dossier, by its P-code in the address."""

from borderlands.ui import chart_panel, district_page, filters, frame
from borderlands.ui.loaders import atlas

frame.enter(__file__)
data = atlas()
selection = filters.filter_bar()
chart_panel.style()
code = district_page.choose(data, selection)
if code is not None:
    district_page.show(data, selection, code)
