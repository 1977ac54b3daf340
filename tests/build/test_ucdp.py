"""UCDP counts: the shipped table balances, and events come to the right district."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from borderlands import crs
from borderlands.build import ucdp
from borderlands.errors import BuildError


@pytest.fixture(scope="module")
def table(shipped: Path) -> pd.DataFrame:
    return pd.read_csv(shipped / "ucdp_district_months.csv")


@pytest.fixture(scope="module")
def balance(shipped: Path) -> dict[str, dict[str, int]]:
    return json.loads((shipped / "ucdp_balance.json").read_text())


def test_placed_and_left_out_add_up_to_the_input(
    table: pd.DataFrame, balance: dict[str, dict[str, int]]
) -> None:
    assert {country: counts["input"] for country, counts in balance.items()} == {
        "PAK": 6_416,
        "AFG": 16_038,
    }
    for country, counts in balance.items():
        assert counts["placed"] == sum(counts[how] for how in ucdp.PLACED)
        assert counts["placed"] + counts["outside"] + counts["too_imprecise"] == counts["input"]
        own = table["admin2_code"].str.startswith({"PAK": "PK", "AFG": "AF"}[country])
        assert table.loc[own, "events"].sum() == counts["placed"]


def test_the_table_is_in_range(table: pd.DataFrame, districts: gpd.GeoDataFrame) -> None:
    assert tuple(table.columns) == ucdp.COLUMNS
    assert set(table["admin2_code"]) <= set(districts["admin2_code"])
    assert not table.duplicated(["admin2_code", "year", "month", "type_of_violence"]).any()
    assert (table["deaths_low"] <= table["deaths_best"]).all()
    assert (table["deaths_best"] <= table["deaths_high"]).all()
    assert table["month"].between(1, 12).all()
    assert set(table["type_of_violence"]) == {1, 2, 3}
    assert (table["events"] > 0).all()
    pakistan = table["admin2_code"].str.startswith("PK")
    assert table.loc[pakistan, "year"].agg(["min", "max"]).tolist() == [1992, 2021]
    assert table.loc[~pakistan, "year"].agg(["min", "max"]).tolist() == [1989, 2020]


@pytest.fixture
def layer() -> gpd.GeoDataFrame:
    """Three districts a degree wide, west to east: Afghan Barmal, then Khyber and Peshawar."""
    return gpd.GeoDataFrame(
        {
            "admin2_code": ["AF1214", "PK513", "PK528"],
            "admin2_name": ["Barmal", "Khyber", "Peshawar"],
            "alternative_names": ["", "Khyber Agency", "FR Peshawar"],
            "country": ["AFG", "PAK", "PAK"],
        },
        geometry=[box(69, 33, 70, 34), box(70, 33, 71, 34), box(71, 33, 72, 34)],
        crs=crs.GEOGRAPHIC,
    )


def events(*rows: tuple[str, str, bool, float]) -> pd.DataFrame:
    """Events at 33.5 N from label, named district, precision and longitude."""
    frame = pd.DataFrame(rows, columns=["label", "named", "precise", "longitude"])
    return frame.assign(
        latitude=33.5, year=2010, month=3, type_of_violence=1, deaths_low=1, deaths_best=2,
        deaths_high=3,
    )  # fmt: skip


def test_each_way_to_a_district(layer: gpd.GeoDataFrame) -> None:
    found = ucdp.assign(
        events(
            ("A", "Khyber agency", True, 70.5),  # inside
            ("B", "Khyber agency", True, 71.02),  # 1.9 km inside the neighbour
            ("C", "Khyber agency", True, 71.5),  # 46 km inside: the point stands
            ("D", "Peshawar district", True, 69.99),  # across the border, far from Peshawar
            ("E", "", True, 75.0),  # outside
            ("F", "Khyber agency", False, 70.5),  # too imprecise
            ("Khar town", "FR Peshawar", True, 70.1),  # the point is a namesake's
        ),
        layer.loc[layer["country"] == "PAK"],
        layer,
    )
    assert found["how"].tolist() == [
        "by_point", "by_name", "by_point", "across_border", "outside", "too_imprecise", "by_name",
    ]  # fmt: skip
    assert found["admin2_code"].tolist()[:5] == ["PK513", "PK513", "PK528", "PK513", ""]
    assert found["admin2_code"].tolist()[6] == "PK528"
    assert ucdp.count(found) == {
        "input": 7, "placed": 5, "by_point": 2, "by_name": 2, "across_border": 1, "outside": 1,
        "too_imprecise": 1,
    }  # fmt: skip


def test_an_unknown_reason_breaks_the_balance() -> None:
    with pytest.raises(BuildError, match="do not add up to 2 events"):
        ucdp.count(pd.DataFrame({"how": ["by_point", "lost"]}))


def test_names_of_districts(layer: gpd.GeoDataFrame) -> None:
    own = layer.loc[layer["country"] == "PAK"]
    names = ["Khyber agency", "FR Peshawar", "Peshawar district", "Chitral district", "", "Swat"]
    expected = ["PK513", "PK528", "PK528", "", "", ""]
    assert [ucdp.named_code(name, own) for name in names] == expected


def test_bounds_that_exclude_the_best_are_widened() -> None:
    frame = pd.DataFrame(
        {"deaths_low": [1, 5, 0], "deaths_best": [2, 4, 3], "deaths_high": [3, 6, 2]}
    )
    ordered, touched = ucdp.order_bounds(frame)
    assert touched == 2
    assert ordered["deaths_low"].tolist() == [1, 4, 0]
    assert ordered["deaths_high"].tolist() == [3, 6, 3]


def test_sums_by_month(layer: gpd.GeoDataFrame) -> None:
    pair = events(("A", "", True, 70.5), ("B", "", True, 70.6), ("C", "", True, 71.5))
    pair.loc[1, "month"] = 4
    placed = ucdp.assign(pair, layer, layer)
    table = ucdp.tabulate(pd.concat([placed, placed.loc[[0]]], ignore_index=True))
    assert table.to_numpy().tolist() == [
        ["PK513", 2010, 3, 1, 2, 2, 4, 6],
        ["PK513", 2010, 4, 1, 1, 1, 2, 3],
        ["PK528", 2010, 3, 1, 1, 1, 2, 3],
    ]


def test_the_tag_row_and_the_first_day_of_a_long_event(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    columns = (
        "where_coordinates,adm_2,where_prec,latitude,longitude,date_start,date_end,"
        "type_of_violence,low,best,high"
    )
    rows = [
        columns,
        "#loc,#adm2,,#geo+lat,#geo+lon,,,,,,",
        "Wana town,South Waziristan,1,32.3,69.6,2009-10-17 00:00:00.000,2009-12-12,1,3,5,9",
        "FATA,,5,33,70,2009-01-01 00:00:00.000,2009-01-01,3,0,0,0",
    ]
    path.write_text("\n".join(rows))
    frame = ucdp.read_pakistan(path)
    assert frame[["year", "month"]].to_numpy().tolist() == [[2009, 10], [2009, 1]]
    assert frame["precise"].tolist() == [True, False]
    assert frame["deaths_high"].tolist() == [9, 0]
