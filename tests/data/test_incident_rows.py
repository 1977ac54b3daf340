"""Every rule of the incident record, one fault at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from borderlands.data.atlas import read_incidents
from borderlands.data.geometry import DISTRICT_PROPERTIES, read_layer
from borderlands.data.rules import likely_duplicates

from .conftest import incident, write_incidents


@pytest.fixture
def districts(square_layer: Path) -> gpd.GeoDataFrame:
    layer, problems = read_layer(square_layer, "districts.geojson", DISTRICT_PROPERTIES)
    assert problems == []
    return layer


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"event_date": "2999-01-01"}, "lies in the future"),
    ({"event_date": "1/2/2024"}, "not a day written YYYY-MM-DD"),
    ({"event_date": ""}, "event_date is empty"),
    ({"event_date": "2024-02-30"}, "not a day written"),
    ({"end_date": "2023-12-31"}, "event_date 2024-01-01 > end_date 2023-12-31"),
    ({"event_type": "bombing"}, "is not one of armed_attack"),
    ({"admin2_code": "PK999"}, "'PK999' is not in geodata/districts.geojson"),
    ({"admin2_name": "Tank"}, "admin2_name is 'Tank', but PK530 is 'South Waziristan'"),
    ({"country": "AFG"}, "country is 'AFG', but PK530 is 'PAK'"),
    (
        {"fatalities_low": 9, "fatalities_best": 4, "fatalities_high": 10},
        "fatalities_low 9 > fatalities_best 4",
    ),
    (
        {"fatalities_low": 1, "fatalities_best": 4, "fatalities_high": 3},
        "fatalities_best 4 > fatalities_high 3",
    ),
    ({"fatalities_best": 4}, "must be filled together"),
    (
        {
            "fatalities_low": 2,
            "fatalities_best": 2,
            "fatalities_high": 2,
            "fatalities_civilians": 2,
            "fatalities_security": 1,
        },
        "add up to more than fatalities_best 2",
    ),
    ({"fatalities_civilians": 5}, "add up to more than fatalities_best 0"),
    ({"location_level": "admin1"}, "location_level is admin1 but admin2_code is PK530"),
    (
        {
            "admin2_code": "",
            "admin2_name": "",
            "location_level": "admin1",
            "admin1_name": "Nowhere Land",
        },
        "no province 'Nowhere Land' in PAK",
    ),
    (
        {
            "fatalities_low": 2,
            "fatalities_best": 2,
            "fatalities_high": 2,
            "fatalities_militants": 1,
            "fatalities_militants_military_only": 2,
        },
        "fatalities_militants_military_only 2 > fatalities_militants 1",
    ),
    ({"fatalities_best": "-3"}, "is not a whole number"),
    ({"fatalities_best": "12.5"}, "is not a whole number"),
    ({"event_date": "2014-01-01"}, "before 2021 the record holds landmarks only"),
    ({"latitude": "32.2"}, "must be filled together"),
    ({"location_level": "site"}, "needs a coordinate"),
    ({"latitude": "32.2", "longitude": "69.7"}, "must not carry a coordinate"),
    (
        {"latitude": "69.7", "longitude": "32.2", "location_level": "site"},
        "latitude and longitude look swapped",
    ),
    (
        {"latitude": "32.2", "longitude": "70.3", "location_level": "site"},
        "lies 28 km outside PK530",
    ),
    ({"admin2_code": "", "admin2_name": ""}, "admin2_code is empty but location_level is admin2"),
    ({"source_url": "javascript:alert(1)"}, "not a well-formed http(s) address"),
    ({"source_url": "https://localhost/x"}, "not a well-formed http(s) address"),
    ({"source_url": ""}, "source_url is empty"),
    ({"source2_publisher": "BBC"}, "must be filled together"),
    (
        {"source2_publisher": "Dawn", "source2_url": "https://www.dawn.com/news/2"},
        "not independent",
    ),
    (
        {"fatalities_low": 10, "fatalities_best": 10, "fatalities_high": 10},
        "10 killed but one source only",
    ),
    ({"notes": "<script>alert(1)</script>"}, "holds markup"),
    ({"notes": '=HYPERLINK("x")'}, "leading = + - @"),
    ({"location": "a\x07b"}, "control character"),
    ({"actor1": "a\x85b"}, "control character"),
    ({"location": "Wana\u202eknaT"}, "control character"),
    ({"attributed_by": "a\u2067b"}, "control character"),
]


@pytest.mark.parametrize(
    ("changes", "expected"),
    FAULTS,
    ids=[f"{next(iter(changes))}: {text}" for changes, text in FAULTS],
)
def test_a_fault_names_row_and_reason_and_spares_the_others(
    tmp_path: Path, districts: gpd.GeoDataFrame, changes: dict[str, Any], expected: str
) -> None:
    rows = [
        incident(incident_id="a"),
        incident(incident_id="b", **changes),
        incident(incident_id="c"),
    ]
    path = write_incidents(tmp_path / "incidents.csv", rows)
    incidents, problems, rows_read = read_incidents(path, districts)
    assert sorted(incidents["incident_id"]) == ["a", "c"]
    assert rows_read == 3
    assert {problem.row for problem in problems} == {3}
    assert any(expected in problem.message for problem in problems), [str(p) for p in problems]
    assert all(str(problem).startswith("incidents.csv row 3: ") for problem in problems)
    assert all("borderlands validate" in str(problem) for problem in problems)


def test_a_row_with_several_faults_tells_them_all(
    tmp_path: Path, districts: gpd.GeoDataFrame
) -> None:
    row = incident(
        fatalities_low=9,
        fatalities_best=4,
        fatalities_high=10,
        end_date="2023-01-01",
        admin2_name="Tank",
    )
    path = write_incidents(tmp_path / "incidents.csv", [row])
    _, problems, _ = read_incidents(path, districts)
    text = " | ".join(problem.message for problem in problems)
    assert "fatalities_low 9 > fatalities_best 4" in text
    assert "end_date 2023-01-01" in text
    assert "admin2_name is 'Tank'" in text


def test_good_rows_keep_types_and_order(tmp_path: Path, districts: gpd.GeoDataFrame) -> None:
    rows = [
        incident(incident_id="late", event_date="2024-12-20", end_date="2024-12-21"),
        incident(
            incident_id="early",
            event_date="2024-02-29",
            latitude="32.25",
            longitude="69.75",
            location_level="near_site",
            fatalities_low=1,
            fatalities_best=2,
            fatalities_high=3,
        ),
    ]
    incidents, problems, _ = read_incidents(write_incidents(tmp_path / "i.csv", rows), districts)
    assert problems == []
    assert incidents["incident_id"].tolist() == ["early", "late"]
    assert incidents.index.tolist() == [3, 2]
    assert str(incidents["event_date"].dtype) == "datetime64[ns]"
    assert str(incidents["fatalities_best"].dtype) == "Int64"
    assert incidents["fatalities_best"].isna().tolist() == [False, True]


TOLL = {"fatalities_low": 2, "fatalities_best": 2, "fatalities_high": 2}
NO_DISTRICT = {"admin2_code": "", "admin2_name": "", "location_level": "admin1"}
TANK = {"admin2_code": "PK533", "admin2_name": "Tank"}
LIKENESS: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("next day, another kind", {}, {"event_date": "2024-03-11", "event_type": "unrest"}, True),
    ("two days off", {}, {"event_date": "2024-03-12"}, False),
    ("span reaches", {"end_date": "2024-03-14"}, {"event_date": "2024-03-15"}, True),
    ("span ends before", {"end_date": "2024-03-14"}, {"event_date": "2024-03-16"}, False),
    ("week", {"date_precision": "week"}, {"event_date": "2024-03-16"}, True),
    ("week, the later row", {}, {"event_date": "2024-03-16", "date_precision": "week"}, True),
    ("over a week", {"date_precision": "week"}, {"event_date": "2024-03-17"}, False),
    (
        "week, another kind",
        {"date_precision": "week"},
        {"event_date": "2024-03-16", "event_type": "unrest"},
        False,
    ),
    (
        "month",
        {"event_date": "2024-03-01", "date_precision": "month"},
        {"event_date": "2024-03-30"},
        True,
    ),
    (
        "another month",
        {"event_date": "2024-03-01", "date_precision": "month"},
        {"event_date": "2024-04-02"},
        False,
    ),
    ("no district", NO_DISTRICT, {}, True),
    ("no district, another kind", NO_DISTRICT, {"event_type": "unrest"}, False),
    ("another district", TANK, {}, False),
    ("another toll", {}, {"fatalities_best": 3, "fatalities_low": 3, "fatalities_high": 3}, False),
    ("no toll", {}, dict.fromkeys(TOLL, ""), False),
]


@pytest.mark.parametrize(
    ("label", "first", "second", "alike"), LIKENESS, ids=[case[0] for case in LIKENESS]
)
def test_pairs_that_may_be_one_event(
    tmp_path: Path,
    districts: gpd.GeoDataFrame,
    label: str,
    first: dict[str, Any],
    second: dict[str, Any],
    alike: bool,
) -> None:
    base = TOLL | {"event_date": "2024-03-10"}
    rows = [
        incident(**base | {"incident_id": name} | changes)
        for name, changes in (("a", first), ("b", second))
    ]
    incidents, problems, _ = read_incidents(write_incidents(tmp_path / "i.csv", rows), districts)
    assert problems == []
    none = pd.DataFrame({"incident_id_a": [], "incident_id_b": []}, dtype=object)
    assert bool(likely_duplicates(incidents, none)) is alike
    decided = pd.DataFrame({"incident_id_a": ["b"], "incident_id_b": ["a"]})
    assert likely_duplicates(incidents, decided) == []


def test_repeated_identifier_keeps_the_first(tmp_path: Path, districts: gpd.GeoDataFrame) -> None:
    rows = [incident(incident_id="a"), incident(incident_id="a")]
    incidents, problems, _ = read_incidents(write_incidents(tmp_path / "i.csv", rows), districts)
    assert incidents.index.tolist() == [2]
    assert [problem.message for problem in problems] == ["incident_id 'a' stands in row 2 too"]
