"""Displacement: the record prepared once, the reader's choices, and the map of a series."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from borderlands.analysis import displacement_routes as routing
from borderlands.analysis.displacement import DRAWN_RULE, Series, choose, figures, side_by_side
from borderlands.analysis.displacement_titles import all_series, series_label
from borderlands.analysis.wording import plural
from borderlands.data import Atlas
from borderlands.maps import flows
from borderlands.maps.base import VIEW
from borderlands.maps.flow_frames import Side, frames
from borderlands.ui.choosers import one_of
from borderlands.ui.loaders import Signature, atlas, signature
from borderlands.ui.map_panel import Corners, is_dark, show_map
from borderlands.ui.overview import DAY_FORMAT

VIEWS: Final = {
    "flows": "Flow map",
    "areas": "Shaded areas",
    "time": "Over time",
    "matrix": "Origin and host",
    "violence": "With violence",
    "waziristan": "Waziristan's refugees",
}
DEFAULT: Final = "refugees.stock.PAK.AFG"
SOURCE: Final = (
    "Source: Borderlands displacement record; publisher of each figure on hover and in the table. "
    "UNHCR Refugee Data Finder (CC BY 4.0). Boundaries: OCHA COD, geoBoundaries, harmonised."
)
WIDE: Final[Corners] = ((29.0, 65.4), (36.4, 74.4))
NEAR: Final[Corners] = ((32.05, 67.6), (34.45, 71.8))


@st.cache_resource(max_entries=2, show_spinner=False)
def _record(key: Signature) -> pd.DataFrame:
    data = atlas()
    return figures(data.displacement, data.districts)


def record() -> pd.DataFrame:
    """The displacement record with the meaning of its places and dates; do not change it."""
    return _record(signature())


@st.cache_resource(max_entries=2, show_spinner=False)
def _gazetteer(key: Signature) -> flows.Gazetteer:
    data = atlas()
    return flows.gazetteer(data.districts, data.places)


@st.cache_data(max_entries=24, show_spinner=False)
def _frames(key: Signature, series: Series, side: Side | None, rate: bool) -> list[dict[str, Any]]:
    known = populations(atlas()) if rate else None
    return frames(record(), series, _gazetteer(key), side=side, population=known)


def populations(data: Atlas) -> dict[str, float]:
    """Inhabitants of districts, and of provinces whose districts are all known."""
    people = pd.to_numeric(data.districts["population"], errors="coerce").astype("float64")
    codes = data.districts["admin2_code"]
    known = {str(code): float(n) for code, n in zip(codes, people, strict=True) if n > 0}
    provinces = people.groupby(data.districts["admin1_code"]).sum(min_count=1)
    whole = people.notna().groupby(data.districts["admin1_code"]).all()
    return known | {str(code): float(n) for code, n in provinces.items() if whole[code]}


def choose_view() -> str:
    """The view, from the address or the reader."""
    st.space(1)
    return one_of("View", VIEWS, key="shown", in_address=True)


def choose_series(
    measures: tuple[str, ...] = ("stock", "flow"),
    *,
    key: str = "group",
    label: str = "People and direction",
    first: str = DEFAULT,
    only: tuple[str, ...] = (),
) -> Series | None:
    """The series, from the address or the reader; None when the record has none to offer.

    Parameters
    ----------
    measures : tuple of str
        Measures offered.
    key, label : str
        Of the control.
    first : str
        Series shown unless another is chosen.
    only : tuple of str
        Keys to offer; all by default.
    """
    offered = {k: s for k, s in all_series(record()).items() if s.measure in measures}
    if only:
        offered = {k: s for k, s in offered.items() if k in only}
    if not offered:
        st.info("The displacement record holds no figure for this view; see the data check below.")
        return None
    picked = st.selectbox(
        label,
        list(offered),
        index=list(offered).index(first) if first in offered else 0,
        format_func=lambda one: series_label(offered[one]) if one in offered else one,
        key=key,
        label_visibility="collapsed",
        bind="query-params",
        persist_state="session",
    )
    return offered.get(picked or "") or next(iter(offered.values()))


@st.cache_data(max_entries=2, show_spinner=False)
def paired_series(key: Signature) -> tuple[str, ...]:
    """Series with at least two figures that name both a place of origin and a host."""
    rows = record()
    return tuple(
        name for name, one in all_series(rows).items() if len(routing.matrix(rows, one)) > 1
    )


def choose_pairs() -> Series | None:
    """A series whose figures name both ends; people displaced inside Pakistan at first."""
    only = paired_series(signature())
    return choose_series(key="pair_group", first="idps.stock.PAK.PAK", only=only)


def choose_year(series: Series, side: Side | None, rate: bool) -> int | None:
    """Year shown first; the busiest unless the reader or the address says otherwise."""
    weights = {one["year"]: _weight(one) for one in _frames(signature(), series, side, rate)}
    if not weights:
        return None
    years = sorted(weights, reverse=True)
    busiest = max(years, key=lambda year: weights[year])
    picked = st.selectbox(
        "Year shown first",
        years,
        index=years.index(busiest),
        key="year",
        format_func=lambda one: f"{one} first",
        label_visibility="collapsed",
        bind="query-params",
    )
    return int(picked) if picked in years else busiest


def _weight(one: dict[str, Any]) -> float:
    """People drawn in a frame, to find the busiest year."""
    hosts = sum(item["persons"] for item in one["symbols"] if item["kind"] in ("host", "origin"))
    return float(hosts or sum(one["shade"].values()))


def choose_side() -> Side:
    """Whether places of host or of origin are shaded."""
    sides = {"host": "Hosts", "origin": "Origins"}
    picked = one_of("Shade", sides, key="shade_side", in_address=True)
    return "origin" if picked == "origin" else "host"


def choose_rate() -> bool:
    """Whether to divide by the inhabitants of the place."""
    return st.toggle(
        "Per 1,000 inhabitants, where known",
        key="per_1000",
        bind="query-params",
        help="Census 2023 for Khyber Pakhtunkhwa; other populations are not in the data.",
    )


def _why_empty(series: Series, side: Side | None, rate: bool) -> str:
    """What to say where no year can be drawn; the table below may well hold figures."""
    if side is None:
        return "The record holds no figure for this choice."
    if rate and _frames(signature(), series, side, False):
        return "The number of inhabitants of these places is not in the data: no rate can be shown."
    return f"No figure of this series names a district or province of {side}."


def flow_map(
    series: Series,
    year: int | None,
    *,
    side: Side | None = None,
    rate: bool = False,
    height: int = 430,
    fill: str = "calc(100vh - 252px)",
) -> None:
    """Lines and symbols, or shading, over all years of a series."""
    shown = _frames(signature(), series, side, rate)
    years = [one["year"] for one in shown]
    at = years.index(year) if year in years else len(years) - 1
    label = "People" if series.measure == "flow" else "People, by route"
    if side is not None:
        label = "People per 1,000 inhabitants" if rate else "People"
    state = flows.state(
        shown,
        at=max(at, 0),
        mode="lines" if side is None else "shade",
        colour="returned" if routing.is_return(series) else "displaced",
        label=label,
        decimals=1 if rate else 0,
        dark=is_dark(),
        source=SOURCE,
        name=series_label(series),
        empty=_why_empty(series, side, rate),
    )
    wide = series.origin_country == "AFG"
    near = series.origin_country == "PAK" and series.host_country == "AFG"
    view = WIDE if wide else NEAR if near else VIEW
    name = "wide" if wide else "near" if near else "belt"
    show_map(state, key=f"displacement-{name}", height=height, view=view, fill=fill)


def readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Figures as a reader's table, latest first."""
    ordered = rows.sort_values(["year", "reference_date"], ascending=False)
    table = pd.DataFrame(
        {
            "Year": ordered["year"].astype("Int64"),
            "Date": ordered["reference_date"].dt.date,
            "From": ordered["origin_name"],
            "Host": ordered["host_name"],
            "People": ordered["persons"],
            "Families": ordered["families"],
            "Quality": ordered["quality"],
            "Note": ordered["note"],
            "Publisher": ordered["source_publisher"],
            "Address": ordered["source_url"],
        }
    )
    if "is_drawn" in ordered:
        table.insert(6, "Drawn", ordered["is_drawn"].map({True: "yes", False: ""}))
    return table.reset_index(drop=True)


