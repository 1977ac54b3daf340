"""Every page opens, filters work and survive, and bad data or addresses are told, not thrown."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from borderlands.analysis.coverage import by_year
from borderlands.analysis.selections import areas_in_words
from borderlands.data import load
from borderlands.maps import panels
from borderlands.settings import settings
from borderlands.ui import incident_list, map_panel, multiples_page
from borderlands.ui.incident_list import LICENCE
from borderlands.ui.source_notes import coverage

from .conftest import Opened

PAGES = sorted(path.stem for path in (settings().root / "pages").glob("*.py"))


def said(app: object) -> str:
    """All text of a page."""
    parts: list[str] = []
    for kind in ("title", "subheader", "markdown", "caption", "text", "error", "warning"):
        parts += [str(element.value) for element in getattr(app, kind)]
    # Text from data is escaped for Markdown; a reader does not see the strokes.
    return "\n".join(parts).replace("\\", "")


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_without_exception(opened: Opened, page: str) -> None:
    app = opened(page)
    assert [e.message for e in app.exception] == []


def test_address_sets_the_filters_and_they_stay_across_pages(opened: Opened) -> None:
    app = opened(period=["2024-12-01", "2024-12-31"], area="AF12", event_type="air_strike")
    incidents = load(settings()).incidents
    expected = incidents.loc[
        incidents["event_date"].between("2024-12-01", "2024-12-31")
        & (incidents["admin1_name"] == "Paktika")
        & (incidents["event_type"] == "air_strike")
    ]
    assert len(expected) >= 1
    line = f"December 2024 · Paktika · Air strike · n = {len(expected)} incident"
    assert line in said(app)
    app.switch_page("pages/incidents.py").run()
    assert line in said(app)


@pytest.mark.parametrize(
    "query",
    [
        {"period": "not-a-date"},
        {"period": ["2999-01-01", "2999-02-01"]},
        {"area": "<script>alert(1)</script>"},
        {"event_type": ["nonsense", "ied"]},
        {"fatalities_min": "-5"},
        {"fatalities_min": "1e9"},
        {"location_level": "'; drop table"},
    ],
)
def test_bad_addresses_are_harmless(opened: Opened, query: dict[str, object]) -> None:
    app = opened("", **query)
    assert not app.exception
    assert "n = " in said(app)
    assert "<script>" not in said(app)


def test_reset_clears_everything(opened: Opened) -> None:
    app = opened(area="PK530", victim="civilians", fatalities_min="5")
    assert "South Waziristan" in said(app)
    reset = next(button for button in app.button if button.label == "Reset")
    reset.click().run()
    assert "whole area" in said(app)
    assert "5 or more killed" not in said(app)


def test_empty_result_is_told(opened: Opened) -> None:
    app = opened("incidents", area="AF15", period=["2021-01-01", "2021-01-02"])
    assert not app.exception
    assert "n = 0 incidents" in said(app)


@pytest.mark.parametrize("view", ["Along the line", "By distance", "Map with bands"])
def test_border_opens_where_no_incident_has_a_point(opened: Opened, view: str) -> None:
    app = opened("border", period=["2025-12-25", "2025-12-25"], border_view=view)
    assert "n = 1 incident" in said(app)
    assert [e.message for e in app.exception] == []


def test_search_where_the_filters_leave_nothing(opened: Opened) -> None:
    app = opened("incidents", area="AF15", period=["2021-01-01", "2021-01-02"], q="makeen")
    assert not app.exception
    assert "match outside the period and filters" in said(app)


def test_change_is_shown_only_where_reports_are_dense(opened: Opened) -> None:
    fair = opened(period=["2025-01-01", "2025-03-31"])
    assert "Change: against" in said(fair)
    assert any(metric.delta for metric in fair.metric)
    for period, why in (
        (["2026-03-16", "2026-05-23"], "few reports after 15 March 2026"),
        (["2021-01-01", "2021-12-31"], "landmarks only"),
    ):
        app = opened(period=period)
        assert why in said(app)
        assert not any(metric.delta for metric in app.metric)


def test_sources_count_districts_as_the_document_does(opened: Opened) -> None:
    incidents = load(settings()).incidents
    shown = coverage(incidents)["Districts"]
    assert shown.loc[2021:].tolist() == by_year(incidents)["districts"].tolist()


def test_quick_period_sets_the_period(opened: Opened) -> None:
    app = opened()
    quick = next(radio for radio in app.radio if radio.label == "Quick period")
    quick.set_value("2024").run()
    assert app.date_input(key="period").value == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert "2024 · whole area" in said(app)


def test_small_multiples_warn_of_landmarks_and_name_ranges_that_meet(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[dict[str, Any]] = []

    def draw(*args: Any, **texts: Any) -> Any:
        drawn.append(texts)
        return real(*args, **texts)

    real = panels.draw
    monkeypatch.setattr(panels, "draw", draw)
    opened("time-map", view="Small multiples", period=["2007-01-01", "2014-12-31"])
    assert "\nBefore 2021 the record holds landmarks only" in drawn[-1]["subtitle"]
    assert drawn[-1]["source"].startswith("Source: ")
    opened("time-map", view="Small multiples", period=["2019-01-01", "2026-05-20"])
    assert "Before 2021" in drawn[-1]["subtitle"]
    assert drawn[-1]["source"].startswith("Few reports after 15 March 2026 could be read")
    opened("time-map", view="Small multiples", period=["2023-01-01", "2024-12-31"])
    assert "\n" not in drawn[-1]["subtitle"] + drawn[-1]["source"]
    totals = pd.DataFrame(
        {
            "label": ["2021", "2022"],
            "complete": True,
            "incidents": [9, 8],
            "fatalities_low": [20, 18],
            "fatalities_best": [30, 25],
            "fatalities_high": [31, 28],
        }
    )
    title = multiples_page._title(totals, "fatalities_best", "People killed")
    assert title == (
        "2021 had the most people killed by the best figure: 30; "
        "by the range of reports 2022 may have had more"
    )
    assert (
        multiples_page._title(totals, "incidents", "Incidents") == "2021 had the most incidents: 9"
    )


def test_search_finds_barmal_in_any_spelling(opened: Opened) -> None:
    for spelling in ("barmal", "Bermal", "Birmal"):
        app = opened("incidents", q=spelling, period=["2024-12-01", "2024-12-31"])
        titles = app.dataframe[0].value["Incident"].tolist()
        assert "Air strike, Laman, Murgha and other villages" in titles


def test_leaving_out_military_only_lowers_the_toll(opened: Opened) -> None:
    with_them = opened(period=["2025-01-01", "2025-12-31"])
    without = opened(period=["2025-01-01", "2025-12-31"], without_military_only="true")

    def militants(app: object) -> int:
        metric = next(m for m in app.metric if m.label == "Militants killed")  # type: ignore[attr-defined]
        return int(str(metric.value).replace(",", ""))

    incidents = load(settings()).incidents
    year = incidents.loc[incidents["event_date"].dt.year == 2025]
    only = int(year["fatalities_militants_military_only"].sum())
    assert militants(with_them) - militants(without) == only > 0


def test_single_incidents_stand_as_recorded_whatever_sums_leave_out(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[dict[str, Any]] = []
    files: list[pd.DataFrame] = []
    monkeypatch.setattr(map_panel, "show_map", lambda state, **_: states.append(state) or {})
    monkeypatch.setattr(incident_list, "downloads", lambda rows, *_: files.append(rows))
    query = {
        "period": ["2024-12-20", "2024-12-21"],
        "area": "PK530",
        "without_military_only": "true",
    }
    app = opened("overview", **query)
    assert next(m for m in app.metric if m.label == "People killed").value == "16"
    assert app.dataframe[-1].value["Killed"].tolist() == ["24 (16–24)"]
    assert "Each incident stands as recorded" in said(app)
    assert states[-1]["incidents"]["details"][0]["toll"] == [16, 24, 24]
    monkeypatch.setattr(incident_list, "table", lambda rows: rows.iloc[:1])
    app = opened("incidents", **query)
    assert "24 killed (low 16, high 24): 16 of the security forces" in said(app)
    claims = next(e.proto.body for e in app.get("html") if "<li>" in e.proto.body)
    assert "<b>ISPR</b> –" in claims and 'rel="noopener noreferrer"' in claims
    assert files[-1]["fatalities_militants"].tolist() == [8]
    assert "8 militants" in states[-1]["incidents"]["details"][0]["groups"]
    # With the switch off a card needs no toll of its own.
    opened("incidents", period=query["period"], area="PK530")
    assert "toll" not in states[-1]["incidents"]["details"][0]


def _copy(tmp_path: Path) -> Path:
    place = settings()
    shutil.copy(place.incidents_path, tmp_path / "incidents.csv")
    shutil.copytree(place.geodata, tmp_path / "geodata")
    return tmp_path


def test_bad_row_is_left_out_and_told(
    opened: Opened, other_data: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = _copy(tmp_path)
    path = folder / "incidents.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("armed_attack", "<script>", 1), encoding="utf-8"
    )
    other_data(folder)
    app = opened()
    assert not app.exception
    assert "1 row of incidents.csv left out" in app.expander[-1].label
    assert "event_type '<script>' is not one of" in said(app)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("incidents.csv", b"", "the file is empty"),
        (
            "incidents.csv",
            settings().incidents_path.read_bytes().partition(b"\n")[0],
            "holds no rows",
        ),
        ("incidents.csv", None, "the file is missing"),
        ("geodata/districts.geojson", b"{", "broken JSON"),
    ],
)
def test_unusable_file_gives_one_clear_page(
    opened: Opened,
    other_data: Callable[[Path], None],
    tmp_path: Path,
    name: str,
    content: bytes | None,
    expected: str,
) -> None:
    folder = _copy(tmp_path)
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    other_data(folder)
    app = opened()
    assert not app.exception
    assert app.title[0].value == "The atlas cannot be drawn"
    assert name in said(app)
    assert expected in said(app)


SIDE_FILES = {
    "claims.csv": ("casualties", "incidents"),
    "places.csv": ("displacement", "overview"),
    "crossings.csv": ("border",),
    "key_events.csv": ("casualties", "time-map"),
    "displacement.csv": ("displacement", "district"),
    "boundary.geojson": ("border", "time-map"),
}


@pytest.mark.parametrize("name", SIDE_FILES)
def test_pages_that_use_a_side_file_open_without_it(
    opened: Opened, other_data: Callable[[Path], None], tmp_path: Path, name: str
) -> None:
    folder = _copy(tmp_path)
    (folder / "geodata" / name).unlink()
    other_data(folder)
    for page in SIDE_FILES[name]:
        app = opened(page)
        assert [e.message for e in app.exception] == [], page
        assert "1 file cannot be used" in app.expander[-1].label


def test_every_page_opens_without_any_side_file(
    opened: Opened, other_data: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = _copy(tmp_path)
    for name in SIDE_FILES:
        (folder / "geodata" / name).unlink()
    other_data(folder)
    for page in PAGES:
        app = opened(page)
        assert [e.message for e in app.exception] == [], page
        if page != "sources":
            assert f"{len(SIDE_FILES)} files cannot be used" in app.expander[-1].label


def test_search_offers_matches_outside_the_filters(opened: Opened) -> None:
    app = opened("incidents", q="makeen", period=["2025-06-01", "2025-06-30"])
    assert "more incidents match outside the period" in said(app)
    next(b for b in app.button if b.label == "Search whole record").click().run()
    assert "Armed attack, Makeen" in app.dataframe[0].value["Incident"].tolist()
    assert "outside the period" not in said(app)


def test_licence_of_the_incident_files_is_that_of_the_record() -> None:
    package = json.loads((settings().geodata / "datapackage.json").read_text("utf-8"))
    record = next(part for part in package["resources"] if part["path"] == "../incidents.csv")
    assert record["licenses"][0]["name"] == LICENCE


def test_an_old_address_by_name_still_chooses_its_district(opened: Opened) -> None:
    app = opened(area="South Waziristan, Khyber Pakhtunkhwa")
    assert app.multiselect(key="area").value == ["PK530"]
    assert "South Waziristan, Khyber Pakhtunkhwa · n = " in said(app)


def test_a_list_of_areas_does_not_read_as_whole_provinces(opened: Opened) -> None:
    app = opened(area=["PK530", "PK525", "AF12"])
    assert "South Waziristan; North Waziristan; Paktika · n = " in said(app)
    # Two districts of one name keep their provinces.
    labels = {"a": "Jani Khel, Paktika", "b": "Jani Khel, Paktya", "c": "Urgun, Paktika"}
    assert areas_in_words(("a", "b", "c"), labels) == (
        "Jani Khel, Paktika; Jani Khel, Paktya; Urgun"
    )


def test_small_numbers_have_no_percentage(opened: Opened) -> None:
    app = opened(area="AF1214", period=["2025-01-01", "2025-03-31"])
    assert {str(metric.delta)[:3] for metric in app.metric} == {"was"}
    whole = opened(period=["2025-01-01", "2025-03-31"])
    assert any("%" in str(metric.delta) for metric in whole.metric)


def test_search_is_part_of_the_citation(opened: Opened) -> None:
    app = opened("incidents", q="Barmal")
    line = next(str(caption.value) for caption in app.caption if "Cite as" in str(caption.value))
    assert "found by “Barmal”, n = " in line
    assert "found by" not in said(opened("incidents"))


def test_nothing_found_draws_no_table(opened: Opened) -> None:
    for page in ("overview", "incidents"):
        app = opened(page, area="AF15", period=["2021-01-01", "2021-01-02"])
        assert not app.exception
        assert not app.dataframe
    app = opened("incidents", q="zzz")
    assert "No incident of this selection matches." in said(app)
    assert "Cite as" not in said(app) and not app.get("download_button")


def test_one_day_in_the_address_is_a_whole_period(opened: Opened) -> None:
    for asked in ("2025-03-04", ["2025-03-04", "2025-03-04"]):
        app = opened(period=asked)
        assert app.date_input(key="period").value == (dt.date(2025, 3, 4),) * 2
        assert "4 March 2025 · whole area" in said(app)
