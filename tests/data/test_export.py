"""Files for other programs."""

from __future__ import annotations

import json

import pandas as pd
from hypothesis import given
from hypothesis import strategies as some

from borderlands.data.export import csv_bytes, geojson_bytes


def test_formulas_are_neutralised_and_numbers_stay() -> None:
    frame = pd.DataFrame({"=name": ["=1+1", "+x", "-y", "@z", "\tq", "plain"], "n": range(-1, 5)})
    text = csv_bytes(frame).decode("utf-8-sig")
    assert text.splitlines()[0] == "'=name,n"
    assert text.splitlines()[1:] == ["'=1+1,-1", "'+x,0", "'-y,1", "'@z,2", "'\tq,3", "plain,4"]


def test_formulas_in_categories_are_neutralised_too() -> None:
    group = pd.Categorical(["=1+1", "plain", None], categories=["plain", "=1+1"])
    frame = pd.DataFrame({"group": group, "year": pd.Categorical([2024, 2025, 2024])})
    lines = csv_bytes(frame).decode("utf-8-sig").splitlines()
    assert lines == ["group,year", "'=1+1,2024", "plain,2025", ",2024"]


@given(some.text(alphabet=some.characters(exclude_categories=["Cs"]), max_size=20))
def test_no_text_cell_starts_like_a_formula(text: str) -> None:
    frame = pd.DataFrame({"a": [text]})
    body = csv_bytes(frame).decode("utf-8-sig").split("\r\n", 1)[1]
    assert not body.lstrip('"').startswith(("=", "+", "-", "@", "\t"))


def test_geojson_keeps_rows_without_a_point() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b"],
            "latitude": [32.5, float("nan")],
            "longitude": [69.5, float("nan")],
            "killed": pd.array([3, None], dtype="Int64"),
            "day": pd.to_datetime(["2024-12-20", None]),
        }
    )
    features = json.loads(geojson_bytes(frame))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [69.5, 32.5]}
    assert features[0]["properties"] == {"id": "a", "killed": 3, "day": "2024-12-20"}
    assert features[1]["geometry"] is None
    assert features[1]["properties"] == {"id": "b", "killed": None, "day": None}


def test_geojson_says_what_it_holds() -> None:
    frame = pd.DataFrame({"id": ["a"], "latitude": [32.5], "longitude": [69.5]})
    about = {"title": "T", "scope": "2025 · Kurram", "n": 1}
    assert json.loads(geojson_bytes(frame, about))["metadata"] == about
    assert "metadata" not in json.loads(geojson_bytes(frame))
