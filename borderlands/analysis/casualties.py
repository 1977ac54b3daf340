"""Sums of the incident record: how many incidents, how many killed, how sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from borderlands.analysis.selections import TOLL, with_victims
from borderlands.vocabulary import VICTIM_GROUPS

Frequency = Literal["week", "month", "quarter", "year"]
PERIOD_CODES: dict[Frequency, str] = {
    "week": "W-SUN",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
VICTIM_COLUMNS = tuple(f"fatalities_{group}" for group in VICTIM_GROUPS)


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
    low, best, high = (int(incidents[column].sum()) for column in TOLL)
    groups = with_victims(incidents)
    return Toll(
        incidents=len(incidents),
        low=low,
        best=best,
        high=high,
        victims={g: int(groups[f"fatalities_{g}"].sum()) for g in VICTIM_GROUPS},
        military_only=int(incidents["fatalities_militants_military_only"].sum()),
        injured=int(incidents["injured"].sum()),
        unknown_toll=int(incidents["fatalities_best"].isna().sum()),
    )


def measures(incidents: pd.DataFrame) -> pd.DataFrame:
    """One row an incident, only countable columns: `incidents` (1), toll, victim groups."""
    columns: dict[str, Any] = {"incidents": 1}
    columns |= {column: incidents[column].fillna(0).astype("int64") for column in TOLL}
    return pd.DataFrame(columns, index=incidents.index).join(with_victims(incidents))


def by_group(incidents: pd.DataFrame, keys: str | list[str]) -> pd.DataFrame:
    """Sums by one or more columns, sorted by best figure, largest first.

    Returns
    -------
    DataFrame
        The keys, `incidents`, `fatalities_low/best/high`, the four victim groups.
    """
    names = [keys] if isinstance(keys, str) else keys
    frame = measures(incidents)
    summed = frame.groupby([incidents[name] for name in names], observed=True, sort=True).sum()
    return summed.reset_index().sort_values(
        ["fatalities_best", "incidents"], ascending=False, kind="stable", ignore_index=True
    )


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
    code = PERIOD_CODES[frequency]
    span = pd.period_range(start, end, freq=code)
    keys = incidents["event_date"].dt.to_period(code)
    summed = measures(incidents).groupby(keys).sum().reindex(span, fill_value=0)
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    begins = span.start_time.normalize()
    ends = span.end_time.normalize()
    result = summed.reset_index(drop=True)
    result.insert(0, "period_start", begins.where(begins >= first, first))
    result.insert(1, "period_end", ends.where(ends <= last, last))
    result.insert(2, "complete", (begins >= first) & (ends <= last))
    return result


def change(current: int, before: int) -> float | None:
    """Relative change, 0.5 = half as much again; None when there is nothing to compare with."""
    return None if before == 0 else current / before - 1


def by_district(incidents: pd.DataFrame, districts: pd.DataFrame) -> pd.DataFrame:
    """Sums for every district of the layer, zeros included.

    Returns
    -------
    DataFrame
        `admin2_code`, `admin2_name`, `admin1_name`, `country`, `population`, sums as in
        `by_group`, and `rate_per_100k` (best figure per 100,000 inhabitants; NaN where the
        population is unknown). Incidents without a district are not in it.
    """
    base = districts[["admin2_code", "admin2_name", "admin1_name", "country", "population"]]
    sums = by_group(incidents.loc[incidents["admin2_code"] != ""], "admin2_code")
    joined = pd.DataFrame(base).merge(sums, on="admin2_code", how="left")
    counts = [column for column in sums.columns if column != "admin2_code"]
    joined[counts] = joined[counts].fillna(0).astype("int64")
    population = pd.to_numeric(joined["population"], errors="coerce")
    joined["rate_per_100k"] = joined["fatalities_best"] / population * 100_000
    return joined
