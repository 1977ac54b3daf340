"""The views of the time page and which one is shown."""

from __future__ import annotations

from typing import Final

import streamlit as st

from borderlands.analysis.selections import Selection
from borderlands.data import Atlas
from borderlands.ui import before_after_page, long_run_page, multiples_page, time_page
from borderlands.ui.map_options import MapOptions

VIEWS: Final = {
    "time": "Time map",
    "multiples": "Small multiples",
    "before-after": "Before and after",
    "long-run": "Long run, UCDP",
}


def choose_view() -> str:
    """The view chosen, kept in the address."""
    chosen = st.segmented_control(
        "View",
        options=list(VIEWS),
        format_func=lambda key: VIEWS.get(key, key),
        default="time",
        required=True,
        key="view",
        label_visibility="collapsed",
        bind="query-params",
        persist_state="session",
    )
    return chosen if chosen in VIEWS else "time"


def draw(view: str, data: Atlas, selection: Selection, options: MapOptions) -> None:
    """Draw one of `VIEWS`."""
    if view == "multiples":
        multiples_page.show(selection, options.classing)
    elif view == "before-after":
        before_after_page.show(data, selection, options.classing)
    elif view == "long-run":
        long_run_page.show(data, selection, options.classing)
    else:
        time_page.show(data, selection, options)
