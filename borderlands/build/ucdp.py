"""Count UCDP events by district and month: the long-run backdrop to the incident record.

Sources: UCDP GED for Pakistan as published on HDX (1989-2021, end date of version 22.1) and GED
21.1 for Afghanistan reduced to exact places (1989-2020), CC BY 4.0. Cite Sundberg and Melander
(2013) and Davies, Pettersson and Oberg (2022).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from borderlands import crs
from borderlands.build.files import read_vector, upstream_file, write_json, write_rows
from borderlands.build.place_names import MISPLACED
from borderlands.errors import BuildError

PAKISTAN: Final = "events/ucdp_ged_pakistan_hdx.csv"
AFGHANISTAN: Final = "events/ucdp_ged211_afg_pak_whereprec1-2.csv"

PRECISE_PAKISTAN: Final = 3
"""Coarsest `where_prec` used: 1 exact place, 2 within 25 km of a place, 3 district known."""

BORDER_M: Final = 5_000.0
"""How far a point may lie from the district that UCDP names and still be counted there. District
lines are good to a few hundred metres, UCDP's points to a few kilometres: Bara, 1.8 km inside
Peshawar on this layer, is a town of Khyber."""

COLUMNS: Final = (
    "admin2_code",
    "year",
    "month",
    "type_of_violence",
    "events",
    "deaths_low",
    "deaths_best",
    "deaths_high",
)
_VIOLENCE: Final = {"State-based violence": 1, "Non-state violence": 2, "One-sided violence": 3}

# Districts split since, whose old name tells nothing of the part: the point alone decides.
_SPLIT: Final = frozenset({"chitral", "kohistan", "dir", "killa abdullah"})


def build(upstream: Path, geodata: Path) -> Iterator[str]:
    """Write ucdp_district_months.csv and ucdp_balance.json.

    Raises
    ------
    BuildError
        An input is missing, or placed and left-out events do not add up to the input.
    """
    districts = read_vector(upstream_file(geodata, "districts.geojson"))
    placed = []
    balance: dict[str, dict[str, Any]] = {}
    for country, name, read in (
        ("PAK", PAKISTAN, read_pakistan),
        ("AFG", AFGHANISTAN, read_afghanistan),
    ):
        events, widened = order_bounds(read(upstream_file(upstream, name)))
        events = assign(events, districts.loc[districts["country"] == country], districts)
        balance[country] = {"file": name, **count(events), "bounds_widened": widened}
        placed.append(events.loc[events["how"].isin(PLACED)])
    table = tabulate(pd.concat(placed, ignore_index=True))
    total = sum(int(balance[country]["placed"]) for country in balance)
    if int(table["events"].sum()) != total:
        raise BuildError(f"ucdp: the table holds {table['events'].sum()} events, placed {total}")
    write_rows(geodata / "ucdp_district_months.csv", COLUMNS, table.to_numpy().tolist())
    write_json(geodata / "ucdp_balance.json", balance)
    for country, counts in balance.items():
        yield f"ucdp {country}: " + ", ".join(
            f"{key} {value}" for key, value in counts.items() if key != "file"
        )


def read_pakistan(path: Path) -> pd.DataFrame:
    """Events of the HDX file; its second line is a row of HXL tags."""
    raw = pd.read_csv(path, dtype=str, skiprows=[1], encoding="utf-8-sig")
    start = pd.to_datetime(raw["date_start"].str[:10], format="%Y-%m-%d")
    return pd.DataFrame(
        {
            "label": raw["where_coordinates"].fillna(""),
            "named": raw["adm_2"].fillna(""),
            "precise": raw["where_prec"].astype(int) <= PRECISE_PAKISTAN,
            "latitude": raw["latitude"].astype(float),
            "longitude": raw["longitude"].astype(float),
            "year": start.dt.year,
            "month": start.dt.month,
            "type_of_violence": raw["type_of_violence"].astype(int),
            "deaths_low": raw["low"].astype(int),
            "deaths_best": raw["best"].astype(int),
            "deaths_high": raw["high"].astype(int),
        }
    )


def read_afghanistan(path: Path) -> pd.DataFrame:
    """Events of Afghanistan; the reduced file holds `where_prec` 1-2 only, and no names."""
    raw = pd.read_csv(path)
    raw = raw.loc[raw["country"] == "Afghanistan"].reset_index(drop=True)
    return pd.DataFrame(
        {
            "label": "",
            "named": "",
            "precise": True,
            "latitude": raw["latitude"],
            "longitude": raw["longitude"],
            "year": raw["year"].astype(int),
            "month": raw["month"].astype(int),
            "type_of_violence": raw["type_of_violence"].map(_VIOLENCE).astype(int),
            "deaths_low": raw["low_death"].astype(int),
            "deaths_best": raw["best_death"].astype(int),
            "deaths_high": raw["high_death"].astype(int),
        }
    )


def order_bounds(events: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Widen low and high where they exclude the best estimate; returns how many it touched.

    About two in a hundred rows of the two files have a best above the high, or a low above the
    best, mostly by one. Sums of such rows would not be ranges.
    """
    best = events["deaths_best"]
    low, high = events["deaths_low"].clip(upper=best), events["deaths_high"].clip(lower=best)
    touched = (low != events["deaths_low"]) | (high != events["deaths_high"])
    return events.assign(deaths_low=low, deaths_high=high), int(touched.sum())


