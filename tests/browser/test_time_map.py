"""The time map in Chromium: what the reader sees equals what pandas counts."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest
from playwright.sync_api import Frame, expect

from borderlands.app_server import APP, serve
from borderlands.maps.hexagons import pack_hexagons
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

WHOLE = "period=2021-01-01&period=2026-03-15"
WINDOWS = [
    ("2021-01-01", "2021-12-31"),
    ("2024-02-29", "2024-02-29"),
    ("2024-12-20", "2025-01-10"),
    ("2022-11-28", "2023-02-28"),
    ("2021-01-01", "2026-03-15"),
]
_PUT = """([from, to]) => {
  const day = (text) => Date.parse(text) / 864e5, control = BL_ATLAS.time;
  control.window.put(day(from), day(to));
  control.apply();
}"""


@pytest.fixture(scope="module")
def record() -> pd.DataFrame:
    """The shipped file as pandas reads it, by no code of the app."""
    return pd.read_csv(APP.parent / "incidents.csv", parse_dates=["event_date"])


def counted(record: pd.DataFrame, start: str, end: str) -> str:
    """Incidents and fatalities of a span as the status line writes them."""
    inside = record.loc[record["event_date"].between(start, end)]
    low, best, high = (int(inside[f"fatalities_{name}"].sum()) for name in ("low", "best", "high"))
    killed = f"{best:,}" if low == high else f"{best:,} ({low:,}–{high:,})"
    noun = "incident" if len(inside) == 1 else "incidents"
    return f"{len(inside):,} {noun} · {killed} killed"


def status(frame: Frame) -> str:
    return frame.get_by_role("status").inner_text()


def time_map(visit, query: str = WHOLE, **how) -> tuple[Visit, Frame]:
    """The time map, settled."""
    visited = visit(f"/time-map?{query}", **how)
    frame = visited.map_frame()
    frame.wait_for_function("BL_ATLAS.time && BL_ATLAS.settled")
    visited.settled()
    visited.page.wait_for_timeout(300)
    return visited, frame


def test_status_equals_an_independent_count(visit, record):
    _, frame = time_map(visit)
    for start, end in WINDOWS:
        frame.evaluate(_PUT, [start, end])
        assert status(frame).endswith(counted(record, start, end))
    assert status(frame).startswith("1 January 2021 – 15 March 2026")


def test_dragging_and_playing_cause_no_rerun(visit):
    visited, frame = time_map(visit)
    page, sent = visited.page, len(visited.sent)
    before = status(frame)
    box = frame.locator(".bl-brush").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    for step in range(1, 13):
        page.mouse.move(middle[0] - 25 * step, middle[1])
    page.mouse.up()
    dragged = status(frame)
    assert dragged != before
    edge = frame.get_by_role("slider", name="Window end")
    start_of_window = frame.get_by_role("slider", name="Window start").get_attribute(
        "aria-valuenow"
    )
    grip = edge.bounding_box()
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] - 40, grip["y"] + 5, steps=4)
    page.mouse.up()
    assert status(frame) != dragged
    assert (
        frame.get_by_role("slider", name="Window start").get_attribute("aria-valuenow")
        == start_of_window
    )
    moved = status(frame)
    # Slow enough that the window has not reached the end of the period before it is paused.
    frame.get_by_label("Speed", exact=True).select_option("1")
    frame.get_by_role("button", name="Play", exact=True).click()
    frame.get_by_role("button", name="Pause", exact=True).wait_for()
    page.wait_for_timeout(1_200)
    frame.get_by_role("button", name="Pause", exact=True).click()
    assert status(frame) != moved
    frame.get_by_label("Measure", exact=True).select_option("incidents")
    page.wait_for_timeout(600)
    assert len(visited.sent) == sent


def test_keyboard_plays_steps_and_jumps(visit):
    visited, frame = time_map(visit, "period=2024-01-01&period=2024-12-31")
    press = visited.page.keyboard.press
    frame.get_by_label("Show", exact=True).focus()
    frame.locator(".bl-status").click()
    assert status(frame).startswith("October 2024 – December 2024")
    press("ArrowLeft")
    assert status(frame).startswith("September 2024 – November 2024")
    press("Home")
    assert status(frame).startswith("January 2024 – March 2024")
    press("End")
    assert status(frame).startswith("October 2024 – December 2024")
    press("Home")
    home = status(frame)
    press(" ")
    expect(frame.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    visited.page.wait_for_timeout(700)
    press(" ")
    expect(frame.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert status(frame) != home


def test_edges_are_sliders_with_readable_values(visit):
    visited, frame = time_map(visit, "period=2024-01-01&period=2024-12-31")
    start = frame.get_by_role("slider", name="Window start")
    end = frame.get_by_role("slider", name="Window end")
    assert start.get_attribute("aria-valuetext") == "1 October 2024"
    assert end.get_attribute("aria-valuetext") == "31 December 2024"
    start.focus()
    visited.page.keyboard.press("ArrowLeft")
    assert start.get_attribute("aria-valuetext") == "1 September 2024"
    assert end.get_attribute("aria-valuetext") == "31 December 2024"
    visited.page.keyboard.press("Home")
    assert start.get_attribute("aria-valuetext") == "1 January 2024"
    assert start.get_attribute("aria-valuemin") == start.get_attribute("aria-valuenow")
    for name in ("Step back", "Play", "Step forward", "Use this period"):
        expect(frame.get_by_role("button", name=name, exact=True)).to_be_visible()


def test_months_step_along_the_calendar_over_a_leap_day(visit, record):
    _, frame = time_map(visit, "period=2023-12-01&period=2024-04-30")
    frame.get_by_label("Step", exact=True).select_option("month")
    frame.evaluate(_PUT, ["2024-01-01", "2024-01-31"])
    frame.get_by_role("button", name="Step forward", exact=True).click()
    assert status(frame) == f"February 2024 · {counted(record, '2024-02-01', '2024-02-29')}"
    frame.get_by_role("button", name="Step forward", exact=True).click()
    assert status(frame).startswith("March 2024")
    frame.evaluate(_PUT, ["2024-02-29", "2024-02-29"])
    assert status(frame) == f"29 February 2024 · {counted(record, '2024-02-29', '2024-02-29')}"


def test_the_brush_survives_a_change_of_measure_and_of_options(visit):
    visited, frame = time_map(visit)
    frame.evaluate(_PUT, ["2024-12-20", "2025-01-10"])
    before = status(frame)
    colors = "() => [...BL_ATLAS.districts.values()].map((d) => d.fill).join()"
    shaded = frame.evaluate(colors)
    frame.get_by_label("Measure", exact=True).select_option("civilians")
    assert status(frame) == before
    assert frame.evaluate(colors) != shaded
    expect(frame.locator(".bl-legend h3").first).to_have_text("Civilians killed, by district")
    states = int(frame.locator(".bl").get_attribute("data-ready"))
    visited.page.get_by_role("button", name="Map options").click()
    visited.page.get_by_text("Leave out incidents known only").click()
    frame = visited.map_frame(at_least=states + 1)
    assert status(frame).startswith("20 December 2024 – 10 January 2025")
    assert frame.get_by_label("Measure", exact=True).input_value() == "civilians"


def test_coarse_incidents_shade_and_can_be_left_out(visit, record):
    visited, frame = time_map(visit)
    frame.evaluate(_PUT, ["2021-01-01", "2026-03-15"])
    coarse = record.loc[
        record["event_date"].between("2021-01-01", "2026-03-15")
        & ~record["location_level"].isin(["site", "near_site"])
    ]
    note = frame.locator(".bl-legend .bl-note").last
    assert note.inner_text().startswith(f"{len(coarse):,} of ")
    everything = frame.evaluate("BL_ATLAS.incidents.totals.incidents")
    states = int(frame.locator(".bl").get_attribute("data-ready"))
    visited.page.get_by_role("button", name="Map options").click()
    visited.page.get_by_text("Leave out incidents known only").click()
    frame = visited.map_frame(at_least=states + 1)
    assert frame.evaluate("BL_ATLAS.incidents.totals.incidents") == everything - len(coarse)


def test_use_this_period_carries_to_casualties(visit):
    visited, frame = time_map(visit)
    frame.evaluate(_PUT, ["2024-12-20", "2025-01-10"])
    frame.get_by_role("button", name="Use this period").click()
    page = visited.page
    expect(page.get_by_text("20 December 2024 – 10 January 2025 ·")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Casualties").click()
    page.wait_for_url(re.compile("casualties"))
    expect(page.get_by_text("20 December 2024 – 10 January 2025 ·").first).to_be_visible(
        timeout=15_000
    )


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("period=2024-12-24&period=2024-12-24", "24 December 2024"),
        ("period=2004-01-01&period=2008-12-31", "2008"),
        ("period=2005-01-01&period=2005-01-31", "0 incidents"),
        (f"{WHOLE}&area={quote('Barmal, Paktika')}", "incident"),
    ],
)
def test_odd_selections_behave(visit, query, text):
    _, frame = time_map(visit, query)
    assert text in status(frame)
    frame.get_by_role("button", name="Play", exact=True).click()
    frame.get_by_role("button", name="Step back", exact=True).click()
    frame.get_by_label("Show", exact=True).select_option("cumulative")
    frame.get_by_role("button", name="Step forward", exact=True).click()


def test_click_gives_the_record_with_sources_and_claims(visit):
    _, frame = time_map(visit)
    # An incident with claims that, on its own day, lies under nothing.
    at = frame.evaluate(
        """() => {
          const I = BL_ATLAS.incidents, T = BL_ATLAS.time, size = BL_ATLAS.map.getSize();
          for (let i = 0; i < I.columns.n; i++) {
            if (!I.cards.details[i].claims || !I.columns.hasPoint(i)) continue;
            const day = I.columns.day0 + I.columns.c.day[i];
            T.window.put(day, day);
            T.apply();
            const point = BL_ATLAS.map.latLngToContainerPoint(I.painter.place(i));
            if (point.x < 80 || point.x > size.x - 300) continue;
            if (point.y < 80 || point.y > size.y - 200) continue;
            if (I.under(point)[0] === i) return [point.x, point.y];
          }
        }"""
    )
    frame.locator(".bl").click(position={"x": at[0], "y": at[1]})
    card = frame.locator(".bl-card")
    expect(card).to_contain_text("Who claims what")
    expect(card).to_contain_text("Sources:")
    link = card.get_by_role("link").first
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_nothing_lies_on_anything_at_1280_by_720(visit):
    visited, frame = time_map(visit, size="laptop", theme="dark")
    boxes = {
        name: frame.locator(selector).bounding_box()
        for name, selector in {
            "head": ".bl-head",
            "legend": ".bl-legend",
            "scale": ".leaflet-control-scale",
            "note": ".leaflet-control-attribution",
            "dock": ".bl-dock",
            "foot": ".bl-foot",
        }.items()
    }
    names = list(boxes)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            a, b = boxes[one], boxes[other]
            apart = (
                a["x"] + a["width"] <= b["x"] + 1
                or b["x"] + b["width"] <= a["x"] + 1
                or a["y"] + a["height"] <= b["y"] + 1
                or b["y"] + b["height"] <= a["y"] + 1
            )
            assert apart, f"{one} lies on {other}"
    foot = boxes["foot"]
    assert foot["y"] + foot["height"] <= 721
    assert (
        "Boundaries shown do not imply endorsement."
        in frame.locator(".leaflet-control-attribution").inner_text()
    )
    wide = visited.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 1280


def test_maps_before_and_after_move_together(visit):
    visited = visit(f"/time-map?view={quote('Before and after')}&{WHOLE}")
    frames = [visited.map_frame(place=place) for place in range(3)]
    for frame in frames:
        frame.wait_for_function("BL_ATLAS.settled")
    frames[0].evaluate("BL_ATLAS.map.setView([32.9, 69.9], 9, {animate: false})")
    visited.page.wait_for_timeout(400)
    for frame in frames:
        zoom, lat = frame.evaluate("[BL_ATLAS.map.getZoom(), BL_ATLAS.map.getCenter().lat]")
        assert zoom == 9
        assert lat == pytest.approx(32.9, abs=0.01)
    expect(visited.page.get_by_text("Is the change unusual?")).to_be_visible()


def test_small_multiples_come_as_a_picture_with_files(visit):
    visited = visit(f"/time-map?view={quote('Small multiples')}&{WHOLE}")
    page = visited.page
    expect(page.locator('[data-testid="stImage"] img')).to_be_visible(timeout=30_000)
    for name in ("PNG", "SVG"):
        with page.expect_download() as saved:
            page.get_by_role("button", name=name, exact=True).click()
        start = Path(saved.value.path()).read_bytes()[:5]
        assert start == (b"\x89PNG\r" if name == "PNG" else b"<?xml")


def test_the_long_run_is_another_source(visit):
    visited = visit(f"/time-map?view={quote('Long run, UCDP')}&{WHOLE}")
    frame = visited.map_frame()
    frame.wait_for_function("BL_ATLAS.time")
    assert "UCDP events" in status(frame)
    ucdp = pd.read_csv(APP.parent / "geodata" / "ucdp_district_months.csv")
    year = ucdp.loc[ucdp["year"] == 2009]
    frame.evaluate(_PUT, ["2009-01-01", "2009-12-31"])
    assert f"{year['events'].sum():,} UCDP events" in status(frame)
    assert f"{year['deaths_best'].sum():,}" in status(frame)
    short = "Afghanistan counted to 2020 only"
    assert short not in frame.evaluate("BL_ATLAS.subtitle.textContent")
    frame.evaluate(_PUT, ["2019-01-01", "2021-12-31"])
    assert short in frame.evaluate("BL_ATLAS.subtitle.textContent")
    expect(frame.locator(".bl-legend")).to_contain_text("never added to the incident record")
    expect(frame.get_by_role("button", name="Use this period")).to_be_hidden()


def test_details_of_a_large_record_are_looked_up(visit, tmp_path, record):
    (tmp_path / "geodata").symlink_to(APP.parent / "geodata")
    placed = record.loc[record["location_level"].isin(["site", "near_site"])]
    many = pd.concat([placed] * (4_200 // len(placed) + 1)).iloc[:4_200].copy()
    many["incident_id"] = [f"{day:%Y-%m-%d}-{k}" for k, day in enumerate(many["event_date"])]
    raw = pd.read_csv(APP.parent / "incidents.csv", dtype=str, keep_default_na=False)
    rows = raw.loc[many.index].assign(incident_id=many["incident_id"].to_numpy())
    rows.to_csv(tmp_path / "incidents.csv", index=False)
    with serve(root=tmp_path) as address:
        visited, frame = time_map(visit, "period=2004-01-01&period=2026-03-15", address=address)
        assert frame.evaluate("BL_ATLAS.incidents.columns.n") > 4_000
        assert frame.evaluate("BL_ATLAS.incidents.cards.details") is None
        frame.evaluate(_PUT, ["2024-12-01", "2024-12-31"])
        span = status(frame)
        frame.evaluate(
            "BL_ATLAS.incidents.cards.show([BL_ATLAS.incidents.columns.from], [33.2, 70.2])"
        )
        expect(frame.locator(".bl-card")).to_contain_text("Sources:", timeout=15_000)
        assert status(frame) == span
        visited.assert_clean()


def test_more_than_100_000_are_hexagons_and_say_so(visit, record):
    incidents = record.assign(admin2_code=record["admin2_code"].fillna(""))
    for name in ("low", "best", "high", "civilians", "security", "militants"):
        column = f"fatalities_{name}"
        incidents[column] = incidents[column].astype("Int64")
    _, frame = time_map(visit)
    codes = frame.evaluate("BL_ATLAS.incidents.columns.codes")
    packed = pack_hexagons(incidents.sort_values("event_date"), codes)
    frame.evaluate(
        """(incidents) => {
          const state = Object.assign({}, BL_ATLAS.incidents.state, { incidents, palette: [] });
          Borderlands.update(state);
        }""",
        packed,
    )
    expect(frame.locator(".bl-legend")).to_contain_text("More than 100,000 incidents: hexagons")
    frame.evaluate(_PUT, ["2024-12-01", "2024-12-31"])
    assert counted(record, "2024-12-01", "2024-12-31") in status(frame)
    drawn = """() => {
      const canvas = document.querySelector(".bl-hexagons");
      const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      return data.some((value) => value > 0);
    }"""
    assert frame.evaluate(drawn)


def test_a_record_of_one_incident(visit, tmp_path, record):
    (tmp_path / "geodata").symlink_to(APP.parent / "geodata")
    text = (APP.parent / "incidents.csv").read_text("utf-8").splitlines(keepends=True)
    wanted = next(line for line in text[1:] if line.startswith("2024-12-24-"))
    (tmp_path / "incidents.csv").write_text(text[0] + wanted, "utf-8")
    with serve(root=tmp_path) as address:
        visited = visit("/", address=address)
        visited.settled().map_frame()
        frame = visited.follow("Time map").map_frame()
        frame.wait_for_function("BL_ATLAS.time")
        assert "1 incident" in status(frame)
        visited.assert_clean()


def test_the_title_says_who_else_may_have_had_most(visit, record):
    _, frame = time_map(visit)
    said = set()
    for start, end in [*WINDOWS[2:], ("2024-12-01", "2024-12-31"), ("2023-01-01", "2023-01-31")]:
        inside = record.loc[record["event_date"].between(start, end)]
        sums = inside.groupby("admin2_code")[
            ["fatalities_low", "fatalities_best", "fatalities_high"]
        ]
        table = sums.sum().sort_values("fatalities_best", ascending=False)
        assert table["fatalities_best"].iloc[0] > table["fatalities_best"].iloc[1]
        doubtful = table["fatalities_high"].iloc[1:].max() > table["fatalities_low"].iloc[0]
        frame.evaluate(_PUT, [start, end])
        title = frame.locator(".bl-head h2").inner_text()
        assert ("may have had more" in title) == ("by the best figure" in title) == doubtful, title
        said.add(doubtful)
    assert said == {True, False}


def test_no_percentage_of_fewer_than_twenty(visit, record):
    _, frame = time_map(visit)
    for end, few in (("2024-12-24", True), ("2026-03-15", False)):
        frame.evaluate(_PUT, ["2024-12-24", end])
        note = frame.locator(".bl-legend .bl-note").last.inner_text()
        assert (len(record.loc[record["event_date"].between("2024-12-24", end)]) < 20) == few
        assert "known to a district" in note and ("%" in note) != few
