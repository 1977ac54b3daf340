"""The shipped files keep their promises; broken copies are told and never stop the reading."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from borderlands.build import BUILDERS
from borderlands.cli import main
from borderlands.data import load
from borderlands.data.specs import ELSEWHERE, KEYS
from borderlands.data.tables import BUILT, restoring
from borderlands.settings import Settings, settings

from .conftest import rewrite


def test_everything_that_ships_is_valid() -> None:
    atlas = load(settings())
    assert [str(problem) for problem in atlas.problems] == []
    assert len(atlas.incidents) == atlas.rows_read


def test_reference_events_are_in_the_record() -> None:
    atlas = load(settings())
    incidents = atlas.incidents
    makeen = incidents.loc[
        (incidents["event_date"] == "2024-12-20") & (incidents["admin2_code"] == "PK530")
    ]
    assert makeen["fatalities_security"].tolist() == [16]
    assert makeen["end_date"].dt.strftime("%Y-%m-%d").tolist() == ["2024-12-21"]
    barmal = incidents.loc[
        (incidents["event_date"] == "2024-12-24") & (incidents["admin2_name"] == "Barmal")
    ]
    assert barmal["fatalities_best"].tolist() == [46]
    claims = atlas.claims.loc[atlas.claims["incident_id"] == barmal["incident_id"].iloc[0]]
    assert {"afghanistan", "pakistan", "un"} <= set(claims["claimant_side"])
    assert set(claims.loc[claims["claimant_side"] == "pakistan", "killed_min"].dropna()) == {20}


def test_record_spreads_over_years_and_districts() -> None:
    incidents = load(settings()).incidents
    assert len(incidents) >= 1_500
    recent = incidents.loc[incidents["event_date"] >= "2021-01-01"]
    years = recent["event_date"].dt.year.value_counts().sort_index()
    assert set(range(2021, 2027)) <= set(years.index)
    assert years.loc[2022:2025].min() >= 120
    assert recent["admin2_code"].nunique() >= 25


def test_key_events_hold_the_milestones() -> None:
    events = load(settings()).key_events
    assert len(events) >= 15
    months = set(events["event_date"].dt.strftime("%Y-%m"))
    assert {
        "2014-06",
        "2018-05",
        "2021-08",
        "2022-11",
        "2023-10",
        "2024-03",
        "2024-12",
        "2025-10",
    } <= months


Break = Callable[[Path], object]


def _cut_column(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("source_url", "link", 1), encoding="utf-8")


BREAKS: list[tuple[str, str, Break, str]] = [
    ("column", "incidents.csv", _cut_column, "missing columns: source_url"),
    ("empty", "geodata/claims.csv", lambda p: p.write_bytes(b""), "the file is empty"),
    ("gone", "geodata/places.csv", lambda p: p.unlink(), "the file is missing"),
    (
        "swapped",
        "geodata/places.csv",
        lambda p: rewrite(
            p, lambda r: r.update(latitude=r["longitude"], longitude=r["latitude"]), [5]
        ),
        "must lie between",
    ),
    (
        "code",
        "geodata/ucdp_district_months.csv",
        lambda p: rewrite(p, lambda r: r.update(admin2_code="XX1"), [9]),
        "'XX1' is not in",
    ),
    (
        "quote",
        "geodata/key_events.csv",
        lambda p: p.write_text(p.read_text(encoding="utf-8") + '"open,\n', encoding="utf-8"),
        "broken CSV",
    ),
    (
        "latin1",
        "geodata/displacement.csv",
        lambda p: p.write_bytes(p.read_bytes() + "é,".encode("latin-1") + b"\n"),
        "not UTF-8",
    ),
    (
        "formula",
        "geodata/claims.csv",
        lambda p: rewrite(p, lambda r: r.update(claimant="=1+1"), [2]),
        "leading = + - @",
    ),
    (
        "script",
        "geodata/places.csv",
        lambda p: rewrite(p, lambda r: r.update(name="<script>"), [2]),
        "holds markup",
    ),
    (
        "geometry",
        "geodata/districts.geojson",
        lambda p: p.write_text(p.read_text(encoding="utf-8")[:-40], encoding="utf-8"),
        "broken JSON at line",
    ),
    (
        "markup in the layer",
        "geodata/districts.geojson",
        lambda p: p.write_text(
            p.read_text(encoding="utf-8").replace("Barmal", "<b>Barmal</b>", 1), encoding="utf-8"
        ),
        "holds markup",
    ),
    (
        "country of the layer",
        "geodata/districts.geojson",
        lambda p: p.write_text(
            p.read_text(encoding="utf-8").replace('"country":"AFG"', '"country":"XYZ"', 1),
            encoding="utf-8",
        ),
        "country 'XYZ' is none of",
    ),
    (
        "size of a district",
        "geodata/districts.geojson",
        lambda p: p.write_text(
            re.sub(
                r'"area_km2":[\d.]+', '"area_km2":"big"', p.read_text(encoding="utf-8"), count=1
            ),
            encoding="utf-8",
        ),
        "area_km2 is not a number",
    ),
    (
        "nesting without end",
        "geodata/districts.geojson",
        lambda p: p.write_text("[" * 100_000, encoding="utf-8"),
        "not the layer expected",
    ),
    (
        "NUL in the layer",
        "geodata/districts.geojson",
        lambda p: p.write_bytes(p.read_bytes() + b"\x00"),
        "(NUL bytes); restore geodata/districts.geojson",
    ),
    (
        "no rows",
        "geodata/crossings.csv",
        lambda p: p.write_text(p.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8"),
        "holds no rows",
    ),
    (
        "nested package",
        "geodata/datapackage.json",
        lambda p: p.write_text("[" * 100_000, encoding="utf-8"),
        "broken JSON",
    ),
    (
        "package",
        "geodata/datapackage.json",
        lambda p: p.write_text("{", encoding="utf-8"),
        "broken JSON",
    ),
]


@pytest.mark.parametrize(
    ("label", "name", "damage", "expected"), BREAKS, ids=[b[0] for b in BREAKS]
)
def test_breaking_a_file_is_told_with_file_and_cure(
    folder: Path, place: Settings, label: str, name: str, damage: Break, expected: str
) -> None:
    damage(folder / name)
    atlas = load(place)
    told = [str(problem) for problem in atlas.problems if problem.file == name]
    assert any(expected in text for text in told), told or atlas.problems
    assert all(text.startswith(name) and ";" in text for text in told)


CROSS_FAULTS: list[tuple[str, int, dict[str, str], str]] = [
    ("annual_totals", 2, {"value": "999999999999"}, "must lie between 0 and 100000"),
    ("claims", 2, {"killed_min": "20", "killed_max": "10"}, "killed_min 20 > killed_max 10"),
    ("crossings", 2, {"pak_admin2_code": "PK999"}, "'PK999' is not in geodata/districts.geojson"),
    ("crossings", 3, {"latitude": "24.0", "longitude": "60.0"}, "km outside PK518"),
    ("crossings", 4, {"afg_admin2_code": "PK525"}, "as a district of Afghanistan"),
    ("displacement", 2, {"host_code": "PK999"}, "'PK999' is not in geodata/districts.geojson"),
    ("displacement", 3, {"origin_code": "PK1"}, "'PK1' is no code of origin_country 'AFG'"),
    ("displacement", 3, {"period_start": "1981-01-01"}, "period_start 1981-01-01 > reference_date"),
    ("displacement", 4, {"year": "1999"}, "year 1999 is not that of reference_date"),
    ("distinct_pairs", 2, {"incident_id_a": "nonsense"}, "'nonsense' is not in incidents.csv"),
    ("key_events", 5, {"end_date": "2001-01-01"}, "> end_date 2001-01-01"),
    ("places", 7, {"country": "PAK"}, "country is 'PAK', but AF0505 is 'AFG'"),
    (
        "ucdp_district_months",
        2,
        {"deaths_low": "99", "deaths_best": "5", "deaths_high": "1"},
        "deaths_low 99 > deaths_best 5",
    ),
    ("ucdp_district_months", 3, {"deaths_high": "999999999999"}, "must lie between 0 and 20000"),
]


def test_faults_between_cells_and_files_cost_their_row(folder: Path, place: Settings) -> None:
    for stem, row, changes, _ in CROSS_FAULTS:
        rewrite(folder / "geodata" / f"{stem}.csv", lambda r, c=changes: r.update(c), [row])
    atlas = load(place)
    for stem, row, _, expected in CROSS_FAULTS:
        told = [p for p in atlas.problems if (p.file, p.row) == (f"geodata/{stem}.csv", row)]
        assert any(expected in p.message and p.leaves_out for p in told), (stem, row, told)
    rows = {(f"geodata/{stem}.csv", row) for stem, row, *_ in CROSS_FAULTS}
    assert {(p.file, p.row) for p in atlas.problems if p.row and p.leaves_out} == rows
    assert not {2, 3} & set(atlas.ucdp.index)
    assert not {2, 3, 4} & (set(atlas.crossings.index) | set(atlas.displacement.index))


def test_a_row_that_stands_twice_counts_once(folder: Path, place: Settings) -> None:
    whole = load(place)
    for stem in KEYS:
        path = folder / "geodata" / f"{stem}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        again = lines[4].replace(lines[4].split(",")[0], "other") if stem == "places" else lines[4]
        path.write_text("\n".join([*lines, again]) + "\n", encoding="utf-8")
    atlas = load(place)
    told = {p.file: p.message for p in atlas.problems if p.row}
    assert set(told) == {f"geodata/{stem}.csv" for stem in KEYS}
    assert all(" row 5" in message for message in told.values()), told
    assert atlas.ucdp["deaths_best"].sum() == whole.ucdp["deaths_best"].sum()


def test_only_hosts_off_the_map_need_the_list_of_provinces() -> None:
    atlas = load(settings())
    hosts = set(atlas.displacement["host_code"]) | set(atlas.displacement["origin_code"])
    shown = set(atlas.districts["admin2_code"]) | set(atlas.districts["admin1_code"])
    assert hosts - shown - {""} == set(ELSEWHERE)


def test_claims_of_incidents_left_out_are_one_problem(folder: Path, place: Settings) -> None:
    path, claims = folder / "incidents.csv", "geodata/claims.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.splitlines()[0] + "\n", encoding="utf-8")
    atlas = load(place)
    lost = len(load(settings()).claims)
    assert "holds no rows; restore incidents.csv" in str(atlas.problems[0])
    assert [p.message.split(" because")[0] for p in atlas.problems if p.file == claims] == [
        f"{lost} rows left out"
    ]
    assert not [problem for problem in atlas.problems if problem.row]

    # One incident with a stray quote, and one claim that is wrong by itself.
    path.write_text(text.replace("2004-09-09-dila", '"2004-09-09-dila', 1), encoding="utf-8")
    rewrite(folder / claims, lambda r: r.update(incident_id="nonsense"), [2])
    problems = load(place).problems
    assert [p.message for p in problems if p.file == claims and p.row] == [
        "incident_id 'nonsense' is not in incidents.csv"
    ]
    assert any("rows left out because" in p.message for p in problems if p.file == claims)
    assert [p.row > 0 for p in problems] == sorted(p.row > 0 for p in problems)


def test_a_listed_file_that_is_gone_is_told_once(folder: Path, place: Settings) -> None:
    for name in ("ucdp_balance.json", "places.csv"):
        (folder / "geodata" / name).unlink()
    told = [str(problem) for problem in load(place).problems]
    assert [text.split(";")[0] for text in told] == [
        "geodata/places.csv: the file is missing",
        "geodata/ucdp_balance.json: the file is missing",
    ]


def test_a_broken_package_blames_no_other_file(folder: Path, place: Settings) -> None:
    (folder / "geodata" / "datapackage.json").write_text("{}", encoding="utf-8")
    assert [p.file for p in load(place).problems] == ["geodata/datapackage.json"]


def test_the_cure_fits_the_file() -> None:
    assert "build" not in restoring("incidents.csv")
    assert "build" not in restoring("geodata/claims.csv")
    for name in [f"geodata/{layer}.geojson" for layer in ("districts", "boundary")] + list(BUILT):
        command = re.search(r"borderlands build (\w+) --upstream", restoring(name))
        assert command and command[1] in BUILDERS, name


def test_a_changed_file_no_longer_fits_its_digest(folder: Path, place: Settings) -> None:
    path = folder / "geodata" / "crossings.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    found = [p for p in load(place).problems if p.file == "geodata/crossings.csv"]
    assert "differs from its digest" in found[0].message
    assert not found[0].leaves_out


def test_package_cannot_point_outside(folder: Path, place: Settings) -> None:
    path = folder / "geodata" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"][0]["path"] = "../../../etc/passwd"
    path.write_text(json.dumps(package), encoding="utf-8")
    text = " ".join(str(p) for p in load(place).problems)
    assert "names a file outside the project" in text


def test_likely_duplicate_is_listed_until_decided(folder: Path, place: Settings) -> None:
    incidents = folder / "incidents.csv"
    lines = incidents.read_text(encoding="utf-8").splitlines()
    makeen = next(line for line in lines if line.startswith("2024-12-20-makeen,"))
    twin = makeen.replace("2024-12-20-makeen,2024-12-20", "2024-12-21-twin,2024-12-21", 1)
    incidents.write_text("\n".join([*lines, twin]) + "\n", encoding="utf-8")
    told = [p for p in load(place).problems if "look like one event" in p.message]
    assert len(told) == 1
    assert not told[0].leaves_out
    pairs = folder / "geodata" / "distinct_pairs.csv"
    decision = "2024-12-21-twin,2024-12-20-makeen,A test\n"
    pairs.write_text(pairs.read_text(encoding="utf-8") + decision, encoding="utf-8")
    assert not [p for p in load(place).problems if "look like one event" in p.message]


def test_validate_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 0
    assert "0 problems" in capsys.readouterr().out
    rewrite(folder / "incidents.csv", lambda r: r.update(event_type="x"), [4])
    assert main(["validate", "--root", str(folder)]) == 1
    assert "incidents.csv row 4: event_type 'x' is not one of" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["validate", "coverage"])
def test_a_folder_without_data_is_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, "--root", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "BORDERLANDS_ROOT" in told.err


def test_coverage_command_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, unmarked = tmp_path / "none.md", tmp_path / "plain.md"
    unmarked.write_text("no marks\n", encoding="utf-8")
    for document in (missing, unmarked):
        assert main(["coverage", "--write", str(document)]) == 2
        assert str(document) in capsys.readouterr().err
    assert unmarked.read_text(encoding="utf-8") == "no marks\n"
