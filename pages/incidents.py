"""Incidents: search the record, read one in full, see it on the map, take it away."""

import streamlit as st

from borderlands.analysis.selections import in_words
from borderlands.analysis.wording import plural
from borderlands.ui import filters, frame, incident_list
from borderlands.ui.incident_map import incident_state
from borderlands.ui.loaders import areas, atlas
from borderlands.ui.map_panel import show_map
from borderlands.ui.selected import recorded, row_note

frame.enter(__file__)
data = atlas()
selection = filters.filter_bar()
asked = st.text_input(
    "Search",
    key="q",
    placeholder="Place, district in any spelling, actor, word of the notes, publisher, date …",
    bind="query-params",
    persist_state="session",
    max_chars=200,
)
query = asked or ""
incidents = incident_list.search(recorded(selection), query, data.districts)
left, right = st.columns([1.55, 1], gap="medium")
with left:
    if incidents.empty:
        st.caption("No incident of this selection matches.")
    else:
        st.caption(
            f"{plural(len(incidents), 'incident')} listed, latest first. Click a column to sort, "
            f"a row's box to read it and find it on the map. {row_note(selection)}"
        )
    incident_list.elsewhere(query, len(incidents), data)
    picked = incident_list.table(incidents)
    if not incidents.empty:
        incident_list.downloads(incidents, selection, areas(), query)
with right:
    shown = incidents if picked is None else picked
    title, subtitle = (
        (
            "Incidents listed",
            f"{in_words(selection, areas())}{incident_list.searched(query)} · "
            f"n = {plural(len(incidents), 'incident')}",
        )
        if picked is None
        else incident_list.heading(picked)
    )
    state = incident_state(
        data,
        selection,
        title=title,
        subtitle=subtitle,
        only=tuple(shown["incident_id"]),
    )
    # A search or a picked row leaves out what the record holds of other districts.
    state |= {"none": "none listed"}
    if picked is not None:
        state |= incident_list.spotlight(picked)
    show_map(state, key="incidents", height=380)
    if picked is not None:
        incident_list.card(picked, data)
