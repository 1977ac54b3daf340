"""Who went where in one year: routes between areas, sites inside them, and what is left out."""

from __future__ import annotations

from typing import Final

import pandas as pd

from borderlands.analysis.displacement import Series, choose, drawn
from borderlands.analysis.displacement_provinces import with_province_totals

RETURNING: Final = frozenset(
    {
        "returned_refugees",
        "returned_idps",
        "returnees_all",
        "deportees",
        "acc_holders",
        "undocumented",
    }
)
"""Groups whose flows run from the host back to the place of origin."""

_PLACED: Final = ("admin1", "admin2", "site")


def is_return(series: Series) -> bool:
    """Whether movement runs from host to origin."""
    return series.measure == "flow" and series.group in RETURNING


def within_year(flows: pd.DataFrame) -> pd.DataFrame:
    """Flows whose period is known, lies inside its calendar year and is not one crossing's part.

    A count that has run since an earlier year is not a figure of this year.
    """
    inside = flows["period_start"].dt.year == flows["reference_date"].dt.year
    kept: pd.DataFrame = flows.loc[inside & (flows["crossing"] == "")]
    return kept


def by_rule(record: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Figures of a series that stand for their year, one for each route, place and year."""
    chosen = choose(record, series)
    if series.measure == "flow":
        chosen = within_year(chosen)
        # The longest period of the year says most; `drawn` keeps the first of equal rank.
        days = (chosen["reference_date"] - chosen["period_start"]).dt.days
        chosen = (
            chosen.assign(_days=-days).sort_values("_days", kind="stable").drop(columns="_days")
        )
        chosen = chosen.drop_duplicates(["origin_key", "host_key", "year"])
    return drawn(with_province_totals(chosen))


def origins_named(record: pd.DataFrame, series: Series) -> dict[str, tuple[str, str]]:
    """Districts of origin that reports name for the people of a host province.

    A count by nationality ("Pakistani refugees in Khost") says no more than the country. Where
    every report that names a district of origin for that host and group names the same one, it is
    returned.

    Returns
    -------
    dict
        Host province to (origin P-code, origin name).
    """
    same = record.loc[
        (record["population_group"] == series.group)
        & (record["origin_level"] == "admin2")
        & (record["origin_country"] != record["host_country"])
        & (record["host_province"] != "")
    ]
    named: dict[str, tuple[str, str]] = {}
    for province, rows in same.groupby("host_province"):
        places = rows[["origin_code", "origin_name"]].drop_duplicates()
        if len(places) == 1:
            code, name = places.iloc[0]
            named[str(province)] = (str(code), str(name))
    return named


def routes(record: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Routes between areas in every year, each person on one route of a year at most.

    Stocks of a province come with their refugee villages added once. A country's total is a route
    only in years when no province of it has a figure. Routes of several places at once are left
    out here and listed by `left_out`.

    Returns
    -------
    DataFrame
        Columns of `figures`, `others`, `others_low`, `others_high`, `parts` (villages and camps
        added to the province's own row), `named_origin` (district that reports name, or empty).
        Largest first within a year.
    """
    rows = by_rule(record, series)
    levels = ["admin1"] if series.measure == "stock" else ["admin1", "admin2"]
    areas = rows.loc[rows["host_level"].isin(levels)]
    # A count of the whole nationality holds the count of one district's people.
    whole = areas["origin_level"] == "country"
    areas = areas.loc[whole | ~_pairs(areas, "host_key").isin(_pairs(areas.loc[whole], "host_key"))]
    countries = rows.loc[rows["host_level"] == "country"]
    if series.measure == "flow":
        # A part counted by another publisher gives way to the count of the whole.
        full = countries.loc[countries["rank"] == 0, "year"]
        areas = areas.loc[~areas["year"].isin(full)]
    placed = countries["year"].isin(areas["year"])
    if series.origin_country == series.host_country:
        # Inside one country the origins are the finer places; across the line the hosts are.
        known = countries["origin_level"] != "country"
        placed |= countries["year"].isin(countries.loc[known, "year"])
        placed &= ~known
    result = pd.concat([areas, countries.loc[~placed]])
    names = origins_named(record, series)
    result["named_origin"] = [
        names.get(province, ("", ""))[0] if level == "country" else ""
        for province, level in zip(result["host_province"], result["origin_level"], strict=True)
    ]
    return result.sort_values(["year", "persons"], ascending=[True, False])


def _pairs(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows["year"].astype(str) + " " + rows[column].astype(str)


def sites(record: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Camps, refugee villages and districts with a figure of their own, largest first.

    They are parts of their province: shown beside it, never added to it.
    """
    parts = drawn(choose(record, series), ("host_key",))
    if series.measure != "stock":
        return parts.iloc[:0]
    return parts.loc[parts["host_level"].isin(["site", "admin2"]) & (parts["host_province"] != "")]


def origins(record: pd.DataFrame, series: Series) -> pd.DataFrame:
    """One figure for each district or province of origin and year.

    The count of all people from there, wherever they are, goes before a count at one host; of
    several hosts the largest stands, as a lower bound. Hosts are not added: their counts overlap.
    """
    rows = by_rule(record, series)
    rows = rows.loc[rows["origin_level"].isin(["admin1", "admin2"])]
    anywhere = (rows["host_level"] != "country").astype("int64")
    order = ["year", "origin_key", "_anywhere", "persons"]
    ordered = rows.assign(_anywhere=anywhere).sort_values(
        order, ascending=[True, True, True, False]
    )
    return ordered.drop_duplicates(["year", "origin_key"]).drop(columns="_anywhere")


def left_out(
    record: pd.DataFrame, series: Series, routed: pd.DataFrame, parts: pd.DataFrame
) -> pd.DataFrame:
    """Figures that are neither a route nor a site: other publishers, several places at once.

    Parameters
    ----------
    record : DataFrame
        From `figures`.
    series : Series
        The series.
    routed, parts : DataFrame
        From `routes` and `sites`.
    """
    everything = choose(record, series)
    if series.measure == "flow":
        shown = everything.index.isin(routed.index)
        return everything.loc[~shown]
    in_total = (everything["rank"] == 0) & (everything["host_province"] != "")
    shown = everything.index.isin(routed.index) | everything.index.isin(parts.index) | in_total
    return everything.loc[~shown]


def matrix(record: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Origin by host: figures that name a province or district of origin, one a pair and year."""
    rows = by_rule(record, series)
    return rows.loc[rows["origin_level"].isin(_PLACED) & rows["host_level"].isin(_PLACED)]


def beside_matrix(record: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Figures with an origin and a host of which one is several districts or a wider area."""
    rows = choose(record, series)
    wide = {"other", *_PLACED}
    pair = rows["origin_level"].isin(wide) & rows["host_level"].isin(wide)
    return rows.loc[pair & ((rows["origin_level"] == "other") | (rows["host_level"] == "other"))]
