"""The views of the time page and which one is shown."""

from __future__ import annotations

from typing import Final

import streamlit as st

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
