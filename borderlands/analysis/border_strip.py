"""The border unrolled: how far along it and how far from it things lie."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from borderlands.analysis.border_distance import border_km
from borderlands.crs import GEOGRAPHIC, METRIC

SMOOTHING_M: Final = 3_000
"""Bends of the line shorter than this do not lengthen the strip."""
NORTH: Final = "PK508"
"""Upper Chitral, where the strip begins."""
SOUTH: Final = "chaman"
"""Crossing with which the strip ends."""
BEYOND_KM: Final = 25

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Strip:
    """The line from Chitral to Chaman, and what lies along it.

    Attributes
    ----------
    line : LineString
        The boundary in metres, from its north-eastern end.
    start_km, end_km : float
        Part of the line that the strip shows, measured from that end.
    neighbours : DataFrame
        Districts in Pakistan and provinces in Afghanistan that touch the line: `name`, `country`,
        `from_km`, `to_km` (position along the strip).
    crossings : DataFrame
        `name`, `along_km`, `kind`.
    """

    line: shapely.LineString
    start_km: float
    end_km: float
    neighbours: pd.DataFrame
    crossings: pd.DataFrame

    @cached_property
    def smooth(self) -> shapely.LineString:
        """The line without its small bends: what position is measured along."""
        return self.line.simplify(SMOOTHING_M)

    @property
    def length_km(self) -> float:
        """Length of the strip."""
        return self.end_km - self.start_km

    def along_km(self, longitude: Any, latitude: Any) -> Floats:
        """Position along the strip, 0 in Chitral; points may lie anywhere."""
        points = gpd.GeoSeries.from_xy(longitude, latitude, crs=GEOGRAPHIC).to_crs(METRIC)
        found = shapely.line_locate_point(self.smooth, points.to_numpy()) / 1_000
        return np.asarray(found - self.start_km, dtype=np.float64)


def strip(
    boundary: gpd.GeoDataFrame, districts: gpd.GeoDataFrame, crossings: pd.DataFrame
) -> Strip:
    """Unroll the boundary.

    Parameters
    ----------
    boundary, districts : GeoDataFrame
        EPSG:4326.
    crossings : DataFrame
        `crossing_id`, `name`, `longitude`, `latitude`, `kind`.
    """
    merged = shapely.line_merge(shapely.union_all(boundary.to_crs(METRIC).geometry.to_numpy()))
    line = max(shapely.get_parts(merged), key=lambda part: part.length)
    if line.coords[0][1] < line.coords[-1][1]:
        line = line.reverse()
    whole = Strip(line, 0.0, line.length / 1_000, pd.DataFrame(), pd.DataFrame())
    spans = _spans(whole, districts)
    at = whole.along_km(crossings["longitude"], crossings["latitude"])
    north = spans.loc[spans["code"] == NORTH, "from_km"]
    south = at[(crossings["crossing_id"] == SOUTH).to_numpy()]
    start = float(north.iloc[0]) if len(north) else 0.0
    end = float(south[0]) + BEYOND_KM if len(south) else whole.end_km
    spans[["from_km", "to_km"]] = (spans[["from_km", "to_km"]].clip(start, end)) - start
    spans = spans.loc[spans["to_km"] - spans["from_km"] > 1].drop(columns="code")
    marks = crossings[["name", "kind"]].assign(along_km=at - start)
    marks = marks.loc[marks["along_km"].between(0, end - start)].sort_values("along_km")
    return Strip(line, start, end, spans.reset_index(drop=True), marks.reset_index(drop=True))


def _spans(whole: Strip, districts: gpd.GeoDataFrame) -> pd.DataFrame:
    """Part of the line that each Pakistani district and Afghan province touches."""
    metric = districts.to_crs(METRIC)
    near = metric.loc[shapely.dwithin(metric.geometry.to_numpy(), whole.line, 500)]
    rows = []
    for row in near.itertuples():
        one: Any = row
        touched = shapely.intersection(whole.line, one.geometry.buffer(500))
        ends = shapely.points(shapely.get_coordinates(touched))
        if not len(ends):
            continue
        at = shapely.line_locate_point(whole.smooth, ends) / 1_000
        pakistan = one.country == "PAK"
        rows.append(
            {
                "code": one.admin2_code if pakistan else one.admin1_code,
                "name": one.admin2_name if pakistan else one.admin1_name,
                "country": one.country,
                "from_km": float(at.min()),
                "to_km": float(at.max()),
            }
        )
    columns = ["code", "name", "country", "from_km", "to_km"]
    spans = pd.DataFrame(rows, columns=columns)
    keys = ["code", "name", "country"]
    grouped = spans.groupby(keys, as_index=False).agg({"from_km": "min", "to_km": "max"})
    return grouped.sort_values("from_km")


def on_strip(
    incidents: pd.DataFrame, unrolled: Strip, boundary: gpd.GeoDataFrame, within_km: float
) -> tuple[pd.DataFrame, int, int]:
    """Incidents near the line, with their place along it.

    Parameters
    ----------
    incidents : DataFrame
        The selection.
    unrolled : Strip
        From `strip`.
    boundary : GeoDataFrame
        EPSG:4326.
    within_km : float
        Farthest distance from the line, on either side.

    Returns
    -------
    near : DataFrame
        The incidents plus `along_km` and `border_km` (Pakistan positive).
    farther, unplaced : int
        Incidents farther off or past the strip's ends; incidents without an exact or near place.
    """
    distance = border_km(incidents, boundary)
    known = distance.notna()
    # Assigned after the mask alone: an empty frame given a series takes over the series' rows.
    placed = incidents.loc[known].assign(border_km=distance[known])
    if placed.empty:
        return placed.assign(along_km=pd.Series(dtype="float64")), 0, len(incidents)
    placed = placed.assign(along_km=unrolled.along_km(placed["longitude"], placed["latitude"]))
    inside = placed["border_km"].abs() <= within_km
    inside &= placed["along_km"].between(0, unrolled.length_km)
    return placed.loc[inside], int((~inside).sum()), int(distance.isna().sum())


def host_distances(
    hosts: pd.DataFrame, districts: gpd.GeoDataFrame, boundary: gpd.GeoDataFrame
) -> pd.DataFrame:
    """How far hosts lie from the line: nearest, middle and farthest part of their area.

    Parameters
    ----------
    hosts : DataFrame
        Latest figures by host (`displacement.latest_by_host`), with a district or province code.
    districts, boundary : GeoDataFrame
        EPSG:4326.

    Returns
    -------
    DataFrame
        `host_name`, `persons`, `year`, `population_group`, `quality`, `source_publisher`,
        `source_url`, `reference_date`, `nearest_km`, `middle_km`, `farthest_km` (Pakistan
        positive), `country` (ISO 3166 alpha-3 code), `within` (names of the other hosts in the
        frame whose area holds this one, or an empty text). Hosts off the map are left out.
    """
    metric = districts.to_crs(METRIC)
    line = shapely.union_all(boundary.to_crs(METRIC).geometry.to_numpy())
    shapes: dict[str, Any] = dict(zip(metric["admin2_code"], metric.geometry, strict=True))
    # A province of which only the border part is on the map has no middle to speak of.
    whole = {"AF12", "AF13", "AF14", "AF15", "AF06", "AF16", "PK5"}
    for code in whole & set(metric["admin1_code"]):
        shapes[code] = shapely.union_all(metric.loc[metric["admin1_code"] == code].geometry)
    rows = []
    shown = hosts.loc[hosts["host_code"].isin(list(shapes))].to_dict("records")
    for row in shown:
        shape = shapes[row["host_code"]]
        edge = shapely.points(shapely.get_coordinates(shape))
        reach = shapely.distance(edge, line) / 1_000
        sign = 1 if row["host_country"] == "PAK" else -1
        middle = shapely.distance(shape.representative_point(), line) / 1_000
        kept = ("host_name", "persons", "year", "population_group", "quality")
        page = ("source_publisher", "source_url", "reference_date")
        rows.append(
            {name: row[name] for name in (*kept, *page)}
            | {
                "nearest_km": sign * round(float(reach.min()), 1),
                "middle_km": sign * round(float(middle), 1),
                "farthest_km": sign * round(float(reach.max()), 1),
                "country": row["host_country"],
                "within": ", ".join(one["host_name"] for one in shown if _holds(one, row)),
            }
        )
    return pd.DataFrame(rows)


def _holds(outer: dict[Hashable, Any], inner: dict[Hashable, Any]) -> bool:
    """Whether a host's area holds another: P-codes nest, and a site has its district's code."""
    if outer["host_level"] == "site":
        return False
    if outer["host_code"] == inner["host_code"]:
        return bool(inner["host_level"] == "site")
    return str(inner["host_code"]).startswith(outer["host_code"])


def bands(boundary: gpd.GeoDataFrame, limits_km: tuple[float, ...]) -> dict[str, Any]:
    """Outlines at fixed distances from the line, for a map: a GeoJSON collection with `km`."""
    line = shapely.union_all(boundary.to_crs(METRIC).geometry.to_numpy()).simplify(500)
    outlines = [line.buffer(km * 1_000).simplify(900).boundary for km in limits_km]
    frame = gpd.GeoSeries(outlines, crs=METRIC).to_crs(GEOGRAPHIC)
    features = [
        {
            "type": "Feature",
            "properties": {"km": km},
            "geometry": shapely.geometry.mapping(shapely.set_precision(shape, 0.001)),
        }
        for km, shape in zip(limits_km, frame, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}
