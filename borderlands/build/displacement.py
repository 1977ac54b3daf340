"""Build the displacement table: UNHCR and IDMC series, and single published figures.

Sources: UNHCR Refugee Data Finder (CC BY 4.0), IDMC through it, and the curated table beside
this module, where each row names its page. Stocks carry the last day of their year, flows the
last day of the period they cover; the two are never added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd

from borderlands.build.displacement_places import (
    BALOCHISTAN_VILLAGES,
    DISTRICTS,
    IDP_CAMPS,
    PROVINCES,
    PUNJAB_VILLAGES,
    VILLAGE_DISTRICTS,
    VILLAGE_SPELLINGS,
)
from borderlands.build.files import upstream_file, write_rows
from borderlands.errors import BuildError
from borderlands.vocabulary import COUNTRIES, DISPLACEMENT_COLUMNS, MEASURES, POPULATION_GROUPS

POPULATION: Final = "displacement/unhcr_population_AFG_PAK_1979-2025.csv"
LOCATIONS: Final = "displacement/unhcr_demographics_by_location_AFG_PAK_2001-2025.csv"
SOLUTIONS: Final = "displacement/unhcr_solutions_AFG_PAK.csv"
FLOWS: Final = "displacement/unhcr_flows_AFG_PAK.csv"
IDMC: Final = "displacement/idmc_idp_totals_AFG_PAK.csv"
CURATED: Final = Path(__file__).with_name("displacement_curated.csv")

UNHCR_SOURCE: Final = ("UNHCR", "https://www.unhcr.org/refugee-statistics/download/")
IDMC_SOURCE: Final = (
    "IDMC via UNHCR",
    "https://www.internal-displacement.org/database/displacement-data/",
)

STOCKS: Final = {
    "refugees": "refugees",
    "asylum_seekers": "asylum_seekers",
    "idps": "idps",
    "ooc": "others_of_concern",
    "hst": "host_community",
}
LOCATED: Final = {
    ("PAK", "AFG", "REF"): "refugees",
    ("AFG", "PAK", "REF"): "refugees",
    ("AFG", "PAK", "ASY"): "asylum_seekers",
    ("AFG", "PAK", "OOC"): "others_of_concern",
    ("PAK", "PAK", "IDP"): "idps",
    ("PAK", "PAK", "RDP"): "returned_idps",
    ("AFG", "AFG", "IDP"): "idps",
}
"""Series of the location table that are used, by origin, host and UNHCR code."""

CURATED_ONLY: Final = ("period_start", "families", "crossing", "source_date", "note")
"""Columns that only single published figures fill."""

DISPERSED: Final = "Dispersed in the country / territory"

Row = dict[str, Any]


def build(upstream: Path, geodata: Path) -> Iterator[str]:
    """Write displacement.csv, sorted and without repeats.

    Raises
    ------
    BuildError
        An input is missing, a curated row is not valid, or a country's places add up to more
        than its total.
    """
    national = [
        *national_stocks(pd.read_csv(upstream_file(upstream, POPULATION))),
        *returns(pd.read_csv(upstream_file(upstream, SOLUTIONS))),
        *arrivals(pd.read_csv(upstream_file(upstream, FLOWS))),
    ]
    located = located_rows(pd.read_csv(upstream_file(upstream, LOCATIONS)))
    check_totals(located, national)
    idmc = idmc_stocks(pd.read_csv(upstream_file(upstream, IDMC)))
    curated = read_curated(CURATED)
    rows = [*national, *located, *idmc, *curated]
    table = sorted({tuple(row[name] for name in DISPLACEMENT_COLUMNS) for row in rows}, key=order)
    write_rows(geodata / "displacement.csv", DISPLACEMENT_COLUMNS, table)
    yield (
        f"displacement: {len(table)} rows ({len(national)} national, {len(located)} by place, "
        f"{len(idmc)} IDMC, {len(curated)} single figures)"
    )


def order(row: tuple[Any, ...]) -> tuple[str, ...]:
    """Sort key: every column as text, numbers padded."""
    return tuple(f"{cell:012d}" if isinstance(cell, int) else str(cell) for cell in row)


def figure(
    year: int,
    group: str,
    measure: str,
    origin: str,
    host: str,
    persons: float,
    quality: str,
    source: tuple[str, str] = UNHCR_SOURCE,
    place: tuple[str, str] = ("", ""),
) -> Row:
    """One row; `place` is code and name of the host below the country."""
    return {
        "year": int(year),
        "reference_date": f"{int(year)}-12-31",
        "population_group": group,
        "measure": measure,
        "origin_country": origin,
        "origin_code": "",
        "origin_name": COUNTRIES[origin],
        "host_country": host,
        "host_code": place[0],
        "host_name": place[1] or COUNTRIES[host],
        "persons": round(persons),
        "quality": quality,
        "source_publisher": source[0],
        "source_url": source[1],
        **dict.fromkeys(CURATED_ONLY, ""),
    }


def national_stocks(table: pd.DataFrame) -> list[Row]:
    """End-of-year totals by country of origin and of asylum; UNHCR's zeros mean none reported."""
    return [
        figure(row.year, group, "stock", row.coo, row.coa, value, "end of year")
        for row in _rows(table)
        for column, group in STOCKS.items()
        if (value := getattr(row, column)) > 0
    ]


