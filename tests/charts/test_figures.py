"""Figures by their content: texts inside, marks that carry ranges, colours, selections, tables."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from borderlands import charts
from borderlands import vocabulary as words
from borderlands.analysis import breakdowns, comparison, periods
from borderlands.analysis.casualties import Frequency, by_period, toll
from borderlands.analysis.change_points import level_changes
from borderlands.analysis.claims import side_by_side
from borderlands.analysis.dossier import long_run
from borderlands.analysis.hot_spots import HotSpots
from borderlands.analysis.titles import periods_title
from borderlands.analysis.trends import monthly_trend
from borderlands.charts import accounts, export, groups, heat, ranking, shares, year_lines
from borderlands.charts import comparison as compare_charts
from borderlands.charts.figure import Figure, Scope
from borderlands.charts.key_events import place_names
from borderlands.charts.levels import change_points_figure, trend_figure
from borderlands.charts.long_run import long_run_figure
from borderlands.charts.look import Canvas
from borderlands.charts.over_time import deaths_over_time
from borderlands.charts.places import hot_spots_figure
from borderlands.data.export import csv_bytes
from tests.analysis.records import DISTRICTS, incidents, killed
from tests.charts.reading import assert_stands_alone, texts

START, END = dt.date(2024, 1, 1), dt.date(2024, 6, 15)
EVENTS = pd.DataFrame(
    {
        "event_date": pd.to_datetime(["2024-03-18", "2024-12-24"]),
        "title": ["Strikes on Khost and Paktika", "Strikes on Barmal"],
        "category": ["strike", "strike"],
    }
)


@pytest.fixture
def record() -> pd.DataFrame:
    """Thirty incidents over half a year, ranges and groups included."""
    rows = []
    for number in range(30):
        rows.append(
            killed(
                number % 7,
                max(0, number % 7 - 1),
                number % 7 + 2,
                event_date=pd.Timestamp(START) + pd.Timedelta(days=int(5.6 * number)),
                admin2_code=["PK1", "PK2", "PK3", "AF1"][number % 4],
                event_type=["armed_attack", "ied", "suicide_attack", "air_strike"][number % 4],
                actor1_group=["TTP", "ISKP", "pakistan_forces"][number % 3],
                fatalities_civilians=min(number % 7, 2),
            )
        )
    return incidents(*rows)


def scope(record: pd.DataFrame) -> Scope:
    """Scope of the fixture."""
    return Scope("January–June 2024 · whole area", "Source: fixture, 15 June 2024.", len(record))


def over_time(record: pd.DataFrame, canvas: Canvas, **more: Any) -> Figure:
    """The first figure of the casualties page."""
    table = by_period(record, "month", START, END)
    title = periods_title(toll(record), None, table, "month")
    return deaths_over_time(table, "month", EVENTS, canvas, scope(record), title=title, **more)


def analysis_figures(canvas: Canvas) -> list[Figure]:
    """Change points, trend and hot spots of four years in which deaths double half-way."""
    counts = [4, 5, 6, 5] * 6 + [9, 11, 10, 10] * 6
    first = pd.Timestamp("2021-01-01")
    rows = [
        killed(1, event_date=first + pd.DateOffset(months=month))
        for month, count in enumerate(counts)
        for _ in range(count)
    ]
    long = incidents(*rows)
    months = by_period(long, "month", first.date(), dt.date(2024, 12, 31))
    drawn_from = scope(long)
    tested = DISTRICTS.assign(
        value=[90, 40, 3, 1, 0],
        z=[4.0, 1.8, 0.2, -0.3, -0.5],
        p=[0.0001, 0.04, 0.4, 0.6, 0.7],
        q=[0.0005, 0.1, 0.6, 0.7, 0.7],
        kind=["hot", "nominal", "none", "none", "none"],
    )
    return [
        change_points_figure(
            level_changes(months, "fatalities_best", "deaths"), "deaths", canvas, drawn_from
        ),
        trend_figure(
            monthly_trend(months, "fatalities_best", "deaths"), "deaths", canvas, drawn_from
        ),
        hot_spots_figure(HotSpots(tested, "S.", "N."), "deaths", canvas, drawn_from),
    ]


def every_figure(record: pd.DataFrame, canvas: Canvas) -> list[Figure]:
    """All figures that need no map layer and no displacement record."""
    drawn_from = scope(record)
    sums = breakdowns.by_code(record, "event_type", words.EVENT_TYPES)
    one = comparison.Side("First", record.iloc[:15], START, dt.date(2024, 3, 15))
    two = comparison.Side("Second", record.iloc[15:], dt.date(2024, 3, 16), END)
    ratios = comparison.ratios(one, two)
    pairs = comparison.pairs(one, two, "event_type", words.EVENT_TYPES)
    claims = pd.DataFrame(
        {
            "incident_id": ["i0", "i0"],
            "claimant": ["Kabul", "Islamabad"],
            "claimant_side": ["afghanistan", "pakistan"],
            "killed_min": pd.array([46, 20], dtype="Int64"),
            "killed_max": pd.array([46, None], dtype="Int64"),
            "who_was_killed": ["civilians", "militants"],
            "source_publisher": ["AP", "AFP"],
            "source_url": ["https://a.example/1", "https://b.example/2"],
        }
    )
    table = breakdowns.ranking(record, DISTRICTS)
    cells = breakdowns.district_periods(record, DISTRICTS, "month", START, END)
    ucdp = pd.DataFrame(
        {
            "admin2_code": ["PK1", "PK2"],
            "year": [2001, 2009],
            "events": [2, 3],
            "deaths_low": [3, 1],
            "deaths_best": [5, 2],
            "deaths_high": [9, 2],
        }
    )
    return [
        over_time(record, canvas, selectable=True),
        year_lines.deaths_by_day_of_year(periods.cumulative(record, END), END, canvas, drawn_from),
        heat.district_periods_figure(cells, "month", canvas, drawn_from),
        ranking.ranking_figure(table, toll(record).best, canvas, drawn_from, selectable=True),
        groups.breakdown_figure(sums, "type of incident", canvas, drawn_from),
        groups.lethality_figure(sums, "type of incident", canvas, drawn_from),
        shares.methods_figure(
            periods.method_shares(record, "month", START, END), "month", canvas, drawn_from
        ),
        shares.civilians_figure(
            periods.civilian_share(record, "quarter", START, END), "quarter", canvas, drawn_from
        ),
        accounts.claims_figure(side_by_side(record.iloc[0], claims), "X", canvas, drawn_from),
        compare_charts.totals_figure(one, two, canvas, drawn_from, title="T"),
        compare_charts.ratios_figure(ratios, one, two, canvas, drawn_from),
        compare_charts.pairs_figure(pairs, "type of incident", one, two, canvas, drawn_from),
        long_run_figure(long_run(ucdp, "PK1", "Pakistan"), "Alpha", canvas),
        *analysis_figures(canvas),
    ]


@pytest.mark.parametrize("dark", [False, True])
def test_every_figure_stands_alone(record: pd.DataFrame, dark: bool) -> None:
    for figure in every_figure(record, Canvas(620, 330, dark)):
        assert_stands_alone(figure, dark=dark)


def test_no_figure_goes_without_that_test() -> None:
    modules = [
        importlib.import_module(f"borderlands.charts.{path.stem}")
        for path in Path(charts.__file__).parent.glob("[a-z]*.py")
    ]
    makers = {
        name
        for module in modules
        for name, maker in inspect.getmembers(module, inspect.isfunction)
        if maker.__annotations__.get("return") == "Figure" and not name.startswith("_")
    }
    tests = Path(__file__).parents[1]
    drawn = "".join(
        (tests / name).read_text("utf-8")
        for name in ("charts/test_figures.py", "displacement/test_views.py")
    )
    missing = {name for name in makers - {"assemble", "empty"} if f"{name}(" not in drawn}
    assert missing == set()


def test_names_of_figures_differ(record: pd.DataFrame) -> None:
    names = [figure.name for figure in every_figure(record, Canvas())]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("dark", [False, True])
def test_stack_has_the_fixed_colours_and_every_death(record: pd.DataFrame, dark: bool) -> None:
    figure = over_time(record, Canvas(dark=dark))
    bars = figure.spec["layer"][0]
    scale = bars["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        words.VICTIM_GROUPS[group]: color for group, color in words.victim_colours(dark).items()
    }
    blocks = figure.spec["datasets"][bars["data"]["name"]]
    assert sum(block["killed"] for block in blocks) == toll(record).best
    assert all(block["to"] - block["from"] == block["killed"] for block in blocks)


def test_range_is_drawn_from_low_to_high(record: pd.DataFrame) -> None:
    figure = over_time(record, Canvas())
    ranges = [
        layer
        for layer in figure.spec["layer"]
        if layer.get("encoding", {}).get("y", {}).get("field") == "fatalities_low"
        and layer.get("encoding", {}).get("y2", {}).get("field") == "fatalities_high"
    ]
    assert ranges
    data = figure.spec["datasets"][ranges[0]["data"]["name"]]
    table = by_period(record, "month", START, END)
    assert [row["fatalities_high"] for row in data] == table["fatalities_high"].tolist()


def test_cut_month_is_pale_and_not_averaged(record: pd.DataFrame) -> None:
    figure = over_time(record, Canvas())
    blocks = figure.spec["datasets"][figure.spec["layer"][0]["data"]["name"]]
    june = [block for block in blocks if block["name"] == "June 2024"]
    assert {block["opacity"] for block in june} == {0.5}
    mean = figure.table["Mean of the month and the two before"]
    assert mean.isna().tolist() == [True, True, False, False, False, True]


def axis_labels(spec: dict[str, Any]) -> list[list[str]]:
    """Labels of the axis over time, in order."""
    axis = spec["layer"][0]["encoding"]["x"]["axis"]
    named = axis["labelExpr"].removesuffix("[time(datum.value)]")[1:-1]
    return [label for _, label in sorted(json.loads(named).items(), key=lambda one: int(one[0]))]


@pytest.mark.parametrize(
    ("frequency", "first", "last", "labels"),
    [
        ("month", "2025-11-10", "2026-02-10", [["Nov", "2025"], ["Dec"], ["Jan", "2026"], ["Feb"]]),
        ("year", "2021-01-01", "2022-12-31", [["2021"], ["2022"]]),
        ("week", "2025-12-22", "2026-01-11", [["22 Dec", "2025"], ["29 Dec"], ["5 Jan", "2026"]]),
        ("month", "2025-03-03", "2025-03-03", [["3 March 2025"]]),
    ],
)
def test_labels_name_bars_and_the_year(
    frequency: Frequency, first: str, last: str, labels: list[list[str]]
) -> None:
    days = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    some = incidents(killed(3, event_date=first))
    table = by_period(some, frequency, *days)
    figure = deaths_over_time(table, frequency, EVENTS, Canvas(), scope(some), title="T")
    assert axis_labels(figure.spec) == labels
    if first == last:
        assert "Pale: the period is only a part of a month." in " ".join(texts(figure.spec).split())


@pytest.mark.parametrize("frequency", ["week", "month", "quarter"])
def test_long_spans_keep_every_year_in_reach(frequency: Frequency) -> None:
    some = incidents(killed(3, event_date="2021-03-03"))
    table = by_period(some, frequency, dt.date(2021, 1, 1), dt.date(2026, 3, 15))
    figure = deaths_over_time(table, frequency, EVENTS, Canvas(), scope(some), title="T")
    shown = [label[-1] for label in axis_labels(figure.spec)]
    assert {year for year in shown if year.isdigit()} >= {"2021", "2022", "2023", "2024", "2025"}


def test_bars_keep_clear_of_ticks_and_the_note_names_them(record: pd.DataFrame) -> None:
    figure = over_time(record, Canvas(420, 330))
    top = figure.spec["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
    assert top >= 1.1 * figure.table["Killed, high"].max()
    assert "Ticks at the top: key events." in " ".join(texts(figure.spec).split())
    wide = over_time(record, Canvas(900, 330))
    assert "Ticks at the top" not in " ".join(texts(wide.spec).split())


def test_selections_are_named(record: pd.DataFrame) -> None:
    spec = over_time(record, Canvas(), selectable=True).spec
    assert {param["name"] for param in spec["params"]} == {"brush", "pick"}
    assert "params" not in over_time(record, Canvas()).spec


def test_key_events_outside_the_span_are_left_out() -> None:
    placed = place_names(EVENTS, START, END, 900, 11)
    assert placed["title"].tolist() == ["Strikes on Khost and Paktika"]
    assert placed["row"].tolist() == [0]


def test_ranks_are_written_where_they_depend(record: pd.DataFrame) -> None:
    table = breakdowns.ranking(record, DISTRICTS)
    figure = ranking.ranking_figure(table, 90, Canvas(), scope(record))
    inside = texts(figure.spec)
    assert table["rank_depends"].any()
    first = table.loc[table["rank_depends"]].iloc[0]
    assert f"rank {first['rank_first']}–{first['rank_last']}" in inside


def test_deaths_per_incident_are_of_each() -> None:
    record = incidents(*[killed(52)] * 6)
    sums = breakdowns.by_code(record, "event_type", words.EVENT_TYPES)
    figure = groups.lethality_figure(sums, "type of incident", Canvas(), scope(record))
    assert "52 each, n = 6" in texts(figure.spec)


def test_civilian_share_breaks_where_few_died() -> None:
    tolls = {1: 30, 2: 30, 3: 0, 4: 40, 5: 19, 6: 25}
    rows = [
        killed(toll, event_date=f"2024-{month:02}-03", fatalities_civilians=toll // 2)
        for month, toll in tolls.items()
    ]
    record = incidents(*rows)
    table = periods.civilian_share(record, "month", START, END)
    figure = shares.civilians_figure(table, "month", Canvas(), scope(record))
    spec = figure.spec
    area, bar, line, _points = (
        spec["datasets"][layer["data"]["name"]] for layer in spec["layer"][:4]
    )
    months = ["January", "February", "April", "June"]
    assert [row["period"] for row in line] == [f"{month} 2024" for month in months]
    assert [row["run"] for row in line] == [1, 1, 2, 3]
    assert [len(area), len(bar)] == [2, 2]
    said = " ".join(texts(spec).split())
    assert "No share of a month with fewer than 20 killed" in said
    assert figure.table["Killed"].tolist() == list(tolls.values())
    few = periods.civilian_share(incidents(killed(3)), "month", START, END)
    blank = shares.civilians_figure(few, "month", Canvas(), scope(record))
    assert "No month with 20 or more killed" in " ".join(texts(blank.spec).split())
    assert not blank.table.empty


def test_shares_of_landmarks_run_into_no_later_year() -> None:
    days = ["2019-05-01", "2020-05-01", "2021-05-01", "2022-05-01"]
    record = incidents(*[killed(30, event_date=day) for day in days])
    span = dt.date(2019, 1, 1), dt.date(2022, 12, 31)
    table = periods.method_shares(record, "year", *span)
    spec = shares.methods_figure(table, "year", Canvas(), scope(record)).spec
    data = spec["datasets"][spec["layer"][0]["data"]["name"]]
    assert [row["run"] for row in data] == 3 * [0, 0, 1, 1]
    assert "Before 2021 shares are of incidents with about 25" in " ".join(texts(spec).split())


def test_cut_months_of_the_grid_are_marked(record: pd.DataFrame) -> None:
    cells = breakdowns.district_periods(record, DISTRICTS, "month", START, END)
    figure = heat.district_periods_figure(cells, "month", Canvas(), scope(record))
    spec = figure.spec
    _, bars, *_ = spec["layer"]
    assert bars["mark"]["type"] == "tick"
    assert spec["datasets"][bars["data"]["name"]] == [{"key": "2024-06-01"}]
    note = "Bar on top: month not covered in full by the period or by reports."
    assert note in " ".join(texts(spec).split())
    assert set(figure.table.loc[~figure.table["Covered in full"], "Period"]) == {"June 2024"}
    whole = breakdowns.district_periods(record, DISTRICTS, "month", START, dt.date(2024, 5, 31))
    again = heat.district_periods_figure(whole, "month", Canvas(), scope(record))
    assert "Bar on top" not in texts(again.spec)


def test_figures_over_time_share_the_span_where_nobody_died() -> None:
    quiet = incidents(killed(3, event_date="2024-03-10"))
    bars = over_time(quiet, Canvas()).spec["layer"][0]
    first, last = bars["encoding"]["x"]["scale"]["domain"]
    assert (first["month"], first["date"]) == (1, 1)
    assert (last["month"], last["date"]) == (6, 16)


def test_compact_figure_names_period_and_n(record: pd.DataFrame) -> None:
    figure = over_time(record, Canvas(400, 160, compact=True))
    inside = " ".join(figure.spec["title"]["subtitle"]).replace("\u00a0", " ")
    assert "January–June 2024" in inside and f"n = {len(record)} incidents" in inside


@pytest.mark.parametrize(
    ("first", "second", "title", "open_ended", "said"),
    [
        (0, 30, "All 3 measures differ by more than chance", True, "too few for a ratio"),
        (30, 0, "All 3 measures differ by more than chance", True, "too few for a ratio"),
        (20, 22, "No measure differs by more than chance", False, "1.1 ("),
        (0, 0, "Nothing to compare: neither side has a case", False, "neither side"),
    ],
)
def test_the_title_counts_the_ratios_that_are_drawn(
    first: int, second: int, title: str, open_ended: bool, said: str
) -> None:
    def side(name: str, count: int) -> comparison.Side:
        days = pd.date_range(START, periods=max(count, 1), freq="5D")[:count]
        rows = [killed(1, event_date=day, fatalities_civilians=1) for day in days]
        return comparison.Side(name, incidents(*rows), START, END)

    one, two = side("A", first), side("B", second)
    table = comparison.ratios(one, two)
    figure = compare_charts.ratios_figure(table, one, two, Canvas(), Scope("w", "s", 1))
    assert figure.title == title
    spec = figure.spec
    wedges = [
        row
        for layer in spec["layer"]
        if "triangle" in str(layer["mark"])
        for row in spec["datasets"][layer["data"]["name"]]
    ]
    assert len(wedges) == 3 * open_ended
    assert said in texts(spec).replace("\u00a0", " ")


def test_a_small_side_has_no_ratio_in_the_figure_either() -> None:
    days = pd.date_range(START, periods=60, freq="2D")
    rows = [killed(2, event_date=day, fatalities_civilians=2) for day in days]
    few = [killed(1, event_date=day, fatalities_civilians=0) for day in days[:30]]
    few += [killed(1, event_date=START, fatalities_civilians=1)]
    one = comparison.Side("A", incidents(*few), START, END)
    two = comparison.Side("B", incidents(*rows), START, END)
    table = comparison.ratios(one, two)
    figure = compare_charts.ratios_figure(table, one, two, Canvas(), Scope("w", "s", 1))
    spec = figure.spec
    interval, points, *_ = (spec["datasets"][layer["data"]["name"]] for layer in spec["layer"])
    drawn = {row["label"]: row for row in interval}
    assert drawn["Civilians killed"]["text"] == "too few for a ratio"
    assert drawn["Civilians killed"]["opacity"] < drawn["People killed"]["opacity"]
    assert {row["label"] for row in points} == {"Incidents", "People killed"}
    assert "Pale: fewer than 20 cases on a side." in " ".join(texts(spec).split())
    ratio = figure.table.set_index("Measure")["Ratio of daily rates"]
    assert ratio["Civilians killed"] == 120


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (dt.date(2024, 2, 29), "12 killed per 30 days (B, 24 in all) against 24 (A, 24 in all)"),
        (dt.date(2024, 1, 30), "30 killed (B) against 24 (A)"),
    ],
)
def test_the_largest_gap_names_what_it_is_measured_by(last: dt.date, said: str) -> None:
    def side(name: str, count: int, end: dt.date) -> comparison.Side:
        return comparison.Side(name, incidents(*[killed(6)] * count), START, end)

    one = side("A", 4, dt.date(2024, 1, 30))
    two = side("B", 4 if last.month == 2 else 5, last)
    pairs = comparison.pairs(one, two, "event_type", words.EVENT_TYPES)
    figure = compare_charts.pairs_figure(
        pairs, "type of incident", one, two, Canvas(), Scope("w", "s", 1)
    )
    assert figure.title == f"Armed attack, the largest gap: {said}"


def test_year_lines_dodge() -> None:
    assert year_lines.dodge([10, 0, 11, 30], 5) == [10, 0, 15, 30]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "No incident in the record, so nobody reported killed"),
        ([killed(0), killed(0)], "2 incidents, nobody reported killed"),
    ],
)
def test_a_side_without_deaths_says_so(rows: list[dict[str, Any]], said: str) -> None:
    some = incidents(*rows)
    table = by_period(some, "month", START, END)
    title = "Jani Khel, Paktika, by month"
    figure = deaths_over_time(table, "month", EVENTS, Canvas(), scope(some), title=title)
    assert said in " ".join(texts(figure.spec).split())


def test_empty_selection_says_so() -> None:
    nobody = incidents()
    for figure in (
        over_time(nobody, Canvas()),
        ranking.ranking_figure(breakdowns.ranking(nobody, DISTRICTS), 0, Canvas(), scope(nobody)),
        groups.breakdown_figure(
            breakdowns.by_code(nobody, "event_type", words.EVENT_TYPES),
            "type",
            Canvas(),
            scope(nobody),
        ),
    ):
        assert figure.title.startswith("No incident")
        assert figure.table.empty
        assert export.as_svg(figure)


def test_files_name_period_area_and_source(record: pd.DataFrame) -> None:
    for figure in every_figure(record, Canvas()):
        assert figure.stem.startswith(f"borderlands-{figure.name}-")
        numbers = figure.numbers
        assert set(numbers["Scope"]) == {figure.subtitle}
        assert set(numbers["Figure source"]) == {figure.source}
        assert numbers.columns[:-2].tolist() == figure.table.columns.tolist()
    first = every_figure(record, Canvas())[0]
    assert first.stem == "borderlands-deaths-over-time-january-june-2024-whole-area"


def test_csv_is_safe_and_keeps_numbers() -> None:
    table = pd.DataFrame(
        {"=name": ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "plain"], "n": [-1, 2, 3, 4, 5, 6, 7]}
    )
    text = csv_bytes(table).decode("utf-8-sig")
    back = pd.read_csv(io.StringIO(text, newline=""))
    assert all(cell.startswith("'") for cell in back["'=name"][:6])
    assert back["'=name"].iloc[6] == "plain"
    assert back["n"].tolist() == [-1, 2, 3, 4, 5, 6, 7]


def test_png_is_twice_the_size(record: pd.DataFrame) -> None:
    image = Image.open(io.BytesIO(export.as_png(over_time(record, Canvas(620, 330)))))
    assert abs(image.width - 1240) <= 2 and abs(image.height - 660) <= 2
    assert b"<text" in export.as_svg(over_time(record, Canvas(620, 330)))


@pytest.mark.parametrize("name", ["deaths-over-time", "districts"])
def test_golden_image(record: pd.DataFrame, name: str, request: pytest.FixtureRequest) -> None:
    figure = next(f for f in every_figure(record, Canvas(620, 330)) if f.name == name)
    drawn = Image.open(io.BytesIO(export.as_png(figure, scale=1))).convert("L")
    path = request.path.parent / "golden" / f"{name}.png"
    expected = Image.open(path).convert("L")
    assert drawn.size == expected.size, f"{path.name} has another size; draw it anew if meant"
    # Blurred to a quarter, so that the way a font is smoothed does not matter.
    small = (drawn.width // 4, drawn.height // 4)
    one, two = (
        np.asarray(image.resize(small, Image.Resampling.BOX), dtype="float64")
        for image in (drawn, expected)
    )
    difference = np.abs(one - two)
    assert difference.mean() < 2.0 and (difference > 40).mean() < 0.01
