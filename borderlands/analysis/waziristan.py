"""Waziristan's refugees: what the record says, step by step, each figure with its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from borderlands.analysis import violence_axis as axis
from borderlands.analysis.areas import WAZIRISTAN
from borderlands.analysis.displacement import Series, choose, largest, total
from borderlands.analysis.displacement_lines import stock_lines
from borderlands.analysis.selections import day_in_words
from borderlands.analysis.wording import number, percent, toll_range

HOSTS: Final = ("AF14", "AF12")
REFUGEES: Final = Series("refugees", "stock", "PAK", "AFG")
DISPLACED: Final = Series("idps", "stock", "PAK", "PAK")
OPERATION: Final = pd.Timestamp("2014-06-15")
STRIKE: Final = pd.Timestamp("2024-12-24")

Source = tuple[str, str]


@dataclass(frozen=True)
class Step:
    """One step of the account.

    Attributes
    ----------
    key, name : str
        Key for the address; short name.
    title : str
        The finding.
    sentences : list of (str, list of Source)
        What the figures say, each with publisher and address.
    picture : str
        `axis`, `figures`, `map` or `line`.
    rows : DataFrame
        Figures behind a `figures` picture.
    year : int
        Year of a `map`.
    """

    key: str
    name: str
    title: str
    sentences: list[tuple[str, list[Source]]]
    picture: str
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    year: int = 0


def steps(
    record: pd.DataFrame, ucdp: pd.DataFrame, incidents: pd.DataFrame, claims: pd.DataFrame
) -> list[Step]:
    """The account; steps for which the record holds nothing are left out.

    Parameters
    ----------
    record : DataFrame
        From `displacement.figures`.
    ucdp, incidents, claims : DataFrame
        The shipped tables.
    """
    lines, _ = stock_lines(record, REFUGEES, list(HOSTS))
    made = [
        _before(record, ucdp, incidents),
        _operation(record),
        _flight(record, lines),
        _camp(record),
        _return(record, lines),
        _stayed(lines),
        _december(lines, incidents, claims),
    ]
    return [step for step in made if step is not None]


def said(row: pd.Series) -> list[Source]:
    """Publisher and address of a figure."""
    return [(str(row["source_publisher"]), str(row["source_url"]))]


def _on(row: pd.Series) -> str:
    return day_in_words(row["reference_date"].date())


def _both(lines: pd.DataFrame, year: int) -> pd.DataFrame:
    return lines.loc[lines["year"] == year]


def _pair(rows: pd.DataFrame) -> str:
    return " and ".join(
        f"{number(persons)} in {host}"
        for persons, host in zip(rows["persons"], rows["host_name"], strict=True)
    )


def _before(record: pd.DataFrame, ucdp: pd.DataFrame, incidents: pd.DataFrame) -> Step | None:
    deaths = axis.deaths(ucdp, incidents.iloc[:0], WAZIRISTAN, "year", 2004)
    earlier = deaths.loc[deaths["period_start"] < pd.Timestamp("2014-01-01")]
    if earlier.empty:
        return None
    low, best, high = (int(earlier[name].sum()) for name in axis.DEATHS)
    text = (
        f"From 2004 to 2013 UCDP counts {toll_range(low, best, high)} deaths in North and South "
        "Waziristan."
    )
    sentences: list[tuple[str, list[Source]]] = [
        (text, [("UCDP GED", "https://ucdp.uu.se/downloads/")])
    ]
    whole = choose(record, REFUGEES, [2013])
    whole = whole.loc[(whole["host_level"] == "country") & (whole["rank"] == 0)]
    title = f"Before 2014: {number(best)} deaths in ten years"
    if len(whole):
        row = whole.iloc[0]
        sentences.append(
            (
                f"At the end of 2013 UNHCR counted {number(row['persons'])} Pakistani refugees in "
                "all of Afghanistan; it gave no figure for Khost or Paktika.",
                said(row),
            )
        )
        title += f", {number(row['persons'])} refugees across the line"
    return Step("before", "Before", title, sentences, "axis")


def _operation(record: pd.DataFrame) -> Step | None:
    rows = choose(record, DISPLACED, [2014])
    rows = rows.loc[(rows["origin_key"] == "PK525") & (rows["reference_date"] >= OPERATION)]
    rows = rows.loc[rows["host_level"] == "country"].sort_values("reference_date")
    if rows.empty:
        return None
    first, last = rows.iloc[0], rows.iloc[-1]
    sentences = [
        (
            f"The army announced operation Zarb-e-Azb on {day_in_words(OPERATION.date())}. By "
            f"{_on(first)} the count of people displaced from North Waziristan inside Pakistan "
            f"stood at {number(first['persons'])} ({first['quality']}).",
            said(first),
        ),
        (
            f"By {_on(last)} it was {number(last['persons'])} ({last['quality']}).",
            said(last),
        ),
    ]
    sentences += _verified(record)
    title = (
        f"June 2014: {number(last['persons'])} people of North Waziristan registered inside "
        f"Pakistan within {axis.lag_in_words(OPERATION, last['reference_date'])}"
    )
    return Step("operation", "June 2014", title, sentences, "figures", rows)


def _verified(record: pd.DataFrame) -> list[tuple[str, list[Source]]]:
    """Families registered against families verified, where the record has both."""
    rows = choose(record, DISPLACED, [2014], families=True)
    rows = rows.loc[(rows["origin_key"] == "PK525") & rows["families"].notna()]
    checked = rows["quality"].str.contains("verified") & ~rows["quality"].str.contains(
        "unverified|before"
    )
    if checked.all() or not checked.any():
        return []
    most = rows.loc[~checked].sort_values("families").iloc[-1]
    sure = rows.loc[checked].sort_values("families").iloc[-1]
    text = (
        f"Registered is not verified: {number(most['families'])} families were registered by "
        f"{_on(most)}, {number(sure['families'])} verified by {_on(sure)}."
    )
    return [(text, said(most) + said(sure))]


def _flight(record: pd.DataFrame, lines: pd.DataFrame) -> Step | None:
    end = _both(lines, 2014)
    if end.empty:
        return None
    early = choose(record, REFUGEES, [2014])
    early = early.loc[early["host_key"].isin([*HOSTS, "/Khost and Paktika"])]
    early = early.sort_values("reference_date")
    sentences: list[tuple[str, list[Source]]] = []
    if len(early):
        row = early.iloc[0]
        sentences.append(
            (
                f"The first count across the line is of {_on(row)}: {number(row['persons'])} in "
                f"{row['host_name']}, {axis.lag_in_words(OPERATION, row['reference_date'])} after "
                "the operation began.",
                said(row),
            )
        )
        low, high = int(early["persons"].min()), int(early["persons"].max())
        sentences.append(
            (
                f"The {len(early)} figures published for 2014 run from {number(low)} to "
                f"{number(high)}; they count at different days and by different means.",
                [],
            )
        )
    sentences.append((f"UNHCR closed the year with {_pair(end)}.", said(end.iloc[0])))
    title = f"Flight: {number(total(end))} refugees in Khost and Paktika at the end of 2014"
    return Step("flight", "Flight", title, sentences, "map", early, 2014)


def _camp(record: pd.DataFrame) -> Step | None:
    rows = choose(record, REFUGEES, families=True)
    rows = rows.loc[rows["host_name"].str.contains("Gulan")].sort_values("reference_date")
    counted = rows.loc[rows["persons"].notna()]
    if counted.empty:
        return None
    top = largest(counted)
    sentences = [
        (
            f"Gulan camp in Gurbuz district, Khost, held {number(top['persons'])} people on "
            f"{_on(top)} ({top['quality']}).",
            said(top),
        )
    ]
    listed = rows.loc[rows["persons"].isna() & rows["families"].notna()]
    if len(listed):
        first, last = listed.iloc[0], listed.iloc[-1]
        sentences.append(
            (
                f"Earlier counts are in families: {number(first['families'])} on {_on(first)}, "
                f"{number(last['families'])} on {_on(last)}. They are not converted to people.",
                said(last),
            )
        )
    title = f"Gulan camp held {number(top['persons'])} people in {top['reference_date']:%B %Y}"
    return Step("camp", "Gulan camp", title, sentences, "figures", counted)


def _return(record: pd.DataFrame, lines: pd.DataFrame) -> Step | None:
    before, after = _both(lines, 2015), _both(lines, 2016)
    if before.empty or after.empty:
        return None
    sentences: list[tuple[str, list[Source]]] = [
        (
            f"From the end of 2015 to the end of 2016 UNHCR's figures went from {_pair(before)} to "
            f"{_pair(after)}. Return and a new registration both lower the count; the figures do "
            "not part the two.",
            said(after.iloc[0]),
        )
    ]
    back = choose(record, Series("returned_refugees", "flow", "PAK", "AFG"), families=True)
    back = back.loc[(back["origin_key"] == "PK525") & (back["crossing"] == "")]
    back = back.loc[back["families"].notna() & (back["period_start"] < back["reference_date"])]
    if len(back):
        row = largest(back, "families")
        sentences.append(
            (
                f"Pakistani officials count {number(row['families'])} families back in North "
                f"Waziristan by {_on(row)} ({row['quality']}).",
                said(row),
            )
        )
    fall = 1 - total(after) / total(before)
    title = f"Return and recount: the refugee count fell by {percent(fall)} in 2016"
    return Step("return", "Return", title, sentences, "line")


def _stayed(lines: pd.DataFrame) -> Step | None:
    if lines.empty:
        return None
    year = int(lines["year"].max())
    now, then = _both(lines, year), _both(lines, 2014)
    text = f"At the end of {year} UNHCR counts {_pair(now)}."
    title = f"Those who stayed: {number(total(now))} refugees at the end of {year}"
    if len(then):
        title += f", {percent(total(now) / total(then))} of the count of 2014"
    before = _both(lines, year - 1)
    sentences = [(text, said(now.iloc[0]))]
    if len(before) and list(before["persons"]) == list(now["persons"]):
        sentences.append(
            (
                f"They equal those of {year - 1} to the person, which points to a count carried "
                "forward, not made anew.",
                said(now.iloc[0]),
            )
        )
    return Step("stayed", "Those who stayed", title, sentences, "map", year=year)


def _december(lines: pd.DataFrame, incidents: pd.DataFrame, claims: pd.DataFrame) -> Step | None:
    day = (incidents["event_date"] - STRIKE).abs() <= pd.Timedelta(days=1)
    hits = incidents.loc[
        day & (incidents["admin1_name"] == "Paktika") & (incidents["event_type"] == "air_strike")
    ]
    if hits.empty:
        return None
    row: Any = hits.iloc[0]
    killed = toll_range(row["fatalities_low"], row["fatalities_best"], row["fatalities_high"])
    sentences: list[tuple[str, list[Source]]] = [
        (
            f"On {day_in_words(row['event_date'].date())} Pakistani air strikes hit "
            f"{row['admin2_name']} in Paktika; the record holds {killed} killed.",
            said(row),
        )
    ]
    for claim in claims.loc[claims["incident_id"] == row["incident_id"]].to_dict("records"):
        text = _claim(claim)
        sentences.append(
            (f"{claim['claimant']}: {text}.", [(claim["source_publisher"], claim["source_url"])])
        )
    title = f"December 2024: {killed} killed in {row['admin2_name']}, Paktika"
    for year in (2023, 2024):
        there = lines.loc[(lines["year"] == year) & (lines["host_key"] == "AF12")]
        if len(there) and year == 2023:
            title += f", which counted {number(there.iloc[0]['persons'])} refugees a year before"
        if len(there):
            sentences.append(
                (
                    f"UNHCR counted {number(there.iloc[0]['persons'])} Pakistani refugees in "
                    f"Paktika at the end of {year}.",
                    said(there.iloc[0]),
                )
            )
    return Step("december", "December 2024", title, sentences, "axis", year=2024)


def _claim(claim: dict[str, Any]) -> str:
    low, high = claim["killed_min"], claim["killed_max"]
    if pd.isna(low) and pd.isna(high):
        return f"no number; {claim['who_was_killed']}"
    if pd.isna(high):
        return f"at least {number(low)} killed, {claim['who_was_killed']}"
    span = number(low) if low == high else f"{number(low)}–{number(high)}"
    return f"{span} killed, {claim['who_was_killed']}"
