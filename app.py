"""Borderlands: `streamlit run app.py`."""

import streamlit as st

from borderlands.ui import frame

st.set_page_config(page_title="Borderlands", layout="wide")
frame.begin()
# Each page names its address: files of pages/ would otherwise be served twice, once past the
# shared frame.
page = st.navigation(
    [
        st.Page("pages/overview.py", title="Overview", default=True),
        st.Page("pages/time_map.py", title="Time map", url_path="time-map"),
        st.Page("pages/casualty_charts.py", title="Casualties", url_path="casualties"),
        st.Page("pages/compare_two.py", title="Compare", url_path="compare"),
        st.Page("pages/district_profile.py", title="District", url_path="district"),
        st.Page("pages/displacement_maps.py", title="Displacement", url_path="displacement"),
        st.Page("pages/incidents.py", title="Incidents", url_path="incidents"),
        st.Page("pages/sources.py", title="Sources", url_path="sources"),
    ],
    position="top",
)
page.run()
