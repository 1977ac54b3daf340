"""One frame a year of the displacement map: what is drawn, shaded, said and left out."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from borderlands.analysis import displacement_routes as routing
from borderlands.analysis.displacement import Series, check_addable
from borderlands.analysis.displacement_titles import (
    left_out_words,
    map_title,
    series_words,
)
from borderlands.analysis.wording import number, plural
from borderlands.errors import MeasureError
from borderlands.maps import flows

Side = Literal["host", "origin"]


def frames(
    record: pd.DataFrame,
    series: Series,
    places: flows.Gazetteer,
    *,
    side: Side | None = None,
    population: dict[str, float] | None = None,
) -> list[dict[str, Any]]:
    """All years of a series that have a figure, oldest first.

    Parameters
    ----------
    record : DataFrame
        From `displacement.figures`.
    series : Series
        Group, measure and countries.
    places : Gazetteer
        Points.
    side : str, optional
        Shade the places of origin or of host instead of drawing lines.
    population : dict, optional
        Inhabitants by P-code: values become people per 1,000 inhabitants.
    """
    routes = routing.routes(record, series)
    sites = routing.sites(record, series)
    left = routing.left_out(record, series, routes, sites)
    if side is not None:
        rows = routing.origins(record, series) if side == "origin" else pd.concat([routes, sites])
        made = [
            shaded_frame(rows.loc[rows["year"] == year], series, int(year), side, population)
            for year in sorted(set(rows["year"]))
        ]
        return [one for one in made if one["shade"]]
    whole = (routes["host_level"] == "country") & (routes["origin_level"] == "country")
    placed = set(routes.loc[~whole, "year"]) | set(sites["year"])
    # A count of two whole countries says nothing on a map, unless the series holds no other.
    kept = placed if placed and series.measure == "stock" else set(routes["year"])
    drawn = []
    for year in sorted(kept):
        one, parts, others = (rows.loc[rows["year"] == year] for rows in (routes, sites, left))
        drawn.append(flow_frame(one, parts, others, series, int(year), places))
    return drawn


def flow_frame(
    routes: pd.DataFrame,
    sites: pd.DataFrame,
    left: pd.DataFrame,
    series: Series,
    year: int,
    places: flows.Gazetteer,
) -> dict[str, Any]:
    """Lines and symbols of one year."""
    symbols, unplaced, unplaced_persons = flows.symbols(routes, sites, places)
    note = ""
    if unplaced:
        note = (
            f"{plural(unplaced, 'village or camp', 'villages and camps')} with "
            f"{number(unplaced_persons)} people known to the province only: in its total, "
            "not drawn."
        )
    return _texts(routes, sites, series, year, left_out_words(left)) | {
        "title": map_title(routes, series, year),
        "lines": flows.lines(routes, places, returning=routing.is_return(series)),
        "symbols": symbols,
        "note": note,
    }


def shaded_frame(
    rows: pd.DataFrame,
    series: Series,
    year: int,
    side: Side,
    population: dict[str, float] | None,
) -> dict[str, Any]:
    """Districts and provinces of one year, shaded."""
    values, missing = shade(rows, side, population)
    return _texts(rows, rows.iloc[:0], series, year, "") | {
        "title": shaded_title(values, rows, side, year, population is not None, series),
        "shade": values,
        "note": f"Population unknown, not shaded: {', '.join(missing)}." if missing else "",
    }


def _texts(
    routes: pd.DataFrame, sites: pd.DataFrame, series: Series, year: int, more: str
) -> dict[str, Any]:
    counted = plural(len(routes) + len(sites), "figure")
    parts = [f"{series_words(series)}, {series.measure}, {year}", f"n = {counted}", more]
    return {
        "year": year,
        "subtitle": " · ".join(part for part in parts if part),
        "lines": [],
        "symbols": [],
        "shade": {},
        "about": about(routes, sites),
    }


def about(routes: pd.DataFrame, sites: pd.DataFrame) -> dict[str, list[str]]:
    """What hovering over a district or its province says."""
    said: dict[str, list[str]] = {}
    for row in pd.concat([routes, sites]).itertuples():
        one: Any = row
        text = f"{number(one.persons)}, {flows.when(one)} ({one.source_publisher})"
        for code, what in ((one.host_code, "hosted"), (one.origin_code, "from here")):
            if len(code) > 2 and code[:2] in ("PK", "AF"):
                name = one.host_name if what == "hosted" else one.origin_name
                listed = said.setdefault(code, [])
                if len(listed) < 6:
                    listed.append(f"{name}, {what}: {text}")
    return said


def shade(
    rows: pd.DataFrame, side: Side, population: dict[str, float] | None
) -> tuple[dict[str, float], list[str]]:
    """Value of each district or province that a figure names, and names without a population.

    A district's own figure goes before its province's. Two figures of one place are never added
    unless they are different groups of people; then the largest stands.
    """
    level = rows[f"{side}_level"]
    rows = rows.loc[level.isin(["admin1", "admin2"])]
    values: dict[str, float] = {}
    missing: list[str] = []
    for code, group in rows.groupby(f"{side}_code"):
        try:
            check_addable(group)
            persons = float(group["persons"].sum())
        except MeasureError:
            persons = float(group["persons"].max())
        if population is None:
            values[str(code)] = persons
        elif population.get(str(code)):
            values[str(code)] = round(persons / population[str(code)] * 1000, 1)
        else:
            missing.append(str(group.iloc[0][f"{side}_name"]))
    return values, missing


def shaded_title(
    values: dict[str, float],
    rows: pd.DataFrame,
    side: Side,
    year: int,
    rate: bool,
    series: Series,
) -> str:
    """The place with most."""
    verb = "hosted" if side == "host" else "was the origin of"
    what = series_words(series)
    if not values:
        per = " with a known population" if rate else ""
        return f"{what}: no place of {side}{per} has a figure for {year}"
    code = max(values, key=lambda one: values[one])
    names = rows.loc[rows[f"{side}_code"] == code, f"{side}_name"]
    official = names.loc[~names.str.contains(",")]
    name = official.iloc[0] if len(official) else names.iloc[0].split(",")[0]
    amount = f"{values[code]:,.1f} people per 1,000 inhabitants" if rate else number(values[code])
    return f"{name} {verb} most in {year}: {amount}"
