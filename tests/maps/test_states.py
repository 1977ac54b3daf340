import datetime as dt
import json
import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from borderlands.maps import assets, long_run, panels
from borderlands.maps.base import AtlasState, as_script, atlas_map, state_layer
from borderlands.maps.classes import Classing, scale
from borderlands.maps.incidents import day_numbers, tolls
from borderlands.maps.measures import MEASURES, measure_states
from borderlands.maps.packing import as_days
from borderlands.maps.timeline import fitting_unit, opening_window, timeline
from tests.maps.conftest import CODES, unpacked

START, END = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
EVENTS = pd.DataFrame(
    {
        "event_date": pd.to_datetime(["2024-12-24", "2000-01-01", "2024-02-29"]),
        "title": ["Strikes on Barmal", "Long ago", "</script><b>"],
    }
)


def test_the_map_asks_nobody_and_has_no_tiles():
    chart = atlas_map("map.js")
    html = chart.get_root().render()
    assert "http://" not in html and "https://" not in html
    assert "tileLayer" not in html
    assert "Borderlands.create(" in html


def test_one_script_carries_packages_styles_and_geometry_in_order():
    text = assets.script('{"name":"</script>"}')
    names = ["leafletjs.com", "MarkerClusterGroup", "BL.Atlas = ", "BL.Columns = ", "BL.Painter = "]
    places = [text.index(name) for name in [*names, "replaceSync(", "BORDERLANDS_BASE=JSON.parse("]]
    assert places == sorted(places)
    assert ".leaflet-pane" in text and ".bl-legend" in text
    assert "</script" not in text


def test_the_name_of_the_script_changes_with_its_text():
    assert assets.script_name("a") != assets.script_name("b")
    assert re.fullmatch(r"borderlands-[0-9a-f]{16}\.js", assets.script_name(assets.script("{}")))


def test_no_script_writes_markup():
    for name in assets.SCRIPTS:
        text = (assets.OWN / name).read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_a_state_cannot_break_out_of_its_script():
    time = timeline(START, END, EVENTS)
    script = as_script({"time": time, "name": "a_b{{c}}'\u2028"})
    assert "<" not in script and ">" not in script and "_" not in script and "'" not in script
    assert json.loads(script)["time"]["events"][0]["title"] == "</script><b>"


def test_a_state_travels_in_a_feature_group():
    (child,) = state_layer({"measure": "best"})._children.values()
    assert isinstance(child, AtlasState)
    assert "Borderlands.update({" in child._template.module.script(child, {})


def test_timeline_keeps_the_events_of_its_span_in_order():
    time = timeline(START, END, EVENTS)
    assert [event["day"] for event in time["events"]] == [
        as_days(dt.date(2024, 2, 29)),
        as_days(dt.date(2024, 12, 24)),
    ]
    assert time["start"] == [as_days(dt.date(2024, 10, 1)), as_days(END)]


@pytest.mark.parametrize(
    ("start", "end", "unit"),
    [
        (START, dt.date(2024, 3, 31), "week"),
        (START, END, "month"),
        (dt.date(2014, 1, 1), END, "quarter"),
        (dt.date(1989, 1, 1), END, "year"),
    ],
)
def test_steps_fit_the_span(start, end, unit):
    assert fitting_unit(start, end) == unit


@pytest.mark.parametrize("unit", ["week", "month", "quarter", "year"])
def test_opening_window_stays_inside_even_a_single_day(unit):
    assert opening_window(END, END, unit) == (END, END)


def test_a_window_outside_the_span_falls_back():
    window = (dt.date(1999, 1, 1), dt.date(1999, 2, 1))
    assert timeline(START, END, EVENTS, window=window)["start"][1] == as_days(END)


def states(incidents, **other):
    known = incidents.loc[incidents["admin2_code"] != ""]
    values = tolls(known)
    values["incidents"] = values["best"] * 0 + 1
    number = {code: place for place, code in enumerate(CODES)}
    return {
        state["key"]: state
        for state in measure_states(
            MEASURES,
            day_numbers(known["event_date"]),
            known["admin2_code"].map(number).to_numpy(dtype="int64"),
            values,
            [500_000, 1_000_000, np.nan],
            (as_days(START), as_days(dt.date(2025, 1, 31))),
            Classing(),
            moving=True,
            dark=False,
        )
    }


def test_scales_hold_for_every_window_of_their_length(incidents):
    best = states(incidents)["best"]
    assert [fit["days"] for fit in best["scales"]] == [7, 31, 92, 184, 366]
    # No window of a month in which one district sees more than the 46 dead of Barmal.
    assert {fit["scale"]["breaks"][-1] for fit in best["scales"]} == {46}
    assert best["scale"]["breaks"][-1] == 46


def test_rates_need_a_population(incidents):
    rate = states(incidents)["rate_per_100k"]
    # 6 of 500,000 and 8 of 1,000,000; Barmal's population is not known.
    assert rate["scale"]["breaks"] == [0.8, 1.2]
    assert rate["decimals"] == 1


def test_an_empty_selection_still_has_states(incidents):
    assert states(incidents.iloc[:0])["best"]["scale"] == {"breaks": [], "colors": []}


