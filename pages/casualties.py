"""Casualties: how many, when, where, by whom, and who says so."""

import streamlit as st

from borderlands.ui import analysis_view, casualties_page, chart_panel, filters, frame
from borderlands.ui.loaders import atlas

frame.enter(__file__)
data = atlas()
selection = filters.filter_bar()
chart_panel.style()
view, frequency = casualties_page.controls(selection)
if view == "place":
    casualties_page.place(data, selection)
elif view == "who":
    casualties_page.who(selection)
elif view == "claims":
    casualties_page.claims(data, selection)
elif view == "analysis":
    analysis_view.show(selection)
else:
    casualties_page.over_time(data, selection, frequency)
st.caption(
    "Figures count documented public reports. Best figures, with the range from the lowest to the "
    "highest report."
)
