"""The shipped files keep their promises; broken copies are told and never stop the reading."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from borderlands.cli import main
from borderlands.data import load
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


def test_coverage_command_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, unmarked = tmp_path / "none.md", tmp_path / "plain.md"
    unmarked.write_text("no marks\n", encoding="utf-8")
    for document in (missing, unmarked):
        assert main(["coverage", "--write", str(document)]) == 2
        assert str(document) in capsys.readouterr().err
    assert unmarked.read_text(encoding="utf-8") == "no marks\n"
