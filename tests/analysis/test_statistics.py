"""Comparison, trend, change points, hot spots, border distance, dossier: by hand or by design."""

from __future__ import annotations

import datetime as dt
import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from esda.getisord import G_Local
from shapely.geometry import LineString, box

from borderlands.analysis import comparison
from borderlands.analysis.border_distance import border_km, profile
from borderlands.analysis.casualties import by_period
from borderlands.analysis.change_points import level_changes
from borderlands.analysis.dossier import deadliest, facts, long_run, moves
from borderlands.analysis.hot_spots import DRAWS, SEED, contiguity, hot_spots
from borderlands.analysis.periods import comparable_periods
from borderlands.analysis.trends import monthly_trend
from tests.analysis.records import incidents, killed

YEAR = dt.date(2024, 1, 1), dt.date(2024, 12, 31)


def side(name: str, *tolls: int, days: int = 365) -> comparison.Side:
    """One incident every few days with these tolls."""
    start = dt.date(2023, 1, 1)
    record = incidents(
        *(
            killed(toll, event_date=pd.Timestamp(start) + pd.Timedelta(days=k * days // len(tolls)))
            for k, toll in enumerate(tolls)
        )
    )
    return comparison.Side(name, record, start, start + dt.timedelta(days=days - 1))


def row(table: pd.DataFrame, measure: str) -> pd.Series:
    return table.loc[table["measure"] == measure].iloc[0]


def test_ratio_of_rates_allows_for_unequal_spans() -> None:
    table = comparison.ratios(side("A", *[2] * 40), side("B", *[2] * 40, days=730))
    assert row(table, "incidents")["ratio"] == pytest.approx(0.5)
    assert row(table, "fatalities_best")["ratio"] == pytest.approx(0.5)


def test_equal_sides_are_not_told_apart() -> None:
    first, second = side("A", *[1, 2, 3] * 10), side("B", *[3, 2, 1] * 10)
    table = comparison.ratios(first, second)
    assert not table["differs"].any()
    title = comparison.comparison_title(table, first, second)
    assert title == "People killed in B: 60; A: 60; not told from chance"
    said = comparison.difference_in_words(table, first, second, "incidents")
    assert said.startswith("Incidents: B (30) and A (30); the record does not tell the two apart")


def test_large_difference_is_told() -> None:
    first, second = side("A", *[1] * 20), side("B", *[5] * 80)
    table = comparison.ratios(first, second)
    killed_row = row(table, "fatalities_best")
    assert killed_row["ratio"] == pytest.approx(20)
    assert killed_row["low"] < 20 < killed_row["high"] and killed_row["differs"]
    title = comparison.comparison_title(table, first, second)
    assert title == "People killed in B: 400; A: 20; 20 times as many"


def test_no_ratio_in_the_title_of_a_small_side() -> None:
    first, second = side("A", 2, 2, 1), side("B", *[5] * 80)
    table = comparison.ratios(first, second)
    assert row(table, "fatalities_best")["differs"]
    title = comparison.comparison_title(table, first, second, "in incidents involving")
    assert title == "People killed in incidents involving B: 400; A: 5"
    said = comparison.difference_in_words(table, first, second, "fatalities_best")
    assert said.endswith(
        "B (400) and A (5); more than chance sets them apart, but a side is too small for a ratio."
    )


def test_totals_are_told_from_daily_rates() -> None:
    first, second = side("A", *[1, 40, 2] * 8), side("B", *[2, 35, 1] * 8, days=366)
    table = comparison.ratios(first, second)
    assert comparison.comparison_title(table, first, second) == (
        "People killed in B: 304 in all; A: 344 in all; "
        "daily rates not told from chance, since single attacks kill many"
    )
    said = comparison.difference_in_words(table, first, second, "fatalities_best")
    assert said.startswith("People killed: B (304 in all) and A (344 in all); the record does not ")
    assert "tell the two daily rates apart" in said


def test_few_incidents_take_the_exact_interval() -> None:
    # Clopper-Pearson for 12 of 15: 0.5191 to 0.9567; as odds 1.08 to 22.1.
    table = comparison.ratios(side("A", 1, 1, 1), side("B", *[1] * 12))
    incidents_row = row(table, "incidents")
    assert incidents_row["low"] == pytest.approx(0.5191 / 0.4809, rel=0.01)
    assert incidents_row["high"] == pytest.approx(0.9567 / 0.0433, rel=0.01)


def test_zeros_give_words_not_numbers() -> None:
    nobody = comparison.Side("A", incidents(), *YEAR)
    table = comparison.ratios(nobody, nobody)
    assert table["ratio"].isna().all() and not table["differs"].any()
    title = comparison.comparison_title(table, nobody, nobody)
    assert title == "Nobody reported killed in A or in A"
    some = comparison.ratios(nobody, side("B", *[3] * 12))
    assert np.isinf(row(some, "fatalities_best")["ratio"])
    assert "no ratio" in comparison.difference_in_words(some, nobody, side("B", 3), "incidents")


@pytest.mark.parametrize(("killings", "differs"), [(1, False), (2, False), (12, True)])
def test_a_side_without_deaths_is_no_certainty(killings: int, differs: bool) -> None:
    none, some = side("A", *[0] * 10), side("B", *[30] * killings)
    table = comparison.ratios(none, some)
    killed = row(table, "fatalities_best")
    assert np.isinf(killed["ratio"]) and np.isfinite(killed["low"])
    assert bool(killed["differs"]) is differs
    said = comparison.difference_in_words(table, none, some, "fatalities_best")
    assert ("does not tell the two apart" in said) is not differs
    back = row(comparison.ratios(some, none), "fatalities_best")
    assert back["ratio"] == 0 and back["low"] == 0
    assert back["high"] == pytest.approx(1 / killed["low"])


def test_an_interval_without_ends_is_no_number() -> None:
    # One deadly incident on either side: draws of both hold none at all.
    one, two = side("A", 9, 0, 0), side("B", 5)
    table = comparison.ratios(one, two)
    killed = row(table, "fatalities_best")
    assert killed["low"] == 0 and np.isinf(killed["high"])
    said = comparison.difference_in_words(table, one, two, "fatalities_best")
    assert said == "People killed: B (5) and A (9); the record does not tell the two apart."


def test_drawing_many_at_once_changes_no_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = side("A", *[1, 2, 5] * 500), side("B", *[1, 3, 9] * 520)
    fast = row(comparison.ratios(first, second), "fatalities_best")
    monkeypatch.setattr(comparison, "MANY", 10**9)
    slow = row(comparison.ratios(first, second), "fatalities_best")
    for name in ("low", "high"):
        assert fast[name] == pytest.approx(slow[name], rel=0.02)


def test_dispersion_is_one_for_even_counts_and_grows_with_clusters() -> None:
    even, cluster = side("A", *[1] * 104), side("B", *[1] * 52)
    bunched = cluster.incidents.copy()
    bunched["event_date"] = pd.Timestamp("2023-03-01")
    assert comparison.dispersion((even, even)) == 1
    clustered = comparison.Side("B", bunched, cluster.start, cluster.end)
    assert comparison.dispersion((even, clustered)) > 5


def test_dispersion_widens_the_interval() -> None:
    even = side("A", *[1] * 52)
    bunched = even.incidents.assign(event_date=pd.Timestamp("2023-03-01"))
    clustered = comparison.Side("B", bunched, even.start, even.end)
    narrow = row(comparison.ratios(even, even), "incidents")
    wide = row(comparison.ratios(even, clustered), "incidents")
    assert wide["high"] / wide["low"] > 2 * narrow["high"] / narrow["low"]


def months(counts: list[int], start: str = "2021-01-01") -> pd.DataFrame:
    """Complete months with these counts."""
    first = pd.Timestamp(start)
    rows = [
        {"event_date": first + pd.DateOffset(months=place)}
        for place, count in enumerate(counts)
        for _ in range(count)
    ]
    end = first + pd.DateOffset(months=len(counts)) - pd.Timedelta(days=1)
    return by_period(incidents(*rows), "month", first.date(), end.date())


def test_trend_finds_growth_it_was_given() -> None:
    generator = np.random.default_rng(7)
    expected = 5 * 1.5 ** (np.arange(48) / 12)
    trend = monthly_trend(months(generator.poisson(expected).tolist()), "incidents", "incidents")
    assert trend.yearly_low < 1.5 < trend.yearly_high
    assert trend.says.startswith("Monthly incidents rose by")
    assert (trend.fitted["expected_low"] <= trend.fitted["expected"]).all()


def test_flat_series_has_no_clear_trend() -> None:
    generator = np.random.default_rng(3)
    trend = monthly_trend(months(generator.poisson([8.0] * 48).tolist()), "incidents", "incidents")
    assert trend.yearly_low <= 1 <= trend.yearly_high
    assert "no clear trend" in trend.says


@pytest.mark.parametrize("counts", [[5] * 6, [0] * 30, [1] * 20])
def test_too_little_gives_no_trend(counts: list[int]) -> None:
    trend = monthly_trend(months(counts), "incidents", "incidents")
    assert trend.fitted.empty and trend.says.startswith("No trend")


def test_level_change_is_found_where_it_is() -> None:
    found = level_changes(months([4, 5, 6, 5] * 4 + [20, 22, 19, 21] * 4), "incidents", "incidents")
    assert found.levels["start"].dt.strftime("%Y-%m").tolist() == ["2021-01", "2022-05"]
    assert found.levels["mean"].tolist() == pytest.approx([5, 20.5])
    assert found.levels["firm"].all()
    assert (
        "May 2022 (5.0 to 21 a month)" in found.says or "May 2022 (5.0 to 20 a month)" in found.says
    )


def test_steady_series_has_no_change() -> None:
    found = level_changes(months([4, 5, 6, 5] * 8), "incidents", "incidents")
    assert len(found.levels) == 1
    assert found.says.startswith("No abrupt change of level")
    # A trend may lie in it, which another figure tells.
    assert "mean is 5.0 incidents a month" in found.says and "throughout" not in found.says
    assert "is looked for" in level_changes(months([3] * 4), "incidents", "incidents").says


def test_months_with_few_reports_are_not_complete() -> None:
    table = comparable_periods(months([1] * 6, "2026-01-01"))
    assert table["complete"].tolist() == [True, True, False, False, False, False]


@pytest.fixture
def grid() -> gpd.GeoDataFrame:
    """Eight by eight districts; the border runs between the fourth and fifth column."""
    shapes, rows = [], []
    for x in range(8):
        for y in range(8):
            shapes.append(box(69 + x / 4, 32 + y / 4, 69.25 + x / 4, 32.25 + y / 4))
            rows.append(
                {
                    "admin2_code": f"{'AF' if x < 4 else 'PK'}{x}{y}",
                    "admin2_name": f"D{x}{y}",
                    "admin2_name_local": "دت" if x < 4 else "",
                    "alternative_names": "One|Two",
                    "admin1_code": "A",
                    "admin1_name": "Province",
                    "country": "AFG" if x < 4 else "PAK",
                    "role": "core",
                    "population": 1000.0 if x >= 4 else None,
                    "population_year": 2023.0 if x >= 4 else None,
                    "population_source": "Census" if x >= 4 else "",
                    "area_km2": 600.0,
                }
            )
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")


@pytest.fixture
def boundary() -> gpd.GeoDataFrame:
    line = LineString([(70, 32), (70, 34)])
    return gpd.GeoDataFrame({"name": ["border"]}, geometry=[line], crs="EPSG:4326")


def placed(code: str, toll: int = 1, **more: object) -> dict[str, object]:
    return {"admin2_code": code, "fatalities_best": toll, **more}


def in_grid(*rows: dict[str, object]) -> pd.DataFrame:
    """A record in the grid's districts."""
    record = incidents(*({k: v for k, v in row.items() if k != "admin2_code"} for row in rows))
    codes = [str(row["admin2_code"]) for row in rows]
    order = record["incident_id"].str[1:].astype(int)
    record["admin2_code"] = [codes[place] for place in order]
    record["country"] = [
        "PAK" if code.startswith("PK") else "AFG" for code in record["admin2_code"]
    ]
    return record


def test_neighbours_cross_the_border(grid: gpd.GeoDataFrame) -> None:
    weights = contiguity(grid)
    assert "PK44" in weights.neighbors["AF34"]


def test_hot_spot_across_the_border_is_found(grid: gpd.GeoDataFrame) -> None:
    hot = [f"AF3{y}" for y in (3, 4, 5)] + [f"PK4{y}" for y in (3, 4, 5)]
    quiet = ["AF00", "AF17", "PK70", "PK77", "AF11", "PK62", "AF06"]
    record = in_grid(*(placed(code, 30) for code in hot), *(placed(code, 1) for code in quiet))
    found = hot_spots(record, grid)
    kinds = found.districts.set_index("admin2_code")["kind"]
    assert kinds["PK44"] == "hot" and kinds["AF34"] == "hot"
    assert kinds["PK70"] == "none"
    assert "on both sides of the border" in found.says
    assert (found.districts["q"] >= found.districts["p"] - 1e-12).all()


def test_hot_spots_are_those_of_the_published_code(grid: gpd.GeoDataFrame) -> None:
    codes = list(grid["admin2_code"])
    record = in_grid(*(placed(code, 1 + 7 * place % 31) for place, code in enumerate(codes)))
    found = hot_spots(record, grid).districts
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = G_Local(
            found["value"].to_numpy(),
            contiguity(grid),
            transform="B",
            star=True,
            permutations=DRAWS,
            seed=SEED,
            n_jobs=1,
        )
    upper = (1 + (theirs.rGs >= theirs.Gs[:, None]).sum(axis=1)) / (DRAWS + 1)
    assert found["p"].to_numpy() == pytest.approx(upper, abs=1e-12)
    assert found["z"].to_numpy() == pytest.approx(theirs.z_sim, abs=1e-9)


def test_few_districts_give_no_hot_spot(grid: gpd.GeoDataFrame) -> None:
    found = hot_spots(in_grid(placed("AF34", 50)), grid)
    assert found.says.startswith("No hot spot is looked for")
    assert (found.districts["kind"] == "none").all()


def test_signed_distance(boundary: gpd.GeoDataFrame) -> None:
    # At 33 N a tenth of a degree of longitude is 9.33 km.
    record = in_grid(
        placed("PK44", 5, longitude=70.1, latitude=33.0),
        placed("AF34", 7, longitude=69.9, latitude=33.0),
        placed("PK44", 9, longitude=70.1, latitude=33.0, location_level="admin2"),
        placed("PK54", 2, longitude=70.5, latitude=33.0),
    ).sort_values("incident_id")
    distance = border_km(record, boundary)
    assert distance.iloc[0] == pytest.approx(9.33, abs=0.1)
    assert distance.iloc[1] == pytest.approx(-9.33, abs=0.1)
    assert np.isnan(distance.iloc[2])
    found = profile(record, boundary)
    assert (found.placed, found.left_out, found.left_out_deaths) == (3, 1, 9)
    assert found.bands["fatalities_best"].sum() == 14
    bands = found.bands.set_index(["country", "band"])["fatalities_best"]
    assert bands["PAK", "0–10 km"] == 5 and bands["AFG", "0–10 km"] == 7
    assert bands["PAK", "25–50 km"] == 2
    assert found.placed + found.left_out == len(record)


def test_the_border_sentence_leads_with_the_side_that_has_the_dead(
    boundary: gpd.GeoDataFrame,
) -> None:
    afghan = {"longitude": 69.9, "latitude": 33.0}
    far = placed("PK54", 40, longitude=70.5, latitude=33.0)

    def says(*rows: dict[str, object]) -> str:
        return profile(in_grid(*rows), boundary).says

    assert says(placed("AF34", 7, **afghan)) == (
        "On the Afghan side all 7 people killed at a known place died within 25 km of the border."
    )
    assert says(placed("AF34", 30, **afghan), far) == (
        "On the Pakistani side none of 40 people killed at a known place died within 25 km of the "
        "border; on the Afghan side all 30."
    )
    assert says(placed("AF34", 0, **afghan)) == "Nobody was killed at a known place."


def test_facts_of_a_district(grid: gpd.GeoDataFrame, boundary: gpd.GeoDataFrame) -> None:
    known = facts("PK44", grid, boundary)
    assert known.border_km == 0 and known.population == 1000
    assert len(known.neighbours) == 8
    assert ("AF34", "D34") in known.neighbours
    assert "Adjoins the border" in " ".join(known.in_words())
    far = facts("AF14", grid, boundary)
    # Three quarters of a degree less its own width lie between: two columns of 23.3 km.
    assert far.border_km == pytest.approx(46.7, abs=0.5)
    assert far.local_name == "دت"
    assert "Population not known" in " ".join(far.in_words())
    with pytest.raises(KeyError):
        facts("XX99", grid, boundary)


def test_deadliest_leaves_out_zero_and_unknown() -> None:
    record = incidents(killed(0), {}, killed(3, high=9), killed(3), killed(8))
    assert deadliest(record)["fatalities_high"].tolist() == [8, 9, 3]


def test_moves_keep_the_latest_of_each_kind() -> None:
    base = {
        "origin_code": "PK1",
        "origin_name": "Alpha",
        "host_code": "",
        "host_name": "Khost",
        "population_group": "refugees",
        "quality": "",
        "source_publisher": "UNHCR",
        "source_url": "https://unhcr.org/1",
    }
    table = pd.DataFrame(
        [
            base | {"year": 2014, "reference_date": "2014-12-31", "measure": "stock", "persons": 9},
            base | {"year": 2015, "reference_date": "2015-12-31", "measure": "stock", "persons": 5},
            base | {"year": 2015, "reference_date": None, "measure": "flow", "persons": 2},
            base
            | {"year": 2016, "reference_date": "2016-01-01", "measure": "flow", "persons": None},
            base | {"origin_code": "PK2", "year": 2017, "reference_date": None, "persons": 1},
        ]
    )
    table["reference_date"] = pd.to_datetime(table["reference_date"]).astype("datetime64[ns]")
    found = moves(table, "PK1")
    assert found["persons"].tolist() == [5, 2]
    assert found["direction"].tolist() == ["from", "from"]
    assert moves(table, "PK9").empty


def test_long_run_has_zeros_but_no_years_beyond_the_source() -> None:
    ucdp = pd.DataFrame(
        {
            "admin2_code": ["PK1", "PK2", "AF1"],
            "year": [2000, 2003, 2010],
            "events": [1, 1, 1],
            "deaths_low": [1, 1, 1],
            "deaths_best": [2, 1, 1],
            "deaths_high": [4, 1, 1],
        }
    )
    years = long_run(ucdp, "PK1", "Pakistan")
    assert years["year"].tolist() == list(range(1989, 2004))
    assert years["deaths_best"].tolist() == [0] * 11 + [2, 0, 0, 0]
