"""UCDP's counts by district and month as the time control takes them: a source of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from borderlands.maps.measures import Measure
from borderlands.maps.packing import EPOCH, pack_columns

SPAN: Final = (dt.date(1989, 1, 1), dt.date(2021, 12, 31))
# No rate for inhabitants: the population known is of one year, the counts span 33.
MEASURES: Final[dict[str, Measure]] = {
    "incidents": Measure("Events (UCDP)", "UCDP events", "events", "incidents"),
    "best": Measure(
        "Deaths, best estimate (UCDP)", "deaths in UCDP's count", "deaths_best", "best"
    ),
    "low": Measure(
        "Deaths, low estimate (UCDP)", "deaths in UCDP's low count", "deaths_low", "low"
    ),
    "high": Measure(
        "Deaths, high estimate (UCDP)", "deaths in UCDP's high count", "deaths_high", "high"
    ),
}
VIOLENCE: Final = {1: "State-based", 2: "Non-state", 3: "One-sided"}
"""UCDP's types of violence."""
COVERED_TO: Final = {"Afghanistan": dt.date(2020, 12, 31)}
"""Last day counted, for a country that ends before the span does."""
NOTE: Final = (
    "UCDP GED, another source: its counts are never added to the incident record. "
    "Afghanistan to 2020 and located events only."
)


def monthly(ucdp: pd.DataFrame) -> pd.DataFrame:
    """Counts by month and district over all types of violence.

    Returns
    -------
    DataFrame
        `first_day` (datetime64, first of the month), `admin2_code`, `events`,
        `deaths_low/best/high`; sorted by day.
    """
    month = pd.DataFrame({"year": ucdp["year"], "month": ucdp["month"], "day": 1}).astype("int64")
    keyed = ucdp.assign(first_day=pd.to_datetime(month))
    counted = ["events", "deaths_low", "deaths_best", "deaths_high"]
    sums = keyed.groupby(["first_day", "admin2_code"])[counted].sum().astype("int64")
    return sums.reset_index()


def yearly(ucdp: pd.DataFrame, years: Sequence[int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts by year, zeros included, and by year and district.

    Parameters
    ----------
    ucdp : DataFrame
        As shipped.
    years : sequence of int
        The years wanted.

    Returns
    -------
    totals, districts : DataFrame
        `events`, `deaths_low/best/high`; index `year`, and (`year`, `admin2_code`).
    """
    counted = ["events", "deaths_low", "deaths_best", "deaths_high"]
    kept = ucdp.loc[ucdp["year"].isin(years), ["year", "admin2_code", *counted]].astype(
        dict.fromkeys(["year", *counted], "int64")
    )
    districts = kept.groupby(["year", "admin2_code"])[counted].sum()
    codes = sorted(set(kept["admin2_code"])) or [""]
    grid = pd.MultiIndex.from_product([list(years), codes], names=["year", "admin2_code"])
    districts = districts.reindex(grid, fill_value=0)
    return districts.groupby("year").sum(), districts


def columns(months: pd.DataFrame) -> dict[str, npt.NDArray[np.int64]]:
    """Numbers of each row by the browser's name."""
    return {
        "incidents": months["events"].to_numpy(dtype="int64"),
        **{
            name: months[f"deaths_{name}"].to_numpy(dtype="int64")
            for name in ("best", "low", "high")
        },
    }


def days(months: pd.DataFrame) -> npt.NDArray[np.int64]:
    """First day of each row's month, days since 1970."""
    return np.asarray((months["first_day"] - pd.Timestamp(EPOCH)).dt.days, dtype="int64")


def pack_months(months: pd.DataFrame, codes: Sequence[str]) -> dict[str, Any]:
    """Rows of `monthly` as the browser takes them; none has a point."""
    sums = columns(months)
    nothing = np.zeros(len(months), dtype="int64")
    return pack_columns(
        days(months),
        months["admin2_code"].tolist(),
        codes,
        flags=nothing,
        categories=nothing,
        sums={name: values for name, values in sums.items() if name != "incidents"},
        weight=sums["incidents"],
    )
