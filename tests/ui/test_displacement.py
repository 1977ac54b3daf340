"""The displacement and border pages: each view opens, bad addresses and empty data are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from borderlands.ui.border_page import VIEWS as BORDER_VIEWS
from borderlands.ui.displacement_page import VIEWS

from .conftest import Opened
from .test_pages import _copy, said


@pytest.mark.parametrize("view", VIEWS.values())
def test_every_view_opens(opened: Opened, view: str) -> None:
    app = opened("displacement", shown=view)
    assert [e.message for e in app.exception] == []
    assert "never added" in said(app)


@pytest.mark.parametrize("step", ["Before", "June 2014", "Flight", "Gulan camp", "Return"])
def test_every_step_names_its_sources(opened: Opened, step: str) -> None:
    app = opened("displacement", shown="Waziristan's refugees", step=step)
    assert not app.exception
    assert "](http" in said(app)


@pytest.mark.parametrize(
    "query",
    [
        {"shown": "nonsense"},
        {"group": "<script>alert(1)</script>"},
        {"year": "1066"},
        {"shown": "With violence", "pairing": "x", "lag": "99", "deaths_by": "?"},
        {"shown": "Over time", "flow_periods": "Decades", "stock_group": "x"},
        {"shown": "Waziristan's refugees", "step": "Epilogue"},
    ],
)
def test_bad_addresses_are_harmless(opened: Opened, query: dict[str, str]) -> None:
    app = opened("displacement", **query)
    assert not app.exception
    assert "<script>" not in said(app)


def test_empty_record_is_told(
    opened: Opened, other_data: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = _copy(tmp_path)
    path = folder / "geodata" / "displacement.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    other_data(folder)
    for view in VIEWS.values():
        app = opened("displacement", shown=view)
        assert [e.message for e in app.exception] == [], view


@pytest.mark.parametrize("view", BORDER_VIEWS.values())
def test_every_view_of_the_border_opens(opened: Opened, view: str) -> None:
    app = opened("border", border_view=view)
    assert [e.message for e in app.exception] == []


def test_hosts_of_the_border_are_those_of_the_address(opened: Opened) -> None:
    app = opened("border", border_view="By distance", border_people="Undocumented Afghans")
    hosts = json.loads(app.get("vega_lite_chart")[-1].proto.spec)["title"]
    assert "Undocumented Afghans" in " ".join(hosts["subtitle"])
    assert "Refugees" not in " ".join([*hosts["text"], *hosts["subtitle"]])


def test_border_without_incidents_is_told(opened: Opened) -> None:
    app = opened("border", area="PK530", period=["2021-01-01", "2021-01-02"])
    assert not app.exception
