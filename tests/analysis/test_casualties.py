"""Sums, periods, breakdowns, ranks: by hand and by property."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borderlands import vocabulary as words
from borderlands.analysis import breakdowns, periods
from borderlands.analysis.casualties import (
    PERIOD_CODES,
    Frequency,
    by_district,
    by_group,
    by_period,
    period_places,
    toll,
)
from borderlands.analysis.selections import (
    TOLL,
    Selection,
    leave_out_military_only,
    select,
    with_victims,
)
from borderlands.data import load
from borderlands.settings import settings as places
from tests.analysis.records import DISTRICTS, incidents, killed, records

START, END = dt.date(2021, 1, 1), dt.date(2025, 12, 31)
FEW = settings(max_examples=40)


@pytest.fixture
def record() -> pd.DataFrame:
    """Six incidents: 10 (8–12), 5, 0, unknown, 3 without district, 12 in a second district."""
    return incidents(
        killed(10, 8, 12, event_date="2024-01-05", fatalities_civilians=4, fatalities_security=3),
        killed(5, event_date="2024-01-20", event_type="ied", fatalities_militants=5),
        killed(0, event_date="2024-02-01"),
        {"event_date": "2024-02-10"},
        killed(3, event_date="2024-04-02", admin2_code="", admin2_name=""),
        killed(12, 12, 15, event_date="2024-04-30", admin2_code="PK2", event_type="suicide_attack"),
    )


def test_toll_by_hand(record: pd.DataFrame) -> None:
    total = toll(record)
    assert (total.incidents, total.low, total.best, total.high) == (6, 28, 30, 35)
    # 3 of the first incident, 3 and 12 unsplit.
    assert total.victims == {"civilians": 4, "security": 3, "militants": 5, "unknown": 18}
    assert total.unknown_toll == 1


def test_periods_by_hand(record: pd.DataFrame) -> None:
    table = by_period(record, "month", dt.date(2024, 1, 5), dt.date(2024, 4, 30))
    assert table["fatalities_best"].tolist() == [15, 0, 0, 15]
    assert table["incidents"].tolist() == [2, 2, 0, 2]
    assert table["complete"].tolist() == [False, True, True, True]
    assert table["period_start"].iloc[0] == pd.Timestamp("2024-01-05")


def test_average_takes_complete_periods_only() -> None:
    values = pd.Series([3, 6, 9, 100])
    complete = pd.Series([True, True, True, False])
    got = periods.moving_average(values, complete, 3)
    assert np.isnan(got[:2]).all() and got[2] == 6 and np.isnan(got[3])
    assert periods.moving_average(values, complete, 0).isna().all()


def test_cumulative_by_hand() -> None:
    table = periods.cumulative(
        incidents(
            killed(2, event_date="2019-05-05"),
            killed(4, 3, 5, event_date="2021-03-01"),
            killed(1, event_date="2021-12-31"),
            killed(7, event_date="2022-02-28"),
        ),
        dt.date(2022, 3, 1),
    )
    last = table.groupby("year").last()
    assert last.loc[2021, list(TOLL)].tolist() == [4, 5, 6]
    assert last.loc[2022, "fatalities_best"] == 7
    assert last.loc[2022, "day"] == pd.Timestamp("2000-03-01")
    assert table.loc[table["year"] == 2021, "fatalities_best"].iloc[0] == 0


def test_methods_by_hand(record: pd.DataFrame) -> None:
    table = periods.method_shares(record, "year", dt.date(2024, 1, 1), dt.date(2025, 12, 31))
    suicide = table.loc[table["event_type"] == "suicide_attack"]
    assert suicide["share"].iloc[0] == pytest.approx(1 / 6)
    assert suicide["total"].tolist() == [6, 0]
    assert np.isnan(suicide["share"].iloc[1])


def test_civilian_share_by_hand(record: pd.DataFrame) -> None:
    table = periods.civilian_share(record, "year", dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    row = table.iloc[0]
    assert row["share_low"] == pytest.approx(4 / 30)
    assert row["share_high"] == pytest.approx(22 / 30)


def test_lethality_leaves_out_unknown_tolls(record: pd.DataFrame) -> None:
    table = breakdowns.by_code(record, "event_type", words.EVENT_TYPES).set_index("code")
    attack = table.loc["armed_attack"]
    assert (attack["incidents"], attack["known_toll"]) == (4, 3)
    assert attack["deaths_per_incident_best"] == pytest.approx(13 / 3)
    assert not attack["enough"]


def test_ranks_that_depend_on_the_estimate() -> None:
    record = incidents(
        killed(10, 8, 12, admin2_code="PK1"),
        killed(9, 9, 11, admin2_code="PK2"),
        killed(5, admin2_code="PK3"),
        killed(5, admin2_code="AF1"),
    )
    table = breakdowns.ranking(record, DISTRICTS).set_index("admin2_code")
    assert table["rank"].to_dict() == {"PK1": 1, "PK2": 2, "AF1": 3, "PK3": 3}
    assert table.loc["PK1", ["rank_first", "rank_last"]].tolist() == [1, 2]
    assert table.loc["PK2", ["rank_first", "rank_last"]].tolist() == [1, 2]
    # Equal and certain: both are third, whatever the estimate.
    assert not table.loc[["PK3", "AF1"], "rank_depends"].any()


def test_unknown_tolls_have_no_rank() -> None:
    record = incidents(
        killed(3, admin2_code="PK1"), killed(0, admin2_code="PK2"), killed(None, admin2_code="PK3")
    )
    table = breakdowns.ranking(record, DISTRICTS)
    assert table["admin2_code"].tolist() == ["PK1", "PK2"]
    known = by_district(record, DISTRICTS).set_index("admin2_code")["known_toll"]
    assert known[["PK1", "PK2", "PK3"]].tolist() == [1, 1, 0]


def test_rates_by_hand_leave_out_unknown_populations() -> None:
    record = incidents(
        killed(10, admin2_code="PK1"), killed(10, admin2_code="PK3"), killed(99, admin2_code="AF1")
    )
    table = breakdowns.ranking(record, DISTRICTS, per_100k=True)
    assert table["admin2_code"].tolist() == ["PK3", "PK1"]
    assert table["best"].tolist() == [20, 10]


def test_district_periods_by_hand(record: pd.DataFrame) -> None:
    cells = breakdowns.district_periods(
        record, DISTRICTS, "month", dt.date(2024, 1, 1), dt.date(2024, 4, 30)
    )
    grid = cells.pivot(index="admin2_name", columns="period_start", values="fatalities_best")
    assert grid.loc["Alpha"].tolist() == [15, 0, 0, 0]
    assert grid.loc["Beta"].tolist() == [0, 0, 0, 12]
    assert cells.attrs["incidents"] == 5


@FEW
@given(records())
def test_any_grouping_keeps_the_total(record: pd.DataFrame) -> None:
    total = toll(record)
    for column in ("event_type", "actor1_group", "target", "country", "admin2_code"):
        sums = by_group(record, column)
        assert sums["incidents"].sum() == total.incidents
        assert [sums[name].sum() for name in TOLL] == [total.low, total.best, total.high]
    for frequency in ("week", "month", "quarter", "year"):
        table = by_period(record, frequency, START, END)  # type: ignore[arg-type]
        assert table["fatalities_best"].sum() == total.best
        assert table["incidents"].sum() == total.incidents
    assert sum(total.victims.values()) == total.best


@FEW
@given(records())
def test_low_best_high_stay_in_order(record: pd.DataFrame) -> None:
    tables = [
        by_group(record, "event_type"),
        by_period(record, "month", START, END),
        by_district(record, DISTRICTS),
        periods.cumulative(record, END),
        breakdowns.district_periods(record, DISTRICTS, "quarter", START, END),
    ]
    for table in tables:
        assert (table["fatalities_low"] <= table["fatalities_best"]).all()
        assert (table["fatalities_best"] <= table["fatalities_high"]).all()
    ranks = breakdowns.ranking(record, DISTRICTS)
    assert (ranks["rank_first"] <= ranks["rank"]).all()
    assert (ranks["rank"] <= ranks["rank_last"]).all()


@FEW
@given(records(), st.sampled_from(list(words.EVENT_TYPES)[:8]), st.booleans())
def test_filtering_commutes_with_grouping(record: pd.DataFrame, kind: str, without: bool) -> None:
    chosen = Selection(START, END, event_types=(kind,), without_military_only=without)
    whole = Selection(START, END, without_military_only=without)
    filtered = by_group(select(record, chosen, DISTRICTS), ["event_type", "admin2_code"])
    grouped = by_group(select(record, whole, DISTRICTS), ["event_type", "admin2_code"])
    grouped = grouped.loc[grouped["event_type"] == kind].reset_index(drop=True)
    order = ["event_type", "admin2_code"]
    pd.testing.assert_frame_equal(
        filtered.sort_values(order, ignore_index=True),
        grouped.sort_values(order, ignore_index=True),
        check_dtype=False,
    )


@FEW
@given(records())
def test_ranks_hold_for_every_choice_of_estimates(record: pd.DataFrame) -> None:
    table = breakdowns.ranking(record, DISTRICTS)
    for name in ("low", "best", "high"):
        rank = table[name].rank(ascending=False, method="min")
        assert (rank >= table["rank_first"]).all()
        assert (rank <= table["rank_last"]).all()


@FEW
@given(records())
def test_the_last_day_of_each_line_is_the_years_toll(record: pd.DataFrame) -> None:
    lines = periods.cumulative(record, END)
    for year, line in lines.groupby("year"):
        rows = record.loc[record["event_date"].dt.year == year]
        assert line["fatalities_best"].iloc[-1] == toll(rows).best
        assert line["fatalities_best"].is_monotonic_increasing


@FEW
@given(
    records(),
    st.sampled_from([(), ("PK1", "AFA"), ("AFG",), ("PKA",)]),
    st.sampled_from([(), ("TTP",), ("pakistan_forces", "AFG_forces")]),
    st.integers(0, 5),
    st.sampled_from([(), ("civilians",), ("militants", "unknown")]),
    st.integers(0, 800),
)
def test_a_selection_holds_the_rows_that_fit_one_by_one(
    record: pd.DataFrame,
    areas: tuple[str, ...],
    actors: tuple[str, ...],
    least: int,
    victims: tuple[str, ...],
    later: int,
) -> None:
    start = START + dt.timedelta(days=later)
    chosen = Selection(
        start, END, areas=areas, actors=actors, fatalities_min=least, victims=victims
    )
    held = {"PK1": {"PK1"}, "AFA": {"AF1", "AF2"}, "AFG": {"AF1", "AF2"}}
    held["PKA"] = {"PK1", "PK2", "PK3"}
    codes = set().union(*(held[area] for area in areas))
    wholes = {"AFA": "South", "AFG": "South", "PKA": "North"}
    names = {wholes[area] for area in areas if area in wholes}
    fit = []
    for row in record.itertuples():
        best = 0 if pd.isna(row.fatalities_best) else row.fatalities_best
        dead = {
            group: 0 if pd.isna(value) else value
            for group in ("civilians", "security", "militants")
            for value in [getattr(row, f"fatalities_{group}")]
        }
        dead["unknown"] = max(best - sum(dead.values()), 0)
        here = row.admin2_code in codes if row.admin2_code else row.admin1_name in names
        fit.append(
            start <= row.event_date.date() <= END
            and (not areas or here)
            and (not actors or bool({row.actor1_group, row.actor2_group} & set(actors)))
            and best >= least
            and (not victims or any(dead[group] for group in victims))
        )
    found = select(record, chosen, DISTRICTS)
    assert list(found["incident_id"]) == list(record.loc[fit, "incident_id"])


@FEW
@given(
    st.lists(st.dates(dt.date(1999, 1, 1), dt.date(2027, 1, 1)), max_size=20),
    st.sampled_from(["week", "month", "quarter", "year"]),
    st.dates(dt.date(2001, 1, 1), dt.date(2026, 1, 1)),
)
def test_each_day_is_placed_in_its_calendar_period(
    days: list[dt.date], frequency: Frequency, start: dt.date
) -> None:
    placed = period_places(pd.to_datetime(pd.Series(days, dtype=object)), frequency, start)
    code = PERIOD_CODES[frequency]
    first = pd.Period(start, freq=code)
    assert list(placed) == [(pd.Period(day, freq=code) - first).n for day in days]


@pytest.mark.parametrize(
    ("incident", "recorded", "left"),
    [
        ("2024-12-20-makeen", (16, 24, 24), (16, 16, 16)),
        ("2025-03-04-bannu-cantonment", (34, 34, 34), (18, 18, 18)),
        ("2025-09-13-badar", (12, 25, 25), (12, 12, 12)),
        ("2025-06-28-khadi-mir-ali", (13, 27, 27), (13, 13, 13)),
        ("2025-10-07-ali-sherzai", (30, 30, 30), (11, 11, 11)),
        # All of the best are militants of the military's account; the high may hold others.
        ("2025-10-15-khor-bahadar-kalay", (45, 45, 50), (0, 0, 5)),
        # The low lacks three of the four militants.
        ("2023-04-27-government-postgraduate-college-camp", (4, 7, 7), (3, 3, 3)),
        ("2022-12-18-ctd-compound-bannu-cantonment", (30, 30, 38), (5, 5, 13)),
    ],
)
def test_what_the_military_alone_reports_leaves_a_range_that_reports_bear(
    incident: str, recorded: tuple[int, ...], left: tuple[int, ...]
) -> None:
    record = load(places()).incidents
    row = record.loc[record["incident_id"] == incident]
    assert tuple(row[list(TOLL)].iloc[0]) == recorded
    assert tuple(leave_out_military_only(row)[list(TOLL)].iloc[0]) == left


def test_without_military_only_tolls_keep_their_order_and_groups_add_up() -> None:
    _holds_without_military_only(load(places()).incidents)


@FEW
@given(records())
def test_without_military_only_any_record_keeps_its_order(record: pd.DataFrame) -> None:
    _holds_without_military_only(record)


def _holds_without_military_only(record: pd.DataFrame) -> None:
    left = leave_out_military_only(record)
    known = record["fatalities_best"].notna()
    assert (left["fatalities_best"].notna() == known).all()
    tolls = left.loc[known, list(TOLL)].astype("int64")
    low, best, high = (tolls[name] for name in TOLL)
    assert (low >= 0).all() and (low <= best).all() and (best <= high).all()
    assert (with_victims(left).sum(axis=1)[known] == best).all()
    before = record.loc[known, list(TOLL)].astype("int64")
    assert (tolls <= before).all(axis=None)
    only = record.loc[known, "fatalities_militants_military_only"].fillna(0)
    assert (before["fatalities_best"] - best == only).all()
    # A low that may already leave them out is not lowered again.
    kept = before["fatalities_low"] <= best
    assert (low[kept] == before["fatalities_low"][kept]).all()
