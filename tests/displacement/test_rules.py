"""What may be added, what is drawn, what stays beside it, and what a missing year is."""

from __future__ import annotations

import pandas as pd
import pytest

from borderlands.analysis import displacement as d
from borderlands.analysis.displacement_flows import by_crossing, periodic, running_counts
from borderlands.analysis.displacement_lines import stock_lines
from borderlands.analysis.displacement_provinces import by_province
from borderlands.analysis.displacement_routes import (
    beside_matrix,
    left_out,
    matrix,
    origins_named,
    routes,
    sites,
)
from borderlands.errors import MeasureError

from .conftest import figure, table

KHOST, PAKTIKA = ("AF14", "Khost"), ("AF12", "Paktika")
PAKISTAN = ("PAK", "")
WAZIR = ("PK525", "North Waziristan")
OCHA = ("OCHA", "https://example.org/ocha")
PAPER = ("Dawn", "https://example.org/dawn")
FLIGHT = d.Series("refugees", "stock", "PAK", "AFG")
HOSTED = d.Series("refugees", "stock", "AFG", "PAK")
KP = ("PK5", "Khyber Pakhtunkhwa, outside refugee villages")


def seen(districts: pd.DataFrame, *rows: dict[str, object]) -> pd.DataFrame:
    return d.figures(table(*rows), districts)


def test_stock_and_flow_are_never_added(districts: pd.DataFrame) -> None:
    record = seen(
        districts,
        figure(2014, KHOST, 10),
        figure(2014, KHOST, 5, measure="flow", start="2014-01-01"),
    )
    with pytest.raises(MeasureError, match="cannot add stock and flow: a stock counts people on"):
        d.total(record)


def test_stocks_of_two_years_are_never_added(districts: pd.DataFrame) -> None:
    record = seen(districts, figure(2014, KHOST, 10), figure(2015, KHOST, 9))
    with pytest.raises(MeasureError, match=r"different years \(2014, 2015\)"):
        d.total(record)


def test_two_figures_of_one_place_are_never_added(districts: pd.DataFrame) -> None:
    record = seen(districts, figure(2014, KHOST, 10), figure(2014, KHOST, 12, source=OCHA))
    with pytest.raises(MeasureError, match="2 figures for Khost, 2014: they count the same people"):
        d.total(record)


def test_a_whole_and_its_part_are_never_added(districts: pd.DataFrame) -> None:
    flow = {"measure": "flow", "start": "2025-01-01"}
    record = seen(
        districts,
        figure(2025, PAKISTAN, 100, group="returnees_all", **flow),
        figure(2025, PAKISTAN, 20, group="deportees", **flow),
    )
    with pytest.raises(MeasureError, match="Returnees, all groups and Deported people"):
        d.total(record)


def test_flows_that_overlap_are_never_added(districts: pd.DataFrame) -> None:
    def flow(start: str, end: str, persons: int) -> dict[str, object]:
        year = int(end[:4])
        return figure(year, PAKISTAN, persons, measure="flow", start=start, day=end)

    apart = seen(
        districts, flow("2025-01-01", "2025-01-31", 3), flow("2025-02-01", "2025-02-28", 4)
    )
    assert d.total(apart) == 7
    over = seen(districts, flow("2025-01-01", "2025-02-10", 3), flow("2025-02-01", "2025-02-28", 4))
    with pytest.raises(MeasureError, match="count the same people"):
        d.total(over)


def test_flows_without_a_day_count_for_their_whole_year(districts: pd.DataFrame) -> None:
    year = figure(2025, PAKISTAN, 9, measure="flow")
    march = figure(2025, PAKISTAN, 2, measure="flow", start="2025-03-01", day="2025-03-31")
    record = seen(districts, year, march)
    record.loc[record["persons"] == 9, ["reference_date", "period_start"]] = pd.NaT
    with pytest.raises(MeasureError, match="count the same people"):
        d.total(record)


@pytest.mark.parametrize("part", [KP, ("PK526", "Nowshera")])
def test_a_place_and_what_lies_in_it_are_never_added(
    districts: pd.DataFrame, part: tuple[str, str]
) -> None:
    record = seen(districts, figure(2014, PAKISTAN, 10), figure(2014, part, 4))
    with pytest.raises(MeasureError, match="the first holds the second"):
        d.total(record)


