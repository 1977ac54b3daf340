"""Rules that take more than one cell: within a row, and between files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from borderlands import crs
from borderlands.data.problems import Problem
from borderlands.vocabulary import POINT_LEVELS, VICTIM_GROUPS

TOLERANCE_M = 2_000
"""Points may lie this far outside their generalised district before it is a fault."""

CROSSING_TOLERANCE_M = 5_000
"""The same for crossings: a post may stand kilometres behind the line (Chaman: 4.2 km)."""

RECORD_BEGINS = pd.Timestamp("2021-01-01")
LANDMARK_DEATHS = 20
"""Earlier events are in the record only if some report says that this many were killed."""

DAY = 1
WEEK = 6
"""Days that two rows may lie apart and still be one event."""

Rule = tuple[str, Callable[[pd.DataFrame], "pd.Series[Any]"], Callable[[dict[str, Any]], str]]


def _pair(first: str, second: str) -> Callable[[dict[str, Any]], str]:
    return lambda row: f"{first} {_show(row[first])} > {second} {_show(row[second])}"


def _show(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, dt.datetime) else str(value)


def _ordered(first: str, second: str) -> Rule:
    return first, lambda f: f[first] > f[second], _pair(first, second)


def _of_country(side: str) -> Rule:
    code, country = f"{side}_code", f"{side}_country"
    return (
        code,
        # P-codes begin with PK or AF, the countries are PAK and AFG.
        lambda f: (f[code] != "") & (f[code].str[:1] != f[country].str[:1]),
        lambda row: f"{code} {row[code]!r} is no code of {country} {row[country]!r}",
    )


def _group_sum(frame: pd.DataFrame) -> pd.Series[Any]:
    columns = [f"fatalities_{group}" for group in VICTIM_GROUPS]
    return frame[columns].fillna(0).sum(axis=1)


def _partial_toll(frame: pd.DataFrame) -> pd.Series[Any]:
    filled = frame[["fatalities_low", "fatalities_best", "fatalities_high"]].notna().sum(axis=1)
    return filled.between(1, 2)


INCIDENT_RULES: tuple[Rule, ...] = (
    (
        "fatalities_low",
        _partial_toll,
        lambda row: "fatalities_low, _best and _high must be filled together or not at all",
    ),
    _ordered("fatalities_low", "fatalities_best"),
    _ordered("fatalities_best", "fatalities_high"),
    (
        "fatalities_best",
        lambda f: _group_sum(f) > f["fatalities_best"].fillna(0),
        lambda row: (
            "civilians, security, militants and unknown add up to more than fatalities_best "
            f"{0 if pd.isna(row['fatalities_best']) else row['fatalities_best']}"
        ),
    ),
    (
        "fatalities_militants_military_only",
        lambda f: f["fatalities_militants_military_only"] > f["fatalities_militants"].fillna(0),
        _pair("fatalities_militants_military_only", "fatalities_militants"),
    ),
    _ordered("event_date", "end_date"),
    (
        "fatalities_high",
        lambda f: (
            (f["event_date"] < RECORD_BEGINS) & (f["fatalities_high"].fillna(0) < LANDMARK_DEATHS)
        ),
        lambda row: (
            f"before {RECORD_BEGINS:%Y} the record holds landmarks only: "
            f"fatalities_high must be {LANDMARK_DEATHS} or more"
        ),
    ),
    (
        "latitude",
        lambda f: f["latitude"].isna() != f["longitude"].isna(),
        lambda row: "latitude and longitude must be filled together",
    ),
    (
        "latitude",
        lambda f: f["location_level"].isin(POINT_LEVELS) & f["latitude"].isna(),
        lambda row: (
            f"location_level {row['location_level']} needs a coordinate; "
            "without one the level is admin2"
        ),
    ),
    (
        "latitude",
        lambda f: ~f["location_level"].isin(POINT_LEVELS) & f["latitude"].notna(),
        lambda row: f"location_level {row['location_level']} must not carry a coordinate",
    ),
    (
        "admin2_code",
        lambda f: (f["admin2_code"] == "") & (f["location_level"] != "admin1"),
        lambda row: f"admin2_code is empty but location_level is {row['location_level']}",
    ),
    (
        "admin2_code",
        lambda f: (f["admin2_code"] != "") & (f["location_level"] == "admin1"),
        lambda row: f"location_level is admin1 but admin2_code is {row['admin2_code']}",
    ),
    (
        "source2_url",
        lambda f: (f["source2_url"] == "") != (f["source2_publisher"] == ""),
        lambda row: "source2_publisher and source2_url must be filled together",
    ),
    (
        "source2_publisher",
        lambda f: (
            (f["source2_url"] != "")
            & (
                (f["source2_url"] == f["source_url"])
                | (f["source2_publisher"] == f["source_publisher"])
            )
        ),
        lambda row: "the second source is not independent: same publisher or same page",
    ),
    (
        "source2_url",
        lambda f: (f["fatalities_best"] >= 10) & (f["source2_url"] == ""),
        lambda row: f"{row['fatalities_best']} killed but one source only; add a second publisher",
    ),
)

ROW_RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "claims": (_ordered("killed_min", "killed_max"),),
    "key_events": (_ordered("event_date", "end_date"),),
    "displacement": (
        (
            "year",
            lambda f: f["reference_date"].notna() & (f["reference_date"].dt.year != f["year"]),
            lambda row: (
                f"year {row['year']} is not that of reference_date {_show(row['reference_date'])}"
            ),
        ),
        _ordered("period_start", "reference_date"),
        (
            "period_start",
            lambda f: f["period_start"].notna() & (f["measure"] != "flow"),
            lambda row: "a stock has no period_start",
        ),
        _of_country("origin"),
        _of_country("host"),
    ),
    "ucdp_district_months": (
        _ordered("deaths_low", "deaths_best"),
        _ordered("deaths_best", "deaths_high"),
    ),
    "distinct_pairs": (
        (
            "incident_id_b",
            lambda f: f["incident_id_a"] == f["incident_id_b"],
            lambda row: "incident_id_a and incident_id_b are the same",
        ),
    ),
}
"""Rules by table of geodata/, as `INCIDENT_RULES`."""


def check_rows(
    frame: pd.DataFrame, rules: tuple[Rule, ...], name: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Apply rules to typed rows; faulty rows are left out and reported."""
    problems: list[Problem] = []
    for column, faulty, message in rules:
        mask = faulty(frame).fillna(False).astype(bool)
        for row, cells in frame.loc[mask].iterrows():
            problems.append(
                Problem(name, int(str(row)), column, message({str(k): v for k, v in cells.items()}))
            )
    bad = {problem.row for problem in problems}
    return frame.loc[~frame.index.isin(bad)], problems


