"""Views of the displacement page that are charts: over time, origin and host, with violence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd
import streamlit as st

from borderlands.analysis import displacement_flows as flows
from borderlands.analysis import displacement_routes as routing
from borderlands.analysis import violence_axis as axis
from borderlands.analysis.areas import WAZIRISTAN
from borderlands.analysis.displacement import Series, largest, total
from borderlands.analysis.displacement_lines import stock_lines
from borderlands.analysis.displacement_titles import (
    axis_title,
    crossing_title,
    flow_title,
    pairs_title,
    running_title,
    series_words,
    stock_title,
)
from borderlands.analysis.selections import day_in_words
from borderlands.charts import displacement as charts
from borderlands.charts.figure import Figure
from borderlands.charts.origin_host import origin_host
from borderlands.charts.published import published_figures
from borderlands.charts.violence_axis import violence_axis
from borderlands.data import Atlas
from borderlands.ui.chart_panel import WIDE, canvas, show_figure
from borderlands.ui.displacement_page import choose_series, record
from borderlands.ui.loaders import last_day

SOURCE: Final = (
    "Source: Borderlands displacement record; UNHCR Refugee Data Finder (CC BY 4.0) and single "
    "published figures, each with its publisher and address in the table."
)
Frequency = Literal["month", "quarter", "year"]


def scope(words: str, n: int, source: str = SOURCE) -> charts.Published:
    """What a displacement figure is drawn from."""
    return charts.Published(words, source, n)


def years_in_words(rows: pd.DataFrame) -> str:
    """First and last year of some figures."""
    if rows.empty:
        return "no year"
    first, last = int(rows["year"].min()), int(rows["year"].max())
    return str(first) if first == last else f"{first}–{last}"


def over_time(data: Atlas) -> None:
    """Stocks as lines, and below them, on a scale of its own, a flow as bars."""
    series = choose_series(("stock",), key="stock_group")
    if series is None:
        return
    show_figure(stock_figure(data, series), key="stock_lines")
    st.caption(
        "Below: flows. A stock counts people on a day, a flow moves in a period; the two scales "
        "differ and the two are never added."
    )
    left, right = st.columns([1.9, 1.7], vertical_alignment="bottom")
    with left:
        moving = choose_series(("flow",), key="flow_group", label="Moves", first=FIRST_FLOW)
    with right:
        picked = st.segmented_control(
            "Periods",
            list(PERIODS),
            default=next(iter(PERIODS)),
            key="flow_periods",
            label_visibility="collapsed",
            bind="query-params",
        )
    if moving is not None:
        kind = PERIODS.get(picked or "", "year")
        show_figure(flow_figure(moving, kind), key=f"flow_{kind}")


PERIODS: Final = {
    "Years": "year",
    "Months": "month",
    "Running counts": "running",
    "By crossing": "crossing",
}


def flow_figure(series: Series, kind: str) -> Figure:
    """Flows by period, as running counts, or by crossing."""
    what = series_words(series)
    if kind == "running":
        lines = flows.running_counts(record(), series)
        words = scope(f"{what}, {years_in_words(lines)}", len(lines))
        title = running_title(series, lines)
        return charts.running_counts(lines, canvas(WIDE, 360), words, title=title)
    if kind == "crossing":
        rows = flows.by_crossing(record(), series).head(14)
        return published_figures(
            rows,
            canvas(WIDE, 140 + 26 * max(3, len(rows))),
            scope(f"{what}, {years_in_words(rows)}", len(rows)),
            title=crossing_title(series, rows),
            measure="People who moved through one crossing within each period (flow), latest",
            name="displacement-crossings",
            periods=True,
        )
    span: flows.Span = "month" if kind == "month" else "year"
    periods = flows.periodic(record(), series, span)
    return charts.flow_bars(
        periods,
        canvas(WIDE, 330),
        scope(f"{what}, {years_in_words(periods)}", len(periods)),
        title=flow_title(series, periods),
        span=span,
        name=f"displacement-flow-{span}",
    )


FIRST_FLOW: Final = "returned_refugees.flow.AFG.PAK"


def stock_figure(
    data: Atlas,
    series: Series,
    hosts: list[str] | None = None,
    *,
    first: int = 1979,
    width: int = WIDE,
) -> Figure:
    """Lines of a stock by host with key events."""
    lines, others = stock_lines(record(), series, hosts)
    lines, others = (rows.loc[rows["year"] >= first] for rows in (lines, others))
    provinces = lines.loc[lines["host_level"] == "admin1"]
    sized = provinces if len(provinces) else lines
    peak = largest(sized) if len(sized) else None
    chief = sized.loc[sized["host_key"] == peak["host_key"]] if peak is not None else sized
    events = axis.events_about(data.key_events, MILESTONES)
    return charts.stock_over_time(
        lines,
        others,
        events,
        canvas(width, 390),
        scope(f"{series_words(series)}, {years_in_words(lines)}", len(lines) + len(others)),
        title=stock_title(series, chief.sort_values("year"), peak),
    )


MILESTONES: Final = (
    "Zarb-e-Azb begins",
    "Swat operation",
    "Rah-e-Nijat",
    "take Kabul",
    "ends the ceasefire",
    "Barmal",
    "Undocumented foreigners",
    "Second phase of returns",
    "Doha ceasefire",
    "Sarbakaf",
    "Tirah",
)


def pairs(series: Series | None) -> None:
    """The latest figure of each pair of origin and host."""
    if series is None:
        return
    found = routing.matrix(record(), series).sort_values("year")
    latest = found.drop_duplicates(["origin_key", "host_key"], keep="last")
    figure = origin_host(
        latest,
        canvas(WIDE, 150 + 30 * max(3, latest["host_key"].nunique())),
        scope(f"{series_words(series)}, {years_in_words(latest)}", len(latest)),
        title=pairs_title(latest, series),
        left_out=len(routing.beside_matrix(record(), series)),
    )
    show_figure(figure, key="pairs")


@dataclass(frozen=True)
class Pairing:
    """Deaths in some districts above, a stock in some hosts below."""

    label: str
    above: str
    below: str
    districts: tuple[str, ...]
    series: Series
    hosts: tuple[str, ...]
    first: int
    words: tuple[str, ...]


PAIRINGS: Final = {
    "waziristan": Pairing(
        "North and South Waziristan; refugees in Khost and Paktika",
        "Deaths in North and South Waziristan",
        "Pakistani refugees in Khost and Paktika",
        WAZIRISTAN,
        Series("refugees", "stock", "PAK", "AFG"),
        ("AF14", "AF12"),
        2010,
        ("Zarb-e-Azb begins", "take Kabul", "ends the ceasefire", "Barmal", "merged into"),
    ),
    "kp": Pairing(
        "Khyber Pakhtunkhwa; displaced inside the province",
        "Deaths in Khyber Pakhtunkhwa with the former FATA",
        "Internally displaced people in Khyber Pakhtunkhwa",
        (),
        Series("idps", "stock", "PAK", "PAK"),
        ("PK5",),
        2005,
        ("Swat operation", "Rah-e-Nijat", "Zarb-e-Azb begins", "ends the ceasefire", "Tirah"),
    ),
    "border": Pairing(
        "Afghan border provinces; Afghan refugees in Khyber Pakhtunkhwa",
        "Deaths in the Afghan provinces along the border",
        "Afghan refugees in Khyber Pakhtunkhwa with its refugee villages",
        ("AFG",),
        Series("refugees", "stock", "AFG", "PAK"),
        ("PK5",),
        2001,
        ("take Kabul", "Undocumented foreigners", "Second phase of returns", "Doha ceasefire"),
    ),
}


def violence(data: Atlas) -> None:
    """Violence and displacement on one axis of time."""
    columns = st.columns([2.4, 1.2, 1.4], vertical_alignment="bottom")
    with columns[0]:
        key = st.selectbox(
            "Violence in; people from there",
            list(PAIRINGS),
            format_func=lambda one: PAIRINGS[one].label if one in PAIRINGS else one,
            key="pairing",
            bind="query-params",
        )
    with columns[1]:
        frequency = st.segmented_control(
            "Deaths by",
            ["Quarter", "Year"],
            default="Quarter",
            key="deaths_by",
            bind="query-params",
        )
    with columns[2]:
        lag = st.segmented_control(
            "Lay later counts under earlier deaths",
            [0, 1, 2, 3],
            format_func=lambda years: f"{years} y",
            default=0,
            key="lag",
            bind="query-params",
        )
    chosen = PAIRINGS.get(key or "", PAIRINGS["waziristan"])
    by: Frequency = "year" if frequency == "Year" else "quarter"
    show_figure(axis_figure(data, chosen, by, int(lag or 0)), key="violence_axis")
    st.caption(
        "The two panels share their years, no more: nearness in time is not cause. Deaths come "
        "from two sources that count differently: UCDP, to 2020 in Afghanistan and 2021 in "
        "Pakistan, and this project's incident record from 2021. They are never added; where both "
        "cover a period they stand side by side."
    )


def axis_figure(
    data: Atlas,
    pairing: Pairing,
    frequency: Frequency,
    lag: int = 0,
    *,
    first: int | None = None,
    width: int = WIDE,
    title: str = "",
    words: tuple[str, ...] = (),
) -> Figure:
    """The two panels of a pairing; `title` and `words` (of key events) replace the usual ones."""
    start = first or pairing.first
    districts = data.districts
    codes = list(pairing.districts)
    if not codes:
        codes = list(districts.loc[districts["admin1_code"] == "PK5", "admin2_code"])
    elif codes == ["AFG"]:
        codes = list(districts.loc[districts["country"] == "AFG", "admin2_code"])
    deaths = axis.deaths(data.ucdp, data.incidents, codes, frequency, start)
    lines, others = stock_lines(record(), pairing.series, list(pairing.hosts))
    lines, others = (rows.loc[rows["year"] >= start] for rows in (lines, others))
    sums = pd.Series({int(year): total(lines.loc[lines["year"] == year]) for year in lines["year"]})
    source = (
        f"Sources: UCDP GED (CC BY 4.0); Borderlands incident record to "
        f"{day_in_words(last_day(data))}; UNHCR Refugee Data Finder (CC BY 4.0) and single figures."
    )
    return violence_axis(
        deaths,
        lines,
        others,
        axis.events_about(data.key_events, words or pairing.words),
        canvas(width, 470),
        scope(f"{start}–{deaths['period_end'].max().year}", len(lines) + len(others), source),
        title=title or axis_title(pairing.above, pairing.below, deaths, sums, frequency),
        above=pairing.above + ", best figure with range",
        below=pairing.below,
        first=pd.Timestamp(f"{start}-01-01"),
        shift=lag,
    )
