"""The displacement record: one figure a row, chosen and set side by side, never blended.

A stock counts people on a day, a flow counts moves in a period. Adding the two, or adding stocks
of different years, counts people twice, so `total` refuses. Where publishers disagree one figure is
drawn by a stated rule and the others stay beside it; none is averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis.displacement_places import (
    level_of,
    official_names,
    province_of,
)
from borderlands.errors import MeasureError

DATA_FINDER: Final = "unhcr.org/refugee-statistics"
"""Marks the address whose end-of-year series is drawn first: one method for every year."""

DRAWN_RULE: Final = (
    "Where several figures stand for one year, the one drawn is UNHCR's Refugee Data Finder; "
    "without one, the latest of the year; of the same day, United Nations before government "
    "before others. The others are listed, never averaged."
)

OVERLAPPING: Final[dict[str, frozenset[str]]] = {
    "returnees_all": frozenset({"returned_refugees", "undocumented", "acc_holders", "deportees"}),
}
"""Groups that hold others: adding both counts people twice."""


@dataclass(frozen=True)
class Series:
    """What a reader follows through time; an empty text means no limit.

    Attributes
    ----------
    group : str
        Code of `vocabulary.POPULATION_GROUPS`.
    measure : str
        `stock` or `flow`.
    origin_country, host_country : str
        ISO 3166 alpha-3 codes.
    host : str
        A `host_key`.
    """

    group: str
    measure: str
    origin_country: str = ""
    host_country: str = ""
    host: str = ""


def figures(record: pd.DataFrame, districts: pd.DataFrame) -> pd.DataFrame:
    """The record with what each figure's places and dates mean.

    Parameters
    ----------
    record : DataFrame
        Columns of `vocabulary.DISPLACEMENT_COLUMNS`.
    districts : DataFrame
        `admin1_code`, `admin1_name`, `admin2_code`, `admin2_name`.

    Returns
    -------
    DataFrame
        All rows, plus `origin_level` and `host_level` (codes of
        `displacement_places.level_of`), `origin_key` and `host_key` (P-code, or "code/name" for a
        part of a place), `host_province`, `period_start` (NaT for a stock or when unknown), `rank`
        (0 is drawn first); `quality` says when a date is inferred. Sorted by date.
    """
    names = official_names(districts)
    result = record.copy()
    inferred = result["note"].astype(str).str.contains("inferred", case=False)
    result["quality"] = result["quality"].where(~inferred, result["quality"] + "; date inferred")
    for side in ("origin", "host"):
        code, name = (result[f"{side}_{part}"].astype(str) for part in ("code", "name"))
        country = result[f"{side}_country"].astype(str)
        code = code.where(code != "", country.where(name == country.map(names), ""))
        pairs = list(zip(code, name, strict=True))
        levels = [level_of(c, n, names) for c, n in pairs]
        result[f"{side}_code"] = code
        result[f"{side}_level"] = levels
        result[f"{side}_key"] = [
            c if level in ("country", "admin1", "admin2") else f"{c}/{n}"
            for (c, n), level in zip(pairs, levels, strict=True)
        ]
    result["host_province"] = [province_of(code) for code in result["host_code"]]
    pages = zip(result["source_publisher"], result["source_url"], strict=True)
    result["rank"] = [_rank(publisher, address) for publisher, address in pages]
    result["period_start"] = result["period_start"].fillna(_start_in_words(result))
    order = ["year", "reference_date", "rank"]
    return result.sort_values(order, kind="stable").rename_axis("row")


def _start_in_words(rows: pd.DataFrame) -> pd.Series:
    """First day of a flow's period where the quality note says how long it is."""
    day = rows["reference_date"]
    note = rows["quality"].astype(str)
    year = day.dt.to_period("Y").dt.start_time
    month = day.dt.to_period("M").dt.start_time
    start = year.where(note.str.contains(r"\b(?:during|of) the year\b"), pd.NaT)
    start = start.where(~note.str.contains(r"\bmonth\b"), month)
    known: pd.Series = start.where(rows["measure"] == "flow", pd.NaT)
    return known


def _rank(publisher: str, address: str) -> int:
    if DATA_FINDER in address:
        return 0
    head = publisher.split(" via ")[0]
    if any(name in head for name in ("UNHCR", "OCHA", "IOM", "IDMC", "UNICEF", "WFP", "UNAMA")):
        return 1
    official = ("PDMA", "FDMA", "NADRA", "SAFRON", "Department", "government", "Ministry", "CCAR")
    return 2 if any(name in head for name in official) else 3


