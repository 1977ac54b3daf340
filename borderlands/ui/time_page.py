"""Time map: the record in time, scrubbed in the browser."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from borderlands.analysis.casualties import by_district
from borderlands.analysis.selections import Selection, in_words, limits_in_words
from borderlands.data import Atlas
from borderlands.maps.timeline import timeline
from borderlands.ui.filters import set_period
from borderlands.ui.incident_map import incident_state, looked_up
from borderlands.ui.loaders import areas
from borderlands.ui.map_options import MapOptions
from borderlands.ui.map_panel import show_map
from borderlands.ui.selected import selected

_CARD = "time_map_card"
_USED = "time_map_used"


def show(data: Atlas, selection: Selection, options: MapOptions) -> None:
    """Draw the map with its time control."""
    state = incident_state(
        data,
        selection,
        title="",
        subtitle="",
        color_by=options.color_by,
        classing=options.classing,
        clusters=options.clusters,
        without_coarse=options.without_coarse,
        tiles=options.tiles,
        time=timeline(
            selection.start,
            selection.end,
            data.key_events,
            window=(
                (selection.start, selection.end)
                if st.session_state.get(_USED) == (selection.start, selection.end)
                else None
            ),
        ),
    )
    state["limits"] = limits_in_words(selection, areas())
    state["frame"]["alt"] = (
        "Map of incidents and people killed by district, with a time control: "
        f"{in_words(selection, areas())}. "
        "The table below holds the numbers by district."
    )
    card = st.session_state.get(_CARD)
    if card and card[0] == selection:
        state["card"] = looked_up(card[1], selection)

    def act(name: str, value: Any) -> None:
        if name == "window":
            _use(value)
        elif name == "lookup" and isinstance(value, int):
            st.session_state[_CARD] = (selection, value)

    show_map(
        state,
        key="time-map",
        height=430,
        fill="calc(100vh - 208px)",
        returned=("window", "lookup"),
        on_act=act,
    )
    with st.expander("The numbers by district"):
        st.dataframe(_table(data, selection), hide_index=True, width="stretch")


def _table(data: Atlas, selection: Selection) -> pd.DataFrame:
    """Sums of the whole period by district, for those who cannot use the map."""
    table = by_district(selected(selection), data.districts)
    table = table.loc[table["incidents"] > 0].sort_values(
        ["fatalities_best", "incidents"], ascending=False
    )
    return pd.DataFrame(
        {
            "District": table["admin2_name"] + ", " + table["admin1_name"],
            "Incidents": table["incidents"],
            "Killed, low": table["fatalities_low"],
            "Killed, best": table["fatalities_best"],
            "Killed, high": table["fatalities_high"],
            "Civilians": table["fatalities_civilians"],
            "Security forces": table["fatalities_security"],
            "Militants": table["fatalities_militants"],
            "Not stated": table["fatalities_unknown"],
            "Per 100,000": table["rate_per_100k"].round(1),
        }
    )


def _use(value: Any) -> None:
    """Set the shared period to a window that the browser reports; ignore what is no span."""
    try:
        start, end = (dt.date.fromisoformat(str(day)) for day in value)
    except (TypeError, ValueError):
        return
    if start <= end:
        set_period(start, end)
        # The reader sees the window again that became the period, not a part of it.
        st.session_state[_USED] = (start, end)
