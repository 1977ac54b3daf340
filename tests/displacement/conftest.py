"""A few figures with answers worked out by hand, and the shipped record."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from borderlands.analysis.displacement import figures
from borderlands.data import Atlas, load
from borderlands.settings import settings

FINDER = ("UNHCR", "https://www.unhcr.org/refugee-statistics/download/")
COUNTRY = {"PK": "PAK", "AF": "AFG"}
NAMES = {"PAK": "Pakistan", "AFG": "Afghanistan"}


def place(code: str, name: str) -> tuple[str, str, str]:
    """Country, code and name; a country has no code in the file."""
    if code in NAMES:
        return code, "", name or NAMES[code]
    return COUNTRY[code[:2]], code, name


def figure(
    year: int,
    host: tuple[str, str],
    persons: int | None,
    *,
    group: str = "refugees",
    measure: str = "stock",
    origin: tuple[str, str] = ("AFG", ""),
    day: str = "",
    start: str = "",
    source: tuple[str, str] = FINDER,
    quality: str = "end of year, by place",
    crossing: str = "",
    families: int | None = None,
) -> dict[str, Any]:
    """One row as the reader gives it."""
    origin_country, origin_code, origin_name = place(*origin)
    host_country, host_code, host_name = place(*host)
    return {
        "year": year,
        "reference_date": pd.Timestamp(day or f"{year}-12-31"),
        "population_group": group,
        "measure": measure,
        "origin_country": origin_country,
        "origin_code": origin_code,
        "origin_name": origin_name,
        "host_country": host_country,
        "host_code": host_code,
        "host_name": host_name,
        "persons": pd.NA if persons is None else persons,
        "quality": quality,
        "source_publisher": source[0],
        "source_url": source[1],
        "period_start": pd.Timestamp(start) if start else pd.NaT,
        "families": pd.NA if families is None else families,
        "crossing": crossing,
        "source_date": "",
        "note": "",
    }


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows as the reader types them."""
    frame = pd.DataFrame(list(rows))
    frame.index = pd.RangeIndex(2, 2 + len(frame), name="row")
    types = {"year": "Int64", "persons": "Int64", "families": "Int64"}
    dates = {"reference_date": "datetime64[ns]", "period_start": "datetime64[ns]"}
    return frame.astype(types | dates)


@pytest.fixture
def districts() -> pd.DataFrame:
    """Codes and names of three districts."""
    return pd.DataFrame(
        {
            "admin1_code": ["PK5", "PK5", "AF14"],
            "admin1_name": ["Khyber Pakhtunkhwa", "Khyber Pakhtunkhwa", "Khost"],
            "admin2_code": ["PK525", "PK526", "AF1403"],
            "admin2_name": ["North Waziristan", "Nowshera", "Gurbuz"],
        }
    )


@pytest.fixture(scope="session")
def shipped() -> Atlas:
    return load(settings())


@pytest.fixture(scope="session")
def record(shipped: Atlas) -> pd.DataFrame:
    """The shipped record with the meaning of its places and dates."""
    return figures(shipped.displacement, shipped.districts)
