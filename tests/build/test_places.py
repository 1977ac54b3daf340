"""The gazetteer and the crossings: promises of the shipped files, and merging on toy records."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from borderlands import crs
from borderlands.build import place_names, place_sources, places
from borderlands.build.place_sources import Place
from borderlands.errors import BuildError

from .conftest import write_layer


@pytest.fixture(scope="module")
def table(shipped: Path) -> pd.DataFrame:
    return pd.read_csv(shipped / "places.csv", keep_default_na=False)


@pytest.fixture(scope="module")
def crossings(shipped: Path) -> pd.DataFrame:
    return pd.read_csv(shipped / "crossings.csv", keep_default_na=False)


def spelled(table: pd.DataFrame) -> dict[str, set[str]]:
    """District codes by every spelling, lower case."""
    codes: dict[str, set[str]] = {}
    for row in table.itertuples():
        for name in [row.name, *row.alternative_names.split("|")]:
            codes.setdefault(name.lower(), set()).add(row.admin2_code)
    return codes


def test_there_are_enough_places_where_they_are_needed(table: pd.DataFrame) -> None:
    assert len(table) >= 900
    focus = ["PK525", "PK530", "PK503", "PK518", "PK513", "PK502"]
    near = table["admin2_code"].isin(focus) | table["admin2_code"].str[:4].isin(["AF12", "AF14"])
    assert near.sum() >= 300
    # Every district of Paktika has its centre.
    assert table.loc[table["admin2_code"].str.startswith("AF12"), "admin2_code"].nunique() == 19


def test_every_point_lies_in_its_district(table: pd.DataFrame, districts: gpd.GeoDataFrame) -> None:
    shapes = districts.set_index("admin2_code")
    own = shapes.loc[table["admin2_code"], "geometry"].to_numpy()
    points = shapely.points(table[["longitude", "latitude"]].astype(float).to_numpy())
    assert shapely.contains(own, points).all()
    country = shapes.loc[table["admin2_code"], "country"].to_numpy()
    assert (country == table["country"]).all()


def test_identifiers_codes_and_sources(table: pd.DataFrame) -> None:
    assert tuple(table.columns) == places.COLUMNS
    assert table["place_id"].is_unique
    assert table["place_id"].str.fullmatch(r"[a-z0-9-]+").all()
    kinds = {"city", "town", "village", "pass", "camp", "fort", "post", "area"}
    assert set(table["kind"]) <= kinds
    assert set(table["rank"]) == {1, 2, 3, 4}
    assert set(table["precision"]) == {"site", "area"}
    assert (table["source"] != "").all()
    assert (table["source_ref"] != "").all()
    assert not table.duplicated(["name", "admin2_code", "latitude"]).any()


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Makeen", "PK530"), ("Makin", "PK530"), ("Miran Shah", "PK525"), ("Miranshah", "PK525"),
        ("Mir Ali", "PK525"), ("Mirali", "PK525"), ("Razmak", "PK525"), ("Ladha", "PK530"),
        ("Angoor Adda", "AF1214"), ("Angor Adda", "AF1214"), ("Barmal", "AF1214"),
        ("Bermal", "AF1214"), ("Urgun", "AF1211"), ("Orgun", "AF1211"), ("Sharana", "AF1201"),
        ("Tank", "PK533"), ("Jandola", "PK533"), ("Kulachi", "PK509"), ("Daraban", "PK509"),
        ("Landi Kotal", "PK513"), ("Tirah", "PK513"), ("Jamrud", "PK513"), ("Torkham", "PK513"),
        ("Parachinar", "PK518"), ("Sadda", "PK518"), ("Bagan", "PK518"), ("Khar", "PK502"),
        ("Mamund", "PK502"), ("Ghulam Khan", "PK525"), ("Datta Khel", "PK525"),
        ("Spinwam", "PK525"), ("Shewa", "PK525"), ("Shawal", "PK525"), ("Wana", "PK530"),
        ("Azam Warsak", "PK530"), ("Sararogha", "PK530"), ("Tiarza", "PK530"),
        ("Domel", "PK503"), ("Baka Khel", "PK503"), ("Jani Khel", "PK503"), ("Khost", "AF1401"),
        ("Darra Adam Khel", "PK514"), ("Spin Boldak", "AF2711"), ("Bannu", "PK503"),
    ],
)  # fmt: skip
def test_spellings_of_reports_are_found(table: pd.DataFrame, spelling: str, code: str) -> None:
    assert code in spelled(table)[spelling.lower()]


def test_misplaced_namesakes_are_not_used(table: pd.DataFrame) -> None:
    names = table.set_index("name")["admin2_code"]
    assert names["Khar"] == "PK502"
    assert "Dosali" not in names.index


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Makeen town", ("Makeen", "town")),
        ("Hamzoni village", ("Hamzoni", "village")),
        ("Maizer locality, Datta Khel tehsil", ("Maizer", "area")),
        ("Shawal Area", ("Shawal", "area")),
        ("Nawa Pass", ("Nawa Pass", "pass")),
        ("Tut Narai village", ("Tut Narai", "pass")),
        ("Bagh town (Sibi)", ("Bagh", "town")),
        ("Warsak Dam", ("Warsak Dam", "area")),
        ("Bajaur agency", None),
        ("Miran Shah district", None),
        ("Angoor Adda road", None),
        ("Khar town", None),
    ],
)
def test_names_and_kinds_from_labels(label: str, expected: tuple[str, str] | None) -> None:
    assert place_sources.parse_label(label) == expected


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Wuleswālī Bihsūd", "Bihsud"),
        ("‘Alāqahdārī Sarōbī", "Sarobi"),
        ("Zōr Kōṯ", "Zor Kot"),
        ("Miranshah", "Miran Shah"),
    ],
)
def test_plain_spellings(name: str, plain: str) -> None:
    assert place_sources.tidy(name) == plain


def test_like_names_nearby_are_one_place_and_others_are_not() -> None:
    def at(name: str, longitude: float) -> Place:
        return Place(name, "town", 33.0, longitude, "source", name)

    # 0.01 degrees are 0.9 km: Makin and Makeen merge, Kuza Bandai stays, and so does a
    # Makeen 37 km off; the same name 19 km off merges inside one district only.
    found = [at("Makeen", 70.0), at("Makin", 70.01), at("Kuza Bandai", 70.01), at("Makeen", 70.4)]
    assert places.merge(found, ["A"] * 4) == [(0, [0, 1]), (2, [2]), (3, [3])]
    apart = [at("Tank", 70.0), at("Tank", 70.2)]
    assert places.merge(apart, ["A", "A"]) == [(0, [0, 1])]
    assert places.merge(apart, ["A", "B"]) == [(0, [0]), (1, [1])]


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One district, and a place or two in each source; the manual table is left empty."""
    write_layer(
        tmp_path / "geodata/districts.geojson",
        [shapely.box(69, 32, 70, 33)],
        [{"admin2_code": "AF1201", "country": "AFG", "population": 90_000}],
    )
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "events").mkdir()
    pd.DataFrame(
        [[7, "Sharan", 32.5, 69.5, "AF", 2200, "Šaran|sharana|شرن"], [8, "Far", 1, 1, "AF", 0, ""]],
        columns=[
            "geonameid",
            "name",
            "latitude",
            "longitude",
            "countrycode",
            "population",
            "alternatenames",
        ],
    ).to_csv(tmp_path / places.GEONAMES, index=False)
    write_layer(
        tmp_path / places.CENTRES,
        [shapely.Point(69.51, 32.5)],
        [{"adm_p_lvl": 2, "name": "Sharan", "adm2_pcode": "AF1201", "adm1_pcode": "AF12"}],
    )
    event = [5, 2, "Shewa village", 32.2, 69.2, "Pakistan"]
    for name in places.EVENTS:
        pd.DataFrame([event], columns=place_sources.EVENT_COLUMNS).to_csv(
            tmp_path / name, index=False
        )
    monkeypatch.setattr(place_names, "VARIANTS", {"Shewa": "Shiwa"})
    empty = tmp_path / "manual.csv"
    empty.write_text("name,alternative_names,kind,latitude,longitude,precision,source,source_ref\n")
    monkeypatch.setattr(places, "MANUAL", empty)
    return tmp_path


