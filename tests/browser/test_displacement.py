"""The displacement page in Chromium: the flow map draws offline and steps without a rerun."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Frame

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

_FLOWS = "[...document.querySelectorAll('[data-flow]')].map((p) => p.dataset.flow)"


def flow_map(visit, query: str = "", **how) -> tuple[Visit, Frame]:
    """The flow map, settled."""
    visited = visit(f"/displacement{query}", **how)
    frame = visited.map_frame()
    frame.wait_for_function("BL_ATLAS.flows && BL_ATLAS.settled")
    visited.settled()
    visited.page.wait_for_timeout(300)
    return visited, frame


@pytest.mark.parametrize(("size", "theme"), [("wide", "light"), ("laptop", "dark")])
def test_flow_map_draws_offline(visit, size: str, theme: str) -> None:
    visited, frame = flow_map(visit, size=size, theme=theme)
    assert frame.evaluate("BL_ATLAS.flows.frame.year") == 2014
    assert "Pakistan → Khost" in frame.evaluate(_FLOWS)
    assert "193,527" in frame.locator(".leaflet-container").inner_text()
    sideways = "document.documentElement.scrollWidth <= window.innerWidth"
    assert visited.page.evaluate(sideways)
    visited.assert_clean()


def test_stepping_a_year_asks_nobody(visit) -> None:
    visited, frame = flow_map(visit)
    sent = len(visited.sent)
    frame.get_by_role("button", name="Year after").click()
    assert frame.evaluate("BL_ATLAS.flows.frame.year") == 2015
    assert "161,055" in frame.locator(".bl-head").inner_text()
    visited.page.wait_for_timeout(500)
    assert len(visited.sent) == sent


def test_hover_gives_figure_date_and_source(visit) -> None:
    _, frame = flow_map(visit)
    frame.evaluate("""() => {
      const line = document.querySelector('[data-flow="Pakistan → Khost"]');
      const box = line.getBoundingClientRect(), bubbles = true;
      const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, bubbles };
      line.dispatchEvent(new MouseEvent("mousemove", at));
    }""")
    tip = frame.locator(".bl-tip").inner_text()
    assert "193,527 people" in tip
    assert "31 December 2014" in tip
    assert "Source: UNHCR" in tip


def test_names_do_not_cover_each_other_in_the_busiest_year(visit) -> None:
    group = quote("Refugees, Afghanistan to Pakistan (stock)")
    _, frame = flow_map(visit, f"?group={group}", size="laptop")
    covered = frame.evaluate("""() => {
      const boxes = [...BL_ATLAS.flows.labels.children].map((n) => n.getBoundingClientRect());
      const shown = [...BL_ATLAS.names.children].filter((n) => n.style.visibility !== "hidden")
        .map((n) => n.getBoundingClientRect());
      const apart = (a, b) => a.right <= b.left + 1 || a.bottom <= b.top + 1;
      const meet = (a, b) => !apart(a, b) && !apart(b, a);
      let hits = 0;
      boxes.forEach((a, i) => {
        boxes.slice(i + 1).forEach((b) => { if (meet(a, b)) hits++; });
        shown.forEach((b) => { if (meet(a, b)) hits++; });
      });
      return hits;
    }""")
    assert covered == 0


def test_a_rate_without_inhabitants_says_what_is_missing(visit) -> None:
    visited = visit("/displacement?shown=Shaded+areas&per_1000=true").settled()
    frame = visited.map_frame()
    assert (
        "inhabitants of these places is not in the data" in frame.locator(".bl-empty").inner_text()
    )
    assert frame.locator(".bl-head h2").inner_text()
