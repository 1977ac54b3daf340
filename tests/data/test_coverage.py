"""The coverage tables of the docs come from the data and are current."""

from __future__ import annotations

import pandas as pd
import pytest

from borderlands.analysis.coverage import (
    BEGIN,
    END,
    against_published,
    by_year,
    replace_block,
    report,
    thin_months,
)
from borderlands.data import load
from borderlands.settings import settings


def incidents(*rows: tuple[str, int | None, int, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "event_date": pd.to_datetime([row[0] for row in rows]),
            "fatalities_best": pd.array([row[1] for row in rows], dtype="Int64"),
            "fatalities_militants_military_only": pd.array([row[2] for row in rows], dtype="Int64"),
            "source2_url": [row[3] for row in rows],
            "latitude": 32.0,
            "admin2_code": "PK530",
            "admin2_name": "South Waziristan",
            "admin1_name": "Khyber Pakhtunkhwa",
            "event_type": "ied",
        }
    )


def test_year_table_by_hand() -> None:
    frame = incidents(
        ("2014-12-16", 150, 0, "x"),
        ("2021-02-01", 10, 4, "x"),
        ("2021-03-01", 3, 0, ""),
        ("2022-01-01", None, 0, ""),
    )
    table = by_year(frame)
    assert table.index.tolist() == [2021, 2022]
    assert table.loc[2021].to_dict() == {
        "incidents": 2,
        "ten_or_more": 1,
        "three_to_nine": 1,
        "districts": 1,
        "killed": 13,
        "military_only": 4,
        "two_sources": 1,
        "pointed": 2,
    }
    assert table.loc[2022, "killed"] == 0


def test_thin_months_are_named() -> None:
    frame = incidents(*[("2021-01-05", 1, 0, "")] * 6, ("2021-03-01", 1, 0, ""))
    assert thin_months(frame) == ["February 2021 (0)", "March 2021 (1)"]


def test_published_totals_stand_beside_the_record() -> None:
    totals = pd.DataFrame(
        {
            "year": [2021, 2021],
            "region": ["Khyber Pakhtunkhwa", "Pakistan"],
            "measure": "killed",
            "value": [399, 850],
            "publisher": "CRSS",
            "period": "calendar year",
            "note": "",
            "source_url": "https://crss.pk/x",
        }
    )
    table = against_published(incidents(("2021-02-01", 10, 0, "x")), totals)
    assert table[["published", "record"]].to_numpy().tolist() == [[399, 10]]


def test_an_empty_record_has_a_report_too() -> None:
    totals = pd.DataFrame(
        columns=["year", "region", "measure", "value", "publisher", "period", "note", "source_url"]
    )
    empty = incidents(("2021-02-01", 10, 0, "x")).iloc[:0]
    assert "holds 0 incidents: 0 since 2021 and 0 landmarks before." in report(empty, totals)


def test_document_is_current() -> None:
    atlas = load(settings())
    text = (settings().root / "docs" / "incident-record.md").read_text(encoding="utf-8")
    assert replace_block(text, report(atlas.incidents, atlas.annual_totals)) == text, (
        "run: borderlands coverage --write docs/incident-record.md"
    )


def test_document_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the marks"):
        replace_block(f"{BEGIN} but no end", "x")
    assert replace_block(f"a{BEGIN}old{END}b", "new") == f"a{BEGIN}\n\nnew\n\n{END}b"
