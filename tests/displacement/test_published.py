"""Figures on screen equal the publishers': checked by hand against the pages named here."""

from __future__ import annotations

import pandas as pd
import pytest

from borderlands.analysis.displacement import Series, choose
from borderlands.analysis.displacement_lines import stock_lines
from borderlands.analysis.displacement_provinces import by_province
from borderlands.analysis.displacement_routes import routes
from borderlands.data import Atlas
from borderlands.maps.flow_frames import frames
from borderlands.maps.flows import gazetteer

FINDER = "https://www.unhcr.org/refugee-statistics/download/"
OCHA = (
    "https://www.humanitarianresponse.info/fr/operations/afghanistan/infographic/"
    "afghanistan-cross-border-movement-pakistan-14-apr-2015"
)
SHEET = "https://docslib.org/doc/11986790/field-office-khost-southeast-region-march-2018"
STORIES = "https://www.datastories.pk/kp-ranks-top-hosting-afghan-refugees/"
MAPPING = "http://urbanrefugees.datanirvana.org/?p=311"

PAKISTANI = Series("refugees", "stock", "PAK", "AFG")
AFGHAN = Series("refugees", "stock", "AFG", "PAK")

DRAWN = [
    (PAKISTANI, 2014, "AF14", 193_527, FINDER),
    (PAKISTANI, 2014, "AF12", 68_108, FINDER),
    (PAKISTANI, 2015, "AF14", 161_055, FINDER),
    (PAKISTANI, 2016, "AF14", 23_948, FINDER),
    (PAKISTANI, 2017, "AF12", 35_241, FINDER),
    (PAKISTANI, 2022, "AF12", 31_495, FINDER),
    (PAKISTANI, 2025, "AF14", 8_164, FINDER),
    (PAKISTANI, 2025, "AF12", 12_536, FINDER),
]
SINGLE = [
    (PAKISTANI, 2015, "AF14", 174_322, OCHA),
    (PAKISTANI, 2015, "AF12", 67_319, OCHA),
    (PAKISTANI, 2018, "AF14", 41_615, SHEET),
    (PAKISTANI, 2018, "AF1403/Gulan camp", 13_266, SHEET),
    (AFGHAN, 2019, "PK5", 816_345, STORIES),
    (AFGHAN, 2015, "PK511", 99_883, MAPPING),
]


@pytest.mark.parametrize(("series", "year", "host", "persons", "address"), DRAWN)
def test_figure_drawn_is_the_publishers(
    record: pd.DataFrame,
    shipped: Atlas,
    series: Series,
    year: int,
    host: str,
    persons: int,
    address: str,
) -> None:
    drawn = routes(record, series)
    row = drawn.loc[(drawn["year"] == year) & (drawn["host_key"] == host)]
    assert row["persons"].tolist() == [persons]
    assert row["source_url"].tolist() == [address]
    lines, _ = stock_lines(record, series, [host])
    assert lines.loc[lines["year"] == year, "persons"].tolist() == [persons]
    shown = next(
        one
        for one in frames(record, series, gazetteer(shipped.districts, shipped.places))
        if one["year"] == year
    )
    symbol = next(s for s in shown["symbols"] if s["code"] == host and s["kind"] == "host")
    assert symbol["persons"] == persons
    assert f"{persons:,} people" in symbol["tip"][0]


@pytest.mark.parametrize(("series", "year", "host", "persons", "address"), SINGLE)
def test_single_figure_stands_beside(
    record: pd.DataFrame, series: Series, year: int, host: str, persons: int, address: str
) -> None:
    chosen = choose(record, series, [year])
    row = chosen.loc[(chosen["host_key"] == host) & (chosen["persons"] == persons)]
    assert row["source_url"].tolist() == [address]


def test_returns_of_2002_are_the_publishers(record: pd.DataFrame) -> None:
    series = Series("returned_refugees", "flow", "AFG", "PAK")
    chosen = choose(record, series, [2002])
    assert chosen.loc[chosen["rank"] == 0, "persons"].tolist() == [1_569_248]


@pytest.mark.parametrize("year", range(2010, 2026))
def test_provinces_with_their_villages_make_up_the_country(record: pd.DataFrame, year: int) -> None:
    """UNHCR publishes both: the sum over places is the country's total, to the person."""
    chosen = choose(record, AFGHAN, [year])
    country = chosen.loc[(chosen["host_level"] == "country") & (chosen["rank"] == 0), "persons"]
    assert by_province(chosen)["persons"].sum() == country.iloc[0]


def test_khyber_pakhtunkhwa_of_2023_adds_its_villages_to_its_own_row(record: pd.DataFrame) -> None:
    """Own row 169,889 urban + 424,091 dispersed = 593,980, as published; villages come on top."""
    sums = by_province(choose(record, AFGHAN, [2023])).set_index("host_province")
    assert sums.loc["PK5", "own_row"] == 593_980
    assert sums.loc["PK5", "persons"] == 593_980 + sums.loc["PK5", "parts_persons"]
    assert sums.loc["PK5", "parts"] > 40
    assert sums["persons"].sum() == 1_987_717
