"""Casualties and District in Chromium: one screen, narrow maps, a click that filters and clears."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("code", ["PK530", "AF1214"])
def test_dossier_fits_one_screen(visit, code: str) -> None:
    visited: Visit = visit(f"/district?district={code}", size="laptop").settled()
    frame = visited.map_frame()
    for size in ("laptop", "wide"):
        over = visited.resize(size).page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]');"
            " return m.scrollHeight - m.clientHeight; }"
        )
        assert over <= 0, size
    assert frame.evaluate("BL_ATLAS.outlined") == code
    assert frame.evaluate("BL_ATLAS.incidents.columns.codes.length") > 0


def test_legend_of_a_narrow_map_is_folded_until_asked_for(visit) -> None:
    visited: Visit = visit("/casualties", size="laptop").settled()
    frame = visited.map_frame()
    button = frame.get_by_role("button", name="Legend")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_have_text("Legend")
    # The strip under the land keeps what a screenshot needs.
    strip = frame.locator(".bl-key")
    expect(strip).to_contain_text("People killed, by district")
    expect(strip).to_contain_text("Security forces")
    expect(strip).to_contain_text("none recorded")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(strip).to_be_hidden()
    expect(frame.locator(".bl-legend")).to_contain_text("International boundary")
    button.click()
    expect(strip).to_be_visible()


def test_a_bar_filters_everything_and_one_click_clears(visit) -> None:
    visited: Visit = visit("/casualties?view=who").settled()
    page = visited.page
    before = page.get_by_text("n = ").first.inner_text()
    bar = page.locator("[data-testid=stVegaLiteChart]").first.locator(".mark-rect path").first
    # A picture takes its place and its listeners in a moment after the script has run.
    page.wait_for_timeout(2_500)
    box = bar.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 2)
    clear = page.get_by_role("button", name="Clear choice made in chart")
    expect(clear).to_be_visible(timeout=20_000)
    expect(page.get_by_text("n = ").first).not_to_have_text(before)
    clear.click()
    expect(page.get_by_text("n = ").first).to_have_text(before, timeout=20_000)
    expect(clear).to_have_count(0)


def test_dossier_prints_on_one_page(visit) -> None:
    visited: Visit = visit("/district?district=PK530", size="laptop").settled()
    frame = visited.map_frame()
    visited.page.wait_for_timeout(500)
    # A frame has no height of its own on paper, where the map once was lost.
    visited.page.emulate_media(media="print")
    assert 200 < frame.evaluate("BL_ATLAS.root.getBoundingClientRect().height") <= 300
    visited.page.emulate_media(media="screen")
    pdf = visited.page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1
