"""What the time control needs: a span, a window to begin with, key events."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, Literal

import pandas as pd

from borderlands.maps.packing import as_days

Unit = Literal["week", "month", "quarter", "year"]
_OPENING: Final[dict[Unit, pd.DateOffset]] = {
    "week": pd.DateOffset(days=28),
    "month": pd.DateOffset(months=3),
    "quarter": pd.DateOffset(months=12),
    "year": pd.DateOffset(months=36),
}
"""Length of the window that a map opens with, by the unit of its steps."""


def fitting_unit(start: dt.date, end: dt.date) -> Unit:
    """A step that takes 12 to 60 steps over the span, roughly."""
    days = (end - start).days + 1
    if days <= 120:
        return "week"
    if days <= 5 * 366:
        return "month"
    return "quarter" if days <= 12 * 366 else "year"


def opening_window(start: dt.date, end: dt.date, unit: Unit) -> tuple[dt.date, dt.date]:
    """The last few steps of the span, or all of it when it is short."""
    after = pd.Timestamp(end) + pd.Timedelta(days=1)
    return max(start, (after - _OPENING[unit]).date()), end


def timeline(
    start: dt.date,
    end: dt.date,
    key_events: pd.DataFrame,
    *,
    unit: Unit | None = None,
    window: tuple[dt.date, dt.date] | None = None,
    snap: Unit | None = None,
    foreign: bool = False,
) -> dict[str, Any]:
    """The `time` part of a map's state; its days count from 1970.

    Parameters
    ----------
    start, end : date
        First and last day of the whole span.
    key_events : DataFrame
        `event_date`, `title`.
    unit : str, optional
        Length of a step; one that fits the span without it.
    window : (date, date), optional
        Window to begin with; the last few steps without it.
    snap : str, optional
        The data know no finer time than this unit: edges keep to it.
    foreign : bool
        The span belongs to another source: it cannot become the period of the other pages.
    """
    step = unit or fitting_unit(start, end)
    first, last = window or opening_window(start, end, step)
    first, last = max(first, start), min(last, end)
    if first > last:
        first, last = opening_window(start, end, step)
    events = key_events.sort_values("event_date")
    inside = events["event_date"].between(pd.Timestamp(start), pd.Timestamp(end))
    return {
        "from": as_days(start),
        "to": as_days(end),
        "start": [as_days(first), as_days(last)],
        "unit": step,
        "snap": snap,
        "foreign": foreign,
        "events": [
            {"day": as_days(event_date.date()), "title": title}
            for event_date, title in events.loc[inside, ["event_date", "title"]].itertuples(
                index=False
            )
        ],
    }
