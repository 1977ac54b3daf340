"""Run the app without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from borderlands.settings import settings
from borderlands.ui import frame

APP = Path(__file__).resolve().parents[2] / "app.py"
Opened = Callable[..., AppTest]


@pytest.fixture
def opened() -> Opened:
    """Open a page of the app, as a reader with this address would."""

    def open_page(page: str = "", **query: Any) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=120)
        for key, value in query.items():
            app.query_params[key] = value
        if page:
            app.switch_page(f"pages/{page}.py")
        return app.run()

    return open_page


@pytest.fixture
def other_data(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Let the app read another folder."""

    def use(folder: Path) -> None:
        monkeypatch.setenv("BORDERLANDS_ROOT", str(folder))
        settings.cache_clear()
        st.cache_resource.clear()
        st.cache_data.clear()

    return use


@pytest.fixture(autouse=True)
def _no_head_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser, so no map that needs a lead."""
    monkeypatch.setattr(frame, "HEAD_START_S", 0)


@pytest.fixture(autouse=True)
def _shipped_again() -> Any:
    yield
    settings.cache_clear()
