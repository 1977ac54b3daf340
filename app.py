"""Borderlands: `streamlit run app.py`."""

import streamlit as st

from borderlands.ui import filters, frame
from borderlands.ui.loaders import atlas

WITHOUT_FILTERS = ("displacement", "sources")

st.set_page_config(page_title="Borderlands", layout="wide")
frame.begin()
page = st.navigation(
    [
        st.Page("pages/overview.py", title="Overview", default=True),
        st.Page("pages/time-map.py", title="Time map", url_path="time-map"),
        st.Page("pages/casualties.py", title="Casualties", url_path="casualties"),
        st.Page("pages/compare.py", title="Compare", url_path="compare"),
        st.Page("pages/district.py", title="District", url_path="district"),
        st.Page("pages/displacement.py", title="Displacement", url_path="displacement"),
        st.Page("pages/border.py", title="Border", url_path="border"),
        st.Page("pages/incidents.py", title="Incidents", url_path="incidents"),
        st.Page("pages/sources.py", title="Sources", url_path="sources"),
    ],
    position="top",
)
data = atlas()
frame.stop_if_unusable(data)
bar = None if page.url_path in WITHOUT_FILTERS else filters.place()
first = bar is not None and filters.opening()
if bar and first:
    # Nothing is chosen, so the page need not wait for the bar: its map is under way sooner.
    filters.assume_defaults(data, bar)
elif bar:
    filters.draw(data, bar)
try:
    frame.run(page)
    if bar and first:
        frame.give_way()
        filters.draw(data, bar)
    frame.finish(opening=first)
finally:
    # A page that fails on faulty data must not hide what is wrong with the data.
    frame.problems_notice(data)
