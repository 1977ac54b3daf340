"""What the reader has chosen to look at, and the incidents that fit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
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
    day = incidents["event_date"]
    keep = (day >= pd.Timestamp(selection.start)) & (day <= pd.Timestamp(selection.end))
    if selection.areas:
        admin2, admin1 = area_codes(selection.areas, districts)
        keep &= incidents["admin2_code"].isin(admin2) | (
            (incidents["admin2_code"] == "") & incidents["admin1_name"].isin(admin1)
        )
    if selection.event_types:
        keep &= incidents["event_type"].isin(selection.event_types)
    if selection.actors:
        either = incidents["actor1_group"].isin(selection.actors)
        keep &= either | incidents["actor2_group"].isin(selection.actors)
    if selection.location_levels:
        keep &= incidents["location_level"].isin(selection.location_levels)
    chosen = incidents.loc[keep]
    if selection.without_military_only:
        chosen = leave_out_military_only(chosen)
    if selection.fatalities_min:
        chosen = chosen.loc[(chosen["fatalities_best"] >= selection.fatalities_min).fillna(False)]
    if selection.victims:
        columns = [f"fatalities_{group}" for group in selection.victims]
        hit = with_victims(chosen)[columns].gt(0).any(axis=1)
        chosen = chosen.loc[hit]
    return chosen


def leave_out_military_only(incidents: pd.DataFrame) -> pd.DataFrame:
    """Subtract militants reported killed by the military alone from every toll column."""
    result = incidents.copy()
    only = result["fatalities_militants_military_only"].fillna(0)
    for column in (*TOLL, "fatalities_militants"):
        result[column] = (result[column] - only).clip(lower=0)
    result["fatalities_militants_military_only"] = only * 0
    return result


def with_victims(incidents: pd.DataFrame) -> pd.DataFrame:
    """Victim groups that always add up to the best figure.

    Returns
    -------
    DataFrame
        `fatalities_civilians`, `_security`, `_militants`, `_unknown` as int64; what the reports
        do not split counts as unknown.
    """
    # On plain arrays: this runs a dozen times a page, and nullable columns are ten times slower.
    names = ("fatalities_civilians", "fatalities_security", "fatalities_militants")
    groups = {name: incidents[name].to_numpy(dtype="int64", na_value=0) for name in names}
    best = incidents["fatalities_best"].to_numpy(dtype="int64", na_value=0)
    groups["fatalities_unknown"] = np.maximum(best - sum(groups.values()), 0)
    return pd.DataFrame(groups, index=incidents.index)


def in_words(selection: Selection, area_labels: dict[str, str]) -> str:
    """The selection as a sentence fragment for captions: period first, then each limit."""
    parts = [span_in_words(selection.start, selection.end)]
    parts.append(_names(selection.areas, area_labels) or "whole area")
    for codes, labels in (
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
    return " · ".join(parts)


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
