"""What the incident record covers, beside what others published: tables for the docs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast

import pandas as pd

from borderlands.analysis.record import RECORD_START
from borderlands.analysis.wording import number

BEGIN: Final = "<!-- coverage: made by `borderlands coverage --write` -->"
END: Final = "<!-- end of coverage -->"
START: Final = pd.Timestamp(RECORD_START)
THIN: Final = 6


def by_year(incidents: pd.DataFrame) -> pd.DataFrame:
    """Incidents since 2021 by year.

    Returns
    -------
    DataFrame
        Index year; `incidents`, `ten_or_more` (killed), `three_to_nine`, `killed` (best),
        `military_only` (militants among them that only the military reports), `districts`,
        `two_sources`, `pointed` (incidents with a coordinate).
    """
    recent = incidents.loc[incidents["event_date"] >= START]
    best = recent["fatalities_best"]
    flags = pd.DataFrame(
        {
            "incidents": 1,
            "ten_or_more": (best >= 10).fillna(False).astype(int),
            "three_to_nine": best.between(3, 9).fillna(False).astype(int),
            "killed": best.fillna(0).astype("int64"),
            "military_only": recent["fatalities_militants_military_only"].fillna(0).astype("int64"),
            "two_sources": (recent["source2_url"] != "").astype(int),
            "pointed": recent["latitude"].notna().astype(int),
        },
        index=recent.index,
    )
    year = recent["event_date"].dt.year.rename("year")
    table = flags.groupby(year).sum()
    districts = recent["admin2_code"].where(recent["admin2_code"] != "")
    table.insert(3, "districts", districts.groupby(year).nunique())
    return table


def by_district_year(incidents: pd.DataFrame) -> pd.DataFrame:
    """Incidents since 2021 by district (rows) and year (columns), most first."""
    recent = incidents.loc[incidents["event_date"] >= START]
    name = recent["admin2_name"].where(recent["admin2_name"] != "", "District not known")
    label = name + ", " + recent["admin1_name"]
    table = pd.crosstab(label.rename("district"), recent["event_date"].dt.year.rename("year"))
    table["all"] = table.sum(axis=1)
    return table.sort_values(["all"], ascending=False, kind="stable")


def thin_months(incidents: pd.DataFrame) -> list[str]:
    """Months since 2021, up to the last incident, with fewer than `THIN` incidents."""
    recent = incidents.loc[incidents["event_date"] >= START, "event_date"]
    if recent.empty:
        return []
    months = pd.period_range(START, recent.max(), freq="M")
    counts = recent.dt.to_period("M").value_counts().reindex(months, fill_value=0)
    return [
        f"{month.strftime('%B %Y')} ({count})" for month, count in counts.items() if count < THIN
    ]


def against_published(incidents: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Published yearly totals for Khyber Pakhtunkhwa beside the record's own figure.

    Only whole calendar years and the measures attacks and killed; the publishers count different
    things, which their rules and the docs say.

    Returns
    -------
    DataFrame
        `year`, `publisher`, `measure`, `published`, `record`, `note`, `source_url`.
    """
    inside = incidents.loc[incidents["admin1_name"] == "Khyber Pakhtunkhwa"]
    year = inside["event_date"].dt.year
    own = {
        "attacks": (inside["event_type"] != "security_operation").groupby(year).sum(),
        "killed": inside["fatalities_best"].fillna(0).astype("int64").groupby(year).sum(),
    }
    chosen = totals.loc[
        (totals["region"] == "Khyber Pakhtunkhwa")
        & totals["measure"].isin(own)
        & (totals["period"] == "calendar year")
    ]
    record = [
        int(own[measure].get(int(value), 0))
        for measure, value in zip(chosen["measure"], chosen["year"], strict=True)
    ]
    table = chosen.assign(record=record).rename(columns={"value": "published"})
    columns = ["year", "publisher", "measure", "published", "record", "note", "source_url"]
    return table[columns].sort_values(["year", "measure", "publisher"], ignore_index=True)


def _markdown(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    names = list(header)
    lines = ["| " + " | ".join(names) + " |", "| --- " + "| ---: " * (len(names) - 1) + "|"]
    for row in rows:
        cells = [
            number(cell) if isinstance(cell, int) and abs(cell) > 9_999 else str(cell)
            for cell in row
        ]
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return "\n".join(lines)


def report(incidents: pd.DataFrame, totals: pd.DataFrame) -> str:
    """All coverage tables as Markdown, the same for the same data."""
    years = by_year(incidents)
    districts = by_district_year(incidents)
    landmarks = int((incidents["event_date"] < START).sum())
    latest = incidents["event_date"].max()
    thin = thin_months(incidents)
    published = against_published(incidents, totals)
    header = [
        "Year",
        "Incidents",
        "10+ killed",
        "3-9 killed",
        "Districts",
        "Killed (best)",
        "of them militants by the military only",
        "Two sources",
        "With a point",
    ]
    parts = [
        f"The record holds {len(incidents):,} incidents: {len(incidents) - landmarks:,} since "
        f"2021 and {landmarks:,} landmarks before."
        + (f" The latest is of {latest.day} {latest:%B %Y}." if pd.notna(latest) else ""),
        _markdown(
            header,
            (
                [year, *map(int, row)]
                for year, row in zip(years.index, years.to_numpy(), strict=True)
            ),
        ),
        f"**Thin months** (fewer than {THIN} incidents): " + (", ".join(thin) or "none") + ".",
        "**By district and year**",
        _markdown(
            ["District", *map(str, districts.columns)],
            (
                [name, *map(int, row)]
                for name, row in zip(districts.index, districts.to_numpy(), strict=True)
            ),
        ),
        "**Published totals for Khyber Pakhtunkhwa beside the record** (attacks: all incidents "
        "that are not security operations; killed: best figure of all incidents)",
        _markdown(
            ["Year", "Publisher", "Measure", "Published", "Record", "What the publisher counts"],
            (
                [
                    row.year,
                    f"[{row.publisher}]({row.source_url})",
                    row.measure,
                    int(row.published),
                    int(row.record),
                    row.note,
                ]
                for row in cast(Any, published.itertuples())
            ),
        ),
    ]
    return "\n\n".join(parts)


def replace_block(text: str, block: str) -> str:
    """A document with its coverage block replaced.

    Raises
    ------
    ValueError
        If the document lacks the two marks.
    """
    if BEGIN not in text or END not in text:
        raise ValueError(f"the document needs the marks {BEGIN} and {END}")
    head, rest = text.split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    return f"{head}{BEGIN}\n\n{block}\n\n{END}{tail}"