def check_unique(
    frame: pd.DataFrame, columns: Sequence[str], name: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Keep the first of the rows that agree in all of `columns`; report the others."""
    repeated = frame.duplicated(list(columns))
    if not repeated.any():
        return frame, []
    rows = pd.Series(frame.index, index=frame.index)
    keys = [frame[column] for column in columns]
    first = rows.groupby(keys, dropna=False, sort=False).transform("first")
    problems = []
    for row in frame.index[repeated]:
        text = (
            f"{columns[0]} {frame.at[row, columns[0]]!r} stands in row {first[row]} too"
            if len(columns) == 1
            else f"repeats row {first[row]}: the same {', '.join(columns[:6])}"
            + (" and so on" if len(columns) > 6 else "")
        )
        problems.append(Problem(name, int(row), columns[0], text))
    return frame.loc[~repeated], problems


def check_codes(
    frame: pd.DataFrame, column: str, known: set[str], target: str, name: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Every code that is filled must be known to `target`."""
    bad = (frame[column] != "") & ~frame[column].isin(known)
    problems = [
        Problem(
            name, int(row), column, f"{column} {str(frame.at[row, column])!r} is not in {target}"
        )
        for row in frame.index[bad]
    ]
    return frame.loc[~bad], problems


def check_district_names(
    frame: pd.DataFrame, districts: gpd.GeoDataFrame, name: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """District name, province and country of a row, where it has them, must be those of its code.

    Without a code the province must be one of the layer, in the country that it names.
    """
    known = districts.set_index("admin2_code")[["admin2_name", "admin1_name", "country"]]
    problems: list[Problem] = []
    provinces = set(zip(known["admin1_name"], known["country"], strict=True))
    for row, cells in frame.loc[frame["admin2_code"] == ""].iterrows():
        if (cells["admin1_name"], cells["country"]) not in provinces:
            text = f"no province {str(cells['admin1_name'])!r} in {cells['country']}"
            problems.append(Problem(name, int(str(row)), "admin1_name", text))
    coded = frame.loc[frame["admin2_code"].isin(known.index)]
    expected = known.loc[coded["admin2_code"]].set_axis(coded.index)
    for column in known.columns.intersection(frame.columns):
        for row in coded.index[coded[column] != expected[column]]:
            text = (
                f"{column} is {str(coded.at[row, column])!r}, but "
                f"{coded.at[row, 'admin2_code']!s} is {str(expected.at[row, column])!r}"
            )
            problems.append(Problem(name, int(row), column, text))
    bad = {problem.row for problem in problems}
    return frame.loc[~frame.index.isin(bad)], problems


def check_points(
    frame: pd.DataFrame,
    districts: gpd.GeoDataFrame,
    name: str,
    column: str = "admin2_code",
    tolerance_m: float = TOLERANCE_M,
) -> tuple[pd.DataFrame, list[Problem]]:
    """Points must lie in the district whose code `column` holds, or within the tolerance."""
    known = frame["latitude"].notna() & frame["longitude"].notna()
    pointed = frame.loc[known & frame[column].isin(districts["admin2_code"])]
    if pointed.empty:
        return frame, []
    points = gpd.GeoSeries.from_xy(
        pointed["longitude"], pointed["latitude"], crs=crs.GEOGRAPHIC, index=pointed.index
    ).to_crs(crs.METRIC)
    shapes = districts.set_index("admin2_code").geometry.to_crs(crs.METRIC)
    own = gpd.GeoSeries(shapes.loc[pointed[column]].array, index=pointed.index, crs=crs.METRIC)
    away = points.distance(own)
    problems = []
    for row in away.index[away > tolerance_m]:
        cells: dict[str, Any] = pointed.loc[row].to_dict()
        text = (
            f"the point {cells['latitude']:g}, {cells['longitude']:g} lies "
            f"{away[row] / 1000:,.0f} km outside {cells[column]}"
        )
        problems.append(Problem(name, int(row), "latitude", text))
    bad = {problem.row for problem in problems}
    return frame.loc[~frame.index.isin(bad)], problems


def likely_duplicates(incidents: pd.DataFrame, distinct: pd.DataFrame) -> list[Problem]:
    """Pairs that may be one event: same district, spans within one day, overlapping tolls.

    Kinds and places are not compared where day and district are known: one event is often
    reported under two. Where they are not, only pairs of one kind are told: a row known to the
    week with rows up to six days off, one known to the month with those of its month, one without
    a district with those of its province. Pairs listed in `geodata/distinct_pairs.csv` are
    decided; rows without a toll are left out.
    """
    decided = {
        frozenset(pair)
        for pair in zip(distinct["incident_id_a"], distinct["incident_id_b"], strict=True)
    }
    known = incidents.loc[incidents["fatalities_best"].notna()].sort_values("event_date")
    month_end = known["event_date"] + pd.offsets.MonthEnd(0)
    last = known["end_date"].fillna(known["event_date"])
    last = last.mask(known["date_precision"] == "month", month_end)
    # Numbers of days: comparing time stamps one by one would take most of a start of the app.
    known = known.assign(starts=_days(known["event_date"]), ends=_days(last))
    problems: list[Problem] = []
    for _, group in known.groupby(["country", "admin1_name"], sort=False):
        rows: list[Any] = list(group.itertuples())
        for place, first in enumerate(rows):
            for second in rows[place + 1 :]:
                if second.starts - first.ends > WEEK:
                    break
                if not _look_alike(first, second):
                    continue
                if frozenset((first.incident_id, second.incident_id)) in decided:
                    continue
                text = (
                    f"{first.incident_id} (row {first.Index}) and {second.incident_id} look like "
                    "one event: same area, days and tolls that fit together"
                )
                cure = "merge them, or list the pair in geodata/distinct_pairs.csv with the reason"
                problems.append(
                    Problem("incidents.csv", int(second.Index), "", text, cure, leaves_out=False)
                )
    return problems


def _days(dates: pd.Series[Any]) -> pd.Series[Any]:
    return dates.astype("datetime64[s]").astype("int64") // 86_400


def _look_alike(first: Any, second: Any) -> bool:
    """Whether two rows of one province, the earlier first, may be one event."""
    if (
        first.fatalities_high < second.fatalities_low
        or second.fatalities_high < first.fatalities_low
    ):
        return False
    codes = {first.admin2_code, second.admin2_code}
    if len(codes - {""}) > 1:
        return False
    gap = second.starts - first.ends
    precision = {first.date_precision, second.date_precision}
    if gap <= DAY and "" not in codes and "month" not in precision:
        return True
    reach = WEEK if "week" in precision else DAY
    return bool(gap <= reach and first.event_type == second.event_type)
