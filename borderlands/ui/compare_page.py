"""Two areas, two periods or two actors on the same scales."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from borderlands import vocabulary as words
from borderlands.analysis import comparison as compare
from borderlands.analysis.areas import search_labels
from borderlands.analysis.casualties import by_period
from borderlands.analysis.periods import finest
from borderlands.analysis.record import DENSE_TO, RECORD_START, caveat
from borderlands.analysis.selections import (
    Selection,
    areas_in_words,
    limits_in_words,
    span_in_words,
)
from borderlands.analysis.titles import deadliest
from borderlands.analysis.wording import plural, toll_range
from borderlands.charts import comparison as charts
from borderlands.charts.figure import Figure, Scope
from borderlands.charts.over_time import deaths_over_time
from borderlands.data import Atlas
from borderlands.ui import loaders
from borderlands.ui.casualty_figures import GROUPINGS
from borderlands.ui.chart_panel import HALF, canvas, show_figure
from borderlands.ui.loaders import atlas, last_day
from borderlands.ui.selected import cited, scope, selected
from borderlands.ui.text import plain

WAYS: Final = {"areas": "Two areas", "periods": "Two periods", "actors": "Two actors"}
REPLACED: Final = {
    "areas": (
        "The two areas chosen here take the place of the area above; the rest applies to both."
    ),
    "periods": (
        "The two periods chosen here take the place of the period above; the rest applies to both."
    ),
    "actors": (
        "The two actors chosen here take the place of the actors above; the rest applies to both."
    ),
}
"""How each way of comparing stands to the bar above it."""
CEASEFIRE_END: Final = dt.date(2022, 11, 28)
_YEAR: Final = dt.timedelta(days=365)
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True)
class Pair:
    """What is compared: the way and the two choices."""

    way: str
    first: Any
    second: Any


EXAMPLES: Final[dict[str, Pair]] = {
    "Khyber Pakhtunkhwa and Paktika": Pair("areas", "AF12", "PK5"),
    "South and North Waziristan": Pair("areas", "PK530", "PK525"),
    "2023 and 2024": Pair(
        "periods",
        (dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    ),
    "The year before and after the TTP ended its ceasefire": Pair(
        "periods",
        (CEASEFIRE_END - _YEAR, CEASEFIRE_END - _DAY),
        (CEASEFIRE_END, CEASEFIRE_END + _YEAR - _DAY),
    ),
    "ISKP and TTP": Pair("actors", "ISKP", "TTP"),
}
"""Ready comparisons; the second is set against the first."""


def _use(pair: Pair) -> None:
    st.session_state["compare_way"] = pair.way
    st.session_state[f"compare_{pair.way}_first"] = pair.first
    st.session_state[f"compare_{pair.way}_second"] = pair.second


def _from_address() -> None:
    """Take way and sides from the address on the first run; what does not fit is left out."""
    if "compare_way" in st.session_state:
        return
    pair = next(iter(EXAMPLES.values()))
    way = st.query_params.get("by", pair.way)
    _use(pair)
    st.session_state["compare_way"] = way if way in WAYS else pair.way
    for side in ("first", "second"):
        asked = st.query_params.get(side, "")
        if way in WAYS and asked:
            st.session_state[f"compare_{way}_{side}"] = _parsed(way, asked)


def _parsed(way: str, text: str) -> Any:
    if way != "periods":
        return text
    try:
        start, end = (dt.date.fromisoformat(part) for part in text.split("..", 1))
    except ValueError:
        return None
    return start, end


def _written(way: str, value: Any) -> str:
    return "..".join(day.isoformat() for day in value) if way == "periods" else str(value)


def choose(
    data: Atlas, selection: Selection
) -> tuple[Selection, Selection, tuple[str, str]] | None:
    """Draw the choosers; the two selections with their names, or None while one is missing."""
    _from_address()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        way = st.segmented_control(
            "Compare",
            list(WAYS),
            format_func=lambda name: WAYS.get(name, name),
            required=True,
            key="compare_way",
            label_visibility="collapsed",
        )
        with st.popover("Examples"):
            for name, pair in EXAMPLES.items():
                st.button(name, on_click=_use, args=(pair,), type="tertiary")
        way = way if way in WAYS else "areas"
        st.caption(REPLACED[way])
    areas = loaders.areas()
    labels = areas if way == "areas" else words.ACTOR_GROUPS
    usual = next(pair for pair in EXAMPLES.values() if pair.way == way)
    columns = st.columns(2, gap="medium")
    chosen = [
        _chooser(column, data, way, side, labels, getattr(usual, side))
        for column, side in zip(columns, ("first", "second"), strict=True)
    ]
    if chosen[0] is None or chosen[1] is None:
        st.info("Choose both sides.")
        return None
    for side, value in zip(("first", "second"), chosen, strict=True):
        st.query_params[side] = _written(way, value)
    st.query_params["by"] = way
    if chosen[0] == chosen[1]:
        st.info("Both sides are the same; choose two that differ.")
        return None
    sides = [_side(selection, way, value) for value in chosen]
    if way == "periods":
        names = tuple(_short_span(side) for side in sides)
    else:
        names = tuple(
            labels[value].partition(",")[0].removesuffix(" (districts shown)") for value in chosen
        )
        if names[0] == names[1]:
            names = tuple(labels[value] for value in chosen)
    return sides[0], sides[1], (names[0], names[1])


def _short_span(side: Selection) -> str:
    """A span short enough for the label of a bar: "2023", "28 Nov 2021–27 Nov 2022"."""
    words_ = span_in_words(side.start, side.end)
    if len(words_) <= 14:
        return words_
    return f"{side.start.day} {side.start:%b %Y}–{side.end.day} {side.end:%b %Y}"


def _chooser(
    column: Any, data: Atlas, way: str, side: str, labels: dict[str, str], usual: Any
) -> Any:
    key = f"compare_{way}_{side}"
    label = "First" if side == "first" else "Against it"
    if way == "periods":
        return _period_chooser(column, data, key, label, usual)
    if st.session_state.get(key) not in labels:
        st.session_state[key] = usual
    shown = search_labels(labels) if way == "areas" else labels
    return column.selectbox(
        label,
        list(labels),
        format_func=lambda code: shown.get(code, code),
        key=key,
        filter_mode="contains",
    )


def _period_chooser(column: Any, data: Atlas, key: str, label: str, usual: Any) -> Any:
    last = last_day(data)
    kept = st.session_state.get(key)
    if not isinstance(kept, tuple) or not kept or kept[0] < RECORD_START or kept[-1] > last:
        st.session_state[key] = usual
    value = column.date_input(
        label, min_value=RECORD_START, max_value=last, key=key, format="DD/MM/YYYY"
    )
    return (min(value), max(value)) if isinstance(value, tuple) and len(value) == 2 else None


def _side(selection: Selection, way: str, value: Any) -> Selection:
    """The shared filter with one part replaced; never past the days that reports cover well."""
    if way == "areas":
        side = replace(selection, areas=(value,))
    elif way == "actors":
        side = replace(selection, actors=(value,))
    else:
        side = replace(selection, start=value[0], end=value[1])
    return replace(side, end=min(side.end, DENSE_TO)) if side.start <= DENSE_TO else side


def show(one: Selection, two: Selection, names: tuple[str, str]) -> None:
    """Differences in words, then totals, ratios, months and pairs on the same scales."""
    sides = [
        compare.Side(name, selected(side), side.start, side.end)
        for side, name in zip((one, two), names, strict=True)
    ]
    first, second = sides
    table = compare.ratios(first, second)
    actors = one.actors != two.actors
    among = "in incidents involving" if actors else "in"
    title = compare.comparison_title(table, first, second, among)
    st.subheader(plain(title))
    st.markdown(
        "\n".join(
            f"- {plain(compare.difference_in_words(table, first, second, column))}"
            for column in ("incidents", "fatalities_best", "fatalities_civilians")
        )
    )
    note = caveat(min(one.start, two.start), max(one.end, two.end))
    if note:
        st.warning(note)
    both = set(first.incidents["incident_id"]) & set(second.incidents["incident_id"])
    if both:
        st.caption(
            f"{plural(len(both), 'incident')} on both sides: the two are not independent, and the "
            "intervals are too wide or too narrow for that."
        )
    drawn_from = _scope(one, two, sides)
    left, right = st.columns(2, gap="medium")
    with left:
        drawn = charts.totals_figure(
            first, second, canvas(HALF, 250), drawn_from, title=_totals_title(sides, actors=actors)
        )
        show_figure(drawn, key="compare_totals")
    with right:
        show_figure(
            charts.ratios_figure(table, first, second, canvas(HALF, 250), drawn_from),
            key="compare_ratios",
        )
    for column, drawn in zip(st.columns(2, gap="medium"), _months(one, two, sides), strict=True):
        with column:
            show_figure(drawn, key=f"compare_{drawn.name}")
    for column, name in zip(
        st.columns(2, gap="medium"), ("event_type", "actor1_group"), strict=True
    ):
        noun, labels = GROUPINGS[name]
        rows = compare.pairs(first, second, name, labels)
        with column:
            show_figure(
                charts.pairs_figure(rows, noun, first, second, canvas(HALF, 360), drawn_from),
                key=f"compare_by_{name}",
            )
    st.caption(f"Method. {compare.METHOD}")


def _scope(one: Selection, two: Selection, sides: Sequence[compare.Side]) -> Scope:
    spans = [span_in_words(side.start, side.end) for side in (one, two)]
    period = spans[0] if spans[0] == spans[1] else f"{spans[0]} and {spans[1]}"
    names = f"{sides[0].name} and {sides[1].name}"
    if one.areas != two.areas:
        names = areas_in_words((*one.areas, *two.areas), loaders.areas())
    parts = [period if spans[0] != spans[1] else f"{period} · {names}"]
    shared = one
    if one.areas != two.areas:
        shared = replace(one, areas=())
    elif not one.areas:
        parts.append("whole area")
    if one.actors != two.actors:
        shared = replace(one, actors=())
    text = " · ".join([*parts, *limits_in_words(shared, loaders.areas())])
    source = cited(atlas(), min(one.start, two.start), max(one.end, two.end))
    return Scope(text, source, sum(len(side.incidents) for side in sides))


def _totals_title(sides: Sequence[compare.Side], *, actors: bool) -> str:
    parts = []
    for side in sides:
        low, best, high = (
            int(side.incidents[f"fatalities_{name}"].sum()) for name in ("low", "best", "high")
        )
        incidents = plural(len(side.incidents), "incident") + (" involving it" if actors else "")
        parts.append(f"{side.name}: {toll_range(low, best, high)} killed in {incidents}")
    return "; ".join(parts)


def _months(one: Selection, two: Selection, sides: Sequence[compare.Side]) -> list[Figure]:
    days = max(side.days for side in sides)
    frequency = finest(one.start, one.start + dt.timedelta(days=days - 1), 40)
    tables = [by_period(side.incidents, frequency, side.start, side.end) for side in sides]
    most = max(float(table["fatalities_high"].max()) for table in tables)
    events = atlas().key_events
    drawn = []
    for selection, side, table, place in zip(
        (one, two), sides, tables, ("first", "second"), strict=True
    ):
        peak = deadliest(table, frequency)
        figure = deaths_over_time(
            table,
            frequency,
            events.iloc[0:0],
            canvas(HALF, 300),
            scope(selection),
            title=f"{side.name}: {peak}" if peak else f"{side.name}, by {frequency}",
            most=most,
        )
        drawn.append(replace(figure, name=f"{place}-over-time"))
    return drawn
