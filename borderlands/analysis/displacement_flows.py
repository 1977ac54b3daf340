"""Flows by period: what a published count covers, and which counts may stand in one chart."""

from __future__ import annotations

from typing import Final, Literal

import pandas as pd

from borderlands.analysis.displacement import Series, choose, drawn
from borderlands.analysis.displacement_routes import within_year

Span = Literal["month", "year"]
DAYS: Final[dict[Span, tuple[int, int]]] = {"month": (27, 31), "year": (350, 366)}
"""Fewest and most days of a period that counts as a month or a year."""
LEAST: Final = 3
"""Figures that make a line of running counts."""


def with_days(flows: pd.DataFrame) -> pd.DataFrame:
    """Flows plus `days`, the length of their period (NaN when the first day is unknown)."""
    days = (flows["reference_date"] - flows["period_start"]).dt.days + 1
    return flows.assign(days=days)


def periodic(record: pd.DataFrame, series: Series, span: Span) -> pd.DataFrame:
    """Flows whose period is one calendar month or year, one figure for each.

    Returns
    -------
    DataFrame
        Columns of `figures`, `days`, `others`, `others_low`, `others_high`; sorted by date.
        Periods without a figure are missing rows: gaps, not zeros.
    """
    flows = with_days(choose(record, series))
    flows = within_year(flows)
    low, high = DAYS[span]
    if span == "year":
        return drawn(flows.loc[flows["days"].between(low, high)], ())
    same = flows["period_start"].dt.to_period("M") == flows["reference_date"].dt.to_period("M")
    kept = flows.loc[flows["days"].between(low, high) & same]
    monthly = kept.assign(_year=kept["year"], year=kept["reference_date"].dt.strftime("%Y%m"))
    one = drawn(monthly, ())
    return one.assign(year=one["_year"]).drop(columns="_year").sort_values("reference_date")


def by_crossing(record: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Flows that name one crossing, latest first; empty when the record names none."""
    flows = with_days(choose(record, series))
    flows = flows.loc[flows["period_start"].notna()]
    return flows.loc[flows["crossing"] != ""].sort_values("reference_date")[::-1]


def running_counts(record: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Counts that run on from one first day, as a publisher issues them.

    Returns
    -------
    DataFrame
        Columns of `figures` plus `host` (host, first day and publisher: what makes the counts one
        series), `when` and `run`; series with fewer than `LEAST` figures are left out.
    """
    flows = with_days(choose(record, series))
    flows = flows.loc[flows["days"].notna() & (flows["crossing"] == "")]
    publisher = flows["source_publisher"].str.split(" via ").str[0]
    first = flows["period_start"].dt.strftime("%-d %b %Y")
    label = flows["host_name"] + ", " + publisher + ", since " + first
    flows = flows.assign(host=label, when=flows["reference_date"], run=label)
    counted = flows.groupby("host")["persons"].transform("size")
    kept = flows.loc[counted >= LEAST].drop_duplicates(["host", "reference_date"], keep="last")
    return kept.sort_values(["host", "when"])
