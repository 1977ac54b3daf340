"""The table of incidents: search, read one in full, take it away."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from borderlands.analysis.selections import Selection, areas_in_words, day_in_words, in_words
from borderlands.analysis.wording import plural
from borderlands.charts.figure import STEM, slug
from borderlands.data import Atlas
from borderlands.data.export import csv_bytes, geojson_bytes
from borderlands.maps.incidents import details, when
from borderlands.maps.incidents import title as incident_title
from borderlands.ui.filters import show_whole_record
from borderlands.ui.loaders import atlas
from borderlands.ui.map_panel import source_line
from borderlands.ui.overview import incident_columns, incident_rows
from borderlands.ui.text import link, plain

LICENCE: Final = "MIT"
"""Of incidents.csv, as geodata/datapackage.json states it."""
SEARCHED = (
    "incident_id",
    "location",
    "admin2_name",
    "admin1_name",
    "actor1",
    "actor2",
    "notes",
    "source_publisher",
    "source2_publisher",
)


def search(incidents: pd.DataFrame, query: str, districts: pd.DataFrame) -> pd.DataFrame:
    """Incidents that hold every word of a query, in any column or spelling of the district.

    The query is taken literally: no pattern in it is run.
    """
    words = query.casefold().split()
    if not words or incidents.empty:
        return incidents
    text = incidents[list(SEARCHED)].agg(" ".join, axis=1)
    spellings = districts.set_index("admin2_code")["alternative_names"]
    text = text + " " + incidents["admin2_code"].map(spellings).fillna("").astype(str)
    text = text + " " + incidents["event_date"].dt.strftime("%Y-%m-%d %d %B %Y")
    text = text.str.casefold()
    keep = pd.Series(True, index=incidents.index)
    for word in words:
        keep &= text.str.contains(word, regex=False)
    return incidents.loc[keep]


def elsewhere(query: str, found: int, data: Atlas) -> None:
    """Say how many incidents match outside the chosen filters, and offer them in one click."""
    if not query.strip():
        return
    everywhere = len(search(data.incidents, query, data.districts))
    if everywhere <= found:
        return
    left, right = st.columns([3, 1], vertical_alignment="center")
    more = plural(everywhere - found, "more incident matches", "more incidents match")
    left.caption(f"{more} outside the period and filters above.")
    right.button(
        "Search whole record",
        on_click=show_whole_record,
        args=(data,),
        width="stretch",
    )


def table(incidents: pd.DataFrame) -> pd.DataFrame | None:
    """Draw the table, latest first; return the row chosen as a one-row frame, or None."""
    if incidents.empty:
        return None
    shown = incident_rows(incidents)
    event = st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(470, 38 + 35 * max(1, len(shown))),
        key="incident_table",
        on_select="rerun",
        selection_mode="single-row",
        # They fit the half of a small screen, so that source and address stay in sight; on a
        # larger one Streamlit shares out what is left.
        column_config=incident_columns()
        | {
            "Incident": st.column_config.TextColumn("Incident", width=165),
            "District": st.column_config.TextColumn("District", width=92),
            "Perpetrator": st.column_config.TextColumn("Perpetrator", width=107),
            "Source": st.column_config.TextColumn("Source", width=75),
        },
    )
    rows = event["selection"]["rows"]
    if not rows or rows[0] >= len(incidents):
        return None
    latest_first = incidents.iloc[::-1]
    return latest_first.iloc[rows[0] : rows[0] + 1]


def card(incident: pd.DataFrame, data: Atlas) -> None:
    """One incident in full, with its claims and sources."""
    record: dict[str, Any] = details(incident, data.claims)[0]
    row = incident.iloc[0]
    st.subheader(plain(record["title"]))
    st.text(f"{record['when']} · {record['where']}")
    low, best, high = (row[f"fatalities_{name}"] for name in ("low", "best", "high"))
    st.text(
        "Toll not reported"
        if pd.isna(best)
        else f"{best:,} killed"
        + (f" (low {low:,}, high {high:,})" if low < high else "")
        + (f": {record['groups']}" if record["groups"] else "")
    )
    if record["actors"]:
        st.text(record["actors"])
    if record["notes"]:
        st.text(record["notes"])
    if "claims" in record:
        st.markdown("**Who claims what**")
        # A list, not a table: in half a screen a table's last columns, who and source, are cut.
        st.html(
            "<ul>"
            + "".join(
                f"<li><b>{escape(claimant)}</b> – {escape(said)} ({link(publisher, address)})</li>"
                for claimant, said, publisher, address in record["claims"]
            )
            + "</ul>"
        )
    for publisher, address, date in record["sources"]:
        label = f"{publisher}, {date}" if date else publisher
        st.link_button(plain(label), address, icon=":material/open_in_new:")
    st.caption(f"Place: {record['level']}. Record {row['incident_id']}.")


def searched(query: str) -> str:
    """What was searched for, to follow the selection in a text; empty without a search."""
    return f" · found by “{' '.join(query.split())}”" if query.strip() else ""


def downloads(
    incidents: pd.DataFrame, selection: Selection, areas: dict[str, str], query: str
) -> None:
    """Buttons for CSV and GeoJSON, made when pressed; `query` narrowed the rows further."""
    today = dt.date.today()
    said = in_words(selection, areas) + searched(query)
    if selection.without_military_only:
        said += "; each row as recorded"
    about = {
        "title": "Borderlands incident record",
        "scope": said,
        "source": source_line(atlas()).partition(" Boundaries:")[0],
        "licence": LICENCE,
        "retrieved": str(today),
        "n": len(incidents),
    }
    where = slug(areas_in_words(selection.areas, areas))
    named = [part for part in (where, slug(query)) if part]
    stem = "-".join(["borderlands-incidents", str(selection.start), str(selection.end), *named])
    stem = stem[:STEM].rstrip("-")
    left, right = st.columns(2)
    left.download_button(
        "Download CSV",
        data=lambda: csv_bytes(incidents),
        file_name=f"{stem}.csv",
        mime="text/csv",
        width="stretch",
        on_click="ignore",
    )
    right.download_button(
        "Download GeoJSON",
        data=lambda: geojson_bytes(incidents, about),
        file_name=f"{stem}.geojson",
        mime="application/geo+json",
        width="stretch",
        on_click="ignore",
    )
    st.caption(
        f"Cite as: Borderlands incident record, {plain(said)}, "
        f"n = {plural(len(incidents), 'incident')}; taken {day_in_words(today)}. Each row carries "
        "the address of the page it rests on."
    )


def heading(incident: pd.DataFrame) -> tuple[str, str]:
    """Title and subtitle of a map that shows one incident."""
    row = incident.iloc[0]
    return incident_title(row), f"{when(row)} · n = 1 incident"


def spotlight(incident: pd.DataFrame) -> dict[str, Any]:
    """State that moves a map to the district of one incident."""
    row = incident.iloc[0]
    return {"focus": [row["admin2_code"]], "focusKey": row["incident_id"]}
