"""Displacement in words: names of series and findings, computed from the figures shown."""

from __future__ import annotations

from typing import Final

import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis.casualties import Frequency
from borderlands.analysis.displacement import Series, largest, total
from borderlands.analysis.displacement_routes import is_return
from borderlands.analysis.selections import day_in_words, span_in_words
from borderlands.analysis.titles import SMALL, period_name
from borderlands.analysis.violence_axis import peak
from borderlands.analysis.wording import number, percent, plural
from borderlands.errors import MeasureError

NATIONS: Final = ("Pakistani", "Afghan")

FIRST: Final = (
    "refugees.stock.PAK.AFG",
    "refugees.stock.AFG.PAK",
    "idps.stock.PAK.PAK",
    "returned_refugees.flow.AFG.PAK",
    "returnees_all.flow.AFG.PAK",
    "deportees.flow.AFG.PAK",
    "returned_idps.flow.PAK.PAK",
    "idps.flow.PAK.PAK",
    "refugees.flow.PAK.AFG",
    "idps.stock.AFG.AFG",
)
"""Series that a reader is offered first; the others follow by name."""


def series_key(series: Series) -> str:
    """Short key for the address: `refugees.stock.PAK.AFG`."""
    parts = (series.group, series.measure, series.origin_country, series.host_country)
    return ".".join(parts)


def all_series(record: pd.DataFrame) -> dict[str, Series]:
    """Every series the record holds, by key, in reading order."""
    columns = ["population_group", "measure", "origin_country", "host_country"]
    found = record[columns].drop_duplicates().itertuples(index=False)
    listed = {series_key(one): one for one in (Series(*map(str, row)) for row in found)}
    place = {key: number for number, key in enumerate(FIRST)}
    ordered = sorted(listed, key=lambda key: (place.get(key, len(FIRST)), key))
    return {key: listed[key] for key in ordered}


def series_label(series: Series) -> str:
    """Group, direction and measure: "Refugees, Pakistan to Afghanistan (stock)"."""
    return f"{series_words(series)} ({words.MEASURES[series.measure].lower()})"


def series_words(series: Series) -> str:
    """Group and direction of a series."""
    group = words.POPULATION_GROUPS[series.group]
    origin = words.COUNTRIES.get(series.origin_country, "unstated origin")
    host = words.COUNTRIES.get(series.host_country, "unstated host")
    if series.origin_country == series.host_country:
        return f"{group} in {origin}"
    if is_return(series):
        return f"{group}, {host} to {origin}"
    return f"{group}, {origin} to {host}"


def map_title(routes: pd.DataFrame, series: Series, year: int) -> str:
    """Who held most in the year, with the share when the figures may be added."""
    group = words.POPULATION_GROUPS[series.group]
    if routes.empty:
        return f"{group}: no figure with a place for {year}"
    top = routes.iloc[0]
    verb = "moved" if series.measure == "flow" else "counted"
    origin = words.COUNTRIES.get(series.origin_country, "")
    nation = {"Pakistan": "Pakistani ", "Afghanistan": "Afghan "}.get(origin, "")
    inside = series.origin_country == series.host_country
    who = group.lower() if inside or series.group == "undocumented" else f"{nation}{group.lower()}"
    name = top["origin_name"] if _is_origin(top) else top["host_name"]
    lead = "From" if _is_origin(top) or is_return(series) else "In"
    if lead == "From" and is_return(series) and not inside:
        name = top["host_name"]
    several = routes.loc[routes["host_level"] == "admin1"]
    if len(several) > 1 and lead == "In":
        try:
            share = top["persons"] / total(several)
        except MeasureError:
            share = None
        if share is not None and several["persons"].sum() >= SMALL:
            return (
                f"{name} held {percent(share)} of the {who} {verb} by province in {year}: "
                f"{number(top['persons'])}"
            )
    return f"{lead} {name}, {year}: {number(top['persons'])} {who}"


def _is_origin(row: pd.Series) -> bool:
    same = row["origin_country"] == row["host_country"]
    return bool(same and row["host_level"] == "country" and row["origin_level"] != "country")


