"""Violence above, displacement below, on one time axis; two sources of deaths, never summed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from borderlands.analysis.casualties import PERIOD_CODES, Frequency, measures
from borderlands.analysis.record import DENSE_TO, RECORD_START
from borderlands.analysis.selections import TOLL

UCDP_SOURCE: Final = "UCDP GED"
RECORD_SOURCE: Final = f"Incident record, from {RECORD_START:%Y}"
DEATHS = ("deaths_low", "deaths_best", "deaths_high")


def deaths(
    ucdp: pd.DataFrame,
    incidents: pd.DataFrame,
    codes: Sequence[str],
    frequency: Frequency,
    first: int,
) -> pd.DataFrame:
    """Deaths in some districts by period, by source.

    Parameters
    ----------
    ucdp : DataFrame
        `geodata/ucdp_district_months.csv`.
    incidents : DataFrame
        The incident record; rows before 2021 are landmarks and left out.
    codes : sequence of str
        P-codes of districts.
    frequency : str
        `month`, `quarter` or `year`.
    first : int
        First year.

    Returns
    -------
    DataFrame
        `source`, `period_start`, `period_end`, `complete` (the source covers the whole period;
        for the record, reports are dense to its end), `deaths_low`, `deaths_best`, `deaths_high`,
        `events`. Zeros inside a source's span; no row outside it. UCDP's span ends with the
        country whose counts end first.
    """
    parts = [_ucdp(ucdp, codes, frequency, first), _record(incidents, codes, frequency, first)]
    parts = [part for part in parts if len(part)]
    columns = ["source", "period_start", "period_end", "complete", *DEATHS, "events"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _ucdp(
    ucdp: pd.DataFrame, codes: Sequence[str], frequency: Frequency, first: int
) -> pd.DataFrame:
    rows = ucdp.loc[ucdp["admin2_code"].isin(list(codes)) & (ucdp["year"] >= first)]
    # A month without an event has no row: a country's span is that of all its districts.
    country = ucdp["admin2_code"].str[:2]
    last = ucdp["year"].groupby(country).max().reindex(sorted({code[:2] for code in codes}))
    if last.empty or last.isna().any():
        return rows.iloc[:0]
    end = pd.Period(year=int(last.min()), month=12, freq="M")
    rows = rows.loc[rows["year"] <= end.year]
    days = pd.to_datetime({"year": rows["year"], "month": rows["month"], "day": 1})
    sums = rows[[*DEATHS, "events"]].astype("int64").groupby(days.dt.to_period("M")).sum()
    return _on_grid(sums, UCDP_SOURCE, pd.Period(f"{first}-01", freq="M"), end, frequency)


def _record(
    incidents: pd.DataFrame, codes: Sequence[str], frequency: Frequency, first: int
) -> pd.DataFrame:
    recent = incidents.loc[incidents["event_date"] >= pd.Timestamp(RECORD_START)]
    rows = recent.loc[recent["admin2_code"].isin(list(codes))]
    if recent.empty:
        return pd.DataFrame()
    sums = measures(rows)[["incidents", *TOLL]].groupby(rows["event_date"].dt.to_period("M")).sum()
    names = dict(zip(TOLL, DEATHS, strict=True)) | {"incidents": "events"}
    start = pd.Period(f"{max(first, RECORD_START.year)}-01", freq="M")
    end = recent["event_date"].max().to_period("M")
    table = _on_grid(sums.rename(columns=names), RECORD_SOURCE, start, end, frequency)
    table["complete"] &= table["period_end"] <= pd.Timestamp(DENSE_TO)
    return table


def _on_grid(
    sums: pd.DataFrame, source: str, start: pd.Period, end: pd.Period, frequency: Frequency
) -> pd.DataFrame:
    months = sums.reindex(pd.period_range(start, end, freq="M"), fill_value=0)
    periods = months.index.asfreq(PERIOD_CODES[frequency])  # type: ignore[attr-defined]
    result = months.groupby(periods).sum()
    span = pd.PeriodIndex(result.index)
    result = result.reset_index(drop=True)
    result.insert(0, "source", source)
    result.insert(1, "period_start", span.start_time)
    result.insert(2, "period_end", span.end_time.normalize())
    result.insert(3, "complete", span.end_time <= end.end_time)
    return result


def events_about(events: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """Key events whose title or description names one of the words; displacement ones always."""
    text = events["title"].astype(str) + " " + events["description"].astype(str)
    named = text.str.contains("|".join(words), case=False) if words else False
    return events.loc[named | (events["category"] == "displacement")]


def peak(series: pd.DataFrame, value: str, when: str) -> tuple[pd.Timestamp, int] | None:
    """Date and value of the largest value; None for an empty or all-zero series."""
    if series.empty or not series[value].max() > 0:
        return None
    row = series.iloc[int(series[value].to_numpy(dtype="float64").argmax())]
    return pd.Timestamp(row[when]), int(row[value])


def lag_in_words(earlier: pd.Timestamp, later: pd.Timestamp) -> str:
    """Time between two dates: "6 days", "5 months", "2 years and 1 month"."""
    days = (later - earlier).days
    if abs(days) < 60:
        return f"{abs(days)} day{'s' if abs(days) != 1 else ''}"
    months = round(abs(days) / 30.44)
    if months < 24:
        return f"{months} months"
    years, rest = divmod(months, 12)
    return f"{years} years" + (f" and {rest} month{'s' if rest != 1 else ''}" if rest else "")
