"""Casualties, Compare and District: views, filters, empty selections, bad addresses."""

from __future__ import annotations

import datetime as dt
import json
import re

import pandas as pd
import pytest
import streamlit as st
import vl_convert
from streamlit.testing.v1 import AppTest

from borderlands.analysis.before_after import Windows, windows_around
from borderlands.analysis.casualties import by_district, toll
from borderlands.analysis.selections import Selection
from borderlands.charts.look import Canvas
from borderlands.data import load
from borderlands.settings import settings
from borderlands.ui import before_after_tables
from borderlands.ui.before_after_page import _notes, change_words
from borderlands.ui.before_after_tables import _part, _placebo_chart, ratio_in_words
from borderlands.ui.casualties_page import VIEWS
from borderlands.ui.chart_focus import span_of
from borderlands.ui.compare_page import EXAMPLES
from borderlands.ui.district_page import _figure_alone
from borderlands.ui.overview import map_title
from tests.analysis.records import DISTRICTS, incidents, killed

from .conftest import Opened

YEAR = ["2024-01-01", "2024-12-31"]


def charts(app: AppTest) -> list[dict[str, object]]:
    """Specifications of the charts on a page."""
    return [json.loads(element.proto.spec) for element in app.get("vega_lite_chart")]


def titles(app: AppTest) -> str:
    """Titles and subtitles of the charts on a page."""
    texts = []
    for spec in charts(app):
        title = spec["title"]
        texts += [*title["text"], *title["subtitle"]]  # type: ignore[index]
    return " ".join(texts).replace("\u00a0", " ")


def written(spec: dict[str, object]) -> str:
    """Everything that stands in a chart, broken lines joined."""
    return json.dumps(spec, ensure_ascii=False).replace('", "', " ").replace("\u00a0", " ")


def shown(app: AppTest) -> str:
    """All other text of a page."""
    kinds = ("markdown", "caption", "warning", "info", "subheader", "text")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind))


@pytest.mark.parametrize("view", list(VIEWS))
def test_each_view_opens_by_its_address(opened: Opened, view: str) -> None:
    app = opened("casualties", view=view, period=YEAR)
    assert [e.message for e in app.exception] == []
    assert len(charts(app)) >= 1
    assert app.session_state["casualties_view"] == view


def test_title_is_that_of_the_selection(opened: Opened) -> None:
    app = opened("casualties", period=YEAR)
    record = load(settings()).incidents
    year = toll(record.loc[record["event_date"].dt.year == 2024])
    assert f"{year.best:,} ({year.low:,}–{year.high:,}) killed" in titles(app)
    assert f"n = {year.incidents:,} incidents" in titles(app)


def test_unknown_view_falls_back(opened: Opened) -> None:
    app = opened("casualties", view="<script>")
    assert not app.exception
    assert app.session_state["casualties_view"] == "time"


@pytest.mark.parametrize("view", list(VIEWS))
def test_empty_selection_is_told_in_every_view(opened: Opened, view: str) -> None:
    app = opened("casualties", view=view, area="AF1214", period=["2021-01-01", "2021-01-02"])
    assert [e.message for e in app.exception] == []
    said = titles(app) + shown(app)
    assert "No " in said


def test_switch_on_the_page_is_the_shared_filter(opened: Opened) -> None:
    app = opened("casualties", period=YEAR)
    app.toggle(key="casualties_without").set_value(True).run()
    assert app.session_state["without_military_only"] is True
    record = load(settings()).incidents
    year = record.loc[record["event_date"].dt.year == 2024]
    left = toll(year).best - toll(year).military_only
    assert f"{left:,} (" in titles(app)
    assert "without militants reported killed by the military only" in titles(app)


def test_years_of_landmarks_have_no_year_to_date_and_say_what_they_are(opened: Opened) -> None:
    app = opened("casualties", period=["2010-01-01", "2012-12-31"])
    assert "2021" not in titles(app)
    specs = charts(app)
    assert len(specs) == 2
    # Marks in a chart's own layers travel with the files made of it.
    assert all("Before 2021 the record holds" in written(spec) for spec in specs)


