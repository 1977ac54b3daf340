"""What the reader has chosen to look at, and the incidents that fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis.areas import area_codes

TOLL = ("fatalities_low", "fatalities_best", "fatalities_high")


@dataclass(frozen=True)
class Selection:
    """A frozen filter; an empty tuple means no limit.

    Attributes
    ----------
    start, end : date
        First and last day, both included.
    areas : tuple of str
        Keys of `areas.area_options`.
    event_types, actors, victims, location_levels : tuple of str
        Codes of `vocabulary`. `actors` matches either side; `victims` keeps incidents that killed
        at least one person of any of the groups.
    fatalities_min : int
        Least number killed (best figure).
    without_military_only : bool
        Take militants whose death only the military or police report out of every figure.
    """

    start: dt.date
    end: dt.date
    areas: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    location_levels: tuple[str, ...] = ()
    fatalities_min: int = 0
    without_military_only: bool = False

    @property
    def days(self) -> int:
        """Length in days, both ends included."""
        return (self.end - self.start).days + 1

    def preceding(self) -> Selection:
        """The same filter over the span of equal length just before."""
        end = self.start - dt.timedelta(days=1)
        return replace(self, start=end - dt.timedelta(days=self.days - 1), end=end)


def select(incidents: pd.DataFrame, selection: Selection, districts: pd.DataFrame) -> pd.DataFrame:
    """Incidents that fit a selection.

    Parameters
    ----------
    incidents : DataFrame
        As read by `borderlands.data`.
    selection : Selection
        The filter.
    districts : DataFrame
        To resolve areas.

    Returns
    -------
    DataFrame
        The rows that fit, in file order; toll columns adjusted when `without_military_only`.
        May be empty, which is not an error.
    """
    day = incidents["event_date"].to_numpy()
    first, last = np.datetime64(selection.start), np.datetime64(selection.end)
    rows = np.flatnonzero((day >= first) & (day <= last))
    # Each limit looks only at the rows that the limits before it have left.
    if selection.areas:
        admin2, admin1 = area_codes(selection.areas, districts)
        codes = incidents["admin2_code"].to_numpy()[rows]
        keep = _among(codes, admin2)
        whole = np.flatnonzero(codes == "")
        keep[whole] = _among(incidents["admin1_name"].to_numpy()[rows[whole]], admin1)
        rows = rows[keep]
    for name, codes_kept in (
        ("event_type", selection.event_types),
        ("location_level", selection.location_levels),
    ):
        if codes_kept:
            rows = rows[_among(incidents[name].to_numpy()[rows], codes_kept)]
    if selection.actors:
        either = [
            _among(incidents[name].to_numpy()[rows], selection.actors)
            for name in ("actor1_group", "actor2_group")
        ]
        rows = rows[either[0] | either[1]]
    chosen = _taken(incidents, rows)
    if selection.without_military_only:
        chosen = leave_out_military_only(chosen)
    if selection.fatalities_min:
        best = chosen["fatalities_best"].to_numpy(dtype="int64", na_value=0)
        chosen = _taken(chosen, np.flatnonzero(best >= selection.fatalities_min))
    if selection.victims:
        columns = [f"fatalities_{group}" for group in selection.victims]
        hit = with_victims(chosen)[columns].gt(0).any(axis=1).to_numpy()
        chosen = _taken(chosen, np.flatnonzero(hit))
    return chosen


def _among(values: npt.NDArray[Any], wanted: Collection[str]) -> npt.NDArray[np.bool_]:
    """Whether each of many values, few of them different, is one of those wanted."""
    place, different = pd.factorize(values)
    return np.asarray([value in wanted for value in different] + [False])[place]


def _taken(incidents: pd.DataFrame, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Rows by position; neighbouring ones as a slice, which copies nothing."""
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        return incidents.iloc[rows[0] : rows[-1] + 1]
    return incidents.iloc[rows]


def leave_out_military_only(incidents: pd.DataFrame) -> pd.DataFrame:
    """Subtract militants reported killed by the military alone from every toll column."""
    only = incidents["fatalities_militants_military_only"].fillna(0)
    changed = {
        column: (incidents[column] - only).clip(lower=0)
        for column in (*TOLL, "fatalities_militants")
    }
    return incidents.assign(**changed, fatalities_militants_military_only=only * 0)


def with_victims(incidents: pd.DataFrame) -> pd.DataFrame:
    """Victim groups that always add up to the best figure.

    Returns
    -------
    DataFrame
        `fatalities_civilians`, `_security`, `_militants`, `_unknown` as int64; what the reports
        do not split counts as unknown.
    """
    return pd.DataFrame(dict(each_victims(incidents)), index=incidents.index, copy=False)


def each_victims(incidents: pd.DataFrame) -> Iterator[tuple[str, npt.NDArray[np.int64]]]:
    """The columns of `with_victims` as plain arrays, one at a time.

    Sums need no more: nullable columns are ten times slower, and over hundreds of thousands of
    rows making room for all columns at once takes longer than adding them up.
    """
    rest = incidents["fatalities_best"].to_numpy(dtype="int64", na_value=0).copy()
    for name in ("fatalities_civilians", "fatalities_security", "fatalities_militants"):
        killed = incidents[name].to_numpy(dtype="int64", na_value=0)
        rest -= killed
        yield name, killed
    yield "fatalities_unknown", np.maximum(rest, 0, out=rest)


def in_words(selection: Selection, area_labels: dict[str, str]) -> str:
    """The selection as a sentence fragment for captions: period first, then each limit."""
    whole = [] if selection.areas else ["whole area"]
    period = span_in_words(selection.start, selection.end)
    return " · ".join([period, *whole, *limits_in_words(selection, area_labels)])


def limits_in_words(selection: Selection, area_labels: dict[str, str]) -> list[str]:
    """Every limit of a selection but its period; empty without any."""
    parts = []
    for codes, labels in (
        (selection.areas, area_labels),
        (selection.event_types, words.EVENT_TYPES),
        (selection.actors, words.ACTOR_GROUPS),
        (selection.location_levels, words.LOCATION_LEVELS),
    ):
        if codes:
            parts.append(_names(codes, labels))
    if selection.victims:
        parts.append("killing " + _names(selection.victims, words.VICTIM_GROUPS).lower())
    if selection.fatalities_min:
        parts.append(f"{selection.fatalities_min:,} or more killed")
    if selection.without_military_only:
        parts.append("without militants reported killed by the military only")
    return parts


def _names(codes: tuple[str, ...], labels: dict[str, str]) -> str:
    names = [labels.get(code, code) for code in codes]
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more"]
    return ", ".join(names)


def day_in_words(day: dt.date) -> str:
    """A day as a reader writes it: 21 December 2024."""
    return f"{day.day} {day:%B %Y}"


def span_in_words(start: dt.date, end: dt.date) -> str:
    """A span as short as it can be said: 2024; March 2024; 3 May 2024 – 4 June 2024."""
    last = end + dt.timedelta(days=1)
    if start.day == 1 and last.day == 1:
        if start.month == 1 and last.month == 1:
            years = (start.year, end.year)
            return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%B %Y}"
        return f"{start:%B %Y} – {end:%B %Y}"
    if start == end:
        return day_in_words(start)
    return f"{day_in_words(start)} – {day_in_words(end)}"
