"""The filter bar that all pages share: one selection, kept across pages and in the address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from borderlands import vocabulary as words
from borderlands.analysis.areas import search_labels
from borderlands.analysis.record import DENSE_TO, RECORD_START, caveat
from borderlands.analysis.selections import Selection, in_words
from borderlands.analysis.wording import plural
from borderlands.data import Atlas
from borderlands.ui import loaders
from borderlands.ui.loaders import last_day
from borderlands.ui.selected import selected
from borderlands.ui.text import plain

FIRST_DAY: Final = dt.date(2001, 1, 1)
"""Earliest day that can be chosen."""
LITERAL: Final[dict[str, Any]] = {"filter_mode": "contains", "select_all": False}
"""For choosers of several: text is found as typed, and Enter takes one option, never all."""
_CHOSEN: Final = "filters_chosen"
_LINE: Final = "filters_line"
_STATED: Final = "filters_stated"
_WANTED: Final = "filters_wanted_period"
_NOTHING: Final[dict[str, Any]] = {
    "area": [],
    "event_type": [],
    "actor": [],
    "victim": [],
    "location_level": [],
    "fatalities_min": 0,
    "without_military_only": False,
}
"""Every filter but the period, and its value when nothing is limited."""


def default_period(data: Atlas) -> tuple[dt.date, dt.date]:
    """The last twelve months that reports cover well."""
    end = min(last_day(data), DENSE_TO)
    return max(_years_before(end, 1) + dt.timedelta(days=1), FIRST_DAY), end


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _quick_periods(data: Atlas) -> dict[str, tuple[dt.date, dt.date]]:
    end = last_day(data)
    periods = {"Last 12 months well covered": default_period(data)}
    for year in range(end.year, RECORD_START.year - 1, -1):
        periods[str(year)] = (dt.date(year, 1, 1), min(dt.date(year, 12, 31), end))
    periods["Since the TTP ended its ceasefire"] = (dt.date(2022, 11, 28), end)
    periods["Since the Taliban took Kabul"] = (dt.date(2021, 8, 15), end)
    periods["Whole record, from 2021"] = (RECORD_START, end)
    return periods


def set_period(start: dt.date, end: dt.date) -> None:
    """Ask for another shared period; the bar takes it up at the next run.

    A callback needs nothing more. Code that runs after the bar was drawn calls `st.rerun` next.
    """
    st.session_state[_WANTED] = (start, end)


def _reset(defaults: dict[str, Any]) -> None:
    # Set, not deleted: a deleted value would be read from the address again.
    st.session_state.update(defaults)
    st.session_state["quick_period"] = None


def show_whole_record(data: Atlas) -> None:
    """Lift every filter and open the period to the whole record, landmarks included."""
    first = data.incidents["event_date"].min().date()
    _reset(_NOTHING | {"period": (max(first, FIRST_DAY), last_day(data))})


def _apply_quick(periods: dict[str, tuple[dt.date, dt.date]]) -> None:
    chosen = st.session_state.get("quick_period")
    if chosen in periods:
        set_period(*periods[chosen])


def opening() -> bool:
    """Whether a session begins at a plain address, with nothing chosen anywhere."""
    keys = (*_NOTHING, "period", _WANTED, _CHOSEN)
    return not st.query_params and not any(key in st.session_state for key in keys)


@dataclass(frozen=True)
class Bar:
    """Where the bar goes on the page: its controls, and the line that states the selection."""

    controls: DeltaGenerator
    line: DeltaGenerator


def place() -> Bar:
    """Reserve the place of the bar at the top of the page."""
    whole = st.container(key="bar")
    bar = Bar(whole.container(key="filter_bar"), whole.empty())
    st.session_state[_LINE] = bar.line
    st.session_state[_STATED] = None
    return bar


def assume_defaults(data: Atlas, bar: Bar) -> None:
    """Take the selection that the bar will hold, for a page that is drawn before the bar."""
    start, end = default_period(data)
    _settle(Selection(start=start, end=end), bar)


def _settle(selection: Selection, bar: Bar) -> None:
    """Keep the selection for the page and state it in words."""
    if st.session_state.get(_STATED) is None:
        _write(selection, bar.line)
    st.session_state[_CHOSEN] = selection


def _write(selection: Selection, place: DeltaGenerator) -> None:
    count = len(selected(selection))
    line = plain(f"{in_words(selection, loaders.areas())} · n = {plural(count, 'incident')}")
    note = caveat(selection.start, selection.end)
    place.caption(f"{line}. :orange[{note}]" if note else line)


def state(selection: Selection) -> None:
    """Let the line below the bar state what this page shows, where that is another selection."""
    st.session_state[_STATED] = selection
    _write(selection, st.session_state[_LINE])


def draw(data: Atlas, bar: Bar) -> None:
    """Draw the bar and keep the selection, checked again whatever the address said.

    `app.py` draws it, so that its widgets are the same on every page.

    The line below the bar states the selection in words with its number of incidents.
    """
    if _WANTED in st.session_state:
        st.session_state["period"] = st.session_state.pop(_WANTED)
    areas = loaders.areas()
    labels = search_labels(areas)
    first, last = FIRST_DAY, last_day(data)
    kept: dict[str, Any] = {"bind": "query-params", "persist_state": "session"}
    periods = _quick_periods(data)
    _accept_codes("area", labels, areas)
    with bar.controls:
        columns = st.columns([2.3, 3.4, 1.5, 1.4, 0.9], vertical_alignment="bottom", gap="small")
        with columns[0]:
            period = st.date_input(
                "Period",
                value=default_period(data),
                min_value=first,
                max_value=last,
                key="period",
                format="DD/MM/YYYY",
                label_visibility="collapsed",
                **kept,
            )
            if _CHOSEN not in st.session_state and isinstance(period, tuple) and len(period) == 1:
                # Not half a range that is being picked, but the one day of an address, which
                # keeps equal values once: the field shows both ends.
                set_period(period[0], period[0])
                st.rerun()
        with columns[1]:
            chosen_areas = st.multiselect(
                "Area",
                options=list(areas),
                format_func=lambda key: labels.get(key, key),
                key="area",
                **LITERAL,
                placeholder="Whole area; choose a country, province or district",
                label_visibility="collapsed",
                **kept,
            )
        with columns[2], st.popover("Quick periods", width="stretch"):
            st.radio(
                "Quick period",
                options=list(periods),
                index=None,
                key="quick_period",
                on_change=_apply_quick,
                args=(periods,),
                label_visibility="collapsed",
            )
        with columns[3], st.popover("More filters", width="stretch"):
            event_types = _choose("Type of incident", "event_type", words.EVENT_TYPES, kept)
            actors = _choose("Actor, on either side", "actor", words.ACTOR_GROUPS, kept)
            victims = _choose("Killed at least one of", "victim", words.VICTIM_GROUPS, kept)
            fatalities_min = st.number_input(
                "At least so many killed (best figure)",
                min_value=0,
                max_value=500,
                value=0,
                step=1,
                key="fatalities_min",
                **kept,
            )
            levels = _choose(
                "How exactly the place is known", "location_level", words.LOCATION_LEVELS, kept
            )
            without = st.toggle(
                "Leave out militants reported killed by the military only",
                key="without_military_only",
                **kept,
            )
        with columns[4]:
            defaults = _NOTHING | {"period": default_period(data)}
            st.button("Reset", on_click=_reset, args=(defaults,), width="stretch")
    start, end = _checked_period(period, data)
    selection = Selection(
        start=start,
        end=end,
        areas=tuple(area for area in chosen_areas if area in areas),
        event_types=event_types,
        actors=actors,
        victims=victims,
        location_levels=levels,
        fatalities_min=max(0, int(fatalities_min or 0)),
        without_military_only=bool(without),
    )
    _settle(selection, bar)


def filter_bar() -> Selection:
    """The selection of this run; the bar itself is drawn by `app.py`."""
    selection: Selection = st.session_state[_CHOSEN]
    return selection


def _accept_codes(key: str, labels: dict[str, str], names: dict[str, str] | None = None) -> None:
    """Let an address name codes (`area=PK530`) or names as well as the labels of the widget."""
    if key in st.session_state:
        return
    asked = st.query_params.get_all(key)
    codes = {text: code for options in (names or {}, labels) for code, text in options.items()}
    codes |= {code: code for code in labels}
    chosen = [codes[value] for value in dict.fromkeys(asked) if value in codes]
    if any(value in codes for value in set(asked) - set(labels.values())):
        st.session_state[key] = list(dict.fromkeys(chosen))


def _choose(label: str, key: str, options: dict[str, str], kept: dict[str, Any]) -> tuple[str, ...]:
    _accept_codes(key, options)
    chosen = st.multiselect(
        label,
        options=list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        placeholder="All",
        **LITERAL,
        **kept,
    )
    return tuple(code for code in chosen if code in options)


def _checked_period(period: Any, data: Atlas) -> tuple[dt.date, dt.date]:
    """A span of two days in order; a half-picked range means that single day."""
    days = list(period) if isinstance(period, (tuple, list)) else [period]
    days = [day for day in days if isinstance(day, dt.date)]
    if not days:
        return default_period(data)
    return min(days), max(days)
