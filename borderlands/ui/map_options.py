"""Choices about how a map is drawn, kept in the address; one row beside the view's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import streamlit as st

from borderlands.maps.classes import SCHEMES, Classing
from borderlands.maps.measures import MEASURES
from borderlands.maps.palettes import COLOUR_BY

_KEPT: Final[dict[str, Any]] = {"bind": "query-params", "persist_state": "session"}


@dataclass(frozen=True)
class MapOptions:
    """How a map is drawn.

    Attributes
    ----------
    classing : Classing
        How districts are classed.
    color_by : str
        Key of `palettes.COLOUR_BY`.
    clusters, without_coarse, tiles : bool
        Discs at small scales; leave out what is known only to a district or province;
        OpenStreetMap pictures.
    """

    classing: Classing = field(default_factory=Classing)
    color_by: str = "victim"
    clusters: bool = False
    without_coarse: bool = False
    tiles: bool = False


def choose_options(*, points: bool = True) -> MapOptions:
    """Draw the popover "Map options" and return what is chosen.

    Parameters
    ----------
    points : bool
        Whether the map draws incidents; without them only the classes are offered.
    """
    with st.popover("Map options", width="stretch"):
        classing = choose_classing()
        if not points:
            return MapOptions(classing=classing)
        color_by = st.selectbox(
            "Colour of circles",
            options=list(COLOUR_BY),
            format_func=lambda key: COLOUR_BY.get(key, key),
            key="colour_by",
            **_KEPT,
        )
        return MapOptions(
            classing=classing,
            color_by=color_by if color_by in COLOUR_BY else "victim",
            without_coarse=st.toggle(
                "Leave out incidents known only to a district or province",
                key="exact_only",
                **_KEPT,
            ),
            clusters=st.toggle(
                "Gather circles into clusters when zoomed out", key="clusters", **_KEPT
            ),
            tiles=st.toggle(
                "OpenStreetMap background (asks openstreetmap.org for pictures)", key="tiles"
            ),
        )


def choose_classing() -> Classing:
    """Scheme and number of classes, or limits of the reader's own."""
    scheme = st.selectbox(
        "Classes of districts",
        options=list(SCHEMES),
        format_func=lambda key: SCHEMES.get(key, key),
        key="classes",
        **_KEPT,
    )
    if scheme not in SCHEMES:
        return Classing()
    if scheme == "user":
        text = st.text_input(
            "Upper limits, smallest first",
            value="5, 20, 50, 100",
            key="limits",
            max_chars=80,
            help="Whole or decimal numbers with commas between them; a last class holds the rest.",
            **_KEPT,
        )
        limits = read_limits(text or "")
        if not limits:
            st.caption("Write one to seven different numbers above 0, such as 5, 20, 50, 100.")
            return Classing()
        return Classing("user", len(limits), limits)
    count = st.slider("Number of classes", 2, 7, 5, key="class_count", **_KEPT)
    return Classing(scheme, min(7, max(2, int(count))))


def read_limits(text: str) -> tuple[float, ...]:
    """Class limits from "5, 20, 50"; empty when the text holds anything else."""
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    try:
        limits = sorted({float(part) for part in parts})
    except ValueError:
        return ()
    valid = 1 <= len(limits) <= 7 and all(0 < limit < 1e6 for limit in limits)
    return tuple(limits) if valid else ()


def choose_measure() -> str:
    """A measure for a picture that the server draws."""
    chosen = st.selectbox(
        "Measure",
        options=list(MEASURES),
        index=1,
        format_func=lambda name: MEASURES[name].label if name in MEASURES else name,
        key="measure",
        **_KEPT,
    )
    return chosen if chosen in MEASURES else "best"
