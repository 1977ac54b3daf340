"""The shared time axis, the account of Waziristan, the strip, and what the maps are given."""

from __future__ import annotations

import json
import re

import numpy as np
import pandas as pd
import pytest

from borderlands.analysis import displacement_flows as flowing
from borderlands.analysis import violence_axis as axis
from borderlands.analysis import waziristan
from borderlands.analysis.areas import WAZIRISTAN
from borderlands.analysis.border_distance import profile
from borderlands.analysis.border_strip import bands, host_distances, on_strip, strip
from borderlands.analysis.displacement import Series, choose, latest_by_host
from borderlands.analysis.displacement_lines import stock_lines
from borderlands.analysis.displacement_routes import beside_matrix, matrix, routes
from borderlands.analysis.displacement_titles import (
    all_series,
    axis_title,
    map_title,
    pairs_title,
    stock_title,
)
from borderlands.charts.border_strip import hosts_figure, strip_figure, strip_title
from borderlands.charts.displacement import (
    Published,
    flow_bars,
    running_counts,
    stock_over_time,
)
from borderlands.charts.export import as_svg
from borderlands.charts.figure import Scope
from borderlands.charts.look import Canvas, luminance
from borderlands.charts.origin_host import origin_host
from borderlands.charts.places import border_figure
from borderlands.charts.published import published_figures
from borderlands.charts.violence_axis import violence_axis
from borderlands.data import Atlas
from borderlands.maps import flows
from borderlands.maps.flow_frames import frames
from tests.charts.reading import assert_stands_alone, texts

PAKISTANI = Series("refugees", "stock", "PAK", "AFG")


def test_two_sources_of_deaths_stay_apart(shipped: Atlas) -> None:
    deaths = axis.deaths(shipped.ucdp, shipped.incidents, WAZIRISTAN, "year", 2010)
    ucdp = deaths.loc[deaths["source"] == axis.UCDP_SOURCE].set_index(
        deaths["period_start"].dt.year[deaths["source"] == axis.UCDP_SOURCE]
    )
    rows = shipped.ucdp.loc[shipped.ucdp["admin2_code"].isin(WAZIRISTAN)]
    assert ucdp.loc[2014, "deaths_best"] == rows.loc[rows["year"] == 2014, "deaths_best"].sum()
    assert list(ucdp.index) == list(range(2010, 2022))
    recent = deaths.loc[deaths["source"] == axis.RECORD_SOURCE]
    assert recent["period_start"].min() == pd.Timestamp("2021-01-01")
    assert (deaths["period_start"] == pd.Timestamp("2021-01-01")).sum() == 2


def test_no_zero_where_ucdp_has_no_counts(shipped: Atlas) -> None:
    """UCDP's counts end with 2020 in Afghanistan and 2021 in Pakistan."""
    paktika = shipped.districts.loc[shipped.districts["admin1_code"] == "AF12", "admin2_code"]
    for codes in (paktika.tolist(), [*paktika, "PK530"]):
        deaths = axis.deaths(shipped.ucdp, shipped.incidents, codes, "year", 2015)
        ucdp = deaths.loc[deaths["source"] == axis.UCDP_SOURCE]
        assert ucdp["period_start"].dt.year.max() == 2020


def test_record_is_complete_only_where_reports_are_dense(shipped: Atlas) -> None:
    deaths = axis.deaths(shipped.ucdp, shipped.incidents, WAZIRISTAN, "quarter", 2024)
    record = deaths.loc[deaths["source"] == axis.RECORD_SOURCE].set_index("period_start")
    assert record.loc["2025-10-01", "complete"]
    assert not record.loc["2026-01-01":, "complete"].any()


def test_a_peak_is_that_of_the_axis(shipped: Atlas) -> None:
    """UCDP counts more in South Waziristan in 2009 than in any quarter that the axis shows."""
    deaths = axis.deaths(shipped.ucdp, shipped.incidents, WAZIRISTAN, "quarter", 2010)
    sums = pd.Series({2014: 218_349, 2015: 9})
    title = axis_title("Deaths in Waziristan", "Pakistani refugees", deaths, sums, "quarter")
    assert title == (
        "Since 2010, deaths in Waziristan peaked in April–June 2014 (567); "
        "Pakistani refugees at the end of 2014 (218,349)"
    )


