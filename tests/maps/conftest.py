"""A dozen incidents in three districts, with answers that can be worked out by hand."""

from __future__ import annotations

import base64

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import LineString, box

CODES = ["PK525", "PK530", "AF2501"]


def unpacked(column: list[str]) -> np.ndarray:
    """The values of a packed column, read as the browser reads them."""
    kind, text = column
    return np.frombuffer(base64.b64decode(text), {"u8": "<u1", "u16": "<u2", "u32": "<u4"}[kind])


def incident(day: str, code: str, killed: tuple[int, int, int] | None, **other: object) -> dict:
    """One incident; `killed` is low, best, high, or None for an unknown toll."""
    low, best, high = killed if killed else (pd.NA, pd.NA, pd.NA)
    row = {
        "incident_id": f"{day}-{code}",
        "event_date": pd.Timestamp(day),
        "end_date": pd.NaT,
        "date_precision": "day",
        "country": "PAK",
        "admin1_name": "Khyber Pakhtunkhwa",
        "admin2_code": code,
        "admin2_name": "North Waziristan",
        "location": "Makeen",
        "latitude": 32.6,
        "longitude": 69.8,
        "location_level": "site",
        "event_type": "armed_attack",
        "actor1": "",
        "actor1_group": "TTP",
        "actor2": "",
        "actor2_group": "pakistan_forces",
        "fatalities_low": low,
        "fatalities_best": best,
        "fatalities_high": high,
        "fatalities_civilians": 0,
        "fatalities_security": best,
        "fatalities_militants": 0,
        "fatalities_militants_military_only": pd.NA,
        "injured": pd.NA,
        "source_publisher": "Dawn",
        "source_url": "https://www.dawn.com/a",
        "source_date": pd.NaT,
        "source2_publisher": "",
        "source2_url": "",
        "notes": "",
        "attribution": "claimed",
        "attributed_by": "",
    }
    return row | other


def frame(rows: list[dict]) -> pd.DataFrame:
    """Incidents with the types that the reader gives them."""
    table = pd.DataFrame(rows)
    for column in [name for name in table.columns if name.startswith("fatalities_")] + ["injured"]:
        table[column] = table[column].astype("Int64")
    for column in ("latitude", "longitude"):
        table[column] = table[column].astype("float64")
    return table.sort_values("event_date", ignore_index=True)


@pytest.fixture
def incidents() -> pd.DataFrame:
    """Seven incidents: one before 1970's day 0 counts on, a leap day, one coarse, one unknown."""
    coarse = {"latitude": float("nan"), "longitude": float("nan"), "location_level": "admin2"}
    return frame(
        [
            incident("2024-02-29", "PK525", (1, 2, 3)),
            incident("2024-03-01", "PK525", (4, 4, 4)),
            incident("2024-03-10", "PK530", (0, 5, 9), **coarse),
            incident("2024-06-01", "AF2501", None),
            incident("2024-06-02", "", (7, 7, 7), **coarse),
            incident(
                "2024-12-24", "AF2501", (20, 46, 50), fatalities_civilians=46, fatalities_security=0
            ),
            incident("2025-01-05", "PK530", (3, 3, 3)),
        ]
    )


@pytest.fixture
def districts() -> gpd.GeoDataFrame:
    """Three squares; one without a known population."""
    return gpd.GeoDataFrame(
        {
            "admin2_code": CODES,
            "admin2_name": ["North Waziristan", "South Waziristan", "Barmal"],
            "admin2_name_local": ["", "", "برمل"],
            "admin1_code": ["PK5", "PK5", "AF25"],
            "admin1_name": ["Khyber Pakhtunkhwa", "Khyber Pakhtunkhwa", "Paktika"],
            "country": ["PAK", "PAK", "AFG"],
            "role": ["core"] * 3,
            "population": [500_000, 1_000_000, None],
        },
        geometry=[
            box(69.5, 32.5, 70.5, 33.5),
            box(69.5, 31.5, 70.5, 32.5),
            box(68.5, 32, 69.5, 33),
        ],
        crs="EPSG:4326",
    )


@pytest.fixture
def boundary() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"name": ["line"]}, geometry=[LineString([(69.5, 31.5), (69.5, 33.5)])], crs="EPSG:4326"
    )
