"""Incidents as the browser takes them: packed columns to draw, and readable details apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis.selections import day_in_words, each_victims, with_victims
from borderlands.analysis.wording import victims_in_words
from borderlands.maps.packing import HAS_POINT, TOLL_UNKNOWN, pack_columns

DETAILS_LIMIT: Final = 4_000
"""Up to so many incidents their details ship with the map; beyond, they are looked up."""

_NATIONS: Final = re.compile(
    r"pakistan|punjab|balochistan|kp\b|afghan|taliban|\b(us|u\.s\.|cia|nato|isaf|coalition)\b"
    r"|american|united states|haqqani"
)
"""Words by which the name of a force says whose it is."""
_VAGUE: Final = (
    "militants",
    "suspected militants",
    "gunmen",
    "fighters",
    "taliban",
)
_ARMED_GROUPS: Final = ("TTP", "JuA", "HGB", "IMP", "LeI", "TJP", "ISKP", "AQ", "baloch_militants")


def main_victims(incidents: pd.DataFrame) -> pd.Series[Any]:
    """Victim group with most dead, as a code of `VICTIM_GROUPS`; ties go to the first listed."""
    groups = with_victims(incidents)
    groups.columns = pd.Index(list(words.VICTIM_GROUPS))
    # An empty row has no largest column; nobody killed reads as "not stated".
    largest = groups.idxmax(axis=1) if len(groups) else pd.Series(dtype=object)
    return largest.where(groups.sum(axis=1) > 0, "unknown")


def pack(
    incidents: pd.DataFrame, codes: Sequence[str], categories: npt.ArrayLike
) -> dict[str, Any]:
    """Columns for drawing and for time, 28 bytes an incident in base64.

    Parameters
    ----------
    incidents : DataFrame
        Sorted by `event_date`.
    codes : sequence of str
        P-codes of the districts layer; its order numbers the districts. At most 255.
    categories : array of int
        Place of each incident in the palette.

    Returns
    -------
    dict
        As `packing.pack_columns`.
    """
    pointed = incidents["latitude"].notna() & incidents["location_level"].isin(words.POINT_LEVELS)
    flags = pointed.to_numpy(dtype="uint8") * HAS_POINT
    flags |= incidents["fatalities_best"].isna().to_numpy(dtype="uint8") * TOLL_UNKNOWN
    return pack_columns(
        day_numbers(incidents["event_date"]),
        incidents["admin2_code"].tolist(),
        codes,
        flags=flags,
        categories=categories,
        sums=tolls(incidents),
        latitude=incidents["latitude"].to_numpy(dtype="float64"),
        longitude=incidents["longitude"].to_numpy(dtype="float64"),
    )


def day_numbers(days: pd.Series[Any]) -> npt.NDArray[np.int64]:
    """Days since 1970 of a column of dates."""
    return days.to_numpy("datetime64[D]").astype("int64")


def tolls(incidents: pd.DataFrame) -> dict[str, npt.NDArray[np.int64]]:
    """Numbers of each incident that the browser sums, by the browser's name."""
    columns = {short: f"fatalities_{short}" for short in words.FATALITY_ESTIMATES}
    sums = {
        short: incidents[column].to_numpy(dtype="int64", na_value=0)
        for short, column in columns.items()
    }
    victims = {name.removeprefix("fatalities_"): dead for name, dead in each_victims(incidents)}
    del victims["unknown"]
    return sums | victims


def district_numbers(
    incidents: pd.DataFrame, codes: Sequence[str], none: int
) -> npt.NDArray[np.int64]:
    """Number of each incident's district in `codes`; `none` for those without one of these."""
    number = {code: place for place, code in enumerate(codes)}
    place, different = pd.factorize(incidents["admin2_code"])
    return np.asarray([number.get(code, none) for code in different] + [none], dtype="int64")[place]