def returns(table: pd.DataFrame) -> list[Row]:
    """Returns during a year; the host is the country that people left."""
    return [
        figure(row.year, group, "flow", row.coo, row.coa, value, quality)
        for row in _rows(table)
        for group, quality in (
            ("returned_refugees", "returned during the year, from host to origin"),
            ("returned_idps", "returned during the year"),
        )
        if (value := getattr(row, group)) > 0
    ]


def arrivals(table: pd.DataFrame) -> list[Row]:
    """New arrivals and registrations during a year."""
    return [
        figure(row.year, group, "flow", row.coo, row.coa, value, "newly recorded during the year")
        for row in _rows(table)
        for group in ("refugees", "asylum_seekers", "refugee_like")
        if (value := getattr(row, group)) > 0
    ]


def idmc_stocks(table: pd.DataFrame) -> list[Row]:
    """IDMC's estimates of people displaced inside their country by conflict."""
    quality = "end of year, IDMC estimate, conflict and violence"
    return [
        figure(row.year, "idps", "stock", row.coo_iso, row.coa_iso, row.total, quality, IDMC_SOURCE)
        for row in _rows(table)
    ]


def located_rows(table: pd.DataFrame) -> list[Row]:
    """Figures by province, district, refugee village or camp.

    Rows that differ only by kind of place or accommodation are added up. Since 2008 UNHCR's
    provincial rows leave out the refugee villages, and the host's name says so: a province's
    total is its own row plus the rows of its villages.
    """
    sums: dict[tuple[Any, ...], float] = {}
    for row in _rows(table):
        group = LOCATED.get((row.coo_iso, row.coa_iso, row.pop_type))
        if group is None or not row.total > 0:
            continue
        place = locate(plain_name(row.location), row.coa_iso, row.pop_type, int(row.year))
        if place is not None:
            key = (int(row.year), group, row.coo_iso, row.coa_iso, place)
            sums[key] = sums.get(key, 0.0) + row.total
    rows = []
    for (year, group, origin, host, place), persons in sums.items():
        flow = group == "returned_idps"
        measure, quality = ("flow", "during the year") if flow else ("stock", "end of year")
        rows.append(
            figure(year, group, measure, origin, host, persons, f"{quality}, by place", place=place)
        )
    return rows


def plain_name(location: str) -> str:
    """Location without UNHCR's marks of level.

    >>> plain_name("Pakteka [Admin 1]"), plain_name("Panian : Point")
    ('Pakteka', 'Panian')
    """
    return re.sub(r"\s*(:.*|\[.*\])$", "", location).strip()


