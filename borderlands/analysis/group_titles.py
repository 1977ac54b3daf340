"""Titles of figures that rank: findings in words, true with ties, zeros and uncertain ranks."""

from __future__ import annotations

import pandas as pd

from borderlands.analysis.casualties import Frequency
from borderlands.analysis.claims import victims
from borderlands.analysis.titles import NONE, SMALL, period_name
from borderlands.analysis.wording import decimal, listed, number, percent, plural


def leading(
    table: pd.DataFrame, name: str, best: str, low: str, high: str
) -> tuple[list[str], list[str]]:
    """Who has most by the best figure, and whom the range of reports may put above a lone leader.

    Parameters
    ----------
    table : DataFrame
        One row a district, period or other group.
    name, best, low, high : str
        Columns; the same one three times for a number without a range.
    """
    top = table.loc[table[best] == table[best].max()]
    if len(top) > 1:
        return top[name].tolist(), []
    rivals = table.loc[(table[high] > top[low].iloc[0]) & (table.index != top.index[0])]
    return top[name].tolist(), rivals[name].tolist()


def may_have_more(rivals: list[str]) -> str:
    """End of a sentence on a leader whose range others reach."""
    return f"by the range of reports {listed(rivals, 2)} may have had more"


def all_in(name: str, killed: int) -> str:
    """Title of a selection whose dead all died in one place."""
    return f"All {number(killed)} killed in {name}" if killed > 1 else f"1 killed, in {name}"


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
            "No incident with a reported toll in a district whose population is known"
            if per_100k
            else "No incident with a reported toll in a known district fits this selection"
        )
    most = table["best"].max()
    if most == 0:
        return f"Nobody reported killed in {plural(len(table), 'district')} with incidents"
    names, rivals = leading(table, "admin2_name", "best", "low", "high")
    unit = " per 100,000 inhabitants" if per_100k else ""
    figure = decimal(most) if per_100k else number(most)
    if len(names) > 1:
        return f"{listed(names)} share the highest toll: {figure} killed{unit} each"
    if rivals:
        return (
            f"{names[0]} had most killed{unit} by the best figure ({figure}); "
            f"{may_have_more(rivals)}"
        )
    if not per_100k and most == total:
        return all_in(names[0], most)
    if len(table) == 1:
        return f"{names[0]}: {figure} killed{unit}"
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
_LEADS = {
    "perpetrator": "incidents begun by ",
    "perpetrator or initiator": "incidents begun by ",
    "target": "incidents aimed at ",
}
_PLURALS = {
    "perpetrator": "initiators",
    "perpetrator or initiator": "initiators",
    "target": "targets",
    "type of incident": "types",
}


def named_groups(highest: pd.DataFrame, noun: str) -> str:
    """Names of actors, types or targets as the subject of a sentence.

    Of actors and targets it speaks of their incidents: the dead may be the actor's own.

    Parameters
    ----------
    highest : DataFrame
        `code` and `label` of those to name.
    noun : str
        What the rows are, such as "type of incident".
    """
    names = highest["label"].tolist()
    if noun not in _LEADS:
        return listed(names)
    names = [
        name if code[:1].isupper() or name.startswith(_NAMES) else name[:1].lower() + name[1:]
        for name, code in zip(names, highest["code"], strict=True)
    ]
    lead = "In " if len(names) == 1 else ""
    text = f"{lead}{_LEADS[noun]}{listed(names)}"
    return text[:1].upper() + text[1:]


def breakdown_title(sums: pd.DataFrame, noun: str = "") -> str:
    """Title of deaths by actor, type or target: which has the largest share.

    Parameters
    ----------
    sums : DataFrame
        From `breakdowns.by_code`.
    noun : str
        What the rows are, such as "type of incident".
    """
    if sums.empty:
        return NONE
    most, total = int(sums["fatalities_best"].max()), int(sums["fatalities_best"].sum())
    if not most:
        return "Nobody reported killed"
    highest = sums.loc[sums["fatalities_best"] == most]
    top = named_groups(highest, noun)
    if len(sums) == 1:
        return f"{top}: all {number(total)} killed"
    if len(highest) > 1:
        return f"{top} share the highest toll: {number(most)} of {number(total)} killed each"
    rivals = sums.drop(index=highest.index)["fatalities_high"].max()
    doubt = " by the best figure" if rivals > highest["fatalities_low"].iloc[0] else ""
    share = f" ({percent(most / total)})" if total >= SMALL else ""
    return f"{top}: {number(most)} of {number(total)} killed, the largest share{doubt}{share}"


def lethality_title(sums: pd.DataFrame, noun: str = "") -> str:
    """Title of deaths per incident: the highest mean among groups with enough incidents.

    Parameters
    ----------
    sums : DataFrame
        From `breakdowns.by_code`.
    noun : str
        What the rows are, such as "type of incident".
    """
    ranked = sums.loc[sums["enough"]]
    if ranked.empty:
        return "Too few incidents with a known toll to rank deaths per incident"
    mean = ranked["deaths_per_incident_best"]
    most = mean.max()
    if most == 0:
        return "Nobody reported killed in any group with enough incidents"
    highest = ranked.loc[mean == most]
    known = int(highest["known_toll"].min())
    each = " each" if len(highest) > 1 else ""
    text = f"{named_groups(highest, noun)}: {decimal(most)} killed per incident{each}"
    if len(highest) == 1:
        text += f" (n = {number(known)})"
    others = ranked.drop(index=highest.index)
    if others.empty or known < SMALL:
        return text
    rivals = others["deaths_per_incident_high"].max()
    doubt = " by the best figure" if rivals > highest["deaths_per_incident_low"].min() else ""
    return f"{text}, the highest of {len(ranked)} {_PLURALS.get(noun, 'groups')}{doubt}"


def claims_title(table: pd.DataFrame, event: str) -> str:
    """Title of claims side by side: the span of the numbers, where all count the same victims.

    Parameters
    ----------
    table : DataFrame
        From `claims.side_by_side`.
    event : str
        Name and day of the incident.
    """
    said = table.loc[table["claimant_side"] != "record"]
    numbers = said.loc[said["kind"] != "no_number"]
    least = said[["killed_min", "killed_max"]].min(axis=1).min()
    most = said[["killed_min", "killed_max"]].max(axis=1).max()
    if pd.isna(least):
        return f"{event}: no account gives a number of dead"
    numbered = len(numbers)
    if numbered == 1:
        return f"{event}: one account gives a number of dead"
    counted = zip(numbers["who_was_killed"], numbers["claimant_side"], strict=True)
    if len({victims(str(who), str(side)) for who, side in counted}) > 1:
        return f"{event}: {numbered} accounts count different victims"
    open_end = (said.loc[said["killed_min"] == most, "kind"] == "at_least").any()
    last = f"{'at least ' if open_end else ''}{number(most)}"
    if least == most:
        return f"{event}: {numbered} accounts, all of {last} dead"
    return f"{event}: accounts range from {number(least)} to {last} dead"
