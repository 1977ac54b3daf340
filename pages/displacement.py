"""Displacement: where people fled from and to, beside the violence."""

import streamlit as st

from borderlands.ui import displacement_page as page
from borderlands.ui import displacement_views as views
from borderlands.ui import frame, waziristan_story
from borderlands.ui.loaders import atlas

frame.enter(__file__)
data = atlas()
view = page.choose_view()
if view == "time":
    views.over_time(data)
elif view == "matrix":
    views.pairs(page.choose_pairs())
elif view == "violence":
    views.violence(data)
elif view == "waziristan":
    waziristan_story.show(data)
else:
    page.maps(shaded=view == "areas")
st.caption(
    "A stock counts people on a day, a flow moves in a period: they are never added. Registered is "
    "not verified. Years without a figure are gaps, not zeros."
)
