"""The border: what happens along it and how far from it."""

import streamlit as st

from borderlands import vocabulary as words
from borderlands.maps.incidents import main_victims
from borderlands.ui import border_page as page
from borderlands.ui import filters, frame
from borderlands.ui.loaders import atlas
from borderlands.ui.selected import selected

frame.enter(__file__)
data = atlas()
selection = filters.filter_bar()
view, within = page.choose_view()
if data.boundary.empty:
    st.info(
        "The border itself (geodata/boundary.geojson) cannot be used: see the data check below."
    )
elif view == "distance":
    page.distance(data, selection)
elif view == "map":
    page.mapped(data, selection)
else:
    page.along(data, selection, main_victims(selected(selection)).map(words.VICTIM_GROUPS), within)
st.caption("Distance is measured to the boundary as drawn here, which implies no endorsement.")
