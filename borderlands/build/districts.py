"""Build the district layer: one edge-matched coverage of both sides of the border.

Sources: COD-AB Pakistan v01 (OCHA/WFP), geoBoundaries Afghanistan ADM2 with codes and names of
COD-AB Afghanistan v02 (OCHA), populations of the 2023 census (Pakistan Bureau of Statistics).
The choices are written down in docs/adr/0002-harmonised-border.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from borderlands import crs
from borderlands.build import coverage
from borderlands.build.district_names import (
    ALTERNATIVE_NAMES,
    CENSUS_NAMES,
    CODE_BY_SHAPE_NAME,
    WITHOUT_POLYGON,
)
from borderlands.build.files import read_vector, upstream_file, write_features
from borderlands.data.geometry import DISTRICT_PROPERTIES
from borderlands.errors import BuildError

LOCAL_NAMES = Path(__file__).with_name("local_names.csv")

GAP_WIDTH_M = 3_500.0
"""Widest gap that is closed. One gap, between Chitral and Wakhan, measures 3.46 km: no point of
it is further than 1.8 km from either layer, and left open it would be a hole."""

TOLERANCE_M = 350.0
DECIMALS = 4

LIKENESS = 0.93
"""Least intersection over union of a district of Khyber Pakhtunkhwa with its source."""

CORE = ("PK5", "AF12")
CONTEXT = ("AF14", "AF13", "AF06", "AF15", "AF16", "AF07", "AF05", "AF11", "AF26", "AF27", "AF17")
BALOCHISTAN = (
    "PK203",
    "PK214",
    "PK215",
    "PK219",
    "PK221",
    "PK223",
    "PK225",
    "PK226",
    "PK227",
    "PK231",
    "PK235",
)
BORDER_PROVINCES = ("PK2", "PK3", "PK5")
"""Provinces of Pakistan on the border. Gilgit Baltistan does not ship; it keeps the boundary
line whole along Wakhan."""

PAKISTAN_LAYER = "boundaries/pak_adm2_codab_v01_simplified.geojson"
AFGHAN_LAYER = "boundaries/afg_adm2_geoboundaries_simplified.geojson"
AFGHAN_CODES = "boundaries/afg_admincentroids_codab_v02.geojson"
CENSUS = "boundaries/kp_district_population_2023_pbs.csv"
CENSUS_SOURCE = "Pakistan Bureau of Statistics, Digital Census 2023"


def build(upstream: Path, geodata: Path) -> Iterator[str]:
    """Write districts.geojson, provinces.geojson and boundary.geojson.

    Parameters
    ----------
    upstream : Path
        Folder of raw inputs.
    geodata : Path
        Folder to write to.

    Yields
    ------
    str
        Lines of the report.

    Raises
    ------
    BuildError
        An input is missing, a name or code does not match, or the coverage is not valid.
    """
    pakistan = read_pakistan(upstream)
    afghanistan = read_afghanistan(upstream)
    kept, yielding = (layer.to_crs(crs.METRIC).geometry for layer in (pakistan, afghanistan))
    cleaning = coverage.join(kept.to_numpy(), yielding.to_numpy(), GAP_WIDTH_M)
    shapes = coverage.generalise(cleaning.shapes, TOLERANCE_M, DECIMALS)
    line = coverage.shared_line(shapes[: len(kept)], shapes[len(kept) :])

    every = pd.concat([pakistan, afghanistan], ignore_index=True).set_geometry(
        gpd.GeoSeries(shapes, crs=crs.GEOGRAPHIC)
    )
    chosen = every["admin1_code"].isin([*CORE, *CONTEXT]) | every["admin2_code"].isin(BALOCHISTAN)
    districts = every.loc[chosen].sort_values("admin2_code", ignore_index=True)
    # A hole that the choice of districts opens is as wrong on the map as one in the data.
    open_holes = coverage.holes(districts.geometry.to_numpy())
    if open_holes:
        raise BuildError(f"{AFGHAN_LAYER}: {len(open_holes)} holes inside the chosen districts")
    districts["role"] = districts["admin1_code"].isin(CORE).map({True: "core", False: "context"})
    districts["area_km2"] = (districts.to_crs(crs.EQUAL_AREA).area / 1e6).round(1)
    add_population(districts, upstream)

    likeness = overlap_ratios(districts, pakistan, "PK5")
    if likeness.min() < LIKENESS:
        raise BuildError(
            f"{PAKISTAN_LAYER}: {likeness.idxmin()} keeps only {likeness.min():.3f} of its shape "
            f"(intersection over union, at least {LIKENESS}); lower TOLERANCE_M"
        )

    shipped = districts[[*DISTRICT_PROPERTIES, "geometry"]]
    size = write_features(geodata / "districts.geojson", shipped)
    provinces = dissolve(districts)
    write_features(geodata / "provinces.geojson", provinces)
    boundary = gpd.GeoDataFrame(
        {"name": ["Afghanistan-Pakistan boundary"]}, geometry=[line], crs=crs.GEOGRAPHIC
    )
    write_features(geodata / "boundary.geojson", boundary)

    yield (
        f"districts: {len(districts)} ({(districts['role'] == 'core').sum()} core) in "
        f"{len(provinces)} provinces, {size / 1000:.0f} kB"
    )
    yield (
        f"border: {cleaning.overlap_km2:.0f} km2 of overlap given to Pakistan's line, "
        f"{cleaning.gaps} gaps of {cleaning.gap_km2:.0f} km2 closed, the widest "
        f"{cleaning.widest_gap_m / 1000:.2f} km"
    )
    yield f"likeness to the source in Khyber Pakhtunkhwa: at least {likeness.min():.4f}"


def read_pakistan(upstream: Path) -> gpd.GeoDataFrame:
    """Districts of Pakistan's border provinces with code, name and province, EPSG:4326."""
    layer = read_vector(upstream_file(upstream, PAKISTAN_LAYER))
    layer = layer.loc[layer["ADM1_PCODE"].isin(BORDER_PROVINCES)].sort_values("ADM2_PCODE")
    # OCHA's layer has English names only; each Urdu name carries the page that prints it.
    local = pd.read_csv(LOCAL_NAMES).set_index("admin2_code")["admin2_name_local"]
    return gpd.GeoDataFrame(
        {
            "admin2_code": layer["ADM2_PCODE"],
            "admin2_name": layer["ADM2_EN"],
            "admin2_name_local": [local.get(code, "") for code in layer["ADM2_PCODE"]],
            "alternative_names": [
                join_names(name, ALTERNATIVE_NAMES.get(code, ""))
                for code, name in zip(layer["ADM2_PCODE"], layer["ADM2_EN"], strict=True)
            ],
            "admin1_code": layer["ADM1_PCODE"],
            "admin1_name": layer["ADM1_EN"],
            "country": "PAK",
        },
        geometry=layer.geometry,
    )


