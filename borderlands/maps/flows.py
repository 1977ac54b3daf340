"""Displacement as the browser takes it: one frame a year with lines, symbols and shading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from borderlands.analysis.displacement_places import PROVINCES
from borderlands.analysis.selections import day_in_words, span_in_words
from borderlands.analysis.wording import number, plural
from borderlands.maps import classes

COUNTRY_POINTS: Final = {"AFG": (33.35, 67.35), "PAK": (31.75, 71.6)}
"""Where a line begins when no more than the country is known; it fades in there."""

INSIDE_VIEW: Final = {"PK2": (30.75, 68.25)}
"""Provinces whose centre lies off the map although part of them is on it."""

COLOURS: Final = {"displaced": ("#0B6E6E", "#5CC4BD"), "returned": ("#8A4B08", "#E2A45C")}
"""People in flight and people on their way back, on light and on dark paper."""

MARKS: Final = (" refugee village", " camp")


@dataclass(frozen=True)
class Gazetteer:
    """Points of coded places: `districts` by P-code, `named` by (P-code, name in lower case)."""

    districts: dict[str, tuple[float, float]]
    named: dict[tuple[str, str], tuple[float, float]]

    def point(self, code: str) -> tuple[float, float] | None:
        """Latitude and longitude of a district, province or country; None when unknown."""
        if code in self.districts:
            return self.districts[code]
        if code in INSIDE_VIEW:
            return INSIDE_VIEW[code]
        if code in PROVINCES:
            return PROVINCES[code][1:]
        return COUNTRY_POINTS.get(code)

    def site(self, code: str, name: str) -> tuple[tuple[float, float] | None, bool]:
        """Point of a camp or village, and whether it is the place itself, not its district."""
        stem = name
        for mark in MARKS:
            stem = stem.removesuffix(mark)
        exact = self.named.get((code, stem.lower()))
        return (exact, True) if exact else (self.districts.get(code), False)


def gazetteer(districts: gpd.GeoDataFrame, places: pd.DataFrame) -> Gazetteer:
    """Points by which flows and hosts are drawn.

    Parameters
    ----------
    districts : GeoDataFrame
        EPSG:4326, `admin2_code`.
    places : DataFrame
        `name`, `admin2_code`, `latitude`, `longitude`, `precision`.
    """
    inside = districts.geometry.representative_point()
    points = {
        str(code): (round(point.y, 4), round(point.x, 4))
        for code, point in zip(districts["admin2_code"], inside, strict=True)
    }
    exact = places.loc[places["precision"] == "site"]
    columns = zip(
        exact["admin2_code"], exact["name"], exact["latitude"], exact["longitude"], strict=True
    )
    return Gazetteer(points, {(c, n.lower()): (float(a), float(b)) for c, n, a, b in columns})


def when(row: Any) -> str:
    """Day of a stock, or the period of a flow."""
    if pd.isna(row.reference_date):
        return str(row.year)
    if row.measure == "flow" and not pd.isna(row.period_start):
        return span_in_words(row.period_start.date(), row.reference_date.date())
    return day_in_words(row.reference_date.date())


def tip(row: Any) -> list[str]:
    """What hovering shows: figure, date, source, and that others exist."""
    lines = [f"{number(row.persons)} people", when(row)]
    if row.quality:
        lines.append(str(row.quality))
    if getattr(row, "parts", 0):
        lines.append(
            f"of them in {plural(int(row.parts), 'village or camp', 'villages and camps')}"
        )
    if row.others > 0:
        span = f"{number(row.others_low)}–{number(row.others_high)}"
        lines.append(f"{plural(int(row.others), 'other figure')} for this year: {span}")
    if row.note:
        lines.append(str(row.note))
    lines.append(f"Source: {row.source_publisher}")
    return lines


def lines(routes: pd.DataFrame, places: Gazetteer, *, returning: bool) -> list[dict[str, Any]]:
    """Curved lines between different places, widest first."""
    drawn = []
    for row in routes.itertuples():
        one: Any = row
        if one.origin_country == one.host_country and "country" in (
            one.origin_level,
            one.host_level,
        ):
            continue
        origin_code = one.named_origin or one.origin_code
        ends = [
            (places.point(origin_code), one.origin_level == "country" and not one.named_origin),
            (places.point(one.host_code), one.host_level == "country"),
        ]
        if None in (ends[0][0], ends[1][0]) or origin_code == one.host_code:
            continue
        if returning:
            ends.reverse()
        names = [str(one.origin_name), str(one.host_name)]
        text = tip(one)
        if one.named_origin:
            text.insert(2, "reports name the district of origin; the count names the country only")
        drawn.append(
            {
                "from": ends[0][0],
                "to": ends[1][0],
                "fade": [bool(ends[0][1]), bool(ends[1][1])],
                "persons": int(one.persons),
                "name": " → ".join(reversed(names) if returning else names),
                "tip": text,
            }
        )
    return drawn


def symbols(
    routes: pd.DataFrame, sites: pd.DataFrame, places: Gazetteer
) -> tuple[list[dict[str, Any]], int, int]:
    """Graduated symbols of hosts, origins and camps.

    Returns
    -------
    symbols : list of dict
        `at`, `kind` (`host` area, `origin` whose host is not stated, `site` at its place,
        `inside` a site known to its district only), `persons`, `name`, `tip`, `code`.
    unplaced, unplaced_persons : int
        Sites known to their province only.
    """
    drawn = []
    for row in routes.itertuples():
        one: Any = row
        same = one.origin_country == one.host_country
        origin = same and one.host_level == "country" and one.origin_level != "country"
        if one.host_level == "country" and same and not origin:
            continue
        code, name = (
            (one.origin_code, one.origin_name) if origin else (one.host_code, one.host_name)
        )
        at = places.point(code)
        if at is not None:
            kind = "origin" if origin else "host"
            drawn.append(_symbol(one, kind, at, code, name))
    unplaced = unplaced_persons = 0
    for row in sites.itertuples():
        one = row
        at, exact = places.site(one.host_code, one.host_name)
        if at is None:
            unplaced += 1
            unplaced_persons += int(one.persons)
            continue
        drawn.append(_symbol(one, "site" if exact else "inside", at, one.host_code, one.host_name))
    return drawn, unplaced, unplaced_persons


def _symbol(row: Any, kind: str, at: tuple[float, float], code: str, name: str) -> dict[str, Any]:
    text = tip(row)
    if kind == "inside":
        text.insert(1, "known to the district only: drawn inside it, not at its place")
    if kind == "origin":
        text.insert(1, "displaced from here; the host is not stated")
    return {
        "at": at,
        "kind": kind,
        "code": code,
        "persons": int(row.persons),
        "name": str(name),
        "tip": text,
    }


def shading(frames: Sequence[dict[str, Any]], *, decimals: int, dark: bool) -> dict[str, list[Any]]:
    """One class scale for all years, so that a colour means the same in each."""
    values = np.array([v for frame in frames for v in frame["shade"].values()], dtype=np.float64)
    return classes.scale(values, whole=not decimals, dark=dark)


def state(
    frames: Sequence[dict[str, Any]],
    *,
    at: int,
    mode: str,
    colour: str,
    label: str,
    decimals: int = 0,
    dark: bool = False,
    source: str,
    name: str = "",
    empty: str = "The record holds no figure for this choice.",
) -> dict[str, Any]:
    """State of a flow map for the page.

    Parameters
    ----------
    frames : sequence of dict
        One a year, oldest first: `year`, `title`, `subtitle`, `lines`, `symbols`, `shade` (P-code
        of a district or province to value).
    at : int
        Frame shown first.
    mode : str
        `lines` or `shade`.
    colour : str
        Key of `COLOURS`.
    label : str
        Measure, for the legend.
    decimals : int
        Of the shaded measure.
    dark : bool
        Dark paper.
    source : str
        Source line.
    name, empty : str
        Title and message of a map without frames.
    """
    most = max((item["persons"] for f in frames for item in f["symbols"]), default=0)
    widest = max((item["persons"] for f in frames for item in f["lines"]), default=0)
    return {
        "flows": {
            "frames": list(frames),
            "at": at,
            "mode": mode,
            "color": COLOURS[colour][int(dark)],
            "label": label,
            "most": most,
            "widest": widest,
            "decimals": decimals,
            "scale": shading(frames, decimals=decimals, dark=dark) if mode == "shade" else None,
            "source": source,
            "name": name,
            "empty": empty,
        }
    }