def stock_title(series: Series, latest: pd.DataFrame, peak: pd.Series | None) -> str:
    """Where the series stands now against its peak.

    Parameters
    ----------
    series : Series
        The series.
    latest : DataFrame
        The drawn figures of one host, by year.
    peak : Series or None
        The row of that host's largest figure.
    """
    what = series_words(series)
    if latest.empty or peak is None:
        return f"{what}: no figure"
    last = latest.iloc[-1]
    if last["year"] == peak["year"]:
        return (
            f"{last['host_name']} counted most in {last['year']}: {number(last['persons'])} "
            f"({what[0].lower() + what[1:]})"
        )
    fall = 1 - last["persons"] / peak["persons"]
    change = "" if last["persons"] < SMALL else f" (down {percent(fall)})"
    if not fall:
        change = " (unchanged)"
    return (
        f"{last['host_name']} went from {number(peak['persons'])} in {peak['year']} to "
        f"{number(last['persons'])} in {last['year']}{change}: {what[0].lower() + what[1:]}"
    )


def flow_title(series: Series, periods: pd.DataFrame) -> str:
    """The largest period."""
    what = series_words(series)
    if periods.empty:
        return f"{what}: no figure for a whole period"
    top = largest(periods)
    when = f"{top['reference_date']:%B %Y}" if top["days"] < 40 else str(top["year"])
    return f"{what} peaked in {when}: {number(top['persons'])}"


def left_out_words(left: pd.DataFrame) -> str:
    """How many figures of the year are not on the map."""
    if left.empty:
        return ""
    return f"{plural(len(left), 'other figure')} of the year listed below"


def pairs_title(pairs: pd.DataFrame, series: Series) -> str:
    """The largest of the pairs shown."""
    what = series_words(series)
    if pairs.empty:
        return f"{what}: no figure names both a place of origin and a host"
    top = largest(pairs)
    named = f"{top['origin_name']} to {top['host_name']}, {number(top['persons'])} in {top['year']}"
    if len(pairs) == 1:
        return f"{what}: {named}"
    return f"{what}: the largest of the {len(pairs)} pairs shown is {named}"


def axis_title(
    above: str, below: str, deaths: pd.DataFrame, sums: pd.Series | None, frequency: Frequency
) -> str:
    """The deadliest period and the largest count since the axis begins.

    Parameters
    ----------
    above, below : str
        What the panels show.
    deaths : DataFrame
        From `violence_axis.deaths`.
    sums : Series or None
        People at the end of each year, by year.
    frequency : str
        Length of the periods of `deaths`.
    """
    top = peak(deaths, "deaths_best", "period_start")
    if top is None or sums is None or sums.empty:
        return f"{above}; {below[0].lower()}{below[1:]}"
    when = period_name(top[0], frequency)
    year = int(str(sums.astype("float64").idxmax()))
    # Earlier years may have been deadlier: UCDP's counts begin in 1989.
    since = f"Since {deaths['period_start'].min().year}"
    first = f"{since}, {above[0].lower()}{above[1:]} peaked in {when} ({number(top[1])})"
    lower = below if below.split()[0] in NATIONS else f"{below[0].lower()}{below[1:]}"
    return f"{first}; {lower} at the end of {year} ({number(sums[year])})"


def running_title(series: Series, lines: pd.DataFrame) -> str:
    """The largest running count at its latest day."""
    what = series_words(series)
    if lines.empty:
        return f"{what}: no count that runs on from one day"
    top = largest(lines)
    first, last = (day_in_words(top[name].date()) for name in ("period_start", "reference_date"))
    return f"{what}: {number(top['persons'])} from {first} to {last} ({top['host_name']})"


def crossing_title(series: Series, rows: pd.DataFrame) -> str:
    """The largest figure that names one crossing."""
    what = series_words(series)
    if rows.empty:
        return f"{what}: no figure names a crossing"
    top = largest(rows)
    span = span_in_words(top["period_start"].date(), top["reference_date"].date())
    return f"{what}: {top['crossing']} saw most, {number(top['persons'])} ({span})"


def hosts_title(hosts: pd.DataFrame, group: str) -> str:
    """The largest host, and how near to the line its area comes."""
    if hosts.empty:
        return f"{group}: no host on the map has a figure"
    top = largest(hosts)
    near, far = (abs(top[name]) for name in ("nearest_km", "farthest_km"))
    return (
        f"{group}: the largest host on the map, {top['host_name']} ({number(top['persons'])}, "
        f"{top['year']}), lies {number(near)}–{number(far)} km from the line"
    )