def choose(
    record: pd.DataFrame,
    series: Series,
    years: Sequence[int] | None = None,
    *,
    families: bool = False,
) -> pd.DataFrame:
    """Figures of one series, every publisher's, in persons.

    Parameters
    ----------
    record : DataFrame
        From `figures`.
    series : Series
        Group and measure, and places if limited.
    years : sequence of int, optional
        Years to keep.
    families : bool
        Keep figures published in families only; they are listed, never converted.
    """
    keep = (record["population_group"] == series.group) & (record["measure"] == series.measure)
    if not families:
        keep &= record["persons"].notna()
    for column in ("origin_country", "host_country"):
        if getattr(series, column):
            keep &= record[column] == getattr(series, column)
    if series.host:
        keep &= record["host_key"] == series.host
    if years is not None:
        keep &= record["year"].isin(list(years))
    return record.loc[keep]


def total(chosen: pd.DataFrame) -> int:
    """Persons, summed over figures that may be added.

    Raises
    ------
    MeasureError
        When the figures mix stock with flow, hold stocks of different years, hold flows whose
        periods overlap for one route (a flow without a day counts for its whole year), or hold a
        group or a place together with a part of it.
    """
    check_addable(chosen)
    return int(chosen["persons"].sum())


def check_addable(chosen: pd.DataFrame) -> None:
    """Raise MeasureError unless the persons of these figures may be added; see `total`."""
    measures = sorted(set(chosen["measure"]))
    if len(measures) > 1:
        raise MeasureError(
            "cannot add stock and flow: a stock counts people on a day, a flow counts moves in a "
            "period; choose one measure"
        )
    groups = set(chosen["population_group"])
    for whole, parts in OVERLAPPING.items():
        if whole in groups and groups & parts:
            named = ", ".join(words.POPULATION_GROUPS[code] for code in sorted(groups & parts))
            raise MeasureError(
                f"cannot add {words.POPULATION_GROUPS[whole]} and {named}: the first holds the "
                "others; choose one of them"
            )
    for side in ("origin", "host"):
        inside = _inside_another(chosen, side)
        if inside:
            raise MeasureError(
                f"cannot add {inside[0]} and {inside[1]}: the first holds the second; choose "
                "figures of one level"
            )
    if measures == ["stock"] and chosen["year"].nunique() > 1:
        years = ", ".join(str(year) for year in sorted(set(chosen["year"])))
        raise MeasureError(f"cannot add stocks of different years ({years}); choose one year")
    keys = ["population_group", "origin_key", "host_key", "year"]
    twice = (
        chosen.loc[chosen.duplicated([*keys, "crossing"])]
        if measures == ["stock"]
        else _overlaps(chosen)
    )
    if len(twice):
        first = twice.iloc[0]
        raise MeasureError(
            f"cannot add {len(twice) + 1} figures for {first['host_name']}, {first['year']}: they "
            'count the same people; keep one with "drawn"'
        )


def _inside_another(rows: pd.DataFrame, side: str) -> tuple[str, str] | None:
    """Names of a place and of a part of it that count the same people; None without such a pair."""
    if rows[f"{side}_level"].nunique() < 2:
        return None  # Places of one level lie beside each other.
    other = "origin" if side == "host" else "host"
    for _, group in rows.groupby(["population_group", f"{other}_key", "year"]):
        # A key is a country or a P-code, which begins with the P-code of what it lies in.
        places = group.drop_duplicates(f"{side}_key")
        keys = places[f"{side}_key"].str.partition("/")[0]
        for whole, key, level in zip(places.index, keys, places[f"{side}_level"], strict=True):
            within = (
                places[f"{side}_country"] == places.at[whole, f"{side}_country"]
                if level == "country"
                else keys.str.startswith(key) & (level in ("admin1", "admin2"))
            )
            parts = places.loc[within & (places.index != whole)]
            if len(parts):
                return str(places.at[whole, f"{side}_name"]), str(parts.iloc[0][f"{side}_name"])
    return None


