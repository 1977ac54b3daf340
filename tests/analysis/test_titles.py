"""Each title is true for its data: compared with a direct computation over random selections."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from borderlands import vocabulary as words
from borderlands.analysis import breakdowns, periods
from borderlands.analysis.casualties import Frequency, Toll, by_period, toll
from borderlands.analysis.claims import side_by_side, victims
from borderlands.analysis.group_titles import (
    breakdown_title,
    claims_title,
    district_periods_title,
    lethality_title,
    ranking_title,
)
from borderlands.analysis.selections import Selection, select
from borderlands.analysis.titles import (
    NONE,
    against,
    civilians_title,
    compared,
    cumulative_title,
    deadliest,
    methods_title,
    period_name,
    periods_title,
    toll_against,
)
from borderlands.analysis.wording import decimal, listed, number, percent, percent_range
from tests.analysis.records import DISTRICTS, incidents, killed, records

MANY = settings(max_examples=60)
FREQUENCIES: list[Frequency] = ["week", "month", "quarter", "year"]
EMPTY = incidents()
TIES = incidents(
    killed(7, event_date="2024-01-05"), killed(7, event_date="2024-03-05", admin2_code="PK2")
)


def total(low: int, best: int, high: int, count: int = 20) -> Toll:
    """Totals without detail."""
    return Toll(count, low, best, high, dict.fromkeys(words.VICTIM_GROUPS, 0), 0, 0, 0)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (total(90, 100, 110), None, "100 (90–110) killed in 20 incidents"),
        (total(100, 100, 100), total(50, 50, 50), "100 killed, 2.0 times the toll"),
        (total(60, 60, 60), total(50, 50, 50), "60 killed, 20% more than"),
        (total(40, 40, 40), total(50, 50, 50), "40 killed, 20% fewer than"),
        (total(50, 50, 50), total(50, 50, 50), "not clearly more or fewer than the 50 in"),
        (total(45, 60, 65), total(40, 50, 55), "not clearly more or fewer than the 50 (40–55) in"),
        (total(19, 19, 19), total(1, 1, 1), "19 killed, against 1 in the same span before"),
        (total(60, 60, 60, 19), total(50, 50, 50), "60 killed, against 50 in the same span before"),
        (total(5, 5, 5), total(0, 0, 0), "5 killed, against 0 in the same span before"),
    ],
)
def test_comparison_by_hand(now: Toll, before: Toll | None, expected: str) -> None:
    assert compared(now, before).startswith(expected) or expected in compared(now, before)


@MANY
@given(
    st.lists(st.integers(0, 60), min_size=3, max_size=3),
    st.lists(st.integers(0, 60), min_size=3, max_size=3),
)
def test_more_and_fewer_are_said_only_where_ranges_part(a: list[int], b: list[int]) -> None:
    now, before = total(*sorted(a)), total(*sorted(b))
    text = compared(now, before)
    if " more than" in text or "times the toll" in text:
        assert now.low > before.high
    if " fewer than in" in text:
        assert now.high < before.low
    if "%" in text:
        assert min(now.best, before.best) >= 20


@MANY
@given(records(), st.sampled_from(FREQUENCIES), st.integers(0, 1500), st.integers(0, 700))
@example(EMPTY, "month", 0, 30)
@example(TIES, "month", 1095, 120)
@example(TIES, "month", 1095, 10)
def test_deaths_over_time(record: pd.DataFrame, frequency: Frequency, skip: int, days: int) -> None:
    start = dt.date(2021, 1, 1) + dt.timedelta(days=skip)
    selection = Selection(start, start + dt.timedelta(days=days))
    chosen = select(record, selection, DISTRICTS)
    earlier = selection.preceding()
    before = (
        toll(select(record, earlier, DISTRICTS)) if earlier.start >= dt.date(2021, 1, 1) else None
    )
    table = by_period(chosen, frequency, selection.start, selection.end)
    title = periods_title(toll(chosen), before, table, frequency)
    best = int(chosen["fatalities_best"].fillna(0).sum())
    if chosen.empty:
        assert title == NONE
        return
    if best == 0:
        assert "nobody reported killed" in title
        return
    assert title.startswith(f"{best:,}")
    if before is None:
        assert " than " not in title and "times" not in title
        assert f"in {len(chosen)} incident" in title
    # The deadliest period, counted again from the rows.
    label = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}[frequency]
    counts = (
        chosen["fatalities_best"].fillna(0).groupby(chosen["event_date"].dt.to_period(label)).sum()
    )
    most, peaks = int(counts.max()), int((counts == counts.max()).sum())
    match = re.search(r"; deadliest [^:]+: (.+) \((\d+)( each)?\)$", title)
    shared = re.search(r"; (\d+) \w+s share the highest toll \((\d+) each\)$", title)
    if match:
        assert int(match[2]) == most
        names = [
            period_name(p.start_time, frequency).removeprefix("week of ")
            for p in counts.index[counts == most]
        ]
        first = table["period_start"].iloc[0]
        if len(names) == 1 and counts.index[counts == most][0].start_time >= first:
            assert match[1] == names[0]
        assert peaks == (2 if match[3] else 1)
    elif shared:
        assert (int(shared[1]), int(shared[2])) == (peaks, most)
        assert peaks > 2
    else:
        assert len(table) == 1 or peaks == len(table)
    if "by the best figure" in title:
        assert peaks == 1 and len(table) > 1


def test_few_incidents_bear_no_percentage_however_many_they_killed() -> None:
    few = toll(incidents(*[killed(20)] * 3))
    many = toll(incidents(*[killed(5)] * 20))
    assert compared(few, many) == "60 killed, against 100 in the same span before"
    assert toll_against(few, many) == "was 100"
    assert against(60, 100, few.incidents) == "was 100"
    assert compared(toll(incidents(*[killed(3)] * 20)), many).startswith("60 killed, 40% fewer")


def test_one_district_is_no_ranking() -> None:
    table = breakdowns.ranking(incidents(killed(30), killed(4)), DISTRICTS)
    assert ranking_title(table, 34) == "All 34 killed in Alpha"
    assert ranking_title(table, 40) == "Alpha: 34 killed"
    table = breakdowns.ranking(incidents(killed(0)), DISTRICTS)
    assert ranking_title(table, 0) == "Nobody reported killed in 1 district with incidents"


def test_a_cut_period_is_never_a_rise_or_fall() -> None:
    table = by_period(TIES, "month", dt.date(2024, 1, 4), dt.date(2024, 3, 6))
    title = periods_title(toll(TIES), None, table, "month")
    for word in ("rose", "fell", "more", "fewer", "doubled"):
        assert word not in title


def test_one_month_has_no_deadliest() -> None:
    table = by_period(TIES.head(1), "month", dt.date(2024, 1, 1), dt.date(2024, 1, 31))
    assert deadliest(table, "month") == ""


@MANY
@given(records(years=(2021, 2025)), st.dates(dt.date(2021, 1, 1), dt.date(2025, 12, 31)))
@example(EMPTY, dt.date(2024, 2, 29))
@example(TIES, dt.date(2024, 2, 29))
@example(TIES, dt.date(2021, 1, 1))
def test_year_so_far(record: pd.DataFrame, end: dt.date) -> None:
    lines = periods.cumulative(record, end)
    title = cumulative_title(lines, end)

    def so_far(year: int) -> tuple[int, int, int]:
        day = record["event_date"]
        at = (day.dt.month * 100 + day.dt.day) <= end.month * 100 + end.day
        rows = record.loc[(day.dt.year == year) & at]
        low, best, high = (
            int(rows[f"fatalities_{name}"].fillna(0).sum()) for name in ("low", "best", "high")
        )
        return low, best, high

    if title.startswith("Nobody"):
        assert sum(so_far(year)[2] for year in range(2021, end.year + 1)) == 0
        return
    now = so_far(end.year)
    assert title.startswith(f"{now[1]:,}")
    assert f"killed by {end.day} {end:%B} {end.year}" in title
    if end.year == 2021:
        assert "than" not in title
        return
    last = so_far(end.year - 1)
    if ", more than" in title:
        assert now[0] > last[2]
    elif ", fewer than" in title:
        assert now[2] < last[0]
    else:
        assert "not clearly more or fewer" in title
        assert now[0] <= last[2] and last[0] <= now[2]
    others = [so_far(year) for year in range(2021, end.year)]
    if "the most of any year" in title:
        assert all(now[0] > other[2] for other in others)
    if "the fewest of any year" in title:
        assert all(now[2] < other[0] for other in others)


@MANY
@given(records())
@example(EMPTY)
def test_methods(record: pd.DataFrame) -> None:
    table = periods.method_shares(record, "year", dt.date(2021, 1, 1), dt.date(2025, 12, 31))
    title = methods_title(table)
    if record.empty:
        assert title == NONE
        return
    assert title.startswith(f"{len(record)} incident")
    for code, name in (("suicide_attack", "suicide attack"), ("drone_strike", "drone strike")):
        count = int((record["event_type"] == code).sum())
        assert f"{count} {name}" in title
        if count and len(record) >= 20:
            assert f"({percent(count / len(record))})" in title


@MANY
@given(records())
@example(EMPTY)
def test_civilians(record: pd.DataFrame) -> None:
    table = periods.civilian_share(record, "month", dt.date(2021, 1, 1), dt.date(2025, 12, 31))
    title = civilians_title(table)
    best = int(record["fatalities_best"].fillna(0).sum())
    civilians = int(record["fatalities_civilians"].fillna(0).sum())
    stated = civilians + sum(
        int(record[f"fatalities_{group}"].fillna(0).sum()) for group in ("security", "militants")
    )
    if best == 0:
        assert title == "Nobody reported killed"
    elif best < 20:
        assert title.startswith(f"{civilians} of {best} killed were civilians")
        assert ("not stated" in title) == (best > stated)
    else:
        share = percent_range(civilians / best, (civilians + best - stated) / best)
        assert title == f"Civilians were {share} of the {best:,} killed"


@MANY
@given(records(), st.booleans())
@example(EMPTY, False)
@example(TIES, False)
def test_ranking(record: pd.DataFrame, rate: bool) -> None:
    table = breakdowns.ranking(record, DISTRICTS, per_100k=rate)
    whole = int(record["fatalities_best"].fillna(0).sum())
    title = ranking_title(table, whole, per_100k=rate)
    known = record.loc[(record["admin2_code"] != "") & record["fatalities_best"].notna()]
    if rate:
        known = known.loc[known["admin2_code"].str.startswith("PK")]
    if known.empty:
        assert title.startswith("No incident")
        return
    people = DISTRICTS.set_index("admin2_code")["population"] / 100_000 if rate else 1.0

    def by_code(name: str) -> pd.Series:
        sums = known[name].fillna(0).astype("float64").groupby(known["admin2_code"]).sum()
        return (sums / people).dropna() if rate else sums

    low, best, high = (by_code(f"fatalities_{name}") for name in ("low", "best", "high"))
    names = DISTRICTS.set_index("admin2_code")["admin2_name"]
    top = best.index[best == best.max()]
    if best.max() == 0:
        assert title.startswith("Nobody")
    elif len(top) > 1:
        assert (
            "share the highest toll" in title and f"{names[top[0]]}" in title
        ) or "others" in title
    else:
        rivals = high.drop(top[0])
        unsure = bool((rivals > low[top[0]]).any())
        if not unsure and not rate and best.max() == whole:
            assert title in (
                f"All {whole} killed in {names[top[0]]}",
                f"1 killed, in {names[top[0]]}",
            )
            return
        start = f"{names[top[0]]}:" if len(best) == 1 else f"{names[top[0]]} had most killed"
        assert title.startswith(start)
        assert ("may have had more" in title) == unsure
        figure = decimal(best.max()) if rate else number(best.max())
        assert figure in title
        if "of all" in title:
            assert f"{percent(best.max() / whole)} of all" in title


@MANY
@given(records())
@example(EMPTY)
@example(TIES)
def test_heat_map(record: pd.DataFrame) -> None:
    span = dt.date(2021, 1, 1), dt.date(2025, 12, 31)
    cells = breakdowns.district_periods(record, DISTRICTS, "month", *span)
    title = district_periods_title(cells, "month")
    known = record.loc[record["admin2_code"] != ""]
    if known.empty:
        assert title.startswith("No incident")
        return
    keys = [known["admin2_code"], known["event_date"].dt.to_period("M")]
    counts = known["fatalities_best"].fillna(0).groupby(keys).sum()
    most, peaks = int(counts.max()), int((counts == counts.max()).sum())
    if most == 0:
        assert title.startswith("Nobody")
    elif peaks > 2:
        assert title == f"{peaks} cells share the highest toll: {most} killed each"
    else:
        assert title.endswith(f"({most} killed{' each' if peaks == 2 else ''})")


@MANY
@given(records(), st.sampled_from(["event_type", "actor1_group", "target"]))
@example(EMPTY, "event_type")
@example(TIES, "admin2_name")
def test_breakdown_and_lethality(record: pd.DataFrame, column: str) -> None:
    labels = words.EVENT_TYPES | words.ACTOR_GROUPS | words.TARGETS
    table = breakdowns.by_code(record, column, labels)
    title, deadly = breakdown_title(table), lethality_title(table)
    noun = {"actor1_group": "perpetrator", "target": "target"}.get(column, "type of incident")
    said = breakdown_title(table, noun)
    if not record.empty and record["fatalities_best"].fillna(0).sum():
        lead = {"actor1_group": "incidents begun by ", "target": "incidents aimed at "}
        start = f"{lead.get(column, '')}{title}".lower()
        assert said.lower() in (start, f"in {start}")
    if record.empty:
        assert title == NONE
        return
    sums = record["fatalities_best"].fillna(0).groupby(record[column]).sum()
    tops = sums.index[sums == sums.max()]
    if sums.max() == 0:
        assert title == "Nobody reported killed"
    elif len(sums) == 1:
        assert title.endswith(f"all {int(sums.sum())} killed")
    elif len(tops) > 1:
        assert "share the highest toll" in title
    else:
        assert title.startswith(labels.get(tops[0], tops[0]))
        assert f"{int(sums.max())} of {int(sums.sum())} killed, the largest share" in title
        rivals = record["fatalities_high"].fillna(0).groupby(record[column]).sum().drop(tops[0])
        low = record.loc[record[column] == tops[0], "fatalities_low"].fillna(0).sum()
        assert ("by the best figure" in title) is bool(rivals.max() > low)
    known = record.loc[record["fatalities_best"].notna()]
    means = known["fatalities_best"].astype("float64").groupby(known[column]).agg(["mean", "size"])
    enough = means.loc[means["size"] >= 5, "mean"]
    if enough.empty:
        assert deadly.startswith("Too few")
    elif enough.max() > 0:
        assert decimal(enough.max()) in deadly
        best = enough.index[enough == enough.max()]
        if means.loc[best, "size"].min() < 20:
            assert "the highest" not in deadly
        if len(best) == 1:
            assert deadly.startswith(labels.get(best[0], best[0]))


def test_actors_have_their_own_dead_among_those_of_their_incidents() -> None:
    record = incidents(killed(30, actor1_group="pakistan_forces"), killed(10, actor1_group="TTP"))
    table = breakdowns.by_code(record, "actor1_group", words.ACTOR_GROUPS)
    assert breakdown_title(table, "perpetrator") == (
        "In incidents begun by Pakistani forces: 30 of 40 killed, the largest share (75%)"
    )


@pytest.mark.parametrize(
    ("incidents_each", "rival_high", "expected"),
    [
        (6, 1, "Ambush: 5.0 killed per incident (n = 6)"),
        (20, 1, "Ambush: 5.0 killed per incident (n = 20), the highest of 2 types"),
        (
            20,
            9,
            "Ambush: 5.0 killed per incident (n = 20), the highest of 2 types by the best figure",
        ),
    ],
)
def test_a_highest_mean_needs_many_incidents(
    incidents_each: int, rival_high: int, expected: str
) -> None:
    record = incidents(
        *(killed(5, event_type="ambush") for _ in range(incidents_each)),
        *(
            killed(1, event_type="air_strike", fatalities_high=rival_high)
            for _ in range(incidents_each)
        ),
    )
    table = breakdowns.by_code(record, "event_type", words.EVENT_TYPES | {"ambush": "Ambush"})
    assert lethality_title(table, "type of incident") == expected


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("people, mostly women and children", "afghanistan"), ("civilians", "un"), True),
        (("civilians", "local"), ("TTP militants", "pakistan"), False),
        (("civilians", "local"), ("children killed in Khost", "un"), False),
        (("civilians killed", "un"), ("civilians killed in all of Afghanistan", "un"), False),
        (("Pakistani soldiers", "afghanistan"), ("own soldiers killed", "pakistan"), True),
        (("Pakistani soldiers", "afghanistan"), ("Afghan soldiers", "pakistan"), False),
        (("militants killed, no civilians", "pakistan"), ("militants", "local"), True),
        (("children killed by army drone", "local"), ("children", "pakistan"), True),
        (("soldiers (plus 8 attackers)", "pakistan"), ("security personnel", "militants"), True),
        (("killed in Urgun and Barmal together", "afghanistan"), ("civilians", "un"), False),
    ],
)
def test_whom_an_account_counts(one: tuple[str, str], two: tuple[str, str], same: bool) -> None:
    assert (victims(*one) == victims(*two)) is same


def test_accounts_of_different_victims_make_no_range() -> None:
    claims = _claims(("un", 17, 17), ("pakistan", 4, 4)).assign(
        who_was_killed=["civilians killed", "security personnel"]
    )
    table = side_by_side(incidents(killed(46)).iloc[0], claims)
    assert claims_title(table, "X") == "X: 2 accounts count different victims"


def _claims(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            {
                "incident_id": "i0",
                "claimant": f"claimant {place}",
                "claimant_side": side,
                "killed_min": least,
                "killed_max": most,
                "who_was_killed": "people",
                "source_publisher": "AP",
                "source_url": "https://apnews.com/1",
            }
            for place, (side, least, most) in enumerate(rows)
        ]
    )
    return frame.astype({"killed_min": "Int64", "killed_max": "Int64"})


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("un", None, None)], "X: no account gives a number of dead"),
        ([("un", 5, 5), ("media", None, None)], "X: one account gives a number of dead"),
        ([("un", 5, 5), ("media", 5, 5)], "X: 2 accounts, all of 5 dead"),
        ([("un", 46, 46), ("pakistan", 20, None)], "X: accounts range from 20 to 46 dead"),
        ([("un", 46, None), ("local", None, 15)], "X: accounts range from 15 to at least 46 dead"),
    ],
)
def test_claims_by_hand(rows: list[tuple[str, int | None, int | None]], expected: str) -> None:
    record = incidents(killed(46))
    table = side_by_side(record.iloc[0], _claims(*rows))
    assert claims_title(table, "X") == expected
    assert table["claimant_side"].iloc[0] == "record"
    assert len(table) == len(rows) + 1


def test_words() -> None:
    assert [percent(v) for v in (0, 0.004, 0.5, 0.997, 1)] == [
        "0%",
        "under 1%",
        "50%",
        "over 99%",
        "100%",
    ]
    assert percent_range(0.21, 0.26) == "21–26%"
    assert percent_range(0.001, 0.26) == "under 1% to 26%"
    assert [decimal(v) for v in (0.421, 3.44, 12.4, 1204)] == ["0.42", "3.4", "12", "1,204"]
    assert listed(["A", "B", "C", "D"]) == "A, B and 2 others"
    assert replace(total(1, 1, 1), best=0).best == 0