def test_hosts_of_one_year_may_be_added(districts: pd.DataFrame) -> None:
    record = seen(districts, figure(2014, KHOST, 10), figure(2014, PAKTIKA, 5))
    assert d.total(record) == 15


def test_villages_are_added_to_their_province_exactly_once(districts: pd.DataFrame) -> None:
    village = figure(2020, ("PK526", "Akora Khattak refugee village"), 30)
    record = seen(
        districts,
        figure(2020, KP, 100),
        village,
        dict(village),
        figure(2020, ("PK5", "Panian refugee village"), 7),
        figure(2020, ("PK526", "Nowshera"), 55, source=OCHA),
        figure(2020, PAKISTAN, 137, quality="end of year"),
    )
    sums = by_province(record)
    assert sums[
        ["host_province", "persons", "own_row", "parts", "parts_persons"]
    ].to_numpy().tolist() == [["PK5", 137, 100, 2, 37]]
    drawn = routes(record, HOSTED)
    assert drawn[["host_key", "host_name", "persons", "parts"]].to_numpy().tolist() == [
        ["PK5", "Khyber Pakhtunkhwa", 137, 2]
    ]
    assert d.total(drawn) == 137


def test_province_known_by_its_villages_only(districts: pd.DataFrame) -> None:
    record = seen(districts, figure(2008, ("PK526", "Akora refugee village"), 30))
    assert routes(record, HOSTED)["persons"].tolist() == [30]
    assert sites(record, HOSTED)["persons"].tolist() == [30]


def test_provinces_of_flows_raise(districts: pd.DataFrame) -> None:
    record = seen(districts, figure(2020, KP, 100, measure="flow", start="2020-01-01"))
    with pytest.raises(MeasureError, match="stocks only"):
        by_province(record)


def test_rule_draws_one_figure_and_keeps_the_others(districts: pd.DataFrame) -> None:
    record = seen(
        districts,
        figure(2015, KHOST, 161, origin=PAKISTAN),
        figure(2015, KHOST, 174, origin=WAZIR, day="2015-04-08", source=OCHA),
        figure(2015, KHOST, 300, origin=WAZIR, day="2015-12-31", source=PAPER),
    )
    one = d.drawn(d.choose(record, FLIGHT), ("host_key",))
    assert one["persons"].tolist() == [161]
    assert one[["others", "others_low", "others_high"]].to_numpy().tolist() == [[2, 161, 300]]
    beside = d.side_by_side(d.choose(record, FLIGHT))
    assert beside["persons"].tolist() == [161, 174, 300]
    assert beside["is_drawn"].tolist() == [True, False, False]


def test_without_the_series_the_latest_figure_is_drawn(districts: pd.DataFrame) -> None:
    record = seen(
        districts,
        figure(2014, KHOST, 6_452, day="2014-06-20", source=OCHA),
        figure(2014, KHOST, 95_000, day="2014-06-30", source=PAPER),
    )
    assert d.drawn(record, ("host_key",))["persons"].tolist() == [95_000]


def test_cumulative_caseloads_are_listed_not_drawn(districts: pd.DataFrame) -> None:
    record = seen(districts, figure(2016, KHOST, 1_000, source=OCHA, quality="about; cumulative"))
    assert d.drawn(record).empty
    assert len(d.choose(record, d.Series("refugees", "stock"))) == 1


def test_years_without_a_figure_are_gaps_not_zeros(districts: pd.DataFrame) -> None:
    record = seen(
        districts,
        *(figure(year, KHOST, n, origin=PAKISTAN) for year, n in ((2010, 5), (2011, 6), (2014, 7))),
    )
    years = d.by_year(d.choose(record, FLIGHT), 2010, 2014)
    assert years["persons"].isna().tolist() == [False, False, True, True, False]
    assert 0 not in years["persons"].dropna().tolist()
    assert years["run"].nunique() == 2
    lines, others = stock_lines(record, FLIGHT)
    assert lines["run"].nunique() == 2
    assert others.empty
    with pytest.raises(MeasureError, match="several figures for 2014"):
        d.by_year(pd.concat([record, record]).loc[lambda f: f["year"] == 2014], 2010, 2014)


