"""Everything that ships, read and checked in one pass."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from borderlands.data import rules, specs
from borderlands.data.fields import Field, type_columns
from borderlands.data.geometry import (
    BOUNDARY_PROPERTIES,
    DISTRICT_PROPERTIES,
    PROVINCE_PROPERTIES,
    read_layer,
)
from borderlands.data.problems import Problem
from borderlands.data.tables import file_digest, read_bytes, read_table
from borderlands.settings import Settings
from borderlands.vocabulary import COUNTRIES

CLAIMS_NAME = "geodata/claims.csv"
PAIRS_NAME = "geodata/distinct_pairs.csv"
DISTRICTS_NAME = "geodata/districts.geojson"

Check = Callable[[pd.DataFrame, str], tuple[pd.DataFrame, list[Problem]]]


@dataclass(frozen=True)
class Atlas:
    """The data of one folder, valid rows only.

    Attributes
    ----------
    districts, provinces, boundary : GeoDataFrame
        EPSG:4326; columns as in `geodata/datapackage.json`.
    incidents, claims, key_events, places, crossings, displacement, ucdp, annual_totals : DataFrame
        Columns as in `borderlands.data.specs`; index is the file's row number.
    package : dict
        The data package descriptor.
    problems : list of Problem
        What is wrong and what was left out because of it.
    rows_read : int
        Rows of incidents.csv, faulty ones included.
    """

    districts: gpd.GeoDataFrame
    provinces: gpd.GeoDataFrame
    boundary: gpd.GeoDataFrame
    incidents: pd.DataFrame
    claims: pd.DataFrame
    key_events: pd.DataFrame
    places: pd.DataFrame
    crossings: pd.DataFrame
    displacement: pd.DataFrame
    ucdp: pd.DataFrame
    annual_totals: pd.DataFrame
    package: dict[str, object]
    problems: list[Problem] = field(default_factory=list)
    rows_read: int = 0


def read_typed(
    path: Path, name: str, fields: Sequence[Field]
) -> tuple[pd.DataFrame, list[Problem]]:
    """Read a table and keep the rows whose cells all fit their field."""
    frame, problems = read_table(path, name, [f.name for f in fields])
    typed, more = type_columns(frame, fields, name)
    return typed, problems + more


def read_incidents(
    path: Path, districts: gpd.GeoDataFrame, name: str = "incidents.csv"
) -> tuple[pd.DataFrame, list[Problem], int]:
    """Read the incident record and check every row.

    Returns
    -------
    incidents : DataFrame
        Valid rows, columns of `specs.INCIDENTS`, sorted by `event_date`, index `row`.
    problems : list of Problem
        Every fault.
    rows_read : int
        Rows in the file, faulty ones included.
    """
    raw, problems = read_table(path, name, [f.name for f in specs.INCIDENTS])
    rows_read = len(raw) + sum(problem.row > 0 for problem in problems)
    frame, more = type_columns(raw, specs.INCIDENTS, name)
    problems += more
    problems += _swapped(raw, name)
    frame, more = rules.check_unique(frame, ["incident_id"], name)
    problems += more
    # Each check sees every row that could be read, so that one run names all faults of a row.
    checks = [rules.check_rows(frame, rules.INCIDENT_RULES, name)]
    if not districts.empty:
        codes = set(districts["admin2_code"])
        coded, more = rules.check_codes(frame, "admin2_code", codes, DISTRICTS_NAME, name)
        checks += [
            (coded, more),
            rules.check_district_names(coded, districts, name),
            rules.check_points(coded, districts, name),
        ]
    for _, found in checks:
        problems += found
    bad = {problem.row for problem in problems}
    good = frame.loc[~frame.index.isin(bad)]
    return good.sort_values(["event_date", "incident_id"]), sorted(set(problems)), rows_read


def faulty_identifiers(
    path: Path, incidents: pd.DataFrame, rows_read: int
) -> Callable[[str], bool]:
    """Tell which incidents are missing only because their row, or the file, could not be used."""
    if rows_read == len(incidents):
        return lambda incident: rows_read == 0
    # Any cell will do: a row with a stray quote or byte still names its incident.
    raw, _ = read_bytes(path, "")
    cells = set(re.split(r'[,"\r\n]+', raw.decode("utf-8", "replace")))
    return lambda incident: incident in cells


def check_incidents(
    frame: pd.DataFrame,
    column: str,
    incidents: pd.DataFrame,
    left_out: Callable[[str], bool],
    name: str,
) -> tuple[pd.DataFrame, list[Problem]]:
    """Keep the rows whose incident is there; those of incidents left out make one problem."""
    known = set(incidents["incident_id"])
    orphans = frame[column].map(lambda incident: incident not in known and left_out(incident))
    orphans = orphans.astype(bool)
    kept, problems = rules.check_codes(frame.loc[~orphans], column, known, "incidents.csv", name)
    if orphans.any():
        text = f"{orphans.sum():,} rows left out because their incident is (column {column})"
        problems.append(Problem(name, 0, column, text, "mend incidents.csv", leaves_out=False))
    return kept, problems


def _swapped(raw: pd.DataFrame, name: str) -> list[Problem]:
    """A latitude that reads as a longitude of the region, and the other way round."""
    latitude = pd.to_numeric(raw["latitude"], errors="coerce")
    longitude = pd.to_numeric(raw["longitude"], errors="coerce")
    mask = latitude.between(*specs.LONGITUDE) & longitude.between(*specs.LATITUDE)
    text = "latitude and longitude look swapped"
    return [Problem(name, int(row), "latitude", text) for row in raw.index[mask]]


def read_package(path: Path) -> tuple[dict[str, object], list[Problem]]:
    """Read the data package descriptor."""
    name = "geodata/datapackage.json"
    cure = 'run "borderlands build datapackage"'
    raw, problems = read_bytes(path, name)
    if problems:
        return {}, [Problem(name, 0, "", problems[0].message, cure, leaves_out=False)]
    try:
        package = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        return {}, [Problem(name, 0, "", f"broken JSON ({error})", cure, leaves_out=False)]
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        return {}, [Problem(name, 0, "", "lists no resources", cure, leaves_out=False)]
    return package, []


def check_digests(package: dict[str, object], settings: Settings) -> list[Problem]:
    """Compare each shipped file with the digest of its record in the data package."""
    if not package:
        return []
    problems: list[Problem] = []
    cure = 'if the change is meant, run "borderlands build datapackage"'
    resources = package.get("resources", [])
    listed: set[str] = set()
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, dict):
            continue
        # Paths of a data package are relative to its own folder.
        path = (settings.geodata / str(resource.get("path", ""))).resolve()
        if not path.is_relative_to(settings.root):
            text = f"datapackage.json names a file outside the project: {resource.get('path')!r}"
            problems.append(Problem("geodata/datapackage.json", 0, "", text, cure, False))
            continue
        name = path.relative_to(settings.root).as_posix()
        listed.add(name)
        digest = str(resource.get("hash", "")).removeprefix("sha256:")
        if not path.is_file():
            problems += read_bytes(path, name)[1]
        elif file_digest(path) != digest:
            text = "differs from its digest in geodata/datapackage.json"
            problems.append(Problem(name, 0, "", text, cure, leaves_out=False))
    shipped = [*settings.geodata.glob("*.csv"), *settings.geodata.glob("*.geojson")]
    for path in [*shipped, settings.incidents_path]:
        name = path.relative_to(settings.root).as_posix()
        if path.is_file() and name not in listed:
            text = "has no record in geodata/datapackage.json"
            problems.append(Problem(name, 0, "", text, cure, leaves_out=False))
    return problems


def place_checks(districts: gpd.GeoDataFrame) -> dict[str, tuple[Check, ...]]:
    """Checks of codes and points by table of geodata/; none without the layer."""
    if districts.empty:
        return {}

    def coded(column: str, known: set[str], target: str = DISTRICTS_NAME) -> Check:
        return lambda frame, name: rules.check_codes(frame, column, known, target, name)

    def pointed(column: str, tolerance_m: float) -> Check:
        return lambda frame, name: rules.check_points(frame, districts, name, column, tolerance_m)

    def side(column: str, country: str) -> tuple[Check, Check]:
        own = set(districts.loc[districts["country"] == country, "admin2_code"])
        target = f"{DISTRICTS_NAME} as a district of {COUNTRIES[country]}"
        return coded(column, own, target), pointed(column, rules.CROSSING_TOLERANCE_M)

    shown = set(districts["admin2_code"])
    areas = shown | set(districts["admin1_code"]) | set(specs.ELSEWHERE)
    return {
        "places": (
            coded("admin2_code", shown),
            lambda frame, name: rules.check_district_names(frame, districts, name),
            pointed("admin2_code", rules.TOLERANCE_M),
        ),
        "crossings": (*side("pak_admin2_code", "PAK"), *side("afg_admin2_code", "AFG")),
        "displacement": (coded("origin_code", areas), coded("host_code", areas)),
        "ucdp_district_months": (coded("admin2_code", shown),),
    }


def load(settings: Settings) -> Atlas:
    """Read and check all shipped files; never raises for bad data.

    Faulty rows are left out and listed in `problems`; a file that cannot be used gives an empty
    frame and a problem with row 0.
    """
    geodata = settings.geodata
    problems: list[Problem] = []

    def layer(stem: str, properties: tuple[str, ...]) -> gpd.GeoDataFrame:
        name = f"geodata/{stem}.geojson"
        frame, found = read_layer(geodata / f"{stem}.geojson", name, properties)
        problems.extend(found)
        return frame

    def table(stem: str, fields: Sequence[Field]) -> pd.DataFrame:
        name = f"geodata/{stem}.csv"
        frame, found = read_typed(geodata / f"{stem}.csv", name, fields)
        problems.extend(found)
        checks = [rules.check_unique(frame, key, name) for key in specs.KEYS[stem]]
        checks.append(rules.check_rows(frame, rules.ROW_RULES.get(stem, ()), name))
        checks += [check(frame, name) for check in on_the_map.get(stem, ())]
        found = [problem for _, told in checks for problem in told]
        problems.extend(found)
        return frame.loc[~frame.index.isin({problem.row for problem in found})]

    districts = layer("districts", DISTRICT_PROPERTIES)
    provinces = layer("provinces", PROVINCE_PROPERTIES)
    boundary = layer("boundary", BOUNDARY_PROPERTIES)
    on_the_map = place_checks(districts)
    incidents, found, rows_read = read_incidents(settings.incidents_path, districts)
    problems += found
    left_out = faulty_identifiers(settings.incidents_path, incidents, rows_read)
    distinct = table("distinct_pairs", specs.DISTINCT_PAIRS)
    for column in ("incident_id_a", "incident_id_b"):
        distinct, found = check_incidents(distinct, column, incidents, left_out, PAIRS_NAME)
        problems += found
    problems += rules.likely_duplicates(incidents, distinct)
    claims = table("claims", specs.CLAIMS)
    claims, found = check_incidents(claims, "incident_id", incidents, left_out, CLAIMS_NAME)
    problems += found

    package, found = read_package(geodata / "datapackage.json")
    problems += found
    problems += check_digests(package, settings)
    return Atlas(
        districts=districts,
        provinces=provinces,
        boundary=boundary,
        incidents=incidents,
        claims=claims,
        key_events=table("key_events", specs.KEY_EVENTS),
        places=table("places", specs.PLACES),
        crossings=table("crossings", specs.CROSSINGS),
        displacement=table("displacement", specs.DISPLACEMENT),
        ucdp=table("ucdp_district_months", specs.UCDP),
        annual_totals=table("annual_totals", specs.ANNUAL_TOTALS),
        package=package,
        # Evaluated last, for the tables above add to it. Files that cannot be used come first.
        problems=sorted(set(problems), key=lambda p: (p.row > 0, not p.leaves_out, p)),
        rows_read=rows_read,
    )
