"""Hexagons for a record too large to draw as dots: counts by H3 cell, district and month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import h3
import numpy as np
import numpy.typing as npt
import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis.casualties import sums_by
from borderlands.maps.classes import Classing, scale
from borderlands.maps.incidents import day_numbers, tolls
from borderlands.maps.packing import HAS_POINT, TOLL_UNKNOWN, counts, pack_columns

HEXAGONS_FROM: Final = 100_000
"""More incidents than this are drawn as hexagons."""
_KEYS: Final = ("month", "code", "cell", "no_toll", "weight")
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
        first day, the first one at its first incident, which no window of the selection leaves out.
    """
    rows = _counted(incidents)
    days = day_numbers(rows["month"])
    if len(days):
        days = np.maximum(days, day_numbers(incidents["event_date"]).min())
    has_cell = (rows["cell"] != "").to_numpy()
    packed = pack_columns(
        days,
        rows["code"].tolist(),
        codes,
        flags=has_cell * HAS_POINT + rows["no_toll"].to_numpy() * TOLL_UNKNOWN,
        categories=np.zeros(len(rows), dtype="int64"),
        sums={name: rows[name].to_numpy() for name in rows.columns if name not in _KEYS},
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


def _counted(incidents: pd.DataFrame) -> pd.DataFrame:
    """Sums by month, district, cell and whether the toll is known, in order of the month.

    Every key is a small whole number and their combination one too, so that hundreds of thousands
    of rows are counted into bins.
    """
    day = day_numbers(incidents["event_date"])
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype("int64")
    place, codes = pd.factorize(incidents["admin2_code"])
    cell, names = _cells(incidents)
    no_toll = incidents["fatalities_best"].isna().to_numpy(dtype="int64")
    key = ((month * len(codes) + place) * len(names) + cell) * 2 + no_toll
    group, keys = pd.factorize(key)
    columns: dict[str, Any] = tolls(incidents) | {"weight": np.ones_like(day)}
    rows = sums_by(iter(columns.items()), group, len(keys))
    rest, rows["no_toll"] = np.divmod(keys, 2)
    rest, named = np.divmod(rest, len(names))
    month, place = np.divmod(rest, len(codes))
    rows["month"] = pd.to_datetime(month.astype("datetime64[M]").astype("datetime64[s]"))
    rows["code"], rows["cell"] = np.asarray(codes, dtype=object)[place], names[named]
    return rows.sort_values(["month", "code", "cell", "no_toll"], ignore_index=True)


def _cells(incidents: pd.DataFrame) -> tuple[npt.NDArray[np.int64], npt.NDArray[Any]]:
    """H3 cell of each incident as a number, and the cells by number; 0 is the empty name of none.

    Each place is asked for once.
    """
    latitude, longitude = (
        incidents[name].to_numpy(dtype="float64") for name in ("latitude", "longitude")
    )
    exact = incidents["location_level"].isin(words.POINT_LEVELS).to_numpy()
    pointed = exact & ~np.isnan(latitude)
    place, places = pd.factorize(latitude[pointed] + 1j * longitude[pointed])
    names = [h3.latlng_to_cell(at.real, at.imag, RESOLUTION) for at in places]
    number, cells = pd.factorize(np.asarray(names, dtype=object))
    result = np.zeros(len(incidents), dtype="int64")
    result[pointed] = (number + 1)[place]
    return result, np.asarray(["", *cells], dtype=object)
