"""The Sources page: where each file comes from, what it can and cannot say, how to cite it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from borderlands import __version__
from borderlands.analysis.record import RECORD_START
from borderlands.analysis.selections import day_in_words
from borderlands.analysis.wording import number
from borderlands.data import Atlas

METHOD = """
**What an incident is.** One row is one event on one day or night and at one place, found in a
public report that was read. The day is the day of the event; for a night, the day it began.

**A documented record, not a complete count.** The record holds what public reports that could be
read say. Years and districts are covered unevenly, so a rise or fall can come from the reports.
Before 2021 it holds landmarks only: incidents with about 25 or more killed.

**How sure it is.** Sixty rows drawn at random were checked again by others: 57 were right in day,
district, kind and toll, 49 of 51 since 2021 and 8 of 9 landmarks before; one row's page was not
found again. What was wrong is corrected; a day that no report states is marked.

**Fatalities are ranges.** Low and high are the lowest and highest final figures over the reports
from officials, hospitals, the United Nations and news agencies. Best is the last figure of the
most authoritative of them. What a party claims about its enemy's losses does not move the range:
it stands under "Who claims what". Incidents without a reported toll count as incidents, never as
zero deaths.

**Militants reported killed by the military alone** are counted, marked, and can be left out of
every figure with one switch in "More filters".

**Victim groups** are civilians, security forces (of either state), militants, and not stated.
They add up to the best figure.

**Places.** A dot stands at a named place. An incident known only to a district or province is
shaded or counted, never drawn as a dot.

**UCDP is another source.** The long run from 1989 comes from the Uppsala Conflict Data Program.
It has its own rules and is never added to the incident record.

**Stocks and flows** of displaced people are never added: a stock is how many there are on a day,
a flow is how many moved in a period. A year without a figure is a gap, not a zero.

**Boundaries** are harmonised from two national layers and generalised to about 350 m. They do not
imply endorsement of any line or name.
"""


def datasets(package: dict[str, object]) -> pd.DataFrame:
    """One row a shipped file: title, sources, licence, version, date, limits."""
    rows: list[dict[str, Any]] = []
    resources = package.get("resources", [])
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, dict):
            continue
        licences = [entry for entry in resource.get("licenses", []) if isinstance(entry, dict)]
        sources = [entry for entry in resource.get("sources", []) if isinstance(entry, dict)]
        rows.append(
            {
                "File": str(resource.get("path", "")).removeprefix("../"),
                "What": str(resource.get("title", "")),
                "Sources": "; ".join(str(entry.get("title", "")) for entry in sources),
                "Licence": "; ".join(str(entry.get("name", "")) for entry in licences),
                "Version": str(resource.get("version", "")),
                "Date": str(resource.get("date", "")),
                "Known limits": _joined(resource.get("limits", "")),
                "Digest": str(resource.get("hash", "")).removeprefix("sha256:")[:12],
            }
        )
    return pd.DataFrame(rows)


def _joined(value: object) -> str:
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return str(value or "")


def coverage(incidents: pd.DataFrame) -> pd.DataFrame:
    """Incidents and people killed by year, with the number of districts and months covered."""
    year = incidents["event_date"].dt.year
    grouped = incidents.groupby(year)
    return pd.DataFrame(
        {
            "Incidents": grouped.size(),
            "Killed (best)": grouped["fatalities_best"].sum().astype("int64"),
            "Districts": incidents["admin2_code"].replace("", None).groupby(year).nunique(),
            "Months with an incident": grouped["event_date"].apply(
                lambda day: day.dt.to_period("M").nunique()
            ),
            "Two sources": grouped["source2_url"].apply(lambda url: int((url != "").sum())),
        }
    ).rename_axis("Year")


def cite(data: Atlas) -> str:
    """How to cite the record as it stands."""
    today = dt.date.today()
    reach = ""
    if not data.incidents.empty:
        latest = data.incidents["event_date"].max().date()
        reach = f", incidents to {day_in_words(latest)}"
    return (
        f"Borderlands: a situational atlas of the Afghanistan-Pakistan border, version "
        f"{__version__}{reach}. Consulted on {day_in_words(today)}."
    )


def show(data: Atlas) -> None:
    """Draw the page."""
    st.title("Sources, method and limits")
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        st.markdown(METHOD)
    with right:
        st.subheader("What the incident record holds")
        recent = data.incidents.loc[data.incidents["event_date"] >= pd.Timestamp(RECORD_START)]
        landmarks = len(data.incidents) - len(recent)
        counts = st.column_config.NumberColumn(format="localized")
        table = coverage(recent)
        st.dataframe(table, width="stretch", column_config=dict.fromkeys(table.columns, counts))
        st.caption(
            f"Since 2021; {number(landmarks)} landmarks before. Counts are of documented "
            "incidents: thin years and districts are thin in the reports that were read."
        )
        st.subheader("How to cite")
        st.code(cite(data), language=None, wrap_lines=True)
        st.caption("When you quote one incident, cite the page that its row names.")
    st.subheader("Every file, its source and licence")
    table = datasets(data.package)
    if table.empty:
        st.warning("geodata/datapackage.json cannot be read, so the list of sources is missing.")
    else:
        st.dataframe(table, hide_index=True, width="stretch")
    st.caption(
        "The atlas asks no other computer for anything unless you switch on the OpenStreetMap "
        "background or open a source page."
    )
