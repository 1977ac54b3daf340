"""Every page in Chromium with all other hosts blocked; each visit checks that none was asked."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from borderlands.app_server import serve
from borderlands.settings import settings
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGES = ["/", *sorted(f"/{p.stem}" for p in (settings().root / "pages").glob("*.py"))]
MAPS = ["/", "/time-map", "/incidents", "/displacement", "/district?district=PK530"]
DECEMBER = "period=2024-12-01&period=2024-12-31"


@pytest.mark.parametrize("path", [page for page in PAGES if page != "/overview"])
def test_page_opens_and_nothing_scrolls_sideways(visit, path: str) -> None:
    visited: Visit = visit(path, size="laptop").settled()
    expect(visited.page.get_by_text("Page not found")).to_have_count(0)
    for size in ("laptop", "wide"):
        wide = visited.resize(size).page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]');"
            " return m.scrollWidth - m.clientWidth; }"
        )
        assert wide <= 0, size


@pytest.mark.parametrize("path", MAPS)
def test_map_draws_without_a_network(visit, path: str) -> None:
    frame = visit(path).map_frame()
    assert frame.evaluate("BL_ATLAS.districts.size") == 220
    drawn = frame.evaluate(
        "document.querySelectorAll('.leaflet-bl-land-pane path, .leaflet-bl-land-pane canvas')"
        ".length"
    )
    assert drawn > 0
    note = frame.get_by_text("Boundaries shown do not imply endorsement").first
    assert note.is_visible()


def test_deep_link_is_the_first_visit_of_a_server(visit) -> None:
    with serve() as address:
        visited: Visit = visit(f"/incidents?{DECEMBER}&area=AF12", address=address).settled()
        frame = visited.map_frame()
        expect(visited.page.get_by_text("Page not found")).to_have_count(0)
        line = visited.page.get_by_text("December 2024 · Paktika · n = 1 incident")
        expect(line.first).to_be_visible()
        assert "none listed" in frame.locator(".bl-legend").inner_text()


def test_filter_change_keeps_zoom_and_position(visit) -> None:
    visited: Visit = visit(f"/?{DECEMBER}").settled()
    frame = visited.map_frame()
    visited.page.wait_for_timeout(600)
    frame.evaluate("BL_ATLAS.map.setView([33.2, 70.1], 9, { animate: false })")
    before = frame.evaluate("[BL_ATLAS.map.getZoom(), BL_ATLAS.map.getCenter().lat]")
    states = int(frame.evaluate("BL_ATLAS.root.dataset.ready"))
    visited.page.get_by_text("More filters").click()
    visited.page.get_by_label("At least so many killed (best figure)").fill("10")
    visited.page.keyboard.press("Enter")
    frame = visited.map_frame(at_least=states + 1)
    after = frame.evaluate("[BL_ATLAS.map.getZoom(), BL_ATLAS.map.getCenter().lat]")
    assert after == pytest.approx(before, abs=1e-6)


def test_filters_stay_across_pages_and_reset_clears_them(visit) -> None:
    visited: Visit = visit(f"/?{DECEMBER}&area=AF12&event_type=air_strike").settled()
    line = visited.page.get_by_text("December 2024 · Paktika · Air strike · n = 1 incident")
    expect(line.first).to_be_visible()
    for name in ("Incidents", "Sources", "Casualties"):
        visited.page.get_by_role("link", name=name).first.click()
        visited.settled()
    expect(line.first).to_be_visible()
    visited.page.get_by_role("button", name="Reset").click()
    expect(visited.page.get_by_text("whole area · n =").first).to_be_visible()


def test_toggle_for_tiles_is_off_and_asks_only_when_switched_on(visit) -> None:
    visited: Visit = visit("/").settled()
    visited.map_frame()
    assert visited.foreign == []
    visited.page.get_by_text("OpenStreetMap background").click()
    for _ in range(100):
        if visited.foreign:
            break
        visited.page.wait_for_timeout(100)
    assert visited.foreign
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in visited.foreign)
    visited.foreign.clear()
    visited.page.get_by_text("OpenStreetMap background").click()
    visited.settled()
    visited.page.wait_for_timeout(500)
    visited.foreign.clear()


def test_hostile_data_stays_text(visit, tmp_path: Path) -> None:
    place = settings()
    shutil.copy(place.incidents_path, tmp_path / "incidents.csv")
    shutil.copytree(place.geodata, tmp_path / "geodata")
    path = tmp_path / "incidents.csv"
    text = path.read_text(encoding="utf-8")
    place_name = '"Laman, Murgha and other villages"'
    assert text.count(place_name) == 1
    hostile = text.replace(place_name, "[x](javascript:alert(1)) {{7*7}} _map &quot;")
    path.write_text(hostile, encoding="utf-8")
    with serve(root=tmp_path) as address:
        visited: Visit = visit(f"/incidents?{DECEMBER}&q=barmal", address=address).settled()
        frame = visited.map_frame()
        title = frame.evaluate("BL_ATLAS.incidents.cards.details.map(d => d.title).join('|')")
        assert "[x](javascript:alert(1)) {{7*7}} _map &quot;" in title
        assert visited.page.locator("a[href^='javascript:']").count() == 0


def test_unusable_record_gives_one_clear_page(visit, tmp_path: Path) -> None:
    place = settings()
    shutil.copytree(place.geodata, tmp_path / "geodata")
    (tmp_path / "incidents.csv").write_bytes(b"")
    with serve(root=tmp_path) as address:
        visited: Visit = visit("/", address=address).settled()
        expect(visited.page.get_by_text("The atlas cannot be drawn")).to_be_visible()
        expect(visited.page.get_by_text("the file is empty").first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/time-map"])
def test_paper_shows_figures_and_the_whole_map_without_controls(visit, path: str) -> None:
    visited: Visit = visit(path, size="laptop").settled()
    frame, page = visited.map_frame(), visited.page
    on_screen = frame.evaluate("[BL_ATLAS.map.getSize().x, BL_ATLAS.map.getSize().y]")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1000, "height": 700})
    for test_id in ("stDateInput", "stPopover", "stButton", "stCheckbox", "stHeader"):
        for control in page.get_by_test_id(test_id).all():
            expect(control).to_be_hidden()
    expect(page.get_by_text(re.compile(r"n = [\d,]+ incidents")).first).to_be_visible()
    values = page.get_by_test_id("stMetricValue").all()
    assert all(value.bounding_box()["width"] > 5 for value in values)
    assert len(values) == (6 if path == "/" else 0)
    for table in page.get_by_test_id("stDataFrame").filter(visible=True).all():
        width = table.bounding_box()["width"]
        assert all(c.bounding_box()["width"] <= width + 1 for c in table.locator("canvas").all())
    box = frame.evaluate(
        "(({width, height}) => [width, height])(BL_ATLAS.root.getBoundingClientRect())"
    )
    within = frame.evaluate("document.documentElement.clientWidth")
    assert box[0] <= within + 1
    assert box[0] / box[1] == pytest.approx(on_screen[0] / on_screen[1], rel=0.02)