def test_long_run_rows_are_months_of_events_without_points():
    ucdp = pd.DataFrame(
        {
            "admin2_code": ["PK525", "PK525", "AF2501"],
            "year": [1989, 1989, 2020],
            "month": [1, 1, 2],
            "type_of_violence": [1, 3, 1],
            "events": [2, 1, 4],
            "deaths_low": [1, 0, 70_000],
            "deaths_best": [3, 0, 80_000],
            "deaths_high": [9, 1, 90_000],
        }
    )
    packed = long_run.pack_months(long_run.monthly(ucdp), CODES)
    assert packed["n"] == 2
    assert unpacked(packed["columns"]["weight"]).tolist() == [3, 4]
    assert unpacked(packed["columns"]["best"]).tolist() == [3, 80_000]
    assert unpacked(packed["columns"]["flags"]).tolist() == [0, 0]
    assert packed["day0"] == as_days(dt.date(1989, 1, 1))


def test_long_run_by_year_keeps_empty_years():
    ucdp = pd.DataFrame(
        {
            "admin2_code": ["PK525", "PK530", "PK525"],
            "year": [2009, 2009, 2011],
            "month": [1, 2, 3],
            "type_of_violence": [1, 1, 3],
            "events": [2, 1, 4],
            "deaths_low": [1, 0, 7],
            "deaths_best": [3, 0, 8],
            "deaths_high": [9, 1, 9],
        }
    )
    totals, sums = long_run.yearly(ucdp, [2009, 2010, 2011])
    assert totals["events"].to_dict() == {2009: 3, 2010: 0, 2011: 4}
    assert sums.loc[(2011, "PK525"), "deaths_best"] == 8
    assert sums.loc[(2010, "PK530"), "events"] == 0
    assert long_run.yearly(ucdp.iloc[:0], [2009])[0]["events"].tolist() == [0]


def shapes(districts, boundary):
    return panels.shapes(districts, districts, boundary)


def picture(count, districts, boundary, **how):
    values = [np.array([place, 0.0, np.nan]) for place in range(count)]
    return panels.draw(
        [panels.Panel(f"Slice {k}", value, f"n = {k}") for k, value in enumerate(values)],
        shapes(districts, boundary),
        scale(np.concatenate(values)),
        title="A title",
        subtitle="Measure, period",
        source="Source: record.",
        legend_title="Killed",
        decimals=0,
        **how,
    )


@pytest.mark.parametrize("count", [2, 5, 12, 22, 24])
def test_panels_fit_in_the_picture_and_apart(count, districts, boundary):
    figure = picture(count, districts, boundary)
    assert figure.get_size_inches()[0] / figure.get_size_inches()[1] == pytest.approx(16 / 9, 0.01)
    maps = [axes for axes in figure.axes if axes.get_title()]
    assert len(maps) == count
    boxes = [axes.get_position() for axes in maps]
    assert all(box.x0 >= 0 and box.x1 <= 1 and box.y0 >= 0.1 and box.y1 <= 0.9 for box in boxes)
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert not one.overlaps(other)


@pytest.mark.parametrize(("dark", "paper"), [(False, "#ffffff"), (True, "#14171b")])
def test_the_sheet_follows_the_theme_and_names_fit_their_column(districts, boundary, dark, paper):
    names = ["October–December 2023", "January–March 2024"] * 12
    figure = panels.draw(
        [panels.Panel(name, np.array([1.0, 0.0, 2.0]), "n = 44 · 351 (293–365)") for name in names],
        shapes(districts, boundary),
        scale(np.array([1.0, 2.0]), dark=dark),
        title="T",
        subtitle="S",
        source="Source.",
        legend_title="Killed",
        decimals=0,
        dark=dark,
    )
    assert to_hex(figure.get_facecolor()) == paper
    drawn = figure.canvas.get_renderer()
    for axes in (axes for axes in figure.axes if axes.get_title()):
        for text in (axes.title, *axes.texts):
            assert text.get_fontsize() >= 8.5
            assert text.get_window_extent(drawn).width <= 1.01 * figure.bbox.width / 8


@pytest.mark.parametrize("count", [1, 25])
def test_other_numbers_of_panels_are_refused(count, districts, boundary):
    with pytest.raises(ValueError, match="2 to 24 panels"):
        picture(count, districts, boundary)


def test_the_picture_carries_title_source_and_note(districts, boundary):
    figure = picture(3, districts, boundary)
    svg = panels.as_bytes(figure, "svg")
    assert svg.startswith(b"<?xml")
    texts = [text.get_text() for text in figure.texts]
    assert "A title" in texts
    assert any("Boundaries shown do not imply endorsement." in text for text in texts)
    assert panels.as_bytes(figure, "png", dpi=40).startswith(b"\x89PNG")


def test_panels_tell_what_lies_outside_the_selection(districts, boundary):
    chosen = picture(3, districts, boundary, outside=np.array([False, True, True]))
    (fills,) = [part for part in chosen.axes[0].collections if part.get_facecolor().size]
    assert [to_hex(color) for color in fills.get_facecolor()[1:]] == ["#ffffff"] * 2
    said = "outside the selection"
    assert said in [text.get_text() for text in chosen.texts]
    assert said not in [text.get_text() for text in picture(3, districts, boundary).texts]
