"""Before and after: two windows of equal length, their change, and how unusual it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from borderlands.analysis.areas import area_codes
from borderlands.analysis.before_after import (
    WINDOWS,
    Windows,
    compare_districts,
    placebo_changes,
    windows_around,
)
from borderlands.analysis.casualties import toll
from borderlands.analysis.record import DENSE_TO, RECORD_START
from borderlands.analysis.selections import (
    Selection,
    day_in_words,
    limits_in_words,
    select,
    span_in_words,
)
from borderlands.analysis.titles import SMALL, against, overlap, toll_against
from borderlands.analysis.wording import number, plural, toll_range
from borderlands.data import Atlas
from borderlands.maps.change import changed, shaded, shared_scale, tip_lines
from borderlands.maps.classes import Classing
from borderlands.maps.measures import MEASURES, RATE
from borderlands.ui import before_after_tables as tables
from borderlands.ui.loaders import areas, last_day
from borderlands.ui.map_options import choose_measure
from borderlands.ui.map_panel import is_dark, show_map, source_line

_KEPT: Final[dict[str, Any]] = {"bind": "query-params", "persist_state": "session"}
_OTHER = "other"


def show(data: Atlas, selection: Selection, classing: Classing) -> None:
    """Draw the view; the day chosen here takes the place of the shared period."""
    columns = st.columns([3, 1.3, 1.2, 1.6], vertical_alignment="bottom")
    with columns[0]:
        chosen, day = _choose_day(data)
    with columns[1]:
        if chosen == _OTHER:
            day = _other_day(data, day)
        else:
            st.text_input("First day after", value=f"{day:%d/%m/%Y}", disabled=True)
    with columns[2]:
        asked = st.selectbox(
            "Days on each side", options=list(WINDOWS), index=1, key="window_days", **_KEPT
        )
    with columns[3]:
        measure = choose_measure()
    first = min(data.incidents["event_date"].min().date(), day) if len(data.incidents) else day
    windows = windows_around(day, asked if asked in WINDOWS else 90, first, last_day(data))
    if windows is None:
        st.info(
            f"The record holds no day on one side of {day_in_words(day)}. Choose a day between "
            f"{day_in_words(first)} and {day_in_words(last_day(data))}."
        )
        return
    parts = _sides(data, selection, windows)
    table = compare_districts(*parts, data.districts)
    _maps(data, selection, table, windows, parts, measure, classing)
    st.caption(_notes(windows, parts))
    # Wide enough at 1280 pixels for all columns of the table.
    left, right = st.columns([2.1, 1], gap="medium")
    with left:
        tables.district_table(table, MEASURES[measure])
    with right:
        whole = replace(selection, start=RECORD_START, end=last_day(data))
        counted = MEASURES["best" if measure == RATE else measure]
        placebo = placebo_changes(
            select(data.incidents, whole, data.districts),
            counted.source,
            windows.day,
            windows.days,
            RECORD_START,
            min(last_day(data), DENSE_TO),
        )
        sums = [_sum(part, counted.source) for part in parts]
        source = source_line(data).partition(" Boundaries:")[0]
        tables.placebo_panel(placebo, sums[1] - sums[0], counted.label, windows, source)


def _choose_day(data: Atlas) -> tuple[str, dt.date]:
    events = data.key_events.loc[
        data.key_events["event_date"] <= pd.Timestamp(last_day(data))
    ].sort_values("event_date", ascending=False)
    days = {f"{row.event_date:%Y-%m-%d} {row.title}": row for row in events.itertuples()}
    options = [*days, _OTHER]
    default = next((at for at, name in enumerate(options) if "Barmal" in name), 0)
    chosen = st.selectbox(
        "Event, or any day",
        options=options,
        index=default,
        format_func=lambda name: _event_label(days.get(name)),
        key="event",
        **_KEPT,
    )
    if chosen in days:
        event: Any = days[chosen]
        return chosen, event.event_date.date()
    return _OTHER, dt.date(2024, 12, 24)


def _event_label(event: Any) -> str:
    if event is None:
        return "Another day, chosen beside"
    about = "" if event.date_precision == "day" else ", day uncertain"
    return f"{event.title} ({day_in_words(event.event_date)}{about})"


def _other_day(data: Atlas, day: dt.date) -> dt.date:
    picked = st.date_input(
        "First day after",
        value=day,
        min_value=dt.date(2004, 1, 1),
        max_value=last_day(data),
        key="day",
        format="DD/MM/YYYY",
        **_KEPT,
    )
    return picked if isinstance(picked, dt.date) else day


def _sides(
    data: Atlas, selection: Selection, windows: Windows
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Incidents of both windows with every other filter of the page."""
    before, after = (
        select(data.incidents, replace(selection, start=start, end=end), data.districts)
        for start, end in (windows.before, windows.after)
    )
    return before, after