def test_figures_in_families_are_listed_never_converted(districts: pd.DataFrame) -> None:
    record = seen(districts, figure(2014, KHOST, None, families=300, origin=WAZIR, source=OCHA))
    assert d.choose(record, FLIGHT).empty
    assert d.choose(record, FLIGHT, families=True)["families"].tolist() == [300]


def test_routes_and_what_is_left_out_balance(districts: pd.DataFrame) -> None:
    record = seen(
        districts,
        figure(2014, KHOST, 193, origin=PAKISTAN),
        figure(2014, KHOST, 90, origin=WAZIR, day="2014-06-26", source=OCHA),
        figure(2014, ("AFG", "Khost and Paktika"), 291, origin=WAZIR, source=OCHA),
        figure(2014, ("AF1403", "Gulan camp"), 40, origin=WAZIR, day="2014-10-31", source=OCHA),
        figure(2014, ("AFG", ""), 300, origin=PAKISTAN, quality="end of year"),
    )
    drawn, parts = routes(record, FLIGHT), sites(record, FLIGHT)
    left = left_out(record, FLIGHT, drawn, parts)
    assert drawn["persons"].tolist() == [193]
    assert drawn["named_origin"].tolist() == ["PK525"]
    assert parts["persons"].tolist() == [40]
    assert sorted(left["persons"]) == [90, 291, 300]
    assert len(drawn) + len(parts) + len(left) == len(record)
    assert matrix(record, FLIGHT)["persons"].tolist() == [90, 40]
    assert beside_matrix(record, FLIGHT)["persons"].tolist() == [291]


def test_origin_is_named_only_when_reports_agree(districts: pd.DataFrame) -> None:
    two = seen(
        districts,
        figure(2014, KHOST, 90, origin=WAZIR, source=OCHA),
        figure(2015, KHOST, 80, origin=("PK526", "Nowshera"), source=OCHA),
    )
    assert origins_named(two, FLIGHT) == {}


def test_flows_by_month_skip_running_counts_and_single_crossings(districts: pd.DataFrame) -> None:
    back = d.Series("returnees_all", "flow", "AFG", "PAK")
    flow = {"group": "returnees_all", "measure": "flow", "source": OCHA, "quality": ""}
    record = seen(
        districts,
        figure(2025, PAKISTAN, 143, start="2025-08-01", day="2025-08-31", **flow),
        figure(
            2025, PAKISTAN, 90, start="2025-08-01", day="2025-08-31", crossing="Torkham", **flow
        ),
        *(
            figure(2025, PAKISTAN, n, start="2023-09-15", day=f"2025-{month:02d}-28", **flow)
            for month, n in ((8, 900), (9, 950), (10, 990))
        ),
    )
    assert periodic(record, back, "month")["persons"].tolist() == [143]
    assert periodic(record, back, "year").empty
    assert running_counts(record, back)["persons"].tolist() == [900, 950, 990]
    assert by_crossing(record, back)["persons"].tolist() == [90]
    assert routes(record, back)["persons"].tolist() == [143]


def test_years_that_name_few_places_draw_no_province(districts: pd.DataFrame) -> None:
    record = seen(
        districts,
        figure(2003, KP, 20),
        figure(2003, PAKISTAN, 100, quality="end of year"),
        figure(2010, KP, 95),
        figure(2010, PAKISTAN, 100, quality="end of year"),
    )
    drawn = routes(record, HOSTED)
    assert drawn[["year", "host_level", "persons"]].to_numpy().tolist() == [
        [2003, "country", 100],
        [2010, "admin1", 95],
    ]


def test_flow_of_the_whole_country_goes_before_a_part(districts: pd.DataFrame) -> None:
    back = d.Series("returned_refugees", "flow", "AFG", "PAK")
    flow = {"group": "returned_refugees", "measure": "flow", "start": "2025-01-01"}
    part = ("PK5", "Khyber Pakhtunkhwa")
    record = seen(
        districts,
        figure(2025, PAKISTAN, 558, quality="returned during the year", **flow),
        figure(2025, part, 89, source=OCHA, day="2025-09-09", **flow),
    )
    assert routes(record, back)["persons"].tolist() == [558]
