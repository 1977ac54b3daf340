"""Sums of the incident record: how many incidents, how many killed, how sure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from borderlands.analysis.selections import TOLL, each_victims
from borderlands.vocabulary import VICTIM_GROUPS

Frequency = Literal["week", "month", "quarter", "year"]
PERIOD_CODES: dict[Frequency, str] = {
    "week": "W-SUN",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
Columns = Iterator[tuple[str, npt.NDArray[Any]]]


@dataclass(frozen=True)
class Toll:
    """Totals of a set of incidents.

    Attributes
    ----------
    incidents : int
        Number of incidents.
    low, best, high : int
        Persons killed.
    victims : dict
        Best figure by victim group; adds up to `best`.
    military_only : int
        Militants among `best` whose death only the military or police report.
    injured : int
        Persons injured, where reports say.
    unknown_toll : int
        Incidents whose toll no report gives; they count as incidents, not as zero deaths.
    """

    incidents: int
    low: int
    best: int
    high: int
    victims: dict[str, int]
    military_only: int
    injured: int
    unknown_toll: int


def toll(incidents: pd.DataFrame) -> Toll:
    """Totals over all rows."""
    low, best, high = (_total(incidents[column]) for column in TOLL)
    victims = {name: int(killed.sum()) for name, killed in each_victims(incidents)}
    return Toll(
        incidents=len(incidents),
        low=low,
        best=best,
        high=high,
        victims={g: victims[f"fatalities_{g}"] for g in VICTIM_GROUPS},
        military_only=_total(incidents["fatalities_militants_military_only"]),
        injured=_total(incidents["injured"]),
        unknown_toll=int(incidents["fatalities_best"].isna().sum()),
    )


def _total(column: pd.Series[Any]) -> int:
    return int(column.to_numpy(dtype="int64", na_value=0).sum())


def measures(incidents: pd.DataFrame) -> pd.DataFrame:
    """One row an incident, only countable columns: `incidents` (1), toll, victim groups."""
    columns = dict(each_measure(incidents))
    return pd.DataFrame(columns, index=incidents.index, copy=False)


def each_measure(incidents: pd.DataFrame) -> Columns:
    """The columns of `measures` as plain arrays, one at a time, for `sums_by`."""
    yield from each_toll(incidents)
    yield from each_victims(incidents)


def each_toll(incidents: pd.DataFrame) -> Columns:
    """Of `each_measure`, `incidents` and the toll."""
    yield "incidents", np.ones(len(incidents), dtype="int64")
    for name in TOLL:
        yield name, incidents[name].to_numpy(dtype="int64", na_value=0)


def by_group(incidents: pd.DataFrame, keys: str | list[str]) -> pd.DataFrame:
    """Sums by one or more columns, sorted by best figure, largest first.

    Returns
    -------
    DataFrame
        The keys, `incidents`, `fatalities_low/best/high`, the four victim groups.
    """
    names = [keys] if isinstance(keys, str) else keys
    if len(names) == 1:
        summed = summed_by(each_measure(incidents), incidents[names[0]])
    else:
        groups = measures(incidents).groupby(
            [incidents[name] for name in names], observed=True, sort=True
        )
        summed = groups.sum().reset_index()
    return summed.sort_values(
        ["fatalities_best", "incidents"], ascending=False, kind="stable", ignore_index=True
    )


def summed_by(columns: Columns, key: pd.Series) -> pd.DataFrame:
    """Sums of whole numbers by one key, in the key's order, the key as first column."""
    place, values = pd.factorize(key)
    sums = sums_by(columns, place, len(values))
    sums.insert(0, str(key.name), pd.Series(np.asarray(values), dtype=object))
    return sums.sort_values(str(key.name), ignore_index=True)


