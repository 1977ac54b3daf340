"""Seconds from opening the Overview in Chromium to its first map, beside the emptiest page.

Run `python benchmarks/first_map.py`. Each visit has a browser profile of its own, so nothing is in
its cache. The floor is a Streamlit page with one line of text, timed in turn with ours: what it
takes, no page can save. A map of folium's own cannot be timed beside it offline, since it asks
content networks for its code. The server's first visit, which reads and checks the data, is told
apart.
"""

from __future__ import annotations

import contextlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from borderlands.app_server import serve

VISITS = 9
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
HELLO = 'import streamlit as st\n\nst.text("Hello")\n'
READY = "() => window.BL_ATLAS && Number(window.BL_ATLAS.root.dataset.ready || 0) >= 1"


def has_text(page: Page) -> bool:
    """Whether the page of one line shows it."""
    return page.get_by_text("Hello").count() > 0


def has_map(page: Page) -> bool:
    """Whether the map has drawn its first state."""
    frames = [frame for frame in page.frames if "st_folium" in frame.url]
    with contextlib.suppress(Error):  # the frame may still be loading
        return bool(frames and frames[0].evaluate(READY))
    return False


def visit(browser: Browser, address: str, shown: Callable[[Page], bool]) -> float:
    """Seconds until the page shows what is waited for, with an empty cache."""
    context = browser.new_context(viewport={"width": 1600, "height": 900})
    page = context.new_page()
    page.wait_for_timeout(700)  # an open browser: its start is not the page's
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    while not shown(page):
        if time.perf_counter() - start > 60:
            raise SystemExit(f"nothing shown at {address} within a minute")
        page.wait_for_timeout(15)
    taken = time.perf_counter() - start
    page.wait_for_timeout(2_500)  # let the rest of the page come, for the next visit's sake
    context.close()
    return taken


def main() -> None:
    """Print medians and slowest visits as a Markdown table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO, "utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=FLAGS
        )
        with serve() as ours, serve(hello) as floor:
            first = visit(browser, ours, has_map)
            visit(browser, floor, has_text)
            maps: list[float] = []
            texts: list[float] = []
            for _ in range(VISITS):
                maps.append(visit(browser, ours, has_map))
                texts.append(visit(browser, floor, has_text))
        browser.close()
    print("| opening a page with an empty cache | median s | slowest s |")
    print("| --- | ---: | ---: |")
    print(f"| Overview, first map drawn | {statistics.median(maps):.2f} | {max(maps):.2f} |")
    print(f"| a page of one line of text | {statistics.median(texts):.2f} | {max(texts):.2f} |")
    print(f"\nFirst visit of a server just started: {first:.1f} s")


if __name__ == "__main__":
    main()