def test_axis_keeps_the_panels_on_scales_of_their_own(shipped: Atlas, record: pd.DataFrame) -> None:
    deaths = axis.deaths(shipped.ucdp, shipped.incidents, WAZIRISTAN, "quarter", 2010)
    lines, others = stock_lines(record, PAKISTANI, ["AF14", "AF12"])
    figure = violence_axis(
        deaths,
        lines,
        others,
        shipped.key_events.iloc[:0],
        Canvas(900, 420),
        Published("2010–2026", "Source", len(lines)),
        title="T",
        above="Deaths",
        below="Refugees",
        first=pd.Timestamp("2010-01-01"),
        shift=1,
    )
    assert_stands_alone(figure, dark=False)
    panels = figure.spec["layer"][0]
    assert panels["resolve"]["scale"]["y"] == "independent"
    assert "nearness in time is not cause" in figure.subtitle
    assert "shown 1 year earlier" in json.dumps(figure.spec)
    assert set(figure.table["Source of deaths"].dropna()) == {axis.UCDP_SOURCE, axis.RECORD_SOURCE}


@pytest.mark.parametrize(
    ("days", "words"), [(5, "5 days"), (1, "1 day"), (82, "3 months"), (761, "2 years and 1 month")]
)
def test_lag_in_words(days: int, words: str) -> None:
    start = pd.Timestamp("2014-06-15")
    assert axis.lag_in_words(start, start + pd.Timedelta(days=days)) == words


def test_account_of_waziristan_is_read_from_the_record(
    shipped: Atlas, record: pd.DataFrame
) -> None:
    steps = {
        step.key: step
        for step in waziristan.steps(record, shipped.ucdp, shipped.incidents, shipped.claims)
    }
    assert list(steps) == ["before", "operation", "flight", "camp", "return", "stayed", "december"]
    assert "261,635" in steps["flight"].title  # 193,527 + 68,108
    assert steps["return"].title.endswith("fell by 73% in 2016")  # 59,565 of 218,349
    assert "20,700" in steps["stayed"].title  # 8,164 + 12,536
    assert "20,993" in steps["december"].title
    for step in steps.values():
        assert any(sources for _, sources in step.sentences)
    nothing = waziristan.steps(
        record.iloc[:0], shipped.ucdp.iloc[:0], shipped.incidents.iloc[:0], shipped.claims
    )
    assert nothing == []


def test_strip_runs_from_chitral_to_chaman_in_order(shipped: Atlas) -> None:
    unrolled = strip(shipped.boundary, shipped.districts, shipped.crossings)
    roads = unrolled.crossings.loc[unrolled.crossings["kind"] == "road", "name"].tolist()
    assert roads == ["Torkham", "Kharlachi", "Ghulam Khan", "Angoor Adda", "Chaman"]
    pakistan = unrolled.neighbours.loc[unrolled.neighbours["country"] == "PAK", "name"].tolist()
    wanted = ["Chitral Upper", "Bajaur", "Mohmand", "Khyber", "Kurram", "North Waziristan"]
    assert [name for name in pakistan if name in wanted] == wanted
    near, farther, unplaced = on_strip(shipped.incidents, unrolled, shipped.boundary, 50)
    assert len(near) + farther + unplaced == len(shipped.incidents)
    khyber, kurram = (
        (spans["from_km"] + spans["to_km"]).item() / 2
        for name in ("Khyber", "Kurram")
        if len(spans := unrolled.neighbours.query("name == @name"))
    )
    tied = near.iloc[:2].assign(along_km=[khyber, kurram], fatalities_best=4)
    assert strip_title(tied, unrolled, 50) == (
        "The stretches along Khyber and Kurram saw most people killed within 50 km of the line: "
        "4 of 8 each"
    )
    assert near["border_km"].abs().max() <= 50
    assert near["along_km"].between(0, unrolled.length_km).all()
    empty, *_ = on_strip(shipped.incidents.iloc[:0], unrolled, shipped.boundary, 50)
    assert empty.empty
    coarse = shipped.incidents.loc[shipped.incidents["location_level"] == "admin2"].iloc[:1]
    nowhere, farther, unplaced = on_strip(coarse, unrolled, shipped.boundary, 50)
    assert (len(nowhere), farther, unplaced) == (0, 0, 1)


