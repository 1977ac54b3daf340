"""The real app in Chromium, with every other host blocked and counted.

A missing Chromium fails the tests: what they check cannot be checked any other way.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route, sync_playwright

from borderlands.app_server import serve

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"wide": (1600, 900), "laptop": (1280, 720)}
_FOREIGN = re.compile(r"^(?:https?|wss?)://(?!localhost[:/])", re.I)


@pytest.fixture(scope="session")
def app_address() -> Iterator[str]:
    """Address of one app for all tests of the session."""
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; fails, never skips, without one."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium is needed for the browser tests: install it, or put it on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@dataclass
class Visit:
    """One page of the app in the browser and what it did.

    Attributes
    ----------
    page : Page
        Playwright's page.
    address : str
        Address of the app.
    foreign : list of str
        Requests to other hosts; all were blocked.
    faults : list of str
        Uncaught errors of the page's scripts.
    sent : list of int
        Size of each message to the server; a rerun sends at least one.
    """

    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    def go(self, path: str = "/") -> Visit:
        """Open a path of the app."""
        self.page.goto(self.address + path)
        return self

    def settled(self) -> Visit:
        """Wait until the script of the page has run to its end."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        return self

    def resize(self, size: str) -> Visit:
        """Give the window another size, and wait until the page has followed."""
        width, height = SIZES[size]
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_timeout(500)
        return self.settled()

    def map_frame(self, at_least: int = 1, place: int = 0, seconds: float = 40) -> Frame:
        """The frame of a map once it has drawn `at_least` states.

        Parameters
        ----------
        place : int
            Which of the page's maps, in reading order.
        """
        ready = "n => window.BL_ATLAS && Number(window.BL_ATLAS.root.dataset.ready || 0) >= n"
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            frames = [frame for frame in self.page.frames if "st_folium" in frame.url]
            if len(frames) > place:
                with contextlib.suppress(Exception):  # the frame may go while we ask
                    if frames[place].evaluate(ready, at_least):
                        return frames[place]
            self.page.wait_for_timeout(50)
        raise AssertionError(f"no map {place} with {at_least} state(s) within {seconds} s")

    def follow(self, name: str) -> Visit:
        """Go to another page by its link, and wait until the maps of this one are gone."""
        left = [frame for frame in self.page.frames if "st_folium" in frame.url]
        self.page.get_by_role("link", name=name).click()
        end = time.monotonic() + 40
        while any(not frame.is_detached() for frame in left):
            assert time.monotonic() < end, f"the maps before {name} are still there"
            self.page.wait_for_timeout(50)
        return self

    def assert_clean(self) -> None:
        """No foreign request, no script error, no exception box."""
        assert self.foreign == []
        assert self.faults == []
        assert self.page.locator('[data-testid="stException"]').count() == 0


@pytest.fixture(scope="module")
def contexts(chromium: Browser) -> Iterator[Callable[[str, str], BrowserContext]]:
    """Contexts by size and theme, made once a module."""
    made: dict[tuple[str, str], BrowserContext] = {}

    def get(size: str, theme: str) -> BrowserContext:
        if (size, theme) not in made:
            width, height = SIZES[size]
            made[size, theme] = chromium.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if theme == "dark" else "light",
            )
        return made[size, theme]

    yield get
    for context in made.values():
        context.close()


@pytest.fixture
def visit(
    contexts: Callable[[str, str], BrowserContext], app_address: str
) -> Iterator[Callable[..., Visit]]:
    """Open a page: `visit("/time-map", size="laptop", theme="dark")`.

    Each visit is checked at the end: no other host was asked, no script failed.
    """
    opened: list[Visit] = []

    def begin(
        path: str = "/", *, size: str = "wide", theme: str = "light", address: str = app_address
    ) -> Visit:
        page = contexts(size, theme).new_page()
        visited = Visit(page, address)
        opened.append(visited)

        def block(route: Route) -> None:
            visited.foreign.append(route.request.url)
            route.abort()

        page.route(_FOREIGN, block)
        page.on("pageerror", lambda error: visited.faults.append(str(error)))
        page.on(
            "websocket",
            lambda socket: socket.on("framesent", lambda data: visited.sent.append(len(data))),
        )
        return visited.go(path)

    yield begin
    for visited in opened:
        visited.assert_clean()
        visited.page.close()
