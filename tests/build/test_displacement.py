"""Displacement: known figures of the shipped table, and the reading of toy series."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from borderlands.build import displacement
from borderlands.errors import BuildError
from borderlands.vocabulary import DISPLACEMENT_COLUMNS, MEASURES, POPULATION_GROUPS


@pytest.fixture(scope="module")
def table(shipped: Path) -> pd.DataFrame:
    rows = pd.read_csv(shipped / "displacement.csv", keep_default_na=False)
    return rows.assign(persons=pd.to_numeric(rows["persons"]))


def pick(table: pd.DataFrame, **cells: object) -> pd.DataFrame:
    for column, value in cells.items():
        table = table.loc[table[column] == value]
    return table


def test_the_table_is_in_its_vocabulary(table: pd.DataFrame) -> None:
    assert tuple(table.columns) == DISPLACEMENT_COLUMNS
    assert set(table["population_group"]) <= set(POPULATION_GROUPS)
    assert set(table["measure"]) == set(MEASURES)
    assert not table.duplicated().any()
    sized = (table["persons"] >= 0) | (table["families"] != "")
    assert sized.all()
    assert table["source_url"].str.startswith("http").all()
    dated = table.loc[table["reference_date"] != ""]
    assert (dated["reference_date"].str[:4].astype(int) == dated["year"]).all()


@pytest.mark.parametrize(
    ("year", "khost", "paktika"),
    [
        (2014, 193_527, 68_108), (2015, 161_055, 57_294), (2016, 23_948, 35_617),
        (2017, 40_502, 35_241), (2018, 36_116, 35_949), (2020, 36_116, 35_949),
        (2021, 30_838, 35_949), (2022, 20_512, 31_495), (2023, 13_674, 20_993),
        (2024, 8_164, 12_536), (2025, 8_164, 12_536),
    ],
)  # fmt: skip
def test_pakistani_refugees_in_khost_and_paktika(
    table: pd.DataFrame, year: int, khost: int, paktika: int
) -> None:
    rows = pick(table, year=year, population_group="refugees", measure="stock",
                host_country="AFG", quality="end of year, by place")  # fmt: skip
    persons = rows.set_index("host_code")["persons"]
    assert persons["AF14"] == khost
    assert persons["AF12"] == paktika


def test_villages_have_the_share_that_unhcr_states(table: pd.DataFrame) -> None:
    """February 2021: 46 % of KP's refugees in villages, 15 % of Balochistan's, 10 % Punjab's."""
    rows = pick(table, year=2020, population_group="refugees", measure="stock",
                host_country="PAK", quality="end of year, by place")  # fmt: skip
    village = rows["host_name"].str.endswith(" refugee village")
    province = rows["host_code"].str[:3]
    share = (
        rows.loc[village].groupby(province)["persons"].sum()
        / rows.groupby(province)["persons"].sum()
    )
    assert share[["PK5", "PK2", "PK6"]].tolist() == pytest.approx([0.46, 0.15, 0.10], abs=0.01)


def test_places_add_up_to_the_national_total(table: pd.DataFrame) -> None:
    stock = pick(table, population_group="refugees", measure="stock", origin_country="AFG",
                 source_publisher="UNHCR")  # fmt: skip
    total = pick(stock, quality="end of year").set_index("year")["persons"]
    parts = pick(stock, quality="end of year, by place").groupby("year")["persons"].sum()
    for year in range(2010, 2026):
        assert parts[year] == pytest.approx(total[year], abs=20)


def test_returns_are_flows_from_the_host(table: pd.DataFrame) -> None:
    rows = pick(table, population_group="returned_refugees", origin_country="AFG", year=2025,
                quality="returned during the year, from host to origin")  # fmt: skip
    assert rows[["measure", "host_country", "persons"]].to_numpy().tolist() == [
        ["flow", "PAK", 558_359]
    ]


@pytest.mark.parametrize(
    ("location", "host", "code", "year", "expected"),
    [
        ("Pakteka [Admin 1]", "AFG", "REF", 2025, ("AF12", "Paktika")),
        ("Paktya : Wilayat - Province", "AFG", "REF", 2014, ("AF13", "Paktya")),
        ("Herat", "AFG", "IDP", 2014, None),
        (
            "Khyber Pakhtunkhwa [Admin 1]", "PAK", "REF", 2024,
            ("PK5", "Khyber Pakhtunkhwa, outside refugee villages"),
        ),
        ("North-West-Frontier Province", "PAK", "REF", 2006, ("PK5", "Khyber Pakhtunkhwa")),
        ("Khyber Pakhtunkhwa [Admin 1]", "PAK", "ASY", 2024, ("PK5", "Khyber Pakhtunkhwa")),
        ("Berari [Admin 3: POC]", "PAK", "REF", 2024, ("PK5", "Barari refugee village")),
        ("Kahi: Point", "PAK", "REF", 2018, ("PK5", "Kahi refugee village")),
        ("Saranan", "PAK", "REF", 2008, ("PK2", "Saranan refugee village")),
        ("Akora Khattak : Point", "PAK", "REF", 2019, ("PK526", "Akora Khattak refugee village")),
        ("Jalozai : Point", "PAK", "IDP", 2012, ("PK526", "Jalozai camp")),
        (displacement.DISPERSED, "PAK", "REF", 2009, ("", "Dispersed in Pakistan")),
    ],
)  # fmt: skip
def test_places_from_unhcr_names(
    location: str, host: str, code: str, year: int, expected: tuple[str, str] | None
) -> None:
    name = displacement.plain_name(location)
    assert displacement.locate(name, host, code, year) == expected


def test_rows_that_differ_by_accommodation_are_added() -> None:
    rows = [
        (2018.0, "PAK", "AFG", "REF", "Khost : Wilayat - Province", 17_337.0),
        (2018.0, "PAK", "AFG", "REF", "Khost : Wilayat - Province", 7_229.0),
        (2018.0, "PAK", "AFG", "REF", "Paktika", 0.0),
        (2018.0, "AFG", "AFG", "HST", "Khost", 5.0),
    ]
    columns = ["year", "coo_iso", "coa_iso", "pop_type", "location", "total"]
    (row,) = displacement.located_rows(pd.DataFrame(rows, columns=columns))
    assert (row["persons"], row["host_code"], row["reference_date"]) == (
        24_566, "AF14", "2018-12-31",
    )  # fmt: skip


def test_places_above_the_national_total_are_refused() -> None:
    national = [displacement.figure(2018, "refugees", "stock", "PAK", "AFG", 100, "end of year")]
    place = ("AF14", "Khost")
    parts = [displacement.figure(2018, "refugees", "stock", "PAK", "AFG", 130, "", place=place)]
    with pytest.raises(BuildError, match="more than the country's total"):
        displacement.check_totals(parts, national)


def test_faulty_curated_rows_are_all_named(tmp_path: Path) -> None:
    good = "2018,2018-02-28,refugees,stock,PAK,PK525,N,AFG,AF14,Khost,41615,q,UNHCR,https://a.org"
    rows = [good, good.replace("41615", "many"), good.replace("refugees", "tourists")]
    path = tmp_path / "curated.csv"
    path.write_text("\n".join([",".join(DISPLACEMENT_COLUMNS), *rows]) + "\n")
    with pytest.raises(BuildError, match=r"curated\.csv rows 3, 4: check group"):
        displacement.read_curated(path)
    path.write_text("year\n2018\n")
    with pytest.raises(BuildError, match="missing columns reference_date"):
        displacement.read_curated(path)