def test_hosts_lie_on_their_side_of_the_line(shipped: Atlas, record: pd.DataFrame) -> None:
    hosts = host_distances(
        latest_by_host(choose(record, PAKISTANI)), shipped.districts, shipped.boundary
    )
    khost = hosts.loc[hosts["host_name"] == "Khost"].iloc[0]
    assert khost["nearest_km"] == 0
    assert khost["farthest_km"] < khost["middle_km"] < 0
    one = record.iloc[:3].assign(
        host_code=["AF14", "AF1407", "AF1407"],
        host_name=["Province", "District", "Camp"],
        host_level=["admin1", "admin2", "site"],
        host_country="AFG",
    )
    nested = host_distances(one, shipped.districts, shipped.boundary)
    assert nested["within"].tolist() == ["", "Province", "Province, District"]
    outline = bands(shipped.boundary, (10.0, 50.0))
    assert [one["properties"]["km"] for one in outline["features"]] == [10.0, 50.0]


def test_every_series_gives_frames_that_the_browser_can_draw(
    shipped: Atlas, record: pd.DataFrame
) -> None:
    places = flows.gazetteer(shipped.districts, shipped.places)
    for name, series in all_series(record).items():
        made = frames(record, series, places)
        years = [one["year"] for one in made]
        assert years == sorted(set(years)), name
        state = flows.state(
            made, at=0, mode="lines", colour="displaced", label="People", source="Source"
        )
        json.dumps(state, allow_nan=False)
        for one in made:
            assert one["title"]
            for line in one["lines"]:
                assert line["persons"] > 0
                assert line["from"] != line["to"]


def test_years_in_a_map_are_years_with_a_figure(shipped: Atlas, record: pd.DataFrame) -> None:
    places = flows.gazetteer(shipped.districts, shipped.places)
    made = frames(record, PAKISTANI, places)
    assert 2014 in [one["year"] for one in made]
    assert all(one["symbols"] for one in made)


def test_rate_leaves_places_without_a_population_out(shipped: Atlas, record: pd.DataFrame) -> None:
    places = flows.gazetteer(shipped.districts, shipped.places)
    made = frames(record, PAKISTANI, places, side="host", population={"AF14": 500_000.0})
    of_2014 = next(one for one in made if one["year"] == 2014)
    assert of_2014["shade"] == {"AF14": round(193_527 / 500_000 * 1000, 1)}
    assert "Paktika" in of_2014["note"]


def test_titles_state_what_the_map_shows(record: pd.DataFrame) -> None:
    rows = routes(record, PAKISTANI)
    one = rows.loc[rows["year"] == 2014]
    share = 193_527 / int(one["persons"].sum())
    assert map_title(one, PAKISTANI, 2014) == (
        f"Khost held {share:.0%} of the Pakistani refugees counted by province in 2014: 193,527"
    )


def test_titles_of_charts_do_not_overclaim(record: pd.DataFrame) -> None:
    lines, _ = stock_lines(record, PAKISTANI, ["AF14"])
    khost = lines.loc[lines["host_key"] == "AF14"].sort_values("year")
    last, peak = khost.iloc[-1], khost.loc[khost["persons"].idxmax()]
    fall = 1 - last["persons"] / peak["persons"]
    assert f"(down {fall:.0%})" in stock_title(PAKISTANI, khost, peak)
    few = khost.tail(2).assign(persons=[40, 8])
    assert "went from 40 in" in (title := stock_title(PAKISTANI, few, few.iloc[0]))
    assert "down" not in title
    one = routes(record, PAKISTANI).query("year == 2014").assign(persons=3)
    assert "held" not in map_title(one, PAKISTANI, 2014)
    pairs = matrix(record, PAKISTANI)
    assert f"the largest of the {len(pairs)} pairs shown is" in pairs_title(pairs, PAKISTANI)
    left = beside_matrix(record, PAKISTANI)
    assert {"origin_level", "host_level"} <= set(left) and not left.index.isin(pairs.index).any()
    scope = Published("2014", "Source: record", len(pairs))
    figure = origin_host(pairs, Canvas(900, 380), scope, title="Pairs", left_out=len(left))
    assert f"Not shown: {len(left)} figures" in str(figure.spec)


@pytest.mark.parametrize("dark", [False, True])
def test_figures_in_shaded_cells_can_be_read(record: pd.DataFrame, dark: bool) -> None:
    pairs = matrix(record, PAKISTANI)
    scope = Published("2014", "Source: record", len(pairs))
    spec = origin_host(pairs, Canvas(900, 380, dark), scope, title="Pairs").spec
    cells = spec["datasets"][spec["layer"][1]["data"]["name"]]
    assert len({cell["shade"] for cell in cells}) > 3
    for cell in cells:
        light, deep = sorted((luminance(cell["shade"]), luminance(cell["letters"])), reverse=True)
        assert (light + 0.05) / (deep + 0.05) >= 4.5, cell
    by_size = sorted(cells, key=lambda cell: cell["persons"])
    # Most is lightest on dark paper and darkest on light paper.
    assert (luminance(by_size[-1]["shade"]) > luminance(by_size[0]["shade"])) is dark


