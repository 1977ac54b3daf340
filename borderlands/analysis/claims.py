"""Who says how many were killed, side by side."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

_VICTIMS: Final = {
    "children": r"^(women and )?child",
    "militants": r"(?i)militant|fighter|taliban|insurgent|rebel|attacker|terrorist|affiliate",
    "security": r"(?i)soldier|troop|police|personnel|forces|guard|security",
    "people": r"(?i)civilian|\bwom[ae]n\b",
    "pakistan": r"Pakistani|\bFC\b",
    "afghanistan": r"Afghan",
}
_ASIDE: Final = re.compile(r"\([^)]*\)|;.*|\b(by|after|not?)\b.*")
"""What names no victim: brackets, afterthoughts, who killed or when, what is denied."""
_WIDER: Final = re.compile(r"\b(all|together|whole)\b|[A-Z]\w+ and [A-Z]")
"""Words of a count over more than the place or day of the incident."""


def victims(said: str, claimant_side: str) -> frozenset[str]:
    """Whom an account counts, to tell whether its number may stand in a range with another's.

    Read from free text, so it errs to the safe side: a doubt makes two accounts differ.

    Parameters
    ----------
    said : str
        `who_was_killed` of the account.
    claimant_side : str
        Its party; "own" dead are that party's.

    Returns
    -------
    frozenset of str
        `people` unless militants, security forces or children alone are named, with the nation
        that is named and `wider` for several places or days.
    """
    text = _ASIDE.sub("", said)
    found = {name for name, pattern in _VICTIMS.items() if re.search(pattern, text)}
    if "own" in text.split():
        found.add(claimant_side)
    if not found & {"children", "militants", "security"}:
        found.add("people")
    if _WIDER.search(said):
        found.add("wider")
    return frozenset(found)


def contested(incidents: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Incidents on which two or more accounts are recorded.

    Returns
    -------
    DataFrame
        `incident_id`, `claims` (number), `sides` (number of different parties), `spread` (largest
        number claimed less the smallest), the most contested first: by parties, then spread.
    """
    known = incidents["incident_id"].loc[incidents["incident_id"].isin(claims["incident_id"])]
    kept = claims.loc[claims["incident_id"].isin(known)]
    numbers = kept.assign(
        least=kept[["killed_min", "killed_max"]].min(axis=1),
        most=kept[["killed_min", "killed_max"]].max(axis=1),
    )
    grouped = numbers.groupby("incident_id")
    table = pd.DataFrame(
        {
            "claims": grouped.size(),
            "sides": grouped["claimant_side"].nunique(),
            "spread": (grouped["most"].max() - grouped["least"].min()).fillna(0).astype("int64"),
        }
    )
    several: pd.DataFrame = table.loc[table["claims"] >= 2].reset_index()
    return several.sort_values(
        ["sides", "spread", "incident_id"], ascending=[False, False, True], ignore_index=True
    )


def side_by_side(incident: pd.Series, claims: pd.DataFrame) -> pd.DataFrame:
    """The accounts of one incident and, first, the figure this record holds.

    Parameters
    ----------
    incident : Series
        A row of incidents.
    claims : DataFrame
        All claims.

    Returns
    -------
    DataFrame
        `claimant`, `claimant_side` (`record` for this record), `killed_min`, `killed_max`
        (persons; NA where no limit was said), `killed_best` (this record only), `kind`
        (`number`, `range`, `at_least`, `at_most`, `no_number`), `who_was_killed`,
        `source_publisher`, `source_url`. Parties follow in the order of their claim, largest first.
    """
    own = pd.DataFrame(
        {
            "claimant": ["This record"],
            "claimant_side": ["record"],
            "killed_min": [incident["fatalities_low"]],
            "killed_max": [incident["fatalities_high"]],
            "killed_best": [incident["fatalities_best"]],
            "who_was_killed": ["low, best and high over the reports read"],
            "source_publisher": [incident["source_publisher"]],
            "source_url": [incident["source_url"]],
        }
    )
    said = claims.loc[claims["incident_id"] == incident["incident_id"]].copy()
    said["order"] = said[["killed_min", "killed_max"]].max(axis=1)
    said = said.sort_values(["order", "claimant"], ascending=[False, True], na_position="last")
    table: pd.DataFrame = pd.concat([own, said.reindex(columns=own.columns)], ignore_index=True)
    for name in ("killed_min", "killed_max", "killed_best"):
        table[name] = table[name].astype("Int64")
    table.insert(
        2,
        "kind",
        [_kind(*pair) for pair in zip(table["killed_min"], table["killed_max"], strict=True)],
    )
    return table


def _kind(least: object, most: object) -> str:
    if pd.isna(least) and pd.isna(most):  # type: ignore[call-overload]
        return "no_number"
    if pd.isna(most):  # type: ignore[call-overload]
        return "at_least"
    if pd.isna(least):  # type: ignore[call-overload]
        return "at_most"
    return "number" if least == most else "range"
