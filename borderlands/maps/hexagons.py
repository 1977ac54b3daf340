"""Hexagons for a record too large to draw as dots: counts by H3 cell, district and month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import h3
import numpy as np
import numpy.typing as npt
import pandas as pd

from borderlands import vocabulary as words
from borderlands.maps.classes import Classing, scale
from borderlands.maps.incidents import day_numbers, tolls
from borderlands.maps.packing import HAS_POINT, TOLL_UNKNOWN, counts, pack_columns

HEXAGONS_FROM: Final = 100_000
"""More incidents than this are drawn as hexagons."""
RESOLUTION: Final = 5
"""H3 resolution: cells of about 250 km2."""


def pack_hexagons(
    incidents: pd.DataFrame, codes: Sequence[str], *, dark: bool = False
) -> dict[str, Any]:
    """Counts by cell, district and month as the browser takes them.

    Parameters
    ----------
    incidents : DataFrame
        The selection, any size.
    codes : sequence of str
        P-codes of the districts layer.

    Returns
    -------
    dict
        As `packing.pack_columns`, each row a count with its `weight`; `hexagons` holds the rings
        of the cells (latitude, longitude) and each row's cell. Incidents known only to a district
        or coarser are in the counts of districts and in no hexagon. Months are counted at their
        first day.
    """
    pointed = (
        incidents["latitude"].notna() & incidents["location_level"].isin(words.POINT_LEVELS)
    ).to_numpy()
    cells = _cells(incidents, pointed)
    values = pd.DataFrame(tolls(incidents), index=incidents.index)
    values["weight"] = 1
    values["no_toll"] = incidents["fatalities_best"].isna().to_numpy(dtype="int64")
    months = incidents["event_date"].dt.to_period("M").dt.start_time
    keys = [
        months,
        incidents["admin2_code"],
        pd.Series(cells, index=incidents.index),
        values.pop("no_toll"),
    ]
    rows = values.groupby(
        [
            key.rename(name)
            for key, name in zip(keys, ("month", "code", "cell", "no_toll"), strict=True)
        ]
    ).sum()
    rows = rows.reset_index().sort_values("month", kind="stable", ignore_index=True)
    has_cell = (rows["cell"] != "").to_numpy()
    packed = pack_columns(
        day_numbers(rows["month"]),
        rows["code"].tolist(),
        codes,
        flags=has_cell * HAS_POINT + rows["no_toll"].to_numpy() * TOLL_UNKNOWN,
        categories=np.zeros(len(rows), dtype="int64"),
        sums={name: rows[name].to_numpy() for name in values.columns if name != "weight"},
        weight=rows["weight"].to_numpy(),
    )
    names = sorted(set(rows.loc[has_cell, "cell"]))
    number = {name: place for place, name in enumerate(names)}
    by_cell_month = rows.loc[has_cell].groupby(["cell", "month"])["weight"].sum()
    classes = scale(by_cell_month.to_numpy(dtype="float64"), Classing("quantiles"), dark=dark)
    packed["hexagons"] = {
        "cells": [[[round(a, 4), round(b, 4)] for a, b in h3.cell_to_boundary(n)] for n in names],
        "cell": counts(rows["cell"].map(number).fillna(0).to_numpy(dtype="int64")),
        "scale": classes,
        "title": "Incidents in a hexagon",
        "limit": HEXAGONS_FROM,
        "area": round(h3.average_hexagon_area(RESOLUTION, unit="km^2")),
    }
    packed["snap"] = "month"
    return packed


def _cells(incidents: pd.DataFrame, pointed: npt.NDArray[np.bool_]) -> list[str]:
    """H3 cell of each incident, empty for those without a point; asked once for each place."""
    places = list(zip(incidents["latitude"], incidents["longitude"], strict=True))
    known: dict[tuple[float, float], str] = {}
    cells = []
    for place, is_point in zip(places, pointed, strict=True):
        if not is_point:
            cells.append("")
            continue
        if place not in known:
            known[place] = h3.latlng_to_cell(place[0], place[1], RESOLUTION)
        cells.append(known[place])
    return cells
