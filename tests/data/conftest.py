"""A small data folder with answers worked out by hand, to be broken in every way."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from borderlands.data import specs
from borderlands.settings import Settings, settings

Edit = Callable[[dict[str, str]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped data that a test may break."""
    place = settings()
    shutil.copy(place.incidents_path, tmp_path / "incidents.csv")
    shutil.copytree(place.geodata, tmp_path / "geodata")
    return tmp_path


@pytest.fixture
def place(folder: Path) -> Settings:
    return Settings(root=folder)


def rewrite(path: Path, edit: Edit, rows: Iterable[int]) -> None:
    """Change some rows of a CSV file; rows are counted as a spreadsheet counts them."""
    wanted = set(rows)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        columns = list(reader.fieldnames or [])
        records = list(reader)
    for number, record in enumerate(records, start=2):
        if number in wanted:
            edit(record)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def incident(**changes: Any) -> dict[str, str]:
    """One valid row of incidents.csv as text, with changes."""
    row = {field.name: "" for field in specs.INCIDENTS}
    row |= {
        "incident_id": "2024-01-01-x",
        "event_date": "2024-01-01",
        "date_precision": "day",
        "country": "PAK",
        "admin1_name": "Khyber Pakhtunkhwa",
        "admin2_code": "PK530",
        "admin2_name": "South Waziristan",
        "location_level": "admin2",
        "event_type": "ied",
        "actor1_group": "TTP",
        "target": "military",
        "source_publisher": "Dawn",
        "source_url": "https://www.dawn.com/news/1",
    }
    return row | {name: str(value) for name, value in changes.items()}


def write_incidents(path: Path, rows: Iterable[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [f.name for f in specs.INCIDENTS], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def squares() -> dict[str, Any]:
    """Two square districts side by side, half a degree wide each."""

    def square(code: str, name: str, west: float) -> dict[str, Any]:
        ring = [
            [west, 32.0],
            [west + 0.5, 32.0],
            [west + 0.5, 32.5],
            [west, 32.5],
            [west, 32.0],
        ]
        properties = {
            "admin2_code": code,
            "admin2_name": name,
            "admin2_name_local": "",
            "alternative_names": "",
            "admin1_code": "PK5",
            "admin1_name": "Khyber Pakhtunkhwa",
            "country": "PAK",
            "role": "core",
            "area_km2": 2600.0,
            "population": 1000,
            "population_year": 2023,
            "population_source": "census",
        }
        return {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    features = [
        square("PK530", "South Waziristan", 69.5),
        square("PK533", "Tank", 70.0),
    ]
    return {"type": "FeatureCollection", "features": features}


@pytest.fixture
def square_layer(tmp_path: Path) -> Path:
    path = tmp_path / "districts.geojson"
    path.write_text(json.dumps(squares()), encoding="utf-8")
    return path
