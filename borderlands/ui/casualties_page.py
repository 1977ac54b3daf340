"""Views of the casualties page."""

from __future__ import annotations

from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from borderlands.analysis.casualties import Frequency, by_district
from borderlands.analysis.claims import contested
from borderlands.analysis.record import RECORD_START, comparable
from borderlands.analysis.selections import Selection
from borderlands.analysis.wording import plural
from borderlands.data import Atlas
from borderlands.ui import overview
from borderlands.ui.casualty_figures import GROUPINGS, MANY, event_name, figure
from borderlands.ui.chart_focus import (
    Span,
    chart_key,
    clear_button,
    code_chooser,
    period_chooser,
)
from borderlands.ui.chart_panel import HALF, WIDE, canvas, show_figure
from borderlands.ui.choosers import one_of
from borderlands.ui.incident_map import incident_state
from borderlands.ui.map_panel import show_map
from borderlands.ui.selected import scope, selected
from borderlands.ui.text import plain

VIEWS: Final = {
    "time": "Over time",
    "place": "Where",
    "who": "By whom and how",
    "claims": "Who claims what",
    "analysis": "Analysis",
}
FREQUENCIES: Final[dict[Frequency, str]] = {
    "week": "Week",
    "month": "Month",
    "quarter": "Quarter",
    "year": "Year",
}


def controls(selection: Selection) -> tuple[str, Frequency]:
    """View, length of a period, the military-only switch, and Clear; returns view and frequency."""
    st.session_state["casualties_without"] = selection.without_military_only
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        view = _view()
        frequency = _frequency(selection) if view == "time" else "month"
        st.toggle(
            "Without militants reported killed by the military only",
            key="casualties_without",
            on_change=_follow_switch,
            help="Takes militants whose death only the military or police report out of figures",
        )
        clear_button()
    return view, frequency


def _view() -> str:
    """View by its code in the address (`?view=claims`), kept there as it changes."""
    if "casualties_view" not in st.session_state:
        asked = st.query_params.get("view", "")
        st.session_state["casualties_view"] = asked if asked in VIEWS else "time"
    chosen = st.segmented_control(
        "View",
        list(VIEWS),
        format_func=lambda name: VIEWS.get(name, name),
        required=True,
        key="casualties_view",
        label_visibility="collapsed",
    )
    view = chosen if chosen in VIEWS else "time"
    st.query_params["view"] = view
    return view


def _follow_switch() -> None:
    st.session_state["without_military_only"] = st.session_state["casualties_without"]


def _frequency(selection: Selection) -> Frequency:
    weeks = selection.days / 7
    allowed = {
        str(name): label for name, label in FREQUENCIES.items() if name != "week" or weeks <= MANY
    }
    usual: Frequency = "week" if weeks <= 27 else "month" if weeks <= 400 else "year"
    chosen = one_of("Bars", allowed, key=f"bars_{usual}_{len(allowed)}", usual=str(usual))
    return cast(Frequency, chosen)


def spans(table: Any) -> list[Span]:
    """First and last day of each bar, from the table of a figure over time."""
    if table.empty:
        return []
    days = table[["From", "To"]].apply(lambda column: column.astype("datetime64[ns]").dt.date)
    return list(zip(days["From"], days["To"], strict=True))


def over_time(data: Atlas, selection: Selection, frequency: Frequency) -> None:
    """Deaths over time beside the map, both following one selection."""
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        drawn = figure("over_time", selection, canvas(760, 420), frequency)
        key = chart_key("over_time")
        choose = period_chooser(key, spans(drawn.table), (selection.start, selection.end))
        show_figure(drawn, key=key, on_select=choose)
    with right:
        _map(data, selection, height=420)
    st.caption("Click a bar or drag over a span: the period above, the map and all figures follow.")
    # A year of landmarks is no year to count up from 1 January.
    below = ("years", "civilians") if selection.end >= RECORD_START else ("civilians",)
    for column, name in zip(st.columns(2, gap="medium"), below, strict=False):
        with column:
            show_figure(figure(name, selection, canvas(HALF, 330)), key=name)


def _map(data: Atlas, selection: Selection, *, height: int) -> None:
    incidents = selected(selection)
    state = incident_state(
        data,
        selection,
        title=overview.map_title(incidents, by_district(incidents, data.districts)),
        subtitle=scope(selection).subtitle("People killed"),
        points=len(incidents) <= 50_000,
    )
    show_map(state, key="casualties", height=height)


