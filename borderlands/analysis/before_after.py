"""Equal windows before and after a day: counts, rate ratios, placebo dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import beta

from borderlands.analysis.casualties import by_district, measures
from borderlands.analysis.record import caveat
from borderlands.analysis.selections import day_in_words
from borderlands.analysis.wording import number

WINDOWS: Final = (30, 90, 180, 365)
"""Lengths in days that a reader may choose."""
PLACEBO_STEP_DAYS: Final = 7
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True)
class Windows:
    """Two windows of equal length that meet at a day.

    Attributes
    ----------
    day : date
        First day after; the day of the event belongs to the window after.
    days : int
        Length of each window; less than `asked` when the record gives no more.
    asked : int
        Length asked for.
    notes : tuple of str
        What a reader must know about these windows.
    """

    day: dt.date
    days: int
    asked: int
    notes: tuple[str, ...] = ()

    @property
    def before(self) -> tuple[dt.date, dt.date]:
        """First and last day of the window before."""
        return self.day - self.days * _DAY, self.day - _DAY

    @property
    def after(self) -> tuple[dt.date, dt.date]:
        """First and last day of the window after."""
        return self.day, self.day + (self.days - 1) * _DAY


def windows_around(day: dt.date, asked: int, first: dt.date, last: dt.date) -> Windows | None:
    """Windows of equal length around a day, as long as the record allows.

    Parameters
    ----------
    day : date
        First day of the window after.
    asked : int
        Days wanted on each side.
    first, last : date
        First and last day that the record covers.

    Returns
    -------
    Windows or None
        None when one side would be empty.
    """
    room_after = (last - day).days + 1
    room_before = (day - first).days
    days = min(asked, room_after, room_before)
    if days < 1:
        return None
    notes = []
    if room_after < asked:
        notes.append(
            f"The record ends on {day_in_words(last)}: both windows are {number(days)} days, "
            f"not {number(asked)}."
        )
    if room_before < asked:
        notes.append(
            f"The record begins on {day_in_words(first)}: both windows are {number(days)} days, "
            f"not {number(asked)}."
        )
    known = caveat(day - days * _DAY, day + (days - 1) * _DAY)
    if known:
        notes.append(known)
    return Windows(day, days, asked, tuple(notes))


def rate_ratio(
    before: npt.ArrayLike, after: npt.ArrayLike, *, level: float = 0.95
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Ratio of two Poisson rates over equal times, with its exact conditional interval.

    Given the total, the count after is binomial with p = r / (1 + r) when r is the ratio; the
    Clopper-Pearson limits of p give those of r (Przyborowski and Wilenski 1940; Clopper and
    Pearson 1934). The interval takes every incident as independent of the others; attacks come
    in series, so the true uncertainty is larger.

    Parameters
    ----------
    before, after : array of int, shape (n,)
        Counts.
    level : float
        Confidence level.

    Returns
    -------
    ratio, low, high : array of float, shape (n,)
        NaN ratio where both counts are 0 (the interval is then 0 to infinity), infinite ratio and
        upper limit where only `before` is 0, lower limit 0 where `after` is 0.
    """
    x = np.atleast_1d(np.asarray(before, dtype="float64"))
    y = np.atleast_1d(np.asarray(after, dtype="float64"))
    tail = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = y / x
        p_low = np.where(y > 0, beta.ppf(tail, np.maximum(y, 1), x + 1), 0.0)
        p_high = np.where(x > 0, beta.ppf(1 - tail, y + 1, np.maximum(x, 1)), 1.0)
        low, high = p_low / (1 - p_low), p_high / (1 - p_high)
    return ratio, low, high


def compare_districts(
    before: pd.DataFrame, after: pd.DataFrame, districts: pd.DataFrame
) -> pd.DataFrame:
    """Sums of both windows for every district of the layer, zeros included.

    Returns
    -------
    DataFrame
        Names as `casualties.by_district`; every sum of it with `_before`, `_after` and
        `_change`; `rate_ratio`, `rate_ratio_low`, `rate_ratio_high` of incidents.
    """
    names = ["admin2_code", "admin2_name", "admin1_name", "country"]
    one, two = by_district(before, districts), by_district(after, districts)
    result = pd.DataFrame(one[names])
    for column in [name for name in one.columns if name not in (*names, "population")]:
        result[f"{column}_before"] = one[column]
        result[f"{column}_after"] = two[column]
        result[f"{column}_change"] = two[column] - one[column]
    ratios = rate_ratio(result["incidents_before"], result["incidents_after"])
    for suffix, values in zip(("", "_low", "_high"), ratios, strict=True):
        result[f"rate_ratio{suffix}"] = values
    return result


def placebo_changes(
    incidents: pd.DataFrame, column: str, event: dt.date, days: int, first: dt.date, last: dt.date
) -> pd.DataFrame:
    """The same comparison at dates when nothing in particular happened.

    Dates lie a week apart. Those are left out whose windows run past the record, or reach into
    the windows of the event itself.

    Parameters
    ----------
    incidents : DataFrame
        The selection, over the whole record.
    column : str
        `incidents` or a column of `casualties.measures`.
    event : date
        The day compared with.
    days : int
        Length of each window.
    first, last : date
        Span of the record that may be compared.

    Returns
    -------
    DataFrame
        `day`, `before`, `after`, `change` (after less before) for each placebo date.
    """
    total = max(0, (last - first).days + 1)
    day = (incidents["event_date"] - pd.Timestamp(first)).dt.days
    inside = day.between(0, total - 1)
    sums = np.zeros(total + 1, dtype="int64")
    np.add.at(sums, day[inside].to_numpy() + 1, measures(incidents)[column][inside].to_numpy())
    so_far = sums.cumsum()
    places = np.arange(days, total - days + 1, PLACEBO_STEP_DAYS)
    places = places[np.abs(places - (event - first).days) >= 2 * days]
    before = so_far[places] - so_far[places - days]
    after = so_far[places + days] - so_far[places]
    return pd.DataFrame(
        {
            "day": pd.Timestamp(first) + pd.to_timedelta(places, unit="D"),
            "before": before,
            "after": after,
            "change": after - before,
        }
    )


def unusual(change: int, placebo: pd.DataFrame) -> float | None:
    """Share of placebo dates whose change is at least as large, whatever its sign.

    None with fewer than ten placebo dates, which say nothing.
    """
    if len(placebo) < 10:
        return None
    return float((placebo["change"].abs() >= abs(change)).mean())
