"""Titles of figures over time: findings in words, computed from the data and true for them.

Two tolls are told apart only where their ranges do not overlap; a period that the selection cuts
is never part of a comparison; ties, zeros and small numbers are named as such.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import pandas as pd

from borderlands.analysis.casualties import Frequency, Toll
from borderlands.analysis.periods import LEAP_YEAR, METHODS
from borderlands.analysis.selections import TOLL
from borderlands.analysis.wording import (
    change_in_words,
    decimal,
    listed,
    number,
    percent,
    percent_range,
    plural,
    toll_range,
)

NONE: Final = "No incident in the record fits this selection"
SMALL: Final = 20
"""Below so many on either side a text gives the numbers and no percentage.

Of people killed it holds for incidents too: where few killed many, one more changes all.
"""

QUARTERS: Final = ("January–March", "April–June", "July–September", "October–December")
METHOD_NAMES: Final = {
    "suicide_attack": ("suicide attack", "suicide attacks"),
    "drone_strike": ("drone strike", "drone strikes"),
    "air_strike": ("air strike", "air strikes"),
}


def period_name(start: pd.Timestamp, frequency: Frequency) -> str:
    """A calendar period as a reader says it: "March 2025", "week of 3 March 2025"."""
    if frequency == "year":
        return f"{start.year}"
    if frequency == "quarter":
        return f"{QUARTERS[start.quarter - 1]} {start.year}"
    if frequency == "month":
        return f"{start:%B %Y}"
    return f"week of {start.day} {start:%B %Y}"


def nobody(now: Toll) -> str:
    """For a selection in which no death is reported."""
    if not now.incidents:
        return NONE
    text = f"{plural(now.incidents, 'incident')}, nobody reported killed"
    unknown = f" ({number(now.unknown_toll)} without a reported toll)" if now.unknown_toll else ""
    return text + unknown


def compared(now: Toll, before: Toll | None) -> str:
    """A toll against that of the span before, or alone when that may not be compared."""
    killed = f"{toll_range(now.low, now.best, now.high)} killed"
    if before is None:
        return f"{killed} in {plural(now.incidents, 'incident')}"
    then = toll_range(before.low, before.best, before.high)
    if not bears_percentage(now, before):
        return f"{killed}, against {then} in the same span before"
    if overlap(now, before):
        return f"{killed}, not clearly more or fewer than the {then} in the same span before"
    ratio = now.best / before.best
    if ratio >= 2:
        return f"{killed}, {decimal(ratio)} times the toll of the same span before"
    word = "more" if ratio > 1 else "fewer"
    return f"{killed}, {percent(abs(ratio - 1))} {word} than in the same span before"


def bears_percentage(now: Toll, before: Toll) -> bool:
    """Whether neither toll nor number of incidents is too small to tell a change of."""
    return min(now.best, before.best, now.incidents, before.incidents) >= SMALL


def overlap(now: Toll, before: Toll) -> bool:
    """Whether the ranges of two tolls meet, so that neither is clearly the larger."""
    return now.low <= before.high and before.low <= now.high


def against(now: int, before: int, incidents: int = SMALL) -> str:
    """A count against an earlier one: "+12%", or "was 2" where either is small.

    Of people, `incidents` is the smaller number of incidents that they were killed in.
    """
    if min(now, before, incidents) < SMALL:
        return f"was {number(before)}"
    return change_in_words(now / before - 1)


def toll_against(now: Toll, before: Toll) -> str:
    """As `against` for the people killed; "was 445 (400–480)" too where the ranges meet."""
    if not bears_percentage(now, before) or overlap(now, before):
        return f"was {toll_range(before.low, before.best, before.high)}"
    return against(now.best, before.best)


def deadliest(periods: pd.DataFrame, frequency: Frequency) -> str:
    """The period with most deaths (best figure); empty when there is nothing to single out."""
    best = periods["fatalities_best"]
    if len(periods) < 2 or best.max() == 0:
        return ""
    top = periods.loc[best == best.max()]
    if len(top) == len(periods):
        return ""
    names = [
        period_name(start, frequency).removeprefix("week of ") for start in top["period_start"]
    ]
    most = number(best.max())
    if len(names) > 2:
        return f"{len(names)} {frequency}s share the highest toll ({most} each)"
    if len(names) == 2:
        return f"deadliest {frequency}s: {names[0]} and {names[1]} ({most} each)"
    rivals = periods.drop(index=top.index)["fatalities_high"].max() > top["fatalities_low"].iloc[0]
    doubt = " by the best figure" if rivals else ""
    return f"deadliest {frequency}{doubt}: {names[0]} ({most})"


def periods_title(
    now: Toll, before: Toll | None, periods: pd.DataFrame, frequency: Frequency
) -> str:
    """Title of deaths over time.

    Parameters
    ----------
    now : Toll
        Totals of the selection.
    before : Toll or None
        Totals of the span of equal length just before; None where it must not be compared.
    periods : DataFrame
        From `casualties.by_period`.
    frequency : str
        Length of its periods.
    """
    if now.best == 0:
        return nobody(now)
    text = compared(now, before)
    peak = deadliest(periods, frequency)
    return f"{text}; {peak}" if peak else text


def cumulative_title(lines: pd.DataFrame, end: dt.date) -> str:
    """Title of deaths since 1 January: this year against the same day of the year before."""
    if lines.empty or lines["fatalities_high"].max() == 0:
        return "Nobody reported killed since 2021"
    stamp = pd.Timestamp(end).replace(year=LEAP_YEAR)
    at = lines.loc[lines["day"] <= stamp].groupby("year")[list(TOLL)].last().astype("int64")
    tolls = {int(str(year)): tuple(row) for year, row in zip(at.index, at.to_numpy(), strict=True)}
    now = tolls.pop(end.year)
    text = f"{toll_range(*now)} killed by {end.day} {end:%B} {end.year}"
    if not tolls:
        return text
    last = tolls[end.year - 1]
    words = "not clearly more or fewer than"
    if now[0] > last[2]:
        words = "more than"
    elif now[2] < last[0]:
        words = "fewer than"
    text += f", {words} the {toll_range(*last)} by that day of {end.year - 1}"
    if len(tolls) > 1 and now[0] > max(high for _, _, high in tolls.values()):
        text += f"; the most of any year since {min(tolls)}"
    if len(tolls) > 1 and now[2] < min(low for low, _, _ in tolls.values()):
        text += f"; the fewest of any year since {min(tolls)}"
    return text


def methods_title(shares: pd.DataFrame) -> str:
    """Title of suicide attacks, drone strikes and air strikes: counts and shares of the whole."""
    counts = shares.groupby("event_type")["incidents"].sum()
    total = int(shares.loc[shares["event_type"] == METHODS[0], "total"].sum())
    if not total:
        return NONE
    parts = []
    for method in METHODS:
        count = int(counts[method])
        share = f" ({percent(count / total)})" if count and total >= SMALL else ""
        parts.append(f"{plural(count, *METHOD_NAMES[method])}{share}")
    return f"{plural(total, 'incident')}: {listed(parts)}"


def civilians_title(periods: pd.DataFrame) -> str:
    """Title of the civilian share: over the whole span, with what the unstated dead leave open."""
    civilians = int(periods["fatalities_civilians"].sum())
    unknown = int(periods["fatalities_unknown"].sum())
    total = int(periods["killed"].sum())
    if not total:
        return "Nobody reported killed"
    if total < SMALL:
        open_ = f"; the group of {number(unknown)} is not stated" if unknown else ""
        return f"{number(civilians)} of {number(total)} killed were civilians{open_}"
    share = percent_range(civilians / total, (civilians + unknown) / total)
    return f"Civilians were {share} of the {number(total)} killed"
