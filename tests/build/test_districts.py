"""The district layer: promises of the shipped file, and the builder on a toy pair of countries."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from borderlands import crs
from borderlands.build import districts as builder
from borderlands.data.geometry import DISTRICT_PROPERTIES
from borderlands.errors import BuildError

SOURCE_KM2 = {
    "PK501": 1640.2, "PK502": 1366.2, "PK503": 2025.5, "PK504": 1488.5, "PK505": 1779.8,
    "PK506": 999.5, "PK507": 6071.6, "PK508": 8611.3, "PK509": 9025.4, "PK510": 1383.2,
    "PK511": 1961.1, "PK512": 2647.6, "PK513": 2744.2, "PK514": 3424.8, "PK515": 821.8,
    "PK516": 5484.9, "PK517": 1224.8, "PK518": 3401.3, "PK519": 3337.3, "PK520": 1606.7,
    "PK521": 905.5, "PK522": 4031.3, "PK523": 1639.5, "PK524": 2256.8, "PK525": 4921.1,
    "PK526": 1727.0, "PK527": 1363.1, "PK528": 1535.4, "PK529": 1389.5, "PK530": 6225.0,
    "PK531": 1490.3, "PK532": 5339.9, "PK533": 2823.5, "PK534": 445.6, "PK535": 3737.4,
}  # fmt: skip
"""Equal-area size of each district of Khyber Pakhtunkhwa in the source layer."""

COUNTS = {
    "AF05": 7, "AF06": 22, "AF07": 5, "AF11": 19, "AF12": 19, "AF13": 11, "AF14": 13, "AF15": 15,
    "AF16": 8, "AF17": 28, "AF26": 11, "AF27": 16, "PK2": 11, "PK5": 35,
}  # fmt: skip


def test_the_layer_is_one_edge_matched_coverage(districts: gpd.GeoDataFrame) -> None:
    shapes = districts.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.get_num_geometries(shapely.coverage_union_all(shapes)) == 1
    assert builder.coverage.holes(shapes) == []


def test_every_district_is_there_once(districts: gpd.GeoDataFrame) -> None:
    assert districts.groupby("admin1_code").size().to_dict() == COUNTS
    assert districts["admin2_code"].is_unique
    assert districts["admin2_code"].str.fullmatch(r"PK\d{3}|AF\d{4}").all()
    core = districts.loc[districts["role"] == "core", "admin1_code"]
    assert core.value_counts().to_dict() == {"PK5": 35, "AF12": 19}
    assert tuple(districts.columns) == (*DISTRICT_PROPERTIES, "geometry")


def test_every_district_has_a_name_in_local_script(districts: gpd.GeoDataFrame) -> None:
    names = districts["admin2_name_local"].fillna("")
    assert names.str.fullmatch(r"[\u0600-\u06FF\u200c ()/-]+").all(), names.loc[
        ~names.str.fullmatch(r"[\u0600-\u06FF\u200c ()/-]+")
    ].tolist()
    sources = pd.read_csv(builder.LOCAL_NAMES)
    assert set(sources["admin2_code"]) == set(
        districts.loc[districts["country"] == "PAK", "admin2_code"]
    )
    assert sources["source_url"].str.startswith("https://").all()


@pytest.mark.parametrize(
    ("code", "name", "point"),
    [
        ("AF1309", "Jani Khel", (69.776, 33.657)),
        ("AF1407", "Sabari", (69.996, 33.460)),
        ("AF1603", "Wama", (70.786, 35.194)),
        ("AF1513", "Chapa Dara", (70.692, 34.962)),
        ("AF1703", "Arghanj Khwah", (70.857, 37.290)),
        ("AF1719", "Shighnan", (71.217, 37.628)),
        ("AF1214", "Barmal", (69.25, 32.70)),
        ("PK530", "South Waziristan", (69.84, 32.62)),
    ],
)
def test_codes_that_a_naive_join_loses(
    districts: gpd.GeoDataFrame, code: str, name: str, point: tuple[float, float]
) -> None:
    row = districts.set_index("admin2_code").loc[code]
    assert row["admin2_name"] == name
    assert row["geometry"].contains(shapely.Point(point))


def test_no_sliver_and_no_torn_part(districts: gpd.GeoDataFrame) -> None:
    metric = districts.to_crs(crs.METRIC).set_index("admin2_code").geometry
    assert metric.area.min() > 20e6
    # Killa Abdullah consists of two parts at the source, apart since Chaman was made.
    assert metric.index[metric.geom_type != "Polygon"].tolist() == ["PK214"]
    assert min(part.area for part in metric["PK214"].geoms) > 1_000e6
    opened = metric.buffer(-300).buffer(300)
    assert (opened.area / metric.area).min() > 0.99


def test_districts_keep_their_size(districts: gpd.GeoDataFrame) -> None:
    area = districts.set_index("admin2_code")["area_km2"]
    for code, source in SOURCE_KM2.items():
        assert area[code] == pytest.approx(source, rel=0.002)
    measured = districts.to_crs(crs.EQUAL_AREA).area / 1e6
    assert (measured - districts["area_km2"]).abs().max() < 0.06


def test_the_file_is_small_and_rounded(shipped: Path, districts: gpd.GeoDataFrame) -> None:
    assert (shipped / "districts.geojson").stat().st_size < 700_000
    xy = shapely.get_coordinates(districts.geometry.to_numpy())
    assert (xy == xy.round(4)).all()


def test_population_is_that_of_the_census(districts: gpd.GeoDataFrame) -> None:
    known = districts.loc[districts["population"].notna()]
    assert known["admin1_code"].unique().tolist() == ["PK5"]
    assert len(known) == 35
    population = known.set_index("admin2_code")["population"]
    assert population["PK525"] == 693_137
    assert population["PK509"] == 1_822_916
    assert population.sum() == 40_641_120


@pytest.mark.parametrize(
    ("code", "spelling"),
    [
        ("AF1214", "Bermal"), ("AF1214", "Birmal"), ("AF1211", "Orgun"), ("AF1201", "Sharana"),
        ("PK509", "Dera Ismail Khan"), ("PK504", "Battagram"), ("PK530", "Upper South Waziristan"),
        ("PK530", "Lower South Waziristan"), ("PK525", "North Waziristan Agency"),
        ("PK503", "FR Bannu"), ("PK533", "FR Tank"), ("AF1218", "Wor Mayi"), ("AF1407", "Sabri"),
    ],
)  # fmt: skip
def test_spellings_in_use_are_found(districts: gpd.GeoDataFrame, code: str, spelling: str) -> None:
    names = districts.set_index("admin2_code").at[code, "alternative_names"]
    assert spelling in names.split("|")


def test_province_and_border_lines_coincide_with_districts(
    shipped: Path, districts: gpd.GeoDataFrame
) -> None:
    provinces = gpd.read_file(shipped / "provinces.geojson")
    assert provinces["admin1_code"].tolist() == sorted(COUNTS)
    for row in provinces.itertuples():
        own = districts.loc[districts["admin1_code"] == row.admin1_code].geometry
        assert row.geometry.equals(shapely.coverage_union_all(own.to_numpy()))
    line = gpd.read_file(shipped / "boundary.geojson").geometry.iloc[0]
    corners = shapely.get_coordinates(line)
    rim = districts.loc[districts["country"] == "PAK"].geometry.to_numpy()
    known = {tuple(xy) for xy in shapely.get_coordinates(rim)}
    shared = [tuple(xy) in known for xy in corners if xy[0] < 73.7]
    assert all(shared)
    length = gpd.GeoSeries([line], crs=crs.GEOGRAPHIC).to_crs(crs.METRIC).length.iloc[0]
    assert length / 1e3 > 2_200


def test_builder_on_a_toy_pair(upstream: Path, tmp_path: Path) -> None:
    report = list(builder.build(upstream, tmp_path / "a"))
    layer = gpd.read_file(tmp_path / "a/districts.geojson").set_index("admin2_code")
    assert sorted(layer.index) == ["AF1201", "AF1202", "PK504", "PK528"]
    assert layer.loc["AF1202", "alternative_names"].startswith("Matakhan")
    assert layer.loc["AF1201", "admin2_name_local"] == "شرن"
    assert layer.loc["PK504", ["population", "population_year"]].tolist() == [20, 2023]
    # Both Afghan districts now end where Pakistan begins.
    assert layer.loc["AF1202"].geometry.bounds[2] == 70.0
    assert layer.loc["PK528"].geometry.bounds[0] == 70.0
    assert "4 (4 core)" in report[0]
    list(builder.build(upstream, tmp_path / "b"))
    for name in ("districts", "provinces", "boundary"):
        first, second = (tmp_path / folder / f"{name}.geojson" for folder in "ab")
        assert first.read_bytes() == second.read_bytes()


def test_a_polygon_without_a_code_is_named(upstream: Path, tmp_path: Path) -> None:
    path = upstream / "boundaries/afg_admincentroids_codab_v02.geojson"
    path.write_text(path.read_text().replace("[69.5, 33.7]", "[69.5, 33.3]"))
    with pytest.raises(BuildError, match=r"polygons without a code \['Sharan', 'Mata  Khan'\]"):
        list(builder.build(upstream, tmp_path))


def test_a_census_name_that_matches_nothing_is_named(upstream: Path, tmp_path: Path) -> None:
    path = upstream / "boundaries/kp_district_population_2023_pbs.csv"
    path.write_text(path.read_text().replace("Battagram", "Battgrom"))
    with pytest.raises(BuildError, match=r"\['Battagram', 'Battgrom'\]"):
        list(builder.build(upstream, tmp_path))


def test_a_missing_input_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"pak_adm2_codab_v01_simplified\.geojson: not found"):
        list(builder.build(tmp_path, tmp_path))
