"""Deaths by who did it, how, to whom and where, with ranges and ranks."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import Final

import numpy as np
import pandas as pd

from borderlands.analysis.casualties import (
    PERIOD_CODES,
    Frequency,
    by_district,
    calendar,
    each_measure,
    each_toll,
    period_places,
    summed_by,
    sums_by,
)
from borderlands.analysis.periods import comparable_periods
from borderlands.analysis.selections import TOLL

ENOUGH: Final = 5
"""Incidents with a known toll that a mean needs before it is ranked."""
DISTRICTS_SHOWN: Final = 15
"""Rows of the grid of districts by period."""


def by_code(incidents: pd.DataFrame, column: str, labels: dict[str, str]) -> pd.DataFrame:
    """Sums and lethality by a coded column.

    Parameters
    ----------
    incidents : DataFrame
        The selection.
    column : str
        `actor1_group` (perpetrator or initiator), `event_type`, `target`, ...
    labels : dict
        Label of each code.

    Returns
    -------
    DataFrame
        `code`, `label`, sums as in `casualties.by_group`, `known_toll` (incidents whose toll a
        report gives), `deaths_per_incident_low/best/high` over those (NaN without any),
        `enough` (bool: `known_toll` is 5 or more); most killed first.
    """
    known = incidents["fatalities_best"].notna().to_numpy(dtype="int64")
    columns = chain(each_measure(incidents), [("known_toll", known)])
    sums = summed_by(columns, incidents[column].rename("code")).sort_values(
        ["fatalities_best", "incidents"], ascending=False, kind="stable", ignore_index=True
    )
    sums.insert(1, "label", [labels.get(code, code) or "Not stated" for code in sums["code"]])
    divisor = sums["known_toll"].where(sums["known_toll"] > 0).astype("float64")
    for name in TOLL:
        sums[name.replace("fatalities", "deaths_per_incident")] = sums[name] / divisor
    sums["enough"] = sums["known_toll"] >= ENOUGH
    return sums


def ranking(
    incidents: pd.DataFrame, districts: pd.DataFrame, *, per_100k: bool = False
) -> pd.DataFrame:
    """Districts by people killed, with every rank that the range of reports allows.

    Each district's figure may lie anywhere between its low and high, whatever holds for others:
    its first possible rank counts the districts whose low exceeds its high, its last possible
    rank those whose high exceeds its low.

    Returns
    -------
    DataFrame
        As `casualties.by_district` for districts with a known toll, plus `low`, `best`, `high`
        (persons, or per 100,000 inhabitants), `rank`, `rank_first`, `rank_last` (1 = most; equal
        figures share a rank) and `rank_depends` (bool). Per 100,000, districts without a known
        population are left out.
    """
    table = by_district(incidents, districts)
    # No report gives a toll for the others, which is not to say that nobody died there.
    table = table.loc[table["known_toll"] > 0].copy()
    divisor = pd.Series(1.0, index=table.index)
    if per_100k:
        population = pd.to_numeric(table["population"], errors="coerce").astype("float64")
        table = table.loc[population > 0]
        divisor = population.loc[table.index] / 100_000
    for short, name in zip(("low", "best", "high"), TOLL, strict=True):
        table[short] = table[name] / divisor
    low, best, high = (table[name].to_numpy(dtype="float64") for name in ("low", "best", "high"))
    table["rank"] = 1 + (best[None, :] > best[:, None]).sum(axis=1)
    table["rank_first"] = 1 + (low[None, :] > high[:, None]).sum(axis=1)
    above = high[None, :] > low[:, None]
    # A district with a range is not above itself.
    table["rank_last"] = 1 + above.sum(axis=1) - np.diag(above)
    table["rank_depends"] = table["rank_first"] != table["rank_last"]
    order = ["best", "high", "admin2_name"]
    return table.sort_values(order, ascending=[False, False, True], ignore_index=True)


def district_periods(
    incidents: pd.DataFrame,
    districts: pd.DataFrame,
    frequency: Frequency,
    start: dt.date,
    end: dt.date,
) -> pd.DataFrame:
    """The `DISTRICTS_SHOWN` most affected districts by period, zeros included.

    Returns
    -------
    DataFrame
        `admin2_code`, `admin2_name`, `place` (1 = most killed), `period_start` (datetime64, start
        of the calendar period), `complete` (bool: the span and good coverage hold all of it),
        `incidents`, `fatalities_low/best/high`; empty without incidents in a known district.
        `attrs["incidents"]` counts the incidents it holds.
    """
    place, codes = pd.factorize(incidents["admin2_code"])
    totals = sums_by(each_toll(incidents), place, len(codes)).assign(
        admin2_code=np.asarray(codes, dtype=object)
    )
    totals["number"] = totals.index
    names = pd.DataFrame(districts[["admin2_code", "admin2_name"]])
    table = names.merge(totals, on="admin2_code").sort_values(
        ["fatalities_best", "incidents", "admin2_name"], ascending=[False, False, True]
    )
    kept = ["admin2_code", "admin2_name", "number"]
    top = table.head(DISTRICTS_SHOWN)[kept].reset_index(drop=True)
    # Row of the grid of each incident's district; those not shown have none.
    row_of = np.full(len(codes) + 1, -1)
    row_of[top.pop("number").to_numpy(dtype="int64")] = np.arange(len(top))
    row = row_of[place]
    top["place"] = top.index + 1
    calendar_periods = pd.period_range(start, end, freq=PERIOD_CODES[frequency])
    size = len(calendar_periods)
    column = period_places(incidents["event_date"], frequency, start)
    cell = np.where((row >= 0) & (column >= 0) & (column < size), row * size + column, -1)
    sums = sums_by(each_toll(incidents), cell, len(top) * size)
    result = top.loc[top.index.repeat(size)].reset_index(drop=True)
    result["period_start"] = np.tile(calendar_periods.start_time.to_numpy(), len(top))
    whole = comparable_periods(calendar(frequency, start, end))["complete"]
    result["complete"] = np.tile(whole.to_numpy(dtype=bool), len(top))
    result = result.join(sums)
    result.attrs["incidents"] = int((cell >= 0).sum())
    return result
