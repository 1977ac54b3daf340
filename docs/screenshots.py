"""Make the pictures of the README again, with other hosts blocked.

Run `python docs/screenshots.py [name ...]` after `pip install -e ".[test]"`; needs Chromium.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

from borderlands.app_server import serve

IMAGES = Path(__file__).resolve().parent / "images"
WIDE, LAPTOP = (1600, 900), (1280, 720)
PICTURES = {
    "overview": ("", WIDE),
    "time-map": ("time-map", LAPTOP),
    "casualties": ("casualties", LAPTOP),
    "compare": ("compare", LAPTOP),
    "district": ("district?district=PK530", WIDE),
    "displacement": ("displacement", LAPTOP),
    "incidents": ("incidents?period=2024-12-01&period=2024-12-31", LAPTOP),
}
"""Address and size of each picture that the README shows."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def block(route: Route) -> None:
    """Let through what stays on this machine."""
    if route.request.url.startswith(("http://localhost:", "data:", "blob:")):
        route.continue_()
    else:
        route.abort()


def settled(page: Page) -> None:
    """Wait until the page has stopped running and its maps are drawn."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
    for frame in page.frames:
        if "st_folium" in frame.url:
            frame.wait_for_selector("[data-ready]", timeout=30_000)
    time.sleep(3)


def main(wanted: list[str]) -> None:
    """Start the app, visit each page, write the pictures."""
    with serve() as home, sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name in wanted or list(PICTURES):
            address, (width, height) = PICTURES[name]
            context = chromium.new_context(viewport={"width": width, "height": height})
            context.route("**/*", block)
            page = context.new_page()
            page.goto(f"{home}/{address}")
            settled(page)
            page.screenshot(path=IMAGES / f"{name}-{width}x{height}.png")
            context.close()
        chromium.close()


if __name__ == "__main__":
    main(sys.argv[1:])