def by_period(
    incidents: pd.DataFrame, frequency: Frequency, start: dt.date, end: dt.date
) -> pd.DataFrame:
    """Sums by calendar period, zeros included, from the period of `start` to that of `end`.

    Returns
    -------
    DataFrame
        `period_start` and `period_end` (datetime64, clipped to start and end), `complete`
        (bool: the whole calendar period lies within the span), `incidents`,
        `fatalities_low/best/high`, victim groups.
    """
    result = calendar(frequency, start, end)
    place = period_places(incidents["event_date"], frequency, start)
    return result.join(sums_by(each_measure(incidents), place, len(result)))


def calendar(frequency: Frequency, start: dt.date, end: dt.date) -> pd.DataFrame:
    """Calendar periods from that of `start` to that of `end`.

    Returns
    -------
    DataFrame
        `period_start`, `period_end`, `complete`, as in `by_period`.
    """
    span = pd.period_range(start, end, freq=PERIOD_CODES[frequency])
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    begins, ends = span.start_time.normalize(), span.end_time.normalize()
    return pd.DataFrame(
        {
            "period_start": begins.where(begins >= first, first),
            "period_end": ends.where(ends <= last, last),
            "complete": (begins >= first) & (ends <= last),
        }
    )


def period_places(days: pd.Series, frequency: Frequency, start: dt.date) -> npt.NDArray[np.int64]:
    """Number of each day's calendar period, counted from that of `start`."""
    if days.empty:
        return np.empty(0, dtype="int64")
    # Days repeat: the calendar is asked once for each day between the first and the last.
    numbers = days.to_numpy("datetime64[D]").astype("int64")
    least = int(numbers.min())
    span = np.arange(least, int(numbers.max()) + 1).astype("datetime64[D]")
    code = PERIOD_CODES[frequency]
    ordinals = pd.DatetimeIndex(span.astype("datetime64[s]")).to_period(code).asi8
    return np.asarray((ordinals - pd.Period(start, freq=code).ordinal)[numbers - least])


def sums_by(columns: Columns, place: npt.NDArray[np.integer[Any]], size: int) -> pd.DataFrame:
    """Sums of whole numbers by place, from 0 to `size`; rows placed elsewhere take no part.

    Counting into bins beats a groupby several times where the groups are known beforehand.
    """
    outside = (place < 0) | (place >= size)
    bins = np.where(outside, size, place) if outside.any() else place
    # Weights are float64, exact for whole numbers below 2**53.
    sums = {
        name: np.bincount(bins, weights=values, minlength=size + 1)[:size]
        for name, values in columns
    }
    return pd.DataFrame(sums).astype("int64")


def change(current: int, before: int) -> float | None:
    """Relative change, 0.5 = half as much again; None when there is nothing to compare with."""
    return None if before == 0 else current / before - 1


def by_district(incidents: pd.DataFrame, districts: pd.DataFrame) -> pd.DataFrame:
    """Sums for every district of the layer, zeros included.

    Returns
    -------
    DataFrame
        `admin2_code`, `admin2_name`, `admin1_name`, `country`, `population`, sums as in
        `by_group`, `known_toll` (incidents whose toll a report gives) and `rate_per_100k` (best
        figure per 100,000 inhabitants; NaN where the population is unknown). Incidents without a
        district are not in it.
    """
    base = districts[["admin2_code", "admin2_name", "admin1_name", "country", "population"]]
    known = incidents["fatalities_best"].notna().to_numpy(dtype="int64")
    columns = chain(each_measure(incidents), [("known_toll", known)])
    sums = summed_by(columns, incidents["admin2_code"])
    sums = sums.loc[sums["admin2_code"] != ""]
    joined = pd.DataFrame(base).merge(sums, on="admin2_code", how="left")
    counts = [column for column in sums.columns if column != "admin2_code"]
    joined[counts] = joined[counts].fillna(0).astype("int64")
    population = pd.to_numeric(joined["population"], errors="coerce")
    joined["rate_per_100k"] = joined["fatalities_best"] / population * 100_000
    return joined