def test_no_year_after_the_last_is_named(record: pd.DataFrame) -> None:
    """It stood at the very end of the axis, where it was cut."""
    returns = flowing.periodic(record, Series("returned_refugees", "flow", "AFG", "PAK"), "year")
    kept = returns.loc[returns["year"] <= 2025]
    figure = flow_bars(
        kept, Canvas(1_120, 300), Published("w", "s", 3), title="T", span="year", name="n"
    )
    svg = as_svg(figure).decode()
    shown = {
        text: 'opacity="0"' not in mark
        for mark, text in re.findall(r"<text ([^>]*)>(\d{4})</text>", svg)
    }
    assert shown["2024"] and not shown.get("2026")


@pytest.mark.parametrize("dark", [False, True])
def test_the_note_names_the_shades_of_its_paper(
    shipped: Atlas, record: pd.DataFrame, dark: bool
) -> None:
    deaths = axis.deaths(shipped.ucdp, shipped.incidents, WAZIRISTAN, "year", 2010)
    lines, others = stock_lines(record, PAKISTANI, ["AF14"])
    figure = violence_axis(
        deaths,
        lines,
        others,
        shipped.key_events.iloc[:0],
        Canvas(900, 420, dark),
        Published("w", "s", 3),
        title="T",
        above="Deaths",
        below="Refugees",
        first=pd.Timestamp("2010-01-01"),
    )
    shade = "light" if dark else "dark"
    assert f"UCDP GED (grey); incident record, from 2021 ({shade})" in " ".join(
        texts(figure.spec).split()
    )


def test_chart_carries_its_texts_and_table(shipped: Atlas, record: pd.DataFrame) -> None:
    lines, others = stock_lines(record, PAKISTANI, ["AF14", "AF12"])
    scope = Published("2014–2025", "Source: record", len(lines) + len(others))
    figure = stock_over_time(
        lines, others, shipped.key_events, Canvas(900, 380), scope, title="Refugees"
    )
    assert_stands_alone(figure, dark=False)
    assert len(figure.table) == len(lines) + len(others) == figure.n
    assert "published figures" in figure.subtitle
    assert figure.alt.startswith("Lines over time. Refugees")
    assert b"Source: record" in as_svg(figure)
    assert np.isfinite(figure.table["People"].astype("float64")).all()


@pytest.mark.parametrize("dark", [False, True])
def test_every_figure_of_the_record_stands_alone(
    shipped: Atlas, record: pd.DataFrame, dark: bool
) -> None:
    canvas, published = Canvas(900, 420, dark), Published("2014–2025", "Source: record", 3)
    returns = Series("returned_refugees", "flow", "AFG", "PAK")
    unrolled = strip(shipped.boundary, shipped.districts, shipped.crossings)
    near, *_ = on_strip(shipped.incidents, unrolled, shipped.boundary, 50)
    hosts = host_distances(
        latest_by_host(choose(record, PAKISTANI)), shipped.districts, shipped.boundary
    )
    incidents = Scope("Whole record", "Source: incidents", len(near))
    for figure in (
        strip_figure(
            near.assign(victims="Civilians"),
            unrolled,
            canvas,
            incidents,
            title="Along the line",
            within_km=50,
            left_out="",
        ),
        hosts_figure(hosts, canvas, published, title="Hosts"),
        border_figure(profile(shipped.incidents, shipped.boundary), canvas, incidents),
        flow_bars(
            flowing.periodic(record, returns, "year"),
            canvas,
            published,
            title="Returns",
            span="year",
            name="flow",
        ),
        running_counts(flowing.running_counts(record, returns), canvas, published, title="Running"),
        published_figures(
            flowing.by_crossing(record, returns),
            canvas,
            published,
            title="By crossing",
            measure="People (flow)",
            name="crossings",
            periods=True,
        ),
        origin_host(matrix(record, PAKISTANI), canvas, published, title="From where to where"),
    ):
        assert_stands_alone(figure, dark=dark)
