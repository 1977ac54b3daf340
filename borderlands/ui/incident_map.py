"""The incident map: shading by district, circles by incident, legend and frame text."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from borderlands import vocabulary as words
from borderlands.analysis.areas import area_codes
from borderlands.analysis.casualties import by_district
from borderlands.analysis.selections import Selection, select
from borderlands.data import Atlas
from borderlands.maps import classes
from borderlands.maps.incidents import DETAILS_LIMIT, details, main_victims, pack
from borderlands.ui.loaders import Signature, atlas, signature
from borderlands.ui.map_panel import is_dark, source_line

MEASURES: Final[dict[str, tuple[str, str, int]]] = {
    "incidents": ("Incidents", "incidents", 0),
    "best": ("People killed", "fatalities_best", 0),
    "low": ("People killed, low", "fatalities_low", 0),
    "high": ("People killed, high", "fatalities_high", 0),
    "civilians": ("Civilians killed", "fatalities_civilians", 0),
    "security": ("Security forces killed", "fatalities_security", 0),
    "militants": ("Militants killed", "fatalities_militants", 0),
    "rate_per_100k": ("Killed per 100,000 inhabitants", "rate_per_100k", 1),
}
"""Measures that may shade a map: key to label, column of `by_district`, decimals."""

Palette = tuple[list[dict[str, str]], str, "pd.Series[Any]"]


def palette(incidents: pd.DataFrame, by: str, *, dark: bool = False) -> Palette:
    """Colours of the circles: entries, title, and each incident's place among the entries.

    `by` is `victim`, `actor` or `event_type`.
    """
    if by == "actor":
        return _grouped(incidents["actor1_group"], words.ACTOR_GROUPS, "Perpetrator")
    if by == "event_type":
        return _grouped(incidents["event_type"], words.EVENT_TYPES, "Type of incident")
    entries = [
        {"color": words.VICTIM_COLOURS[group], "label": label}
        for group, label in words.VICTIM_GROUPS.items()
    ]
    number = {group: place for place, group in enumerate(words.VICTIM_GROUPS)}
    return entries, "Most of those killed", main_victims(incidents).map(number)


_DISTINCT: Final = ("#1F5A94", "#B2332C", "#C08A2B", "#4F7A5B", "#6B5B8C", "#5AA0B8")
_REST: Final = "#8C8C84"


def _grouped(codes: pd.Series[Any], labels: dict[str, str], title: str) -> Palette:
    """The six most frequent codes get a colour each, the rest share grey."""
    most = codes.value_counts().index[: len(_DISTINCT)].tolist()
    entries = [
        {"color": color, "label": labels.get(code, code)}
        for code, color in zip(most, _DISTINCT, strict=False)
    ]
    entries.append({"color": _REST, "label": "All others"})
    number = {code: place for place, code in enumerate(most)}
    return entries, title, codes.map(number).fillna(len(most)).astype("int64")


@st.cache_data(max_entries=24, show_spinner=False)
def _packed(
    key: Signature,
    selection: Selection,
    color_by: str,
    dark: bool,
    only: tuple[str, ...] | None,
) -> dict[str, Any]:
    """Incident part of a state; cached by the files' signature and the frozen selection."""
    data = atlas()
    incidents = select(data.incidents, selection, data.districts)
    if only is not None:
        incidents = incidents.loc[incidents["incident_id"].isin(only)]
    entries, title, place = palette(incidents, color_by, dark=dark)
    packed = pack(incidents, list(data.districts["admin2_code"]), place.to_numpy(dtype="int64"))
    if len(incidents) <= DETAILS_LIMIT:
        packed["details"] = details(incidents, data.claims)
    measures = []
    table = by_district(incidents, data.districts)
    for name, (label, column, decimals) in MEASURES.items():
        values = table[column].to_numpy(dtype=np.float64)
        scale = classes.scale(values, whole=not decimals, dark=dark)
        measures.append(
            {
                "key": name,
                "label": label,
                "column": name,
                "decimals": decimals,
                "scale": scale,
            }
        )
    return {
        "incidents": packed,
        "palette": entries,
        "paletteTitle": title,
        "measures": measures,
    }


def incident_state(
    data: Atlas,
    selection: Selection,
    *,
    title: str,
    subtitle: str,
    measure: str = "best",
    color_by: str = "victim",
    points: bool = True,
    tiles: bool = False,
    only: tuple[str, ...] | None = None,
) -> dict[str, Any]:
    """State of an incident map for `map_panel.show_map`.

    `only` keeps the incidents with these identifiers, in addition to the selection.
    """
    focus: list[str] = []
    if selection.areas:
        focus = sorted(area_codes(selection.areas, data.districts)[0])
    state = dict(_packed(signature(), selection, color_by, is_dark(), only))
    return state | {
        "measure": measure,
        "points": points,
        "tiles": tiles,
        "focus": focus,
        "focusKey": "|".join(selection.areas),
        "frame": {
            "title": title,
            "subtitle": subtitle,
            "source": source_line(data),
            "alt": f"Map. {title} {subtitle}",
        },
    }
