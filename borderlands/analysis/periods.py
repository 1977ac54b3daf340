"""Series over calendar periods: averages, shares, the year so far."""

from __future__ import annotations

import datetime as dt
from typing import Final

import numpy as np
import pandas as pd

from borderlands.analysis.casualties import (
    Frequency,
    by_period,
    calendar,
    each_toll,
    period_places,
    sums_by,
)
from borderlands.analysis.record import DENSE_TO, RECORD_START
from borderlands.analysis.selections import TOLL

AVERAGED: Final[dict[Frequency, int]] = {"week": 4, "month": 3, "quarter": 4, "year": 0}
"""Periods in a moving average; 0 means none."""

LEAP_YEAR: Final = 2000
"""Days of all years are drawn on this calendar, so that 1 March is 1 March in every year."""

METHODS: Final = ("suicide_attack", "drone_strike", "air_strike")


def moving_average(values: pd.Series, complete: pd.Series, window: int) -> pd.Series:
    """Mean of a period and the ones before it.

    Parameters
    ----------
    values : Series
        One value a period, in order.
    complete : Series of bool
        Whether the whole calendar period lies within the span; others take no part.
    window : int
        Number of periods; 0 gives no average.

    Returns
    -------
    Series
        NaN where fewer than `window` complete periods are at hand.
    """
    if window < 1:
        return pd.Series(np.nan, index=values.index)
    known = values.astype("float64").where(complete.astype(bool))
    return known.rolling(window, min_periods=window).mean()


def comparable_periods(periods: pd.DataFrame) -> pd.DataFrame:
    """Periods with `complete` true only where reports cover the whole period well.

    Parameters
    ----------
    periods : DataFrame
        `period_start`, `period_end`, `complete`, as from `casualties.by_period`.
    """
    first, last = pd.Timestamp(RECORD_START), pd.Timestamp(DENSE_TO)
    covered = (periods["period_start"] >= first) & (periods["period_end"] <= last)
    return periods.assign(complete=periods["complete"].astype(bool) & covered)


def finest(start: dt.date, end: dt.date, at_most: int) -> Frequency:
    """The finest of month, quarter and year that cuts a span into at most so many periods."""
    days = (end - start).days + 1
    lengths: tuple[tuple[Frequency, float], ...] = (("month", 30.4), ("quarter", 91.3))
    for frequency, length in lengths:
        if days / length <= at_most:
            return frequency
    return "year"


def cumulative(incidents: pd.DataFrame, end: dt.date) -> pd.DataFrame:
    """Deaths since 1 January, one line a year from 2021 on, one row a day with an incident.

    Parameters
    ----------
    incidents : DataFrame
        May reach back before 2021; those rows are left out.
    end : date
        Last day of the last line. Earlier years run to 31 December.

    Returns
    -------
    DataFrame
        `year`, `day` (datetime64 on the calendar of 2000), `fatalities_low/best/high` so far.
        Each year starts at zero on 1 January and ends on its last day in the span.
    """
    years = range(RECORD_START.year, end.year + 1)
    days = pd.date_range(RECORD_START, end) if years else pd.DatetimeIndex([])
    numbers = incidents["event_date"].to_numpy("datetime64[D]").astype("int64")
    place = numbers - np.datetime64(RECORD_START, "D").astype("int64")
    daily = sums_by(each_toll(incidents), place, len(days)).set_index(days)
    daily = daily[list(TOLL)]
    result: pd.DataFrame = daily.groupby(days.year).cumsum()
    result.insert(0, "year", days.year)
    # After February a common year is a day behind the leap year that all are drawn on.
    late = (days.month > 2) & ~days.is_leap_year
    on_leap_year = pd.to_timedelta(days.day_of_year - 1 + late.astype("int64"), unit="D")
    result.insert(1, "day", pd.Timestamp(LEAP_YEAR, 1, 1) + on_leap_year)
    changed = daily.any(axis=1).to_numpy(dtype=bool)
    starts = (days.month == 1) & (days.day == 1)
    ends = ((days.month == 12) & (days.day == 31)) | (days == pd.Timestamp(end))
    shown: pd.DataFrame = result.loc[changed | starts | ends]
    return shown.reset_index(drop=True)


def method_shares(
    incidents: pd.DataFrame, frequency: Frequency, start: dt.date, end: dt.date
) -> pd.DataFrame:
    """Share of suicide attacks, drone strikes and air strikes among incidents, by period.

    Returns
    -------
    DataFrame
        `event_type`, `period_start`, `period_end`, `complete`, `incidents` (of the type), `total`
        (of all types), `share` (0-1; NaN without any incident).
    """
    periods = calendar(frequency, start, end)
    size = len(periods)
    place = period_places(incidents["event_date"], frequency, start)
    place = np.where((place >= 0) & (place < size), place, size)
    kind, kinds = pd.factorize(incidents["event_type"])
    total = np.bincount(place, minlength=size + 1)[:size]
    parts = []
    for method in METHODS:
        number = list(kinds).index(method) if method in kinds else -1
        count = np.bincount(place[(kind == number) & (number >= 0)], minlength=size + 1)[:size]
        share = np.divide(count, total, out=np.full(size, np.nan), where=total > 0)
        part = periods.assign(incidents=count, total=total, share=share)
        part.insert(0, "event_type", method)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def civilian_share(
    incidents: pd.DataFrame, frequency: Frequency, start: dt.date, end: dt.date
) -> pd.DataFrame:
    """Civilians among those killed, by period, with what the unstated dead could change.

    Returns
    -------
    DataFrame
        `period_start`, `period_end`, `complete`, `fatalities_best`, `fatalities_civilians`,
        `fatalities_unknown`, `killed` (sum of the groups), `share_low` (nobody of the unstated was
        a civilian), `share_high` (all were); NaN where nobody was killed.
    """
    periods = by_period(incidents, frequency, start, end)
    columns = ["fatalities_best", "fatalities_civilians", "fatalities_unknown"]
    result = periods[["period_start", "period_end", "complete", *columns]].copy()
    killed = killed_in_groups(periods)
    result["killed"] = killed
    total = killed.where(killed > 0)
    result["share_low"] = result["fatalities_civilians"] / total
    result["share_high"] = (result["fatalities_civilians"] + result["fatalities_unknown"]) / total
    return result


def killed_in_groups(sums: pd.DataFrame) -> pd.Series:
    """Sum of the four victim groups of each row."""
    groups = [name for name in sums.columns if name.startswith("fatalities_") and name not in TOLL]
    return sums[groups].sum(axis=1)
