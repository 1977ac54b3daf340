"""Time map: where and when, scrubbed, in panels, before and after, and over the long run."""

import streamlit as st

from borderlands.ui import filters, frame, time_views
from borderlands.ui.loaders import atlas
from borderlands.ui.map_options import choose_options

frame.enter(__file__)
data = atlas()
selection = filters.filter_bar()
left, right = st.columns([4.3, 1], vertical_alignment="bottom")
with left:
    view = time_views.choose_view()
with right:
    options = choose_options(points=view == "time")
time_views.draw(view, data, selection, options)