def place(data: Atlas, selection: Selection) -> None:
    """Ranking beside the map, then districts by period."""
    left, right = st.columns(2, gap="medium")
    with left:
        ways = {"total": "Total", "rate": "Per 100,000 inhabitants"}
        measure = one_of("Measure", ways, key="ranking_measure")
        drawn = figure("ranking", selection, canvas(HALF, 400), measure)
        key = chart_key("ranking")
        choose = code_chooser(key, "admin2_code", "area", selection.areas)
        show_figure(drawn, key=key, on_select=choose)
    with right:
        _map(data, selection, height=446)
    st.caption("Click a bar to see that district alone, here and on every page.")
    show_figure(figure("heat", selection, canvas(WIDE, 440)), key="heat")


def who(selection: Selection) -> None:
    """Perpetrators, types, targets, methods; lethality where the record aims at all incidents."""
    first = st.columns(2, gap="medium")
    pairs = (
        ("actor1_group", "actor", selection.actors),
        ("event_type", "event_type", selection.event_types),
    )
    for column, (name, filter_key, now) in zip(first, pairs, strict=True):
        with column:
            key = chart_key(f"by_{name}")
            choose = code_chooser(key, "code", filter_key, now)
            drawn = figure("breakdown", selection, canvas(HALF, 380), name)
            show_figure(drawn, key=key, on_select=choose)
    st.caption(
        "Click a bar to filter by it. The perpetrator is who began the incident: for an operation, "
        "the forces. The filter by actor then keeps incidents with that actor on either side."
    )
    second = st.columns(2, gap="medium")
    with second[0]:
        show_figure(figure("breakdown", selection, canvas(HALF, 380), "target"), key="by_target")
    with second[1]:
        show_figure(figure("methods", selection, canvas(HALF, 380)), key="methods")
    if not comparable(selection.start):
        st.caption(
            "Deaths per incident are left out: before 2021 the record keeps only incidents with "
            "about 25 or more killed, so every mean would be high."
        )
        return
    groupings = {name: noun.capitalize() for name, (noun, _) in GROUPINGS.items()}
    by = one_of(
        "Deaths per incident by", groupings, key="lethality_by", usual="event_type", named=True
    )
    drawn = figure("lethality", selection, canvas(WIDE, 360), by)
    show_figure(drawn, key="lethality")


def claims(data: Atlas, selection: Selection) -> None:
    """The accounts of one contested incident, chosen from a list."""
    listed = contested(selected(selection), data.claims)
    if listed.empty:
        st.info("No incident of this selection has two or more recorded accounts.")
        return
    by_id = data.incidents.set_index("incident_id")
    names = {
        str(code): f"{event_name(by_id.loc[code])} ({count} accounts)"
        for code, count in zip(listed["incident_id"], listed["claims"], strict=True)
    }
    chosen = str(
        st.selectbox(
            f"{plural(len(listed), 'contested incident')} in this selection, most parties first",
            list(names),
            format_func=lambda name: names.get(name, name),
            key="claims_incident",
        )
    )
    if chosen not in names:
        return
    drawn = figure("claims", selection, canvas(WIDE, 300), chosen)
    show_figure(drawn, key="claims")
    st.dataframe(
        _claims_as_read(drawn.table),
        hide_index=True,
        width="stretch",
        column_config={
            "Address": st.column_config.LinkColumn("Page", display_text="Open", width="small")
        },
    )
    notes = str(by_id.loc[chosen, "notes"])
    if notes:
        st.caption(plain(notes))


def _claims_as_read(table: pd.DataFrame) -> pd.DataFrame:
    """The claims with their numbers as one text, narrow enough to be read beside their sources."""
    limits = table[["Killed, least", "Killed, most"]].astype("Float64")
    said = []
    for least, most in limits.itertuples(index=False):
        if pd.isna(least) and pd.isna(most):
            said.append("no number")
        elif pd.isna(most):
            said.append(f"at least {least:,.0f}")
        elif pd.isna(least):
            said.append(f"up to {most:,.0f}")
        else:
            said.append(f"{least:,.0f}" if least == most else f"{least:,.0f}–{most:,.0f}")
    shown = table.drop(columns=["Killed, least", "Killed, best", "Killed, most"])
    shown.insert(2, "Killed", said)
    return shown
