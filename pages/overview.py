"""Overview: the situation on one screen."""

import streamlit as st

from borderlands.analysis.casualties import by_district
from borderlands.ui import casualty_figures, chart_panel, filters, frame, overview
from borderlands.ui.incident_map import incident_state
from borderlands.ui.loaders import atlas
from borderlands.ui.map_panel import show_map
from borderlands.ui.selected import recorded, row_note, scope, selected

frame.enter(__file__)
data = atlas()
selection = filters.filter_bar()
incidents = selected(selection)
districts = by_district(incidents, data.districts)
head = st.container()
left, right = st.columns([1.65, 1], gap="medium")
latest = st.container()

with left:
    state = incident_state(
        data,
        selection,
        title=overview.map_title(incidents, districts),
        subtitle=scope(selection).subtitle("People killed by district and incident"),
        tiles=bool(st.session_state.get("tiles")),
    )
    show_map(state, key="overview", height=432)
    st.toggle(
        "OpenStreetMap background (asks openstreetmap.org for pictures; off by default)",
        key="tiles",
    )
with head:
    overview.headline(selection, incidents)


def rest() -> None:
    """The chart and the tables."""
    span = (selection.end - selection.start).days
    frequency = "month" if span <= 1_500 else "quarter" if span <= 4_000 else "year"
    with right:
        figure = casualty_figures.figure(
            "trend", selection, chart_panel.canvas(450, 262), frequency
        )
        chart_panel.show_figure(figure, key="overview_trend", buttons=False)
        most = overview.affected_districts(districts)
        if len(most):
            st.subheader("Most affected districts")
            st.dataframe(most, hide_index=True, width="stretch", height=141)
    with latest:
        if len(incidents):
            st.subheader("Latest incidents")
            st.dataframe(
                overview.incident_rows(recorded(selection).tail(8)),
                hide_index=True,
                width="stretch",
                column_config=overview.incident_columns(),
            )
        st.caption(
            f"{row_note(selection)} Left out or uncertain: {overview.left_out(incidents, data)} "
            f"{overview.days_old(data)}"
        )


frame.later(rest)
