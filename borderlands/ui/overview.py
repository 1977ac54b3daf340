"""The first page: how much, where, who, and what is left out."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pandas as pd
import streamlit as st

from borderlands import vocabulary as words
from borderlands.analysis.casualties import Toll, toll
from borderlands.analysis.group_titles import all_in, leading, may_have_more
from borderlands.analysis.record import DENSE_TO, RECORD_START, comparable
from borderlands.analysis.selections import Selection, day_in_words, span_in_words
from borderlands.analysis.titles import SMALL, against, toll_against
from borderlands.analysis.wording import number, percent, plural, toll_range
from borderlands.data import Atlas
from borderlands.maps.incidents import title as incident_title
from borderlands.ui.selected import before

BEST_LOW_HIGH: Final = ("fatalities_best", "fatalities_low", "fatalities_high")
DAY_FORMAT: Final = "DD MMM YYYY"
"""How a table writes a day."""


def comparison(selection: Selection) -> tuple[Toll | None, str]:
    """Totals of the span before, or why they must not be compared with."""
    earlier = selection.preceding()
    totals = before(selection)
    if totals is not None:
        return totals, f"against {span_in_words(earlier.start, earlier.end)}"
    if not comparable(earlier.start):
        return None, f"none shown, before {RECORD_START:%Y} the record holds landmarks only"
    return None, f"none shown, few reports after {day_in_words(DENSE_TO)} could be read"


def headline(selection: Selection, incidents: pd.DataFrame) -> None:
    """Five figures with their range and the change against the span before."""
    now = toll(incidents)
    earlier, note = comparison(selection)
    figures = [
        (
            "Incidents",
            number(now.incidents),
            against(now.incidents, earlier.incidents) if earlier else None,
        ),
        (
            "People killed",
            toll_range(now.low, now.best, now.high),
            toll_against(now, earlier) if earlier else None,
        ),
    ]
    figures += [
        (
            f"{label} killed" if group != "unknown" else "Killed, group not stated",
            number(now.victims[group]),
            against(
                now.victims[group],
                earlier.victims[group],
                min(now.incidents, earlier.incidents),
            )
            if earlier
            else None,
        )
        for group, label in words.VICTIM_GROUPS.items()
    ]
    for column, (label, text, shift) in zip(
        st.columns([1, 1.5, 1, 1, 1, 1.1]), figures, strict=True
    ):
        column.metric(label, text, shift, delta_color="off", delta_arrow="off")
    only = ""
    if now.military_only:
        only = (
            f" Of the militants, {number(now.military_only)} are reported killed by the military "
            "or police only."
        )
    st.caption(f"Change: {note}. Best figure, with the range over the reports in brackets.{only}")


def map_title(incidents: pd.DataFrame, table: pd.DataFrame) -> str:
    """The finding of the map: the district with most dead; ties and ranges that meet named so."""
    if incidents.empty:
        return "No incident in the record fits this selection"
    most = table["fatalities_best"].max()
    if not most:
        return f"{plural(len(incidents), 'incident')}, nobody reported killed"
    top, rivals = leading(table, "admin2_name", *BEST_LOW_HIGH)
    if len(top) > 1:
        return (
            f"{top[0]} and {top[1]} had most people killed"
            if len(top) == 2
            else (f"{len(top)} districts share the highest toll")
        )
    if rivals:
        return f"{top[0]} had most people killed by the best figure; {may_have_more(rivals)}"
    # Deaths known only to a province belong to the total too.
    total = incidents["fatalities_best"].sum()
    if most == total:
        return all_in(top[0], most)
    share = f"{percent(most / total)} of the total" if total >= SMALL else f"{most} of {total}"
    return f"{top[0]} had most people killed: {share}"


def affected_districts(table: pd.DataFrame, rows: int = 8) -> pd.DataFrame:
    """The most affected districts of a table by district, with ranges, ready to show."""
    table = table.sort_values(["fatalities_best", "incidents"], ascending=False)
    table = table.loc[table["incidents"] > 0].head(rows)
    return pd.DataFrame(
        {
            "District": [
                name if province == "Khyber Pakhtunkhwa" else f"{name}, {province}"
                for name, province in zip(table["admin2_name"], table["admin1_name"], strict=True)
            ],
            "Incidents": table["incidents"],
            "Killed": [
                toll_range(low, best, high)
                for low, best, high in zip(
                    table["fatalities_low"],
                    table["fatalities_best"],
                    table["fatalities_high"],
                    strict=True,
                )
            ],
            "Civilians": table["fatalities_civilians"],
        }
    )


def incident_rows(incidents: pd.DataFrame) -> pd.DataFrame:
    """Incidents as a reader's table, latest first, with the address of the first source."""
    latest = incidents.iloc[::-1]
    killed = [
        "not reported" if pd.isna(best) else toll_range(low, best, high)
        for low, best, high in zip(
            latest["fatalities_low"],
            latest["fatalities_best"],
            latest["fatalities_high"],
            strict=True,
        )
    ]
    return pd.DataFrame(
        {
            "Date": latest["event_date"].dt.date,
            "Incident": [incident_title(row) for row in latest.itertuples()],
            "District": latest["admin2_name"].where(
                latest["admin2_name"] != "", latest["admin1_name"]
            ),
            "Killed": killed,
            "Perpetrator": latest["actor1_group"].map(words.ACTOR_GROUPS),
            "Source": latest["source_publisher"],
            "Address": latest["source_url"],
        }
    ).reset_index(drop=True)


def incident_columns() -> dict[str, Any]:
    """How the columns of `incident_rows` are drawn, wherever they are."""
    return {
        "Date": st.column_config.DateColumn("Date", format=DAY_FORMAT, width=88),
        "Killed": st.column_config.TextColumn("Killed", width=86),
        "Address": st.column_config.LinkColumn("Address", display_text="Open page", width=82),
    }


def left_out(incidents: pd.DataFrame, data: Atlas) -> str:
    """What the numbers on this page do not hold, in words."""
    now = toll(incidents)
    coarse = int((~incidents["location_level"].isin(words.POINT_LEVELS)).sum())
    nowhere = int((incidents["admin2_code"] == "").sum())
    vague = int((incidents["date_precision"] != "day").sum())
    parts = [
        f"{plural(coarse, 'incident')} known only to a district or province: "
        "shaded or counted, not drawn as dots",
        f"{plural(nowhere, 'incident')} without a district: in the totals, not in the shading",
        f"{plural(now.unknown_toll, 'incident')} without a reported toll: "
        "counted as incidents, not as deaths",
        f"{plural(vague, 'incident')} with an uncertain day",
        f"{plural(data.rows_read - len(data.incidents), 'row')} left out by the data check",
    ]
    return "; ".join(parts) + "."


def days_old(data: Atlas) -> str:
    """How far the record reaches, and how long ago that is."""
    if data.incidents.empty:
        return "The record holds no incident."
    latest = data.incidents["event_date"].max().date()
    today = dt.date.today()
    age = (today - latest).days
    text = f"The record reaches to {day_in_words(latest)}"
    return f"{text}, {plural(age, 'day')} ago." if age > 31 else f"{text}."