def details(incidents: pd.DataFrame, claims: pd.DataFrame) -> list[dict[str, Any]]:
    """What hover and click show, one plain-text record an incident, in the order given."""
    said: dict[str, list[list[str]]] = {}
    for claim in claims.itertuples():
        said.setdefault(str(claim.incident_id), []).append(
            [
                str(claim.claimant),
                claim_in_words(claim),
                str(claim.source_publisher),
                str(claim.source_url),
            ]
        )
    groups = with_victims(incidents)
    groups.columns = pd.Index(list(words.VICTIM_GROUPS))
    counts = groups.to_dict("records")
    records: list[dict[str, Any]] = []
    for row, split in zip(incidents.itertuples(), counts, strict=True):
        incident: Any = row
        record: dict[str, Any] = {
            "id": incident.incident_id,
            "title": title(incident),
            "when": when(incident),
            "where": where(incident),
            "groups": victims_in_words(split),
            "actors": actors(incident),
            "notes": incident.notes,
            "level": words.LOCATION_LEVELS[incident.location_level].lower(),
            "sources": sources(incident),
        }
        if incident.incident_id in said:
            record["claims"] = said[incident.incident_id]
        records.append(record)
    return records


def title(incident: Any) -> str:
    """Kind and place: "Air strike, Barmal"."""
    place = incident.location or incident.admin2_name or incident.admin1_name
    return f"{words.EVENT_TYPES[incident.event_type]}, {place}"


def when(incident: Any) -> str:
    """Day or span in words; says so when only the week or month is known."""
    start = incident.event_date
    if incident.date_precision == "month":
        return f"{start:%B %Y}, day unknown"
    if incident.date_precision == "week":
        return f"week of {day_in_words(start)}"
    end = incident.end_date
    if pd.isna(end) or end == start:
        return day_in_words(start)
    if (end.year, end.month) == (start.year, start.month):
        return f"{start.day}–{day_in_words(end)}"
    return f"{day_in_words(start)} – {day_in_words(end)}"


def where(incident: Any) -> str:
    """District and province."""
    parts = [incident.admin2_name, incident.admin1_name]
    return ", ".join(part for part in parts if part)


def actors(incident: Any) -> str:
    """Who against whom, and who says so."""
    first = _side(incident.actor1, incident.actor1_group)
    second = _side(incident.actor2, incident.actor2_group)
    text = f"{first} against {second}" if second else first
    text = text[:1].upper() + text[1:]
    how = words.ATTRIBUTION.get(incident.attribution, "")
    if how and incident.attribution != "unknown":
        named = f"{how.partition(' ')[0]} by {incident.attributed_by}"
        text += f". {named if incident.attributed_by else how}"
    return text


def _side(actor: str, group: str) -> str:
    """An actor as the reports name it, with the name of its group where they leave it out."""
    label = words.ACTOR_GROUPS.get(group, "")
    said = actor.casefold()
    forces = group.endswith("_forces")
    if not actor or (forces and said in ("security forces", "forces")):
        return label
    if forces:
        known = _NATIONS.search(said) is not None
    else:
        known = group not in _ARMED_GROUPS or said not in _VAGUE
    return actor if known else f"{label} ({actor})"


def sources(incident: Any) -> list[list[str]]:
    """Publisher, address and date of each page."""
    date = "" if pd.isna(incident.source_date) else day_in_words(incident.source_date)
    listed = [[incident.source_publisher, incident.source_url, date]]
    if incident.source2_url:
        listed.append([incident.source2_publisher, incident.source2_url, ""])
    return listed


def claim_in_words(claim: Any) -> str:
    """ "46 killed: civilians", "at least 20 killed", or what was said without a number."""
    low, high = claim.killed_min, claim.killed_max
    if pd.isna(low) and pd.isna(high):
        return str(claim.who_was_killed)
    if pd.isna(high):
        text = f"at least {low:,} killed"
    elif pd.isna(low):
        text = f"up to {high:,} killed"
    else:
        text = f"{low:,} killed" if low == high else f"{low:,}–{high:,} killed"
    return f"{text}: {claim.who_was_killed}" if claim.who_was_killed else text
