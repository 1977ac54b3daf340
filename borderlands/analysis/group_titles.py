"""Titles of figures that rank: findings in words, true with ties, zeros and uncertain ranks."""

from __future__ import annotations

import pandas as pd

from borderlands.analysis.casualties import Frequency
from borderlands.analysis.titles import NONE, SMALL, period_name
from borderlands.analysis.wording import decimal, listed, number, percent


def ranking_title(table: pd.DataFrame, total: int, *, per_100k: bool = False) -> str:
    """Title of a ranking of districts.

    Parameters
    ----------
    table : DataFrame
        From `breakdowns.ranking`.
    total : int
        People killed in the whole selection, incidents without a district included.
    per_100k : bool
        Whether the figures are per 100,000 inhabitants.
    """
    if table.empty:
        return (
            "No incident in a district whose population is known"
            if per_100k
            else "No incident in a known district fits this selection"
        )
    most = table["best"].max()
    if most == 0:
        return f"Nobody reported killed in {number(len(table))} districts with incidents"
    top = table.loc[table["best"] == most]
    names = top["admin2_name"].tolist()
    unit = " per 100,000 inhabitants" if per_100k else ""
    figure = decimal(most) if per_100k else number(most)
    if len(names) > 1:
        return f"{listed(names)} share the highest toll: {figure} killed{unit} each"
    rivals = table.loc[(table["high"] > top["low"].iloc[0]) & (table.index != top.index[0])]
    if len(rivals):
        others = listed(rivals["admin2_name"].tolist(), 2)
        return (
            f"{names[0]} had most killed{unit} by the best figure ({figure}); "
            f"by the range of reports {others} may have had more"
        )
    share = "" if per_100k or total < SMALL else f", {percent(most / total)} of all"
    return f"{names[0]} had most killed{unit}: {figure}{share}"


def district_periods_title(cells: pd.DataFrame, frequency: Frequency) -> str:
    """Title of a heat map: the deadliest district and period, by the best figure."""
    if cells.empty:
        return "No incident in a known district fits this selection"
    most = cells["fatalities_best"].max()
    if most == 0:
        return "Nobody reported killed in the districts shown"
    top = cells.loc[cells["fatalities_best"] == most]
    if len(top) > 2:
        return f"{len(top)} cells share the highest toll: {number(most)} killed each"
    names = [
        f"{name}, {period_name(start, frequency)}"
        for name, start in zip(top["admin2_name"], top["period_start"], strict=True)
    ]
    if len(top) == 2:
        return f"Deadliest: {names[0]} and {names[1]} ({number(most)} killed each)"
    return f"Deadliest: {names[0]} ({number(most)} killed)"


_NAMES = ("Pakistani", "Afghan", "US ", "Baloch")
_LEADS = {"perpetrator": "By ", "perpetrator or initiator": "By ", "target": "On "}


def breakdown_title(sums: pd.DataFrame, noun: str = "") -> str:
    """Title of deaths by actor, type or target: which has the largest share.

    Of actors it says that they killed and of targets that they were attacked, since either may
    also be the dead.
    """
    if sums.empty:
        return NONE
    most, total = int(sums["fatalities_best"].max()), int(sums["fatalities_best"].sum())
    if not most:
        return "Nobody reported killed"
    highest = sums.loc[sums["fatalities_best"] == most]
    top = highest["label"].tolist()
    if noun in _LEADS:
        top = [
            name if code[:1].isupper() or name.startswith(_NAMES) else name[:1].lower() + name[1:]
            for name, code in zip(top, highest["code"], strict=True)
        ]
        top[0] = _LEADS[noun] + top[0]
    if len(sums) == 1:
        return f"{top[0]}: all {number(total)} killed"
    share = f" ({percent(most / total)})" if total >= SMALL else ""
    if len(top) > 1:
        each = f"{number(most)} of {number(total)} killed each"
        return f"{listed(top)} share the highest toll: {each}"
    return f"{top[0]}: the largest share, {number(most)} of {number(total)} killed{share}"


def lethality_title(sums: pd.DataFrame) -> str:
    """Title of deaths per incident: the highest mean among groups with enough incidents."""
    ranked = sums.loc[sums["enough"]]
    if ranked.empty:
        return "Too few incidents with a known toll to rank deaths per incident"
    most = ranked["deaths_per_incident_best"].max()
    top = ranked.loc[ranked["deaths_per_incident_best"] == most, "label"].tolist()
    if len(ranked) == 1:
        return f"{top[0]}: {decimal(most)} killed per incident"
    if most == 0:
        return "Nobody reported killed in any group with enough incidents"
    if len(top) > 1:
        return f"{listed(top)} killed most per incident: {decimal(most)} each"
    return f"{top[0]}: {decimal(most)} killed per incident, the highest of {len(ranked)}"


def claims_title(table: pd.DataFrame, event: str) -> str:
    """Title of claims side by side: the span of the numbers that parties give.

    Parameters
    ----------
    table : DataFrame
        From `claims.side_by_side`.
    event : str
        Name and day of the incident.
    """
    said = table.loc[table["claimant_side"] != "record"]
    least = said[["killed_min", "killed_max"]].min(axis=1).min()
    most = said[["killed_min", "killed_max"]].max(axis=1).max()
    if pd.isna(least):
        return f"{event}: no account gives a number of dead"
    numbered = int((said["kind"] != "no_number").sum())
    if numbered == 1:
        return f"{event}: one account gives a number of dead"
    open_end = (said.loc[said["killed_min"] == most, "kind"] == "at_least").any()
    last = f"{'at least ' if open_end else ''}{number(most)}"
    if least == most:
        return f"{event}: {numbered} accounts, all of {last} dead"
    return f"{event}: accounts range from {number(least)} to {last} dead"