PLACED: Final = ("by_point", "by_name", "across_border")
"""How an event came to its district; the other values of `how` say why it was left out."""


def assign(
    events: pd.DataFrame, own: gpd.GeoDataFrame, districts: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Give each event a district of its own country.

    Parameters
    ----------
    events : DataFrame
        Columns of `read_pakistan`.
    own : GeoDataFrame
        Districts of the events' country, EPSG:4326.
    districts : GeoDataFrame
        All districts of the layer, EPSG:4326.

    Returns
    -------
    DataFrame
        `events` with `admin2_code` and `how`: `by_point`; `by_name` where UCDP names another
        district whose edge is within `BORDER_M`, or whose namesake misled it; `across_border`
        where the point falls on the other country's side of the line; `too_imprecise`;
        `outside` the layer.
    """
    points = gpd.GeoSeries.from_xy(events["longitude"], events["latitude"], crs=crs.GEOGRAPHIC)
    metric = points.to_crs(crs.METRIC).to_numpy()
    shapes = own.to_crs(crs.METRIC).set_index("admin2_code").geometry
    inside = _inside(points, own)
    foreign = _inside(points, districts.loc[~districts["admin2_code"].isin(own["admin2_code"])])
    named = events["named"].map({text: named_code(text, own) for text in events["named"].unique()})
    codes, how = [], []
    rows = zip(events["label"], events["precise"], metric, inside, foreign, named, strict=True)
    for label, precise, point, holder, neighbour, name in rows:
        code, reason = (holder, "by_point") if holder else ("", "outside")
        near = name and (label in MISPLACED or point.distance(shapes[name]) <= BORDER_M)
        if near and name != holder:
            code, reason = name, "by_name"
        elif not holder and neighbour:
            code, reason = str(shapes.distance(point).idxmin()), "across_border"
        codes.append(code)
        how.append(reason if precise else "too_imprecise")
    return events.assign(admin2_code=codes, how=how)


def named_code(text: str, own: gpd.GeoDataFrame) -> str:
    """District that UCDP's `adm_2` names, empty if none or if it was split since.

    "FR Kohat" is part of Kohat since 2018, "Bajaur agency" is Bajaur.
    """
    name = re.sub(r"^FR | - .*$| (district|agency)$", "", text.strip(), flags=re.IGNORECASE)
    if not name or name.lower() in _SPLIT:
        return ""
    for row in own[["admin2_code", "admin2_name", "alternative_names"]].itertuples(index=False):
        code, official, others = (str(cell) for cell in row)
        if name.lower() in (other.lower() for other in (official, *others.split("|"))):
            return code
    return ""


def count(events: pd.DataFrame) -> dict[str, int]:
    """Balance of one file; raises BuildError when it does not add up."""
    tally = {str(key): int(value) for key, value in events["how"].value_counts().items()}
    keys = (*PLACED, "outside", "too_imprecise")
    counts = {key: tally.get(key, 0) for key in keys}
    placed = sum(counts[key] for key in PLACED)
    if placed + counts["outside"] + counts["too_imprecise"] != len(events):
        raise BuildError(f"ucdp: {counts} do not add up to {len(events)} events")
    return {"input": len(events), "placed": placed, **counts}


def tabulate(events: pd.DataFrame) -> pd.DataFrame:
    """Sum events and deaths by district, month of the first day and type of violence."""
    keys = ["admin2_code", "year", "month", "type_of_violence"]
    deaths = ["deaths_low", "deaths_best", "deaths_high"]
    groups = events.groupby(keys, sort=True)
    table = groups[deaths].sum()
    table.insert(0, "events", groups.size())
    return table.reset_index()[list(COLUMNS)]


def _inside(points: gpd.GeoSeries, districts: gpd.GeoDataFrame) -> pd.Series[Any]:
    """Code of the district that holds each point, empty for none."""
    codes = pd.Series("", index=points.index, dtype=object)
    order, district = districts.sindex.query(points.to_numpy(), predicate="intersects")
    # A point on a shared edge meets two districts: the first in code order takes it.
    for point, found in sorted(zip(order.tolist(), district.tolist(), strict=True), reverse=True):
        codes.iloc[point] = districts["admin2_code"].iloc[found]
    return codes
