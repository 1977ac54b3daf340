"""Make the pictures of the README again: every page, two sizes, other hosts blocked.

Run `python docs/screenshots.py [page ...]` after `pip install -e ".[test]"`; needs Chromium.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SIZES = ((1600, 900), (1280, 720))
PAGES = {
    "overview": "",
    "time-map": "time-map",
    "casualties": "casualties",
    "compare": "compare",
    "district": "district?district=PK530",
    "displacement": "displacement",
    "border": "border",
    "incidents": "incidents?period=2024-12-01&period=2024-12-31",
    "sources": "sources",
}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


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
    """Start the app, visit each page at each size, write the pictures."""
    port = free_port()
    home = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    server = subprocess.Popen([*command, "--server.headless=true"], cwd=ROOT)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{home}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.3)
        with sync_playwright() as player:
            chromium = player.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            for width, height in SIZES:
                context = chromium.new_context(viewport={"width": width, "height": height})
                context.route("**/*", block)
                page = context.new_page()
                for name in wanted or list(PAGES):
                    page.goto(f"{home}/{PAGES[name]}")

                    settled(page)
                    page.screenshot(path=IMAGES / f"{name}-{width}x{height}.png")
                context.close()
            chromium.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