def tables(series: Series) -> None:
    """All figures of the series, and those that stand against each other."""
    chosen = choose(record(), series, families=True)
    against = side_by_side(choose(record(), series))
    links = {"Address": st.column_config.LinkColumn("Address", display_text="Open page")}
    links["Families"] = st.column_config.NumberColumn(format="localized")
    links["People"] = st.column_config.NumberColumn(format="localized")
    links["Date"] = st.column_config.DateColumn(format=DAY_FORMAT)
    links["Year"] = st.column_config.NumberColumn(format="%d")
    with st.expander(f"All figures of this series: {plural(len(chosen), 'figure')}"):
        st.dataframe(readable(chosen), hide_index=True, width="stretch", column_config=links)
    if len(against):
        several = against.groupby(["host_key", "year"]).ngroups
        label = f"Where publishers differ: {plural(several, 'place and year', 'places and years')}"
        with st.expander(label):
            st.caption(DRAWN_RULE)
            st.dataframe(readable(against), hide_index=True, width="stretch", column_config=links)


def maps(*, shaded: bool) -> None:
    """The map of a series with its choices and its tables."""
    columns = st.columns([2.6, 1, 1.4, 1.8], vertical_alignment="bottom")
    with columns[0]:
        series = choose_series()
    if series is None:
        return
    side: Side | None = None
    rate = False
    if shaded:
        with columns[2]:
            side = choose_side()
        with columns[3]:
            rate = choose_rate()
    with columns[1]:
        year = choose_year(series, side, rate)
    flow_map(series, year, side=side, rate=rate)
    tables(series)