def _overlaps(flows: pd.DataFrame) -> pd.DataFrame:
    """Flows of a route that begin before an earlier one of the same route ended."""
    keys = ["population_group", "origin_key", "host_key", "crossing"]
    year = pd.to_datetime(flows["year"].astype(str) + "-01-01")
    start = flows["period_start"].fillna(flows["reference_date"]).fillna(year)
    last = flows["reference_date"].fillna(year + pd.offsets.YearEnd())
    ordered = flows.assign(first=start, last=last).sort_values([*keys, "first", "last"])
    latest = ordered.groupby(keys)["last"].transform(lambda s: s.cummax().shift())
    return ordered.loc[latest.notna() & (ordered["first"] <= latest)]


def drawn(chosen: pd.DataFrame, keys: Sequence[str] = ("origin_key", "host_key")) -> pd.DataFrame:
    """One figure for each place and year, by `DRAWN_RULE`; cumulative caseloads never.

    A cumulative caseload counts people who have long gone home: it is listed, not drawn.

    Returns
    -------
    DataFrame
        Rows of `chosen`, one for each group, measure, place and year, plus `others` (number of
        other figures of that year), `others_low` and `others_high` (over all figures of the year).
    """
    by = ["population_group", "measure", *keys, "year"]
    caseload = (chosen["measure"] == "stock") & chosen["quality"].str.contains("cumulative")
    chosen = chosen.loc[~caseload]
    stamp = chosen["reference_date"].fillna(pd.Timestamp("1900-01-01"))
    # Newest first without negating dates: the Data Finder, then the day, then the publisher.
    finder = (chosen["rank"] > 0).astype("int64")
    ordered = chosen.assign(_finder=finder, _stamp=-stamp.astype("int64"))
    ordered = ordered.sort_values([*by, "_finder", "_stamp", "rank"], kind="stable")
    groups = ordered.groupby(by, sort=False)["persons"]
    ordered = ordered.assign(
        others=groups.transform("size") - 1,
        others_low=groups.transform("min"),
        others_high=groups.transform("max"),
    )
    kept = ordered.drop_duplicates(by).drop(columns=["_finder", "_stamp"])
    return kept.sort_values(["year", "persons"], ascending=[True, False])


def largest(rows: pd.DataFrame, column: str = "persons") -> pd.Series:
    """The row with the largest value; `rows` must not be empty."""
    return rows.iloc[int(np.nanargmax(rows[column].to_numpy(dtype="float64", na_value=np.nan)))]


def by_year(chosen: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """One value a year; years without a figure are gaps, never zeros.

    Parameters
    ----------
    chosen : DataFrame
        One series, one figure a year (`drawn`).
    first, last : int
        Years, both included.

    Returns
    -------
    DataFrame
        `year`, `persons` (Int64, NA for a gap), `run` (number of the unbroken run of years that the
        value belongs to, so that a line is not drawn across a gap).
    """
    repeated = chosen.loc[chosen["year"].duplicated(), "year"]
    if len(repeated):
        year = repeated.iloc[0]
        raise MeasureError(f"several figures for {year}: keep one a year first")
    values = chosen.set_index("year")["persons"].astype("Int64")
    result = values.reindex(range(first, last + 1)).rename_axis("year").reset_index()
    gap = result["persons"].isna()
    result["run"] = (gap & ~gap.shift(fill_value=True)).cumsum()
    return result


def latest_by_host(chosen: pd.DataFrame) -> pd.DataFrame:
    """The latest drawn figure of each host, largest first."""
    one = drawn(chosen, ("host_key",))
    one = one.sort_values("year").drop_duplicates(["population_group", "host_key"], keep="last")
    return one.sort_values("persons", ascending=False)


def side_by_side(chosen: pd.DataFrame) -> pd.DataFrame:
    """Places and years for which more than one figure is published, all figures listed.

    Parameters
    ----------
    chosen : DataFrame
        Figures of one or more series.

    Returns
    -------
    DataFrame
        Rows of `chosen` plus `is_drawn`; the drawn figure first.
    """
    keys = ["population_group", "measure", "host_key", "year"]
    picked = drawn(chosen, ("host_key",))
    result = chosen.assign(is_drawn=chosen.index.isin(picked.index))
    several = result.groupby(keys)["persons"].transform("nunique") > 1
    order = [*keys, "is_drawn", "reference_date"]
    return result.loc[several].sort_values(order, ascending=[True] * 4 + [False, True])
