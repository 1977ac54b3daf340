"""Provinces with their refugee villages, camps and districts, each added exactly once."""

from __future__ import annotations

from typing import Final

import pandas as pd

from borderlands.analysis.displacement_places import PROVINCES
from borderlands.errors import MeasureError

COVERED: Final = 0.9
"""Least share of Pakistan's figure that its places must hold: before 2010 many years name a part
of the refugee villages only, and their provinces would seem to empty and fill."""


def by_province(chosen: pd.DataFrame) -> pd.DataFrame:
    """Stocks by province with their refugee villages, camps and districts, each added once.

    UNHCR's location table parts the people of a province into the rows of its villages and camps
    and a row for the rest: the province is the sum. Other publishers' figures for a part of the
    province are not added.

    Parameters
    ----------
    chosen : DataFrame
        Stocks; several groups and years allowed.

    Returns
    -------
    DataFrame
        `year`, `population_group`, `origin_country`, `host_country`, `host_province`, `persons`,
        `own_row` (persons in the province's own row, NA without one), `parts` (number of villages,
        camps and districts added), `parts_persons`.

    Raises
    ------
    MeasureError
        For flows: their periods overlap.
    """
    if set(chosen["measure"]) - {"stock"}:
        raise MeasureError("provinces are summed for stocks only; flows have periods that overlap")
    located = chosen.loc[(chosen["rank"] == 0) & (chosen["host_province"] != "")]
    keys = ["year", "population_group", "origin_country", "host_country", "host_province"]
    # The same village listed twice for a year is one village.
    located = located.drop_duplicates([*keys, "host_key", "persons"])
    own = located["host_level"].isin(["admin1", "rest"])
    own &= located["host_code"] == located["host_province"]
    grouped = located.assign(
        own_row=located["persons"].where(own),
        parts_persons=located["persons"].where(~own).fillna(0),
        parts=(~own).astype("int64"),
    ).groupby(keys, sort=True)
    result = grouped[["persons", "parts", "parts_persons"]].sum()
    result["own_row"] = grouped["own_row"].sum(min_count=1)
    return result.reset_index()


def _incomplete(sums: pd.DataFrame, stocks: pd.DataFrame) -> pd.Series:
    """Whether a province's sum belongs to a year whose places cover too little of the country."""
    keys = ["year", "population_group", "origin_country", "host_country"]
    country = stocks.loc[(stocks["host_level"] == "country") & (stocks["rank"] == 0)]
    whole = country.groupby(keys)["persons"].max().rename("whole")
    held = sums.groupby(keys)["persons"].transform("sum")
    share = held / sums.join(whole, on=keys)["whole"]
    low: pd.Series = (share < COVERED).fillna(False) & (sums["host_country"] == "PAK")
    return low.astype(bool)


def with_province_totals(chosen: pd.DataFrame) -> pd.DataFrame:
    """Stocks in which each province's row holds its villages and camps.

    The row for the rest of a province makes way for the province's total (`parts` counts the rows
    added to it). In years when the places in Pakistan hold less than `COVERED` of the country's
    figure the provinces are incomplete and left out. Villages and camps stay as rows of their own,
    to be shown beside the province and never added to it. Flows pass unchanged.
    """
    rows = chosen.assign(parts=0)
    stock = rows["measure"] == "stock"
    sums = by_province(rows.loc[stock])
    sums = sums.loc[~_incomplete(sums, rows.loc[stock])]
    keys = ["year", "population_group", "origin_country", "host_country", "host_province"]
    located = stock & (rows["rank"] == 0) & (rows["host_province"] != "")
    # One row stands for the province: its own if there is one, else any of its parts.
    level = rows["host_level"].map({"admin1": 0, "rest": 1}).fillna(2)
    standing = rows.loc[located].assign(_level=level).sort_values("_level", kind="stable")
    standing = standing.drop_duplicates(keys).drop(columns=["persons", "parts", "_level"])
    totals = standing.reset_index().merge(sums, on=keys).set_index("row")[rows.columns]
    province = totals["host_province"]
    totals = totals.assign(
        host_code=province,
        host_key=province,
        host_name=[PROVINCES[code][0] for code in province],
        host_level="admin1",
    )
    parts = rows["host_level"].isin(["site", "admin2"])
    kept = rows.loc[~located | parts]
    # A part that stands for its province keeps its number; the total gets one of its own.
    totals.index = pd.Index(
        [-1 - row if row in kept.index else row for row in totals.index], name="row"
    )
    return pd.concat([kept, totals]) if len(totals) else kept
