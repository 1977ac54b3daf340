"""Small incident records with answers that can be worked out by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from borderlands import vocabulary as words
from borderlands.data import specs

DISTRICTS = pd.DataFrame(
    {
        "admin2_code": ["PK1", "PK2", "PK3", "AF1", "AF2"],
        "admin2_name": ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"],
        "admin1_code": ["PKA", "PKA", "PKA", "AFA", "AFA"],
        "admin1_name": ["North", "North", "North", "South", "South"],
        "country": ["PAK", "PAK", "PAK", "AFG", "AFG"],
        "role": ["core"] * 5,
        "population": [100_000.0, 200_000.0, 50_000.0, None, None],
    }
)

_TEXT = {
    "date_precision": "day",
    "country": "PAK",
    "admin1_name": "North",
    "admin2_code": "PK1",
    "admin2_name": "Alpha",
    "location": "Market",
    "location_level": "site",
    "event_type": "armed_attack",
    "actor1": "",
    "actor1_group": "TTP",
    "actor2": "",
    "actor2_group": "pakistan_forces",
    "target": "police",
    "source_publisher": "Dawn",
    "source_url": "https://www.dawn.com/news/1",
    "source2_publisher": "",
    "source2_url": "",
    "notes": "",
    "attribution": "claimed",
    "attributed_by": "TTP",
}


def incidents(*rows: dict[str, Any]) -> pd.DataFrame:
    """A typed record; each row names what differs from a plain attack without a toll."""
    filled = []
    for number, row in enumerate(rows):
        base: dict[str, Any] = {field.name: None for field in specs.INCIDENTS} | _TEXT
        base["incident_id"] = f"i{number}"
        base["event_date"] = "2024-01-01"
        best = row.get("fatalities_best")
        base |= {"fatalities_low": best, "fatalities_high": best} | row
        code = base["admin2_code"]
        if code:
            district = DISTRICTS.loc[DISTRICTS["admin2_code"] == code].iloc[0]
            base |= {name: district[name] for name in ("admin2_name", "admin1_name", "country")}
        filled.append(base)
    frame = pd.DataFrame(filled, columns=[field.name for field in specs.INCIDENTS])
    for field in specs.INCIDENTS:
        if field.kind == "whole":
            frame[field.name] = frame[field.name].astype("Int64")
        elif field.kind == "number":
            frame[field.name] = frame[field.name].astype("float64")
        elif field.kind == "date":
            frame[field.name] = pd.to_datetime(frame[field.name]).astype("datetime64[ns]")
        else:
            frame[field.name] = frame[field.name].astype(object)
    return frame.sort_values(["event_date", "incident_id"])


def killed(
    best: int | None, low: int | None = None, high: int | None = None, **more: Any
) -> dict[str, Any]:
    """One row with its toll."""
    return {
        "fatalities_best": best,
        "fatalities_low": best if low is None else low,
        "fatalities_high": best if high is None else high,
    } | more


@st.composite
def records(draw: st.DrawFn, most: int = 25, years: tuple[int, int] = (2021, 2025)) -> pd.DataFrame:
    """Random small records: ties, zeros, unknown tolls, single months and empty ones included."""
    count = draw(st.integers(0, most))
    first = pd.Timestamp(f"{years[0]}-01-01")
    days = (pd.Timestamp(f"{years[1]}-12-31") - first).days
    span = draw(st.sampled_from([20, 200, days]))
    start = draw(st.integers(0, days - span))
    rows = []
    for _ in range(count):
        best = draw(st.one_of(st.none(), st.integers(0, 6), st.integers(0, 60)))
        row: dict[str, Any] = {
            "event_date": first + pd.Timedelta(days=start + draw(st.integers(0, span))),
            "admin2_code": draw(st.sampled_from(["", *DISTRICTS["admin2_code"]])),
            "event_type": draw(st.sampled_from(list(words.EVENT_TYPES)[:8])),
            "actor1_group": draw(st.sampled_from(list(words.ACTOR_GROUPS)[:6])),
            "target": draw(st.sampled_from(list(words.TARGETS)[:5])),
        }
        if best is not None:
            civilians = draw(st.integers(0, best))
            security = draw(st.integers(0, best - civilians))
            militants = draw(st.integers(0, best - civilians - security))
            row |= {
                "fatalities_best": best,
                "fatalities_low": draw(st.integers(max(0, best - 5), best)),
                "fatalities_high": draw(st.integers(best, best + 5)),
                "fatalities_civilians": civilians,
                "fatalities_security": security,
                "fatalities_militants": militants,
                "fatalities_militants_military_only": draw(st.integers(0, militants)),
            }
        rows.append(row)
    return incidents(*rows)
