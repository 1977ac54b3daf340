"""Stocks as lines: one figure a year and host, broken at gaps, the others beside it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from borderlands.analysis.displacement import Series, by_year, choose, drawn
from borderlands.analysis.displacement_provinces import with_province_totals

HOSTS: Final = 5
WHOLE: Final = ", whole country"
"""Ends the name of a host that holds the others."""


def stock_lines(
    record: pd.DataFrame, series: Series, hosts: list[str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Drawn figures by host and year, and all other figures of the same hosts.

    Parameters
    ----------
    record : DataFrame
        From `displacement.figures`.
    series : Series
        Stocks of one group.
    hosts : list of str, optional
        `host_key` of the hosts; the five largest provinces and the country's total by default.

    Returns
    -------
    lines, others : DataFrame
        Columns of `figures` plus `host` (label) and `when`; `lines` has `run`, the number of the
        unbroken run of years a figure belongs to. Hosts are ordered by their largest figure.
    """
    chosen = with_province_totals(choose(record, series))
    one = drawn(chosen, ("host_key",))
    if hosts is None:
        sized = one.loc[one["host_level"].isin(["country", "admin1"])]
        most = sized.groupby("host_key")["persons"].max().sort_values(ascending=False)
        hosts = [str(key) for key in most.index[:HOSTS]]
    one = one.loc[one["host_key"].isin(hosts)]
    most = one.groupby("host_key")["persons"].max().sort_values(ascending=False)
    parts = []
    for key in most.index:
        rows = one.loc[one["host_key"] == key]
        first, last = int(rows["year"].min()), int(rows["year"].max())
        runs = by_year(rows, first, last).set_index("year")["run"]
        parts.append(rows.assign(run=[f"{key} {runs[year]}" for year in rows["year"]]))
    lines = pd.concat(parts) if parts else one.assign(run="")
    others = chosen.loc[chosen["host_key"].isin(hosts) & ~chosen.index.isin(lines.index)]
    return _labelled(lines), _labelled(others)


def _labelled(rows: pd.DataFrame) -> pd.DataFrame:
    whole = rows["host_level"] == "country"
    host = rows["host_name"].where(~whole, rows["host_name"] + WHOLE)
    labelled = rows.assign(host=host, when=rows["reference_date"])
    # A figure whose day is not stated has no place on an axis of time; the tables list it.
    return labelled.loc[labelled["when"].notna()]