def test_landmarks_give_no_deaths_per_incident(opened: Opened) -> None:
    app = opened("casualties", view="who", period=["2008-01-01", "2012-12-31"])
    assert "per incident" not in titles(app)
    assert "Deaths per incident are left out: before 2021" in shown(app)
    methods = charts(app)[-1]
    assert "Before 2021 shares are of incidents with about 25 or more killed" in written(methods)
    app = opened("casualties", view="who", period=YEAR)
    assert "per incident" in titles(app) and "left out" not in shown(app)
    assert "Before 2021" not in written(charts(app)[-2])


def test_deaths_by_actor_say_what_they_count(opened: Opened) -> None:
    app = opened("casualties", view="who", period=YEAR)
    assert "Dead of incidents begun by each, its own included" in titles(app)
    app = opened("district", district="PK530", period=YEAR)
    assert "Dead of incidents begun by each, its own included" in titles(app)


def test_map_title_of_one_district_is_no_superlative() -> None:
    record = incidents(killed(3), killed(4))
    assert map_title(record, by_district(record, DISTRICTS)) == "All 7 killed in Alpha"
    record = incidents(killed(1))
    assert map_title(record, by_district(record, DISTRICTS)) == "1 killed, in Alpha"


def test_map_title_names_ranges_that_meet_and_no_share_of_few() -> None:
    def title(*rows: dict[str, object]) -> str:
        record = incidents(*rows)
        return map_title(record, by_district(record, DISTRICTS))

    beta = {"admin2_code": "PK2"}
    assert title(killed(30, 20, 30), killed(19, 15, 25, **beta)) == (
        "Alpha had most people killed by the best figure; by the range of reports Beta may have "
        "had more"
    )
    assert title(killed(8), killed(4, **beta)) == "Alpha had most people killed: 8 of 12"
    assert title(killed(30), killed(10, **beta)).endswith("killed: 75% of the total")


def test_barmal_has_its_claims_side_by_side(opened: Opened) -> None:
    app = opened("casualties", view="claims", period=["2024-12-24", "2024-12-24"], area="AF1214")
    assert "7 accounts count different victims" in titles(app)
    table = app.dataframe[-1].value
    assert {"Afghanistan (Taliban government)", "Pakistan", "United Nations"} <= set(table["Party"])


