"""A toy country pair: four districts around 70 E, 33 N, with an overlap and a gap between."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, Polygon, box, mapping

from borderlands.settings import settings


def write_layer(path: Path, shapes: list[Any], rows: list[dict[str, Any]]) -> None:
    """Write shapes with properties as GeoJSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    features = [
        {"type": "Feature", "properties": row, "geometry": mapping(shape)}
        for shape, row in zip(shapes, rows, strict=True)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """Raw inputs for the districts builder.

    Pakistan lies east of 70 E; Afghanistan's upper district reaches 0.02 degrees over that line,
    its lower one ends 0.02 degrees (1.9 km) before it.
    """
    folder = tmp_path / "upstream"
    write_layer(
        folder / "boundaries/pak_adm2_codab_v01_simplified.geojson",
        [
            Polygon([(70, 33), (71, 33), (71, 34), (70, 34), (70, 33.5)]),
            box(70, 34, 71, 35),
            box(75, 33, 76, 34),
        ],
        [
            {
                "ADM2_PCODE": code,
                "ADM2_EN": name,
                "ADM1_PCODE": code[:3],
                "ADM1_EN": "Khyber Pakhtunkhwa",
            }
            for code, name in (("PK528", "Peshawar"), ("PK504", "Batagram"), ("PK801", "Nowhere"))
        ],
    )
    edge = [(69, 33.5), (69.98, 33.5), (70.02, 33.5)]
    write_layer(
        folder / "boundaries/afg_adm2_geoboundaries_simplified.geojson",
        [
            Polygon([(69, 33), (69.98, 33), *reversed(edge[:2])]),
            Polygon([*edge, (70.02, 34), (69, 34)]),
        ],
        [{"shapeName": "Sharan"}, {"shapeName": "Mata  Khan"}],
    )
    write_layer(
        folder / "boundaries/afg_admincentroids_codab_v02.geojson",
        [Point(69.5, 33.2), Point(69.5, 33.7)],
        [
            {
                "admin_level": 2,
                "name": name,
                "name1": local,
                "adm2_pcode": code,
                "adm1_pcode": "AF12",
                "adm1_name": "Paktika",
            }
            for code, name, local in (
                ("AF1201", "Sharan", "شرن"),
                ("AF1202", "Mata Khan", None),
            )
        ],
    )
    pd.DataFrame({"district": ["Peshawar", "Battagram"], "population_2023": [10, 20]}).to_csv(
        folder / "boundaries/kp_district_population_2023_pbs.csv", index=False
    )
    return folder


@pytest.fixture(scope="session")
def shipped() -> Path:
    """Folder of the shipped files."""
    return settings().geodata


@pytest.fixture(scope="session")
def districts(shipped: Path) -> gpd.GeoDataFrame:
    """Shipped districts."""
    return gpd.read_file(shipped / "districts.geojson")
