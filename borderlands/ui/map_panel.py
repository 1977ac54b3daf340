"""Maps on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    on_act: Callable[[str, Any], None] | None = None,
    fill: str = "",
    paper: int = 500,
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
        Names of the reader's acts that cause a rerun (`picked`, `lookup`, `window`).
    extra : dict, optional
        Further constant configuration of the base map.
    on_act : callable, optional
        Called with the name and value of an act before the script runs again.
    fill : str, optional
        CSS height that the map takes instead, `calc(100vh - 250px)` say; `height` is its least.
    paper : int
        Pixels that a map with `fill` takes on paper, where `vh` means nothing.

    Returns
    -------
    dict
        The latest value of each act in `returned`.
    """
    config = {"font": served.font(), "fill": bool(fill), "paper": paper if fill else height}
    config |= extra or {}

    def act() -> None:
        told = dict(st.session_state.get(key) or {})
        name = str(told.get("act", ""))
        if on_act is not None and name in told:
            on_act(name, told[name])

    chart: folium.Map = atlas_map(served.script(base()), dark=is_dark(), view=view, extra=config)
    with st.container(key=f"{key}-map"):
        if fill:
            # The frame keeps the height that Streamlit gives it unless a rule says otherwise.
            frame = f".st-key-{key}-map iframe"
            st.html(
                f"<style>{frame} {{ height: max({height}px, {fill}) !important; }} "
                f"@media print {{ {frame} {{ height: {paper}px !important; }} }}</style>"
            )
        value = _draw(chart, state, key, height, list(returned), act)
    return dict(value or {})


def _draw(
    chart: folium.Map,
    state: dict[str, Any],
    key: str,
    height: int,
    returned: list[str],
    act: Callable[[], None],
) -> Any:
    return st_folium(
        chart,
        key=key,
        height=height,
        width=None,
        use_container_width=True,
        returned_objects=returned,
        feature_group_to_add=state_layer(state),
        on_change=act,
    )