def test_a_span_is_made_of_whole_bars() -> None:
    def ms(day: dt.date) -> float:
        return (day - dt.date(1970, 1, 1)).days * 86_400_000

    bars = [
        (dt.date(2024, 1, 10), dt.date(2024, 1, 31)),
        (dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        (dt.date(2024, 3, 1), dt.date(2024, 3, 31)),
    ]
    brush = {"brush": {"start": [ms(dt.date(2024, 3, 28)), ms(dt.date(2024, 2, 3))]}}
    assert span_of(brush, bars) == (dt.date(2024, 2, 1), dt.date(2024, 3, 31))
    pick = {"pick": [{"start": ms(dt.date(2024, 2, 1)), "after": ms(dt.date(2024, 3, 1))}]}
    assert span_of(pick, bars) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    for nothing in ({}, None, {"brush": {}}, {"pick": []}, {"brush": {"start": [0, 1]}}):
        assert span_of(nothing, bars) is None


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_each_example_compares(opened: Opened, name: str) -> None:
    app = opened("compare")
    next(button for button in app.button if button.label == name).click().run()
    assert [e.message for e in app.exception] == []
    assert app.session_state["compare_way"] == EXAMPLES[name].way
    assert len(charts(app)) == 6
    said = shown(app)
    assert "95% interval" in said or "too small for a ratio" in said


def test_analysis_of_a_short_period_takes_the_whole_record(opened: Opened) -> None:
    app = opened("casualties", view="analysis", area="PK530", period=YEAR)
    assert [e.message for e in app.exception] == []
    assert "the first two figures take 1 January 2021 – 15 March 2026" in shown(app)
    assert "It does not say: It does" not in shown(app).replace("*", "")
    levels, trend, *others = (spec["title"]["subtitle"] for spec in charts(app))  # type: ignore[index]
    for subtitle in (levels, trend):
        said = " ".join(subtitle).replace("\u00a0", " ")
        assert "1 January 2021 – 15 March 2026" in said and "South Waziristan" in said
    assert all("2021" not in " ".join(subtitle) for subtitle in others)


def test_analysis_of_a_long_period_keeps_it(opened: Opened) -> None:
    app = opened("casualties", view="analysis", period=["2022-01-01", "2024-12-31"])
    assert "too short" not in shown(app)
    assert "2022–2024" in titles(app)


def test_compared_months_share_one_scale(opened: Opened) -> None:
    app = opened("compare", by="areas", first="PK530", second="PK525", period=YEAR)
    tops = []
    for spec in charts(app):
        for layer in spec["layer"]:  # type: ignore[attr-defined]
            y = layer.get("encoding", {}).get("y", {})
            if y.get("field") == "from":
                tops.append(y["scale"]["domain"][1])
    assert len(tops) == 2 and tops[0] == tops[1]


@pytest.mark.parametrize(
    "query",
    [
        {"by": "nonsense"},
        {"by": "areas", "first": "<script>", "second": "PK530"},
        {"by": "periods", "first": "2024-13-01..x", "second": "1999-01-01..1999-02-01"},
        {"by": "actors", "first": "'; drop", "second": "TTP"},
    ],
)
def test_bad_comparison_address_is_harmless(opened: Opened, query: dict[str, str]) -> None:
    app = opened("compare", **query)
    assert [e.message for e in app.exception] == []
    assert "<script>" not in shown(app) + titles(app)


def test_every_figure_of_a_comparison_names_the_other_filters(opened: Opened) -> None:
    query = {"period": YEAR, "without_military_only": "true"}
    app = opened("compare", by="areas", first="AFG", second="PAK", **query)
    assert len(charts(app)) == titles(app).count("without militants reported killed by the") == 6
    app = opened("compare", by="actors", first="TTP", second="ISKP", area="PK5", **query)
    assert titles(app).count("2024 · TTP and ISKP · Khyber Pakhtunkhwa · without militants") == 4


def test_same_on_both_sides_is_told(opened: Opened) -> None:
    app = opened("compare", by="areas", first="PK530", second="PK530")
    assert not app.exception
    assert "Both sides are the same" in shown(app)


def test_areas_of_one_name_differ(opened: Opened) -> None:
    """Jani Khel is a district of Paktika and one of Paktya."""
    app = opened(
        "compare", by="areas", first="AF1209", second="AF1309", period=["2021-01-01", "2025-12-31"]
    )
    assert not app.exception
    assert "Both sides are the same" not in shown(app)
    assert "Jani Khel, Paktika" in titles(app) + shown(app)


def test_district_by_its_code(opened: Opened) -> None:
    app = opened("district", district="AF1214", period=YEAR)
    assert [e.message for e in app.exception] == []
    html = " ".join(str(element.proto.body) for element in app.get("html"))
    for expected in ("Barmal", "برمل", "Adjoins the border", "Population not known"):
        assert expected in html
    assert re.search(r"<b>46[^<]* killed</b>, 24 December 2024", html)
    assert "UCDP counts" in titles(app)
    assert app.selectbox(key="district_code").value == "AF1214"


@pytest.mark.parametrize("code", ["XX999", "<script>alert(1)</script>", "pk530"])
def test_unknown_district_is_told_and_a_chooser_offered(opened: Opened, code: str) -> None:
    app = opened("district", district=code)
    assert [e.message for e in app.exception] == []
    assert "No district has the code" in app.warning[0].value
    app.selectbox(key="district_code").select("PK530").run()
    assert not app.exception
    assert any("South Waziristan" in str(element.proto.body) for element in app.get("html"))


def test_quiet_district_has_a_dossier_too(opened: Opened) -> None:
    app = opened("district", district="AF0501", period=["2021-01-01", "2021-01-31"])
    assert [e.message for e in app.exception] == []
    assert "No incident in the record fits this selection" in titles(app)


def test_figures_of_a_dossier_name_period_and_n(opened: Opened) -> None:
    app = opened("district", district="PK530", period=YEAR)
    for spec in charts(app):
        subtitle = " ".join(spec["title"]["subtitle"]).replace("\u00a0", " ")  # type: ignore[index]
        assert "n = " in subtitle
        assert "2024" in subtitle or "UCDP" in subtitle


def test_dossier_files_carry_their_source() -> None:
    own = Selection(dt.date(2024, 1, 1), dt.date(2024, 12, 31), areas=("PK530",))
    figure = _figure_alone(own, "PK530", Canvas(560, 330), "trend")
    assert "latest incident" in json.dumps(figure.spec)
    assert figure.spec["height"] == 330


def test_claims_are_read_in_one_column(opened: Opened) -> None:
    app = opened("casualties", view="claims", period=["2024-12-24", "2024-12-24"], area="AF1214")
    table = app.dataframe[-1].value
    assert {"46", "at least 20", "no number"} <= set(table["Killed"])


def test_the_district_of_the_bar_opens_and_the_line_states_it(opened: Opened) -> None:
    app = opened("district", area="AF1203")
    assert app.selectbox(key="district_code").value == "AF1203"
    assert "Yosuf Khel, Paktika · n = 0 incidents" in shown(app)
    app.selectbox(key="district_code").select("PK530").run()
    assert "South Waziristan, Khyber Pakhtunkhwa · n = " in shown(app)
    assert "Yosuf Khel, Paktika · n" not in shown(app)
    app.multiselect(key="area").set_value(["AF1214"]).run()
    assert app.selectbox(key="district_code").value == "AF1214"


def test_the_address_leads_over_the_bar(opened: Opened) -> None:
    app = opened("district", area="AF1203", district="PK530")
    assert app.selectbox(key="district_code").value == "PK530"


def test_two_periods_say_at_once_what_they_replace(opened: Opened) -> None:
    app = opened("compare", by="periods")
    captions = [str(caption.value) for caption in app.caption]
    assert any("take the place of the period above" in text for text in captions[:2])


def test_a_change_has_no_percentage_where_ranges_meet() -> None:
    columns = ["incidents", "fatalities_low", "fatalities_best", "fatalities_high"]

    def side(low: int, best: int, high: int, many: int = 20) -> pd.DataFrame:
        table = load(settings()).incidents.iloc[:many].copy()
        table[columns[1:]] = 0
        table.iloc[0, [table.columns.get_loc(name) for name in columns[1:]]] = [low, best, high]
        return table

    meeting = change_words((side(40, 45, 50), side(46, 48, 60)), "fatalities_best")
    assert meeting == "45 (40–50) to 48 (46–60), not clearly more or fewer"
    apart = change_words((side(40, 40, 40), side(60, 60, 60)), "fatalities_best")
    assert apart == "40 to 60 (+50%)"
    assert change_words((side(2, 2, 2, 1), side(6, 6, 6, 1)), "incidents") == "1 to 1"
    # Six incidents bear no percentage however many they killed.
    few = (side(40, 40, 40, 6), side(60, 60, 60, 6))
    assert change_words(few, "fatalities_best") == "40 to 60"


def test_a_change_that_no_other_date_reaches_is_told_without_a_percentage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(st, "write", said.append)
    days = pd.date_range("2022-01-01", periods=60, freq="28D")
    placebo = pd.DataFrame({"day": days, "change": [1, -1] * 30})
    windows = Windows(dt.date(2024, 12, 24), 30, 30)
    monkeypatch.setattr(before_after_tables, "is_dark", lambda: False)
    before_after_tables.placebo_panel(placebo, 50, "People killed", windows, "")
    assert "At none of 60 other dates" in said[0]


def test_before_and_after_tells_of_uncertain_days() -> None:
    windows = windows_around(dt.date(2024, 6, 1), 30, dt.date(2021, 1, 1), dt.date(2026, 1, 1))
    assert windows is not None
    exact = incidents(killed(1))
    unsure = incidents(killed(1, date_precision="week"))
    assert "uncertain" not in _notes(windows, (exact, exact))
    said = _notes(windows, (unsure, exact))
    assert "1 incident with an uncertain day may belong to the other window" in said


def test_the_axis_of_placebo_dates_is_labelled_as_far_as_the_event() -> None:
    placebo = pd.DataFrame({"change": [*[0] * 60, *range(-14, 15)]})
    chart = _placebo_chart(placebo, 46, "People killed")
    svg = vl_convert.vegalite_to_svg(chart.to_dict())
    labels = [text.replace("−", "-") for text in re.findall(r">([−0-9]+)</text>", svg)]
    assert {"-10", "0", "10", "20", "30", "40"} <= set(labels)
    bars = next(data for data in chart.to_dict()["datasets"].values() if "dates" in data[0])
    assert sum(bar["dates"] for bar in bars) == len(placebo)


def test_texts_of_before_and_after_are_short_and_give_no_percentage_of_a_few() -> None:
    """The ratio is the longest text of its column: at 1280 pixels the last column was cut."""
    assert (_part(0.25, 12), _part(0.25, 40)) == ("3 of 12", "25% of 40")
    assert ratio_in_words(float("inf"), 0.031, float("inf")) == "none before (≥ 0.03)"
