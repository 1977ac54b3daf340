"""Read the boundary layers."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.errors import GEOSException

from borderlands import crs
from borderlands.data.fields import is_plain
from borderlands.data.problems import Problem
from borderlands.data.tables import read_bytes, restoring
from borderlands.vocabulary import COUNTRIES

DISTRICT_PROPERTIES = (
    "admin2_code",
    "admin2_name",
    "admin2_name_local",
    "alternative_names",
    "admin1_code",
    "admin1_name",
    "country",
    "role",
    "area_km2",
    "population",
    "population_year",
    "population_source",
)
PROVINCE_PROPERTIES = ("admin1_code", "admin1_name", "country")
BOUNDARY_PROPERTIES = ("name",)


def read_layer(
    path: Path, name: str, properties: tuple[str, ...]
) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """Read a GeoJSON layer in EPSG:4326.

    Returns
    -------
    layer : GeoDataFrame
        `properties` and `geometry`; empty when the file cannot be used.
    problems : list of Problem
        A layer is used whole or not at all: a missing district would be a silent hole.
    """
    empty = gpd.GeoDataFrame({p: [] for p in properties}, geometry=[], crs=crs.GEOGRAPHIC)
    raw, problems = read_bytes(path, name)
    if problems:
        return empty, problems
    restore = restoring(name)
    try:
        collection = json.loads(raw.decode("utf-8"))
        features = collection["features"]
        shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
        cells = {p: [feature["properties"][p] for feature in features] for p in properties}
    except UnicodeDecodeError:
        return empty, [Problem(name, 0, "", "not UTF-8 text", restore)]
    except json.JSONDecodeError as error:
        text = f"broken JSON at line {error.lineno}, column {error.colno}"
        return empty, [Problem(name, 0, "", text, restore)]
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
        GEOSException,
    ) as error:
        return empty, [Problem(name, 0, "", f"not the layer expected ({error!r})", restore)]
    layer = gpd.GeoDataFrame(cells, geometry=shapes, crs=crs.GEOGRAPHIC)
    for position, (shape, first) in enumerate(zip(shapes, cells[properties[0]], strict=True)):
        where = f"feature {position + 1} ({first!r})"
        if not shape.is_valid or shape.is_empty:
            problems.append(Problem(name, 0, "", f"{where} has no valid shape", restore))
    for column in properties:
        for cell in layer[column]:
            if isinstance(cell, str) and not is_plain(cell):
                text = f"{column} {cell[:60]!r} holds markup (< or >) or a control character"
                problems.append(Problem(name, 0, column, text, restore))
    if properties == DISTRICT_PROPERTIES:
        codes = layer["admin2_code"]
        if codes.duplicated().any() or (codes.astype(str) == "").any():
            problems.append(Problem(name, 0, "", "admin2_code is empty or repeated", restore))
        for country in sorted(set(layer["country"].astype(str)) - set(COUNTRIES)):
            text = f"country {country!r} is none of {', '.join(COUNTRIES)}"
            problems.append(Problem(name, 0, "country", text, restore))
        for column in ("area_km2", "population"):
            known = [cell for cell in cells[column] if cell is not None]
            if not all(isinstance(cell, int | float) and cell >= 0 for cell in known):
                problems.append(Problem(name, 0, column, f"{column} is not a number", restore))
    return (empty if problems else layer), problems