def test_builder_on_toy_sources(sources: Path) -> None:
    (report,) = places.build(sources, sources / "geodata")
    assert report.startswith("places: 2 of 4 records; 1 outside the districts")
    path = sources / "geodata/places.csv"
    first = path.read_bytes()
    table = pd.read_csv(path, keep_default_na=False)
    assert table["place_id"].tolist() == ["sharana-af1201", "shewa-af1201"]
    assert table["alternative_names"].tolist()[1] == "Shiwa"
    assert table["population"].tolist() == ["2200", ""]
    assert table["precision"].tolist() == ["site", "area"]
    list(places.build(sources, sources / "geodata"))
    assert path.read_bytes() == first


def test_a_spelling_for_no_place_is_named(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_names, "VARIANTS", {"Atlantis": "Atlantide"})
    with pytest.raises(BuildError, match="Atlantis"):
        list(places.build(sources, sources / "geodata"))


def test_a_town_does_not_carry_its_districts_population(
    table: pd.DataFrame, districts: gpd.GeoDataFrame
) -> None:
    counts = districts.set_index("admin2_code")["population"]
    known = table.loc[table["population"] != ""]
    share = known["population"].astype(float) / counts[known["admin2_code"]].to_numpy()
    assert share.max() < 0.9


def test_crossings_lie_on_the_border_between_their_districts(
    crossings: pd.DataFrame, districts: gpd.GeoDataFrame, shipped: Path
) -> None:
    assert {"torkham", "kharlachi", "ghulam-khan", "angoor-adda", "chaman"} <= set(
        crossings["crossing_id"]
    )
    assert crossings["crossing_id"].is_unique
    shapes = districts.set_index("admin2_code").to_crs(crs.METRIC).geometry
    points = gpd.GeoSeries.from_xy(
        crossings["longitude"], crossings["latitude"], crs=crs.GEOGRAPHIC
    ).to_crs(crs.METRIC)
    line = gpd.read_file(shipped / "boundary.geojson").to_crs(crs.METRIC).geometry.iloc[0]
    assert points.distance(line).max() < 5_000
    for side in ("pak_admin2_code", "afg_admin2_code"):
        own = gpd.GeoSeries(shapes.loc[crossings[side]].to_numpy(), crs=crs.METRIC)
        assert points.distance(own).max() < 5_000
    assert (crossings["status_source_url"].str.startswith("https://")).all()
    assert (crossings["source"] != "").all()
