"""The incident map: shading by district, circles by incident, legend and frame text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from borderlands import vocabulary as words
from borderlands.analysis.areas import area_codes
from borderlands.analysis.record import caveat
from borderlands.analysis.selections import TOLL, Selection
from borderlands.data import Atlas
from borderlands.maps.classes import Classing
from borderlands.maps.hexagons import HEXAGONS_FROM, pack_hexagons
from borderlands.maps.incidents import (
    DETAILS_LIMIT,
    day_numbers,
    details,
    district_numbers,
    pack,
    tolls,
)
from borderlands.maps.measures import MEASURES, measure_states
from borderlands.maps.packing import as_days
from borderlands.maps.palettes import palette
from borderlands.ui.loaders import Signature, atlas, signature
from borderlands.ui.map_panel import is_dark, source_line
from borderlands.ui.selected import recorded, selected


def chosen_incidents(selection: Selection, only: tuple[str, ...] | None = None) -> pd.DataFrame:
    """Incidents of a map in the order in which the browser numbers them."""
    incidents = selected(selection)
    return incidents if only is None else incidents.loc[incidents["incident_id"].isin(only)]


@st.cache_resource(max_entries=24, show_spinner=False)
def _packed(
    key: Signature,
    selection: Selection,
    color_by: str,
    dark: bool,
    only: tuple[str, ...] | None,
) -> dict[str, Any]:
    """Incident part of a state; cached by the files' signature and the frozen selection."""
    data = atlas()
    incidents = chosen_incidents(selection, only)
    codes = list(data.districts["admin2_code"])
    if len(incidents) > HEXAGONS_FROM:
        return {"incidents": pack_hexagons(incidents, codes, dark=dark), "palette": []}
    entries, title, place = palette(incidents, color_by, dark=dark)
    packed = pack(incidents, codes, place.to_numpy(dtype="int64"))
    if len(incidents) <= DETAILS_LIMIT:
        packed["details"] = _cards(selection, incidents)
    packed["id"] = f"{hash((key, selection, only)):x}"
    return {"incidents": packed, "palette": entries, "paletteTitle": title}


@st.cache_resource(max_entries=48, show_spinner=False)
def _measures(
    key: Signature,
    selection: Selection,
    classing: Classing,
    dark: bool,
    only: tuple[str, ...] | None,
    moving: bool,
    without_coarse: bool,
) -> list[dict[str, Any]]:
    """Measures with their scales, cached as `_packed`."""
    districts = atlas().districts
    incidents = chosen_incidents(selection, only)
    number = district_numbers(incidents, list(districts["admin2_code"]), -1)
    kept = number >= 0
    if without_coarse:
        kept &= incidents["location_level"].isin(words.POINT_LEVELS).to_numpy()
    values = {name: dead[kept] for name, dead in tolls(incidents).items()}
    number = number[kept]
    values["incidents"] = np.ones_like(number)
    return measure_states(
        MEASURES,
        day_numbers(incidents["event_date"])[kept],
        number,
        values,
        pd.to_numeric(districts["population"], errors="coerce").to_numpy(dtype="float64"),
        (as_days(selection.start), as_days(selection.end)),
        classing,
        moving=moving,
        dark=dark,
    )


def incident_state(
    data: Atlas,
    selection: Selection,
    *,
    title: str,
    subtitle: str,
    color_by: str = "victim",
    points: bool = True,
    tiles: bool = False,
    only: tuple[str, ...] | None = None,
    classing: Classing | None = None,
    time: dict[str, Any] | None = None,
    clusters: bool = False,
    without_coarse: bool = False,
) -> dict[str, Any]:
    """State of an incident map for `map_panel.show_map`.

    Parameters
    ----------
    only : tuple of str, optional
        Keeps the incidents with these identifiers, in addition to the selection.
    classing : Classing, optional
        How districts are classed; five natural breaks without it.
    time : dict, optional
        `timeline.timeline` of the selection's period: adds the time control.
    clusters : bool
        Numbered discs in place of circles at small scales.
    without_coarse : bool
        Leave incidents known only to a district or province out of the shading.
    """
    focus: list[str] = []
    if selection.areas:
        focus = sorted(area_codes(selection.areas, data.districts)[0])
    state = dict(_packed(signature(), selection, color_by, is_dark(), only))
    state["measures"] = _measures(
        signature(),
        selection,
        classing or Classing(),
        is_dark(),
        only,
        time is not None,
        without_coarse,
    )
    if time is not None:
        state["time"] = time
    return state | {
        "measure": "best",
        "points": points,
        "clusters": clusters,
        "withoutCoarse": without_coarse,
        "tiles": tiles,
        "focus": focus,
        "within": focus,
        "focusKey": "|".join(selection.areas),
        "frame": {
            "title": title,
            "subtitle": subtitle,
            "source": f"{caveat(selection.start, selection.end)} {source_line(data)}".strip(),
            "alt": f"Map. {title} {subtitle}",
        },
    }


def looked_up(row: int, selection: Selection) -> dict[str, Any] | None:
    """The card of one incident of a map too large to carry its details."""
    incidents = chosen_incidents(selection)
    if not 0 <= row < len(incidents):
        return None
    return {"row": row, "record": _cards(selection, incidents.iloc[[row]])[0]}


def _cards(selection: Selection, incidents: pd.DataFrame) -> list[dict[str, Any]]:
    """Details of incidents as recorded, with the toll where the map's sums leave someone out."""
    rows = recorded(selection).loc[incidents.index]
    cards = details(rows, atlas().claims)
    if selection.without_military_only:
        whole = rows[list(TOLL)].astype("object")
        for card, now, toll in zip(
            cards, incidents["fatalities_best"], whole.to_numpy().tolist(), strict=True
        ):
            if pd.notna(now) and now != toll[1]:
                card["toll"] = toll
    return cards
