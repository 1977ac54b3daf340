"""Sums by district over windows of time: every position of a moving window, or calendar slices."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from borderlands.analysis.casualties import PERIOD_CODES, Frequency, measures
from borderlands.analysis.titles import period_name

WINDOW_LENGTHS: Final = (7, 31, 92, 184, 366, 1_096, 3_653)
"""Days: week, month, quarter, half-year, year, three years, ten years, each at its longest."""
SLICES_LIMIT: Final = 24

Whole = npt.NDArray[np.int64]


def moving_sums(
    days: Whole, districts: Whole, values: Whole, span: tuple[int, int], length: int
) -> Whole:
    """Sums by district for the positions of a window that moves over a span.

    Parameters
    ----------
    days, districts, values : array of int, shape (n,)
        Day number, district number (>= 0) and value of each row.
    span : (int, int)
        First and last day.
    length : int
        Days of the window.

    Returns
    -------
    array of int, shape (positions, districts with a row)
        Positions lie a quarter of the window apart, at least a day; the last one ends with the
        span.
    """
    first, last = span
    inside = (days >= first) & (days <= last)
    if not inside.all():
        days, districts, values = days[inside], districts[inside], values[inside]
    present = np.flatnonzero(np.bincount(districts))
    place = np.zeros(present.max(initial=0) + 1, dtype="int64")
    place[present] = np.arange(len(present))
    total = last - first + 1
    length = min(length, total)
    # Counting into bins beats adding at each row's place; float64 is exact below 2**53.
    cell = (days - first + 1) * len(present) + place[districts]
    daily = np.bincount(cell, weights=values, minlength=(total + 1) * len(present))
    daily = daily.astype("int64").reshape(total + 1, len(present))
    so_far = daily.cumsum(axis=0)
    starts = np.unique(
        np.append(np.arange(0, total - length + 1, max(1, length // 4)), total - length)
    )
    return np.asarray(so_far[starts + length] - so_far[starts])


def window_lengths(days: int) -> list[int]:
    """Lengths of window that get a scale of their own within a span of so many days."""
    return [length for length in WINDOW_LENGTHS if length < days]


def slice_bounds(frequency: Frequency, start: dt.date, end: dt.date) -> list[tuple[Any, Any, Any]]:
    """Calendar slices of a span: (period, first day, last day), both days clipped to the span."""
    periods = pd.period_range(start, end, freq=PERIOD_CODES[frequency])
    return [
        (period, max(period.start_time.date(), start), min(period.end_time.date(), end))
        for period in periods
    ]


def allowed_frequencies(start: dt.date, end: dt.date) -> list[Frequency]:
    """Year, quarter and month as far as they cut the span into 2 to 24 slices."""
    allowed: list[Frequency] = []
    for frequency in ("year", "quarter", "month"):
        count = len(pd.period_range(start, end, freq=PERIOD_CODES[frequency]))
        if 2 <= count <= SLICES_LIMIT:
            allowed.append(frequency)
    return allowed


def by_slice(
    incidents: pd.DataFrame, frequency: Frequency, start: dt.date, end: dt.date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sums of incidents by slice, and by slice and district.

    Returns
    -------
    totals : DataFrame
        One row a slice in order, zeros included: `label`, `first_day`, `last_day`, `complete`
        (the whole calendar period lies within the span), `incidents`, `fatalities_low/best/high`
        and victim groups; incidents without a district are in it.
    districts : DataFrame
        Same sums; index (`slice`, `admin2_code`), only where there is an incident.
    """
    bounds = slice_bounds(frequency, start, end)
    frame = measures(incidents)
    keys = incidents["event_date"].dt.to_period(PERIOD_CODES[frequency])
    order = {period: place for place, (period, _, _) in enumerate(bounds)}
    place = keys.map(order).rename("slice")
    sums = frame.groupby(place).sum().reindex(range(len(bounds)), fill_value=0)
    totals = pd.DataFrame(
        {
            "label": [period_name(period.start_time, frequency) for period, _, _ in bounds],
            "first_day": [first for _, first, _ in bounds],
            "last_day": [last for _, _, last in bounds],
            "complete": [
                period.start_time.date() >= start and period.end_time.date() <= end
                for period, _, _ in bounds
            ],
        }
    ).join(sums.reset_index(drop=True))
    known = incidents["admin2_code"] != ""
    districts = frame.loc[known].groupby([place[known], incidents.loc[known, "admin2_code"]]).sum()
    return totals, districts