def read_afghanistan(upstream: Path) -> gpd.GeoDataFrame:
    """Districts of Afghanistan with code, names and province, EPSG:4326, ordered by code."""
    layer = read_vector(upstream_file(upstream, AFGHAN_LAYER))
    names = read_vector(upstream_file(upstream, AFGHAN_CODES))
    names = names.loc[names["admin_level"] == 2].set_index("adm2_pcode").sort_index()
    layer["admin2_code"] = assign_codes(layer, names)
    layer = layer.sort_values("admin2_code")
    own = names.loc[layer["admin2_code"]]
    spellings = [
        join_names(name, ALTERNATIVE_NAMES.get(code, ""), shape_name)
        for code, name, shape_name in zip(
            layer["admin2_code"], own["name"], layer["shapeName"], strict=True
        )
    ]
    return gpd.GeoDataFrame(
        {
            "admin2_code": layer["admin2_code"],
            "admin2_name": own["name"].to_numpy(),
            "admin2_name_local": own["name1"].fillna("").to_numpy(),
            "alternative_names": spellings,
            "admin1_code": own["adm1_pcode"].to_numpy(),
            "admin1_name": own["adm1_name"].to_numpy(),
            "country": "AFG",
        },
        geometry=layer.geometry,
    )


def assign_codes(layer: gpd.GeoDataFrame, names: gpd.GeoDataFrame) -> list[str]:
    """Give each polygon of `layer` the P-code of the centroid inside it.

    Parameters
    ----------
    layer : GeoDataFrame
        Polygons with `shapeName`, EPSG:4326.
    names : GeoDataFrame
        Points, index P-code, EPSG:4326.

    Returns
    -------
    list of str
        One code for each polygon. Where a polygon holds no centroid or several,
        `CODE_BY_SHAPE_NAME` decides.

    Raises
    ------
    BuildError
        A polygon stays without a code, or codes repeat or are missing beyond those known.
    """
    codes: list[str] = []
    undecided: list[str] = []
    tree = names.sindex
    for shape, shape_name in zip(layer.geometry, layer["shapeName"], strict=True):
        inside = tree.query(shape, predicate="contains")
        if len(inside) == 1:
            codes.append(str(names.index[inside[0]]))
        else:
            codes.append(CODE_BY_SHAPE_NAME.get(shape_name, ""))
            if not codes[-1]:
                undecided.append(shape_name)
    repeated = sorted({code for code in codes if code and codes.count(code) > 1})
    missing = sorted(set(names.index) - set(codes) - set(WITHOUT_POLYGON))
    if undecided or repeated or missing:
        raise BuildError(
            f"{AFGHAN_LAYER}: polygons without a code {undecided}, codes given twice {repeated}, "
            f"codes without a polygon {missing}; complete CODE_BY_SHAPE_NAME in "
            "borderlands/build/district_names.py"
        )
    return codes


