"""What lies on maps in Chromium: cards, clusters, legends and frame text can be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, expect

pytestmark = pytest.mark.browser

WHOLE = "period=2021-01-01&period=2026-03-15"
_LOOK = """(node) => {
  const { color, backgroundColor } = getComputedStyle(node);
  return [color, backgroundColor].map((text) => text.match(/[\\d.]+/g).map(Number));
}"""


def contrast(ink: list[float], ground: list[float]) -> float:
    """Ratio of two opaque colours after WCAG 2."""
    assert all(len(color) == 3 or color[3] == 1 for color in (ink, ground))
    light = []
    for color in (ink, ground):
        parts = [c / 255 for c in color[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        light.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(light) + 0.05) / (min(light) + 0.05)


def readable(frame: Frame, selector: str) -> bool:
    """Whether ink and ground of an element are told apart."""
    return contrast(*frame.locator(selector).first.evaluate(_LOOK)) > 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_card_is_opaque_and_clear_of_the_zoom_buttons(visit, theme):
    frame = visit("/?area=PK530", theme=theme).settled().map_frame()
    frame.wait_for_function("BL_ATLAS.settled && BL_ATLAS.incidents.columns.n")
    # Under the zoom buttons: the map has to move for the card.
    frame.evaluate(
        """() => {
          const { cards, columns } = BL_ATLAS.incidents;
          cards.show([columns.from], BL_ATLAS.map.containerPointToLatLng([30, 120]));
        }"""
    )
    expect(frame.locator(".bl-card")).to_contain_text("Sources:")
    assert readable(frame, ".leaflet-popup-content-wrapper")
    frame.wait_for_timeout(600)
    card = frame.locator(".leaflet-popup-content-wrapper").bounding_box()
    buttons = frame.locator(".leaflet-control-zoom").bounding_box()
    assert card["x"] >= buttons["x"] + buttons["width"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_clusters_show_their_count(visit, theme):
    frame = visit(f"/time-map?{WHOLE}&clusters=true&area=PK5", theme=theme).settled().map_frame()
    frame.wait_for_selector(".bl-cluster")
    assert readable(frame, ".bl-cluster")


_COLOUR = """(code) => {
  const names = { outside: BL_ATLAS.color("outside"), none: BL_ATLAS.color("land") };
  const fill = BL_ATLAS.districts.get(code).path.getAttribute("fill");
  return Object.keys(names).find((name) => names[name] === fill) || "class";
}"""


def test_districts_not_chosen_are_not_said_to_be_empty(visit):
    frame = visit(f"/?area=PK530&area=AF1214&{WHOLE}").settled().map_frame()
    legend = frame.locator(".bl-legend")
    expect(legend).to_contain_text("outside the selection218")
    expect(legend).to_contain_text("none recorded0")
    # North Waziristan, where many were killed.
    assert frame.evaluate(_COLOUR, "PK525") == "outside"
    assert frame.evaluate(_COLOUR, "PK530") == "class"
    whole = visit(f"/?{WHOLE}").settled().map_frame()
    assert "outside" not in whole.locator(".bl-legend").inner_text()


def test_a_district_page_maps_the_district_and_its_neighbours_only(visit):
    frame = visit(f"/district?district=AF1214&{WHOLE}").settled().map_frame()
    codes = frame.evaluate("BL_ATLAS.incidents.state.within")
    assert "AF1214" in codes and "PK525" in codes and len(codes) < 15
    # Peshawar
    assert frame.evaluate(_COLOUR, "PK528") == "outside"
    shown = frame.evaluate("BL_ATLAS.incidents.totals.incidents")
    assert f"n = {shown:,} incidents" in frame.locator(".bl-head").inner_text()


FILTERS = "event_type=suicide_attack&fatalities_min=2&without_military_only=true&area=PK5"
NAMED = (
    "Khyber Pakhtunkhwa",
    "Suicide attack",
    "2 or more killed",
    "without militants reported killed by the military only",
)


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/time-map",
        "/casualties",
        "/incidents",
        "/district",
        "/time-map?view=Before%20and%20after",
    ],
)
def test_the_frame_of_a_map_names_every_filter(visit, page):
    address = f"{page}{'&' if '?' in page else '?'}{FILTERS}&{WHOLE}"
    frame = visit(address, size="laptop").settled().map_frame()
    # A district's own map says which districts it holds.
    for name in NAMED[page == "/district" :]:
        expect(frame.locator(".bl-head")).to_contain_text(name)
    head, legend = (frame.locator(part).bounding_box() for part in (".bl-head", ".bl-legend"))
    assert not legend or head["y"] + head["height"] <= legend["y"]


def test_the_long_run_names_area_and_kind(visit):
    visited = visit("/time-map?view=Long%20run%2C%20UCDP&area=PK5").settled()
    visited.map_frame().wait_for_function("BL_ATLAS.time")
    visited.page.get_by_role("button", name="One-sided").click()
    head = visited.map_frame(at_least=2).locator(".bl-head")
    expect(head).to_contain_text("Khyber Pakhtunkhwa · One-sided violence")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chart_of_one_day_says_which_and_how_many(visit, theme):
    address = "/time-map?period=2025-03-04&period=2025-03-04"
    frame = visit(address, theme=theme).settled().map_frame()
    frame.wait_for_function("BL_ATLAS.time")
    expect(frame.locator(".bl-axis")).to_have_text("4 March 2025")
    expect(frame.locator(".bl-most")).to_contain_text("a day")
    assert readable(frame, ".bl-most")


def test_no_line_runs_through_the_chart_s_maximum(visit):
    frame = visit("/time-map", size="laptop").settled().map_frame()
    frame.wait_for_function("BL_ATLAS.time")
    on_top = """(most) => {
      most.style.pointerEvents = "auto";
      const { left, right, top, bottom } = most.getBoundingClientRect();
      for (let x = left + 1; x < right; x++) {
        if (document.elementFromPoint(x, (top + bottom) / 2) !== most) return false;
      }
      return true;
    }"""
    assert frame.locator(".bl-most").evaluate(on_top)


def test_land_without_a_record_has_one_colour(visit):
    frame = visit(f"/?{WHOLE}").settled().map_frame()
    zero = """() => {
      const { columns } = BL_ATLAS.incidents;
      const empty = columns.codes.filter((code, k) => !columns.by.best[k]);
      const land = empty.map((code) => BL_ATLAS.districts.get(code).layer.getElement());
      return [...new Set(land.map((path) => path.getAttribute("fill")))];
    }"""
    swatch = frame.locator(".bl-rest .bl-swatch").first
    (colour,) = frame.evaluate(zero)
    shown = swatch.evaluate("(node) => getComputedStyle(node).backgroundColor")
    assert shown == f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_the_legend_of_the_incident_list_is_whole(visit):
    address = "/incidents?q=barmal&period=2001-01-01&period=2026-03-15"
    frame = visit(address).settled().map_frame()
    expect(frame.locator(".bl-legend .bl-note").last).to_contain_text("never a dot")
    assert frame.locator(".bl-legend").evaluate("(box) => box.scrollHeight <= box.clientHeight")


def test_chosen_areas_are_in_sight_above_the_time_control(visit):
    frame = visit("/time-map?area=PK5", size="laptop").settled().map_frame()
    frame.wait_for_function("BL_ATLAS.time && BL_ATLAS.settled")
    frame.wait_for_timeout(600)
    lowest = """() => Math.max(...BL_ATLAS.incidents.state.within.map((code) =>
      BL_ATLAS.districts.get(code).layer.getElement().getBoundingClientRect().bottom))"""
    assert frame.evaluate(lowest) <= frame.evaluate(
        "document.querySelector('.bl-dock').getBoundingClientRect().top"
    )