def _sum(incidents: pd.DataFrame, column: str) -> int:
    return len(incidents) if column == "incidents" else int(incidents[column].fillna(0).sum())


def _maps(
    data: Atlas,
    selection: Selection,
    table: pd.DataFrame,
    windows: Windows,
    parts: tuple[pd.DataFrame, pd.DataFrame],
    measure: str,
    classing: Classing,
) -> None:
    shown = MEASURES[measure]
    codes = table["admin2_code"].tolist()
    limits = limits_in_words(selection, areas())
    within = area_codes(selection.areas, data.districts)[0] if selection.areas else ()
    values = {
        side: table[f"{shown.source}_{side}"].to_numpy(dtype=np.float64)
        for side in ("before", "after", "change")
    }
    lines = tip_lines(table)
    one_scale = shared_scale(
        values["before"], values["after"], classing, whole=not shown.decimals, dark=is_dark()
    )
    recorded = ((table["incidents_before"] + table["incidents_after"]) > 0).to_numpy()
    titles = (f"{windows.days} days before", f"{windows.days} days after")
    said, mark, boundaries = source_line(data).partition(" Boundaries:")
    source = f"{said.split('. ')[0]}; not a complete count.{mark}{boundaries}"
    columns = st.columns(3, gap="small")
    for column, side, name, part, span in zip(
        columns, ("before", "after"), titles, parts, (windows.before, windows.after), strict=False
    ):
        sums = toll(part)
        killed = toll_range(sums.low, sums.best, sums.high)
        state = {
            "choropleth": shaded(
                codes,
                values[side],
                one_scale,
                title=f"{shown.label}, by district; one scale for both maps",
                decimals=shown.decimals,
                lines=lines,
                within=within,
            ),
            "frame": {
                "title": f"{name}: {killed} killed",
                "subtitle": " · ".join(
                    [span_in_words(*span), *limits, plural(sums.incidents, "incident")]
                ),
                "source": source,
                "alt": f"Map of {shown.label.lower()} by district, {span_in_words(*span)}.",
            },
        }
        with column:
            show_map(state, key=f"map-{side}", height=430, extra={"group": "before-after"})
    change = {
        "choropleth": changed(
            codes,
            values["change"],
            recorded,
            title=f"Change of {shown.label[0].lower()}{shown.label[1:]}, after less before",
            decimals=shown.decimals,
            lines=lines,
            within=within,
            dark=is_dark(),
        ),
        "frame": {
            "title": f"Change: {change_words(parts, shown.source)}",
            "subtitle": " · ".join(
                [
                    f"{shown.label}, {windows.days} days after less {windows.days} before",
                    *limits,
                    f"n = {number(len(parts[0]))} and {plural(len(parts[1]), 'incident')}",
                ]
            ),
            "source": source,
            "alt": f"Map of the change of {shown.label.lower()} by district.",
        },
    }
    with columns[2]:
        show_map(change, key="map-change", height=430, extra={"group": "before-after"})


def change_words(parts: tuple[pd.DataFrame, pd.DataFrame], column: str) -> str:
    """A sum before and after; a percentage only where numbers and ranges bear one."""
    if column in (RATE, MEASURES["best"].source):
        before, after = (toll(part) for part in parts)
        first, last = (toll_range(side.low, side.best, side.high) for side in (before, after))
        change = toll_against(after, before)
        if min(before.best, after.best) >= SMALL and overlap(after, before):
            return f"{first} to {last}, not clearly more or fewer"
    else:
        sums = [_sum(part, column) for part in parts]
        first, last = (number(value) for value in sums)
        change = against(sums[1], sums[0], min(len(part) for part in parts))
    return f"{first} to {last}" if change.startswith("was") else f"{first} to {last} ({change})"


def _notes(windows: Windows, parts: tuple[pd.DataFrame, pd.DataFrame]) -> str:
    unsure = sum(int((part["date_precision"] != "day").sum()) for part in parts)
    doubt = [f"{plural(unsure, 'incident')} with an uncertain day may belong to the other window."]
    return " ".join(
        [
            f"The day itself, {day_in_words(windows.day)}, belongs to the window after. "
            "The filters above apply, but for the period.",
            *windows.notes,
            *(doubt if unsure else []),
        ]
    )
