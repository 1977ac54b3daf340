"""Maps on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from borderlands.analysis.selections import day_in_words
from borderlands.data import Atlas
from borderlands.maps.base import VIEW, atlas_map, state_layer
from borderlands.ui import served
from borderlands.ui.loaders import base

Corners = tuple[tuple[float, float], tuple[float, float]]


def is_dark() -> bool:
    """Whether the reader uses the dark theme."""
    return st.context.theme.type == "dark"


def source_line(data: Atlas) -> str:
    """Source and data date for the foot of a figure."""
    if data.incidents.empty:
        return "Borderlands incident record"
    latest = data.incidents["event_date"].max().date()
    return (
        f"Source: Borderlands incident record, latest incident {day_in_words(latest)}. "
        "A documented record of public reports, not a complete count. Boundaries: OCHA COD, "
        "geoBoundaries, harmonised."
    )


def show_map(
    state: dict[str, Any],
    *,
    key: str,
    height: int,
    view: Corners = VIEW,
    returned: Iterable[str] = (),
    extra: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Draw a map; a new state redraws its layers and leaves zoom and position alone.

    Parameters
    ----------
    state : dict
        What to draw on the base map.
    key : str
        Tells this map from others of the session.
    height : int
        Pixels.
    view : pair of corners
        Opening view.
    returned : iterable of str
        Names of the reader's acts that cause a rerun (`picked`, `window`).
    extra : dict, optional
        Further constant configuration of the base map.

    Returns
    -------
    dict
        The latest value of each act in `returned`.
    """
    scripts, styles = served.links(base())
    config = {"font": served.font()} | (extra or {})
    chart: folium.Map = atlas_map(scripts, styles, dark=is_dark(), view=view, extra=config)
    value = st_folium(
        chart,
        key=key,
        height=height,
        width=None,
        use_container_width=True,
        returned_objects=list(returned),
        feature_group_to_add=state_layer(state),
    )
    return dict(value or {})


def as_days(day: dt.date) -> int:
    """Days since 1970, the browser's clock for this atlas."""
    return (day - dt.date(1970, 1, 1)).days