def locate(name: str, host: str, code: str, year: int) -> tuple[str, str] | None:
    """Code and name of a place; `None` for an Afghan province off the border.

    Parameters
    ----------
    name : str
        Location, without marks of level.
    host : str
        ISO code of the host country.
    code : str
        UNHCR's code of the group: refugees (REF) live in villages, displaced people (IDP) in
        camps of the same names.
    year : int
        Refugee villages are listed one by one in 2003 and since 2008.
    """
    if name == DISPERSED:
        return "", f"Dispersed in {COUNTRIES[host]}"
    if name in PROVINCES[host]:
        province, label = PROVINCES[host][name]
        if host == "PAK" and code == "REF" and year >= 2008:
            label += ", outside refugee villages"
        elif host == "PAK" and code == "IDP" and 2010 <= year <= 2015:
            label += ", outside camps"
        return province, label
    if host == "AFG":
        return None
    if code in ("IDP", "RDP"):
        return (IDP_CAMPS | DISTRICTS)[name]
    if name in DISTRICTS and name != "Kurram":
        return DISTRICTS[name][0], f"{DISTRICTS[name][1]}, outside refugee villages"
    if name == "Old Camps":
        return "", "Camps from before 2001"
    village = VILLAGE_SPELLINGS.get(name, name)
    province = "PK2" if village in BALOCHISTAN_VILLAGES else "PK5"
    province = "PK6" if village in PUNJAB_VILLAGES else province
    return VILLAGE_DISTRICTS.get(village, province), f"{village} refugee village"


def check_totals(located: Iterable[Row], national: Iterable[Row]) -> None:
    """Places may not add up to more than their country's total for the year and group."""
    keys = ("year", "population_group", "measure", "origin_country", "host_country")
    totals = {tuple(row[key] for key in keys): row["persons"] for row in national}
    sums: dict[tuple[Any, ...], int] = {}
    for row in located:
        key = tuple(row[name] for name in keys)
        sums[key] = sums.get(key, 0) + row["persons"]
    # UNHCR rounds small counts place by place.
    over = {key: value for key, value in sums.items() if value > totals.get(key, 0) + 20}
    if over:
        raise BuildError(f"{LOCATIONS}: places add up to more than the country's total: {over}")


def read_curated(path: Path) -> list[Row]:
    """Single published figures; columns of `DISPLACEMENT_COLUMNS`, further ones are ignored.

    Raises
    ------
    BuildError
        Lists every row with an unknown code, a count that is no number, or no source.
    """
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [name for name in DISPLACEMENT_COLUMNS if name not in table]
    if missing:
        raise BuildError(f"{path.name}: missing columns {', '.join(missing)}")
    faults = []
    rows: list[Row] = []
    for number, cells in enumerate(table[list(DISPLACEMENT_COLUMNS)].to_dict("records"), start=2):
        row: Row = {str(key): str(value).strip() for key, value in cells.items()}
        known = row["population_group"] in POPULATION_GROUPS and row["measure"] in MEASURES
        countries = {row["origin_country"], row["host_country"]} <= {*COUNTRIES, ""}
        sizes = [row[name] for name in ("persons", "families") if row[name]]
        counted = row["year"].isdigit() and bool(sizes) and all(map(str.isdigit, sizes))
        if not (known and countries and counted and row["source_url"].startswith("http")):
            faults.append(str(number))
            continue
        numbers = {name: int(row[name]) for name in ("persons", "families") if row[name]}
        rows.append(row | numbers | {"year": int(row["year"])})
    if faults:
        raise BuildError(
            f"{path.name} rows {', '.join(faults)}: check group, measure, countries, year, "
            "persons or families (whole numbers) and source_url"
        )
    return rows


def _rows(table: pd.DataFrame) -> Iterable[Any]:
    return table.itertuples(index=False)