def add_population(districts: gpd.GeoDataFrame, upstream: Path) -> None:
    """Add the 2023 census to Khyber Pakhtunkhwa's districts; others stay empty (in place)."""
    census = pd.read_csv(upstream_file(upstream, CENSUS)).set_index("district")["population_2023"]
    is_kp = districts["admin1_code"] == "PK5"
    names = districts.loc[is_kp, "admin2_code"].map(CENSUS_NAMES).fillna(districts["admin2_name"])
    unmatched = sorted(set(names) ^ set(census.index))
    if unmatched:
        raise BuildError(f"{CENSUS}: names that match no district one to one: {unmatched}")
    districts["population"] = names.map(census).astype("Int64")
    districts["population_year"] = is_kp.map({True: 2023, False: None}).astype("Int64")
    districts["population_source"] = is_kp.map({True: CENSUS_SOURCE, False: ""})


def overlap_ratios(
    districts: gpd.GeoDataFrame, source: gpd.GeoDataFrame, province: str
) -> pd.Series[float]:
    """Intersection over union of each district of a province with its source, by P-code."""
    ours, theirs = (
        layer.loc[layer["admin1_code"] == province]
        .to_crs(crs.EQUAL_AREA)
        .set_index("admin2_code")
        .geometry.sort_index()
        for layer in (districts, source)
    )
    ratios: pd.Series[float] = ours.intersection(theirs).area / ours.union(theirs).area
    return ratios


def dissolve(districts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Provinces from the districts that ship; `complete` tells whether all of them do."""
    rows: list[dict[str, Any]] = []
    for code, group in districts.groupby("admin1_code", sort=True):
        shape = shapely.coverage_union_all(group.geometry.to_numpy())
        first = group.iloc[0]
        rows.append(
            {
                "admin1_code": code,
                "admin1_name": first["admin1_name"],
                "country": first["country"],
                "role": first["role"],
                "districts": len(group),
                "complete": code != "PK2",
                "geometry": shapely.orient_polygons(shapely.normalize(shape)),
            }
        )
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=crs.GEOGRAPHIC)


def join_names(name: str, *others: str) -> str:
    """Spellings other than `name`, "|"-separated, without repeats, in the order given."""
    seen = {name}
    spellings = []
    for other in "|".join(others).split("|"):
        spelling = re.sub(r"\s+", " ", other).strip()
        if spelling and spelling not in seen:
            seen.add(spelling)
            spellings.append(spelling)
    return "|".join(spellings)
