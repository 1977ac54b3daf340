"""Two sets of incidents side by side: rates, their ratio, and how sure the difference is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from borderlands.analysis.before_after import rate_ratio
from borderlands.analysis.casualties import by_group, each_measure
from borderlands.analysis.titles import SMALL
from borderlands.analysis.wording import decimal, number

DRAWS: Final = 4_000
SEED: Final = 20241224
BIN_DAYS: Final = 28
Counts = npt.NDArray[np.int64]
FEW: Final = 5
MANY: Final = 100
LEAST: Final = 0.005
"""Below this a ratio reads as 0.00."""
Z_95: Final = 1.959963984540054
"""Normal quantile of a two-sided interval of 95 %."""
COUNTED: Final = {
    "incidents": "Incidents",
    "fatalities_best": "People killed",
    "fatalities_civilians": "Civilians killed",
    "fatalities_security": "Security forces killed",
    "fatalities_militants": "Militants killed",
}

METHOD: Final = (
    "Rates a day. Incidents: quasi-Poisson ratio, its variance scaled by the dispersion of counts "
    "in 28-day bins (never below 1); the exact conditional interval where a side has under five. "
    "Deaths: 4,000 Poisson bootstrap draws over incidents (seed 20241224), because one bomb kills "
    "many; where a side has none, the exact interval of the incidents that killed. The interval "
    "tells chance from difference; it knows nothing of reports that are missing."
)


@dataclass(frozen=True)
class Side:
    """One of the two sets.

    Attributes
    ----------
    name : str
        What the reader calls it, such as "Paktika" or "2023".
    incidents : DataFrame
        Its incidents.
    start, end : date
        First and last day of its span.
    """

    name: str
    incidents: pd.DataFrame
    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """Length of the span."""
        return (self.end - self.start).days + 1


def ratios(first: Side, second: Side) -> pd.DataFrame:
    """Ratio of the daily rates, second to first, for incidents and deaths.

    Returns
    -------
    DataFrame
        `measure`, `label`, `first`, `second` (totals, best figure), `first_low`, `first_high`,
        `second_low`, `second_high` (range of reports; equal to the total where none is recorded),
        `ratio`, `low`, `high` (95 % interval; NaN where neither side has a case, infinite where
        only the first has none), `differs` (bool: the interval leaves out 1).
    """
    # Of each measure only this is needed: how many incidents have which value.
    counted = [
        {name: np.bincount(values) for name, values in each_measure(side.incidents)}
        for side in (first, second)
    ]
    sums = [{name: every @ np.arange(len(every)) for name, every in c.items()} for c in counted]
    exposure = second.days / first.days
    rows = []
    for column, label in COUNTED.items():
        x, y = (int(total[column]) for total in sums)
        if column == "incidents":
            low, high = _incident_interval(first, second)
        else:
            low, high = _death_interval([every[column] for every in counted], exposure)
        ratio = np.nan if x == y == 0 else np.inf if x == 0 else y / x / exposure
        row = {"measure": column, "label": label, "first": x, "second": y}
        for name, total, best in (("first", sums[0], x), ("second", sums[1], y)):
            ranged = column == "fatalities_best"
            row[f"{name}_low"] = int(total["fatalities_low"]) if ranged else best
            row[f"{name}_high"] = int(total["fatalities_high"]) if ranged else best
        known = not np.isnan(ratio)
        differs = known and bool(low > 1 or high < 1)
        rows.append(row | {"ratio": ratio, "low": low, "high": high, "differs": differs})
    return pd.DataFrame(rows)


def _bins(side: Side) -> npt.NDArray[np.float64]:
    """Incidents in whole bins of 28 days from the start of the span."""
    whole = side.days // BIN_DAYS
    place = (side.incidents["event_date"] - pd.Timestamp(side.start)).dt.days // BIN_DAYS
    kept = place.loc[place < whole].to_numpy(dtype="int64")
    return np.bincount(kept, minlength=whole).astype("float64")


def dispersion(sides: tuple[Side, Side]) -> float:
    """Pearson dispersion of 28-day counts around each side's mean, at least 1."""
    chi, freedom = 0.0, 0
    for side in sides:
        counts = _bins(side)
        if len(counts) > 1 and counts.mean() > 0:
            chi += float(((counts - counts.mean()) ** 2).sum() / counts.mean())
            freedom += len(counts) - 1
    return max(1.0, chi / freedom) if freedom else 1.0


def _incident_interval(first: Side, second: Side) -> tuple[float, float]:
    x, y = len(first.incidents), len(second.incidents)
    exposure = second.days / first.days
    if x == y == 0:
        return float("nan"), float("nan")
    if min(x, y) < FEW:
        _, low, high = rate_ratio([x], [y])
        return float(low[0] / exposure), float(high[0] / exposure)
    spread = Z_95 * np.sqrt(dispersion((first, second)) * (1 / x + 1 / y))
    center = np.log(y / x / exposure)
    return float(np.exp(center - spread)), float(np.exp(center + spread))


def _death_interval(counted: list[Counts], exposure: float) -> tuple[float, float]:
    deadly = [int(every[1:].sum()) for every in counted]
    if any(deadly) and not all(deadly):
        # Draws from a side without a death hold none either, which would look like certainty.
        _, low, high = rate_ratio([deadly[0]], [deadly[1]])
        return float(low[0] / exposure), float(high[0] / exposure)
    generator = np.random.default_rng(SEED)
    draws = [_drawn_totals(every, generator) for every in counted]
    if not draws[0].any() and not draws[1].any():
        return float("nan"), float("nan")
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = draws[1] / draws[0] / exposure
    drawn = drawn[~np.isnan(drawn)]
    low, high = np.quantile(drawn, [0.025, 0.975], method="nearest")
    return float(low), float(high)


def _drawn_totals(every: Counts, generator: np.random.Generator) -> npt.NDArray[np.float64]:
    """Bootstrap totals: each incident counted a Poisson(1) number of times.

    Incidents with equal tolls are drawn together, which is the same and much faster; `every` is
    the number of incidents by toll.
    """
    values = np.flatnonzero(every)
    counts = every[values]
    # Many Poisson numbers add up to a normal one for all that can be seen, and drawing it is quick.
    many = counts >= MANY
    weights = generator.poisson(counts[~many], size=(DRAWS, int((~many).sum())))
    totals: npt.NDArray[np.float64] = weights @ values[~many].astype("float64")
    if many.any():
        center = float(counts[many] @ values[many])
        spread = float(np.sqrt(counts[many] @ values[many] ** 2))
        totals += generator.normal(center, spread, size=DRAWS)
    return totals


def bears_ratio(row: pd.Series, first: Side, second: Side) -> bool:
    """Whether neither total nor number of incidents is too small to tell a ratio of.

    Parameters
    ----------
    row : Series
        Of `ratios`.
    first, second : Side
        The two sides.
    """
    sizes = row["first"], row["second"], len(first.incidents), len(second.incidents)
    return bool(min(sizes) >= SMALL)


def difference_in_words(table: pd.DataFrame, first: Side, second: Side, column: str) -> str:
    """One measure of `ratios` as a sentence, true with zeros and unequal spans."""
    row = table.loc[table["measure"] == column].iloc[0]
    label = str(row["label"])
    if np.isnan(row["ratio"]):
        return f"{label}: none on either side."
    # Totals stand beside rates only where the spans differ.
    rate, in_all = (" a day", " in all") if first.days != second.days else ("", "")
    counts = (
        f"{label}: {second.name} ({number(row['second'])}{in_all}) and "
        f"{first.name} ({number(row['first'])}{in_all})"
    )
    unsure = f"; the record does not tell the two{' daily rates' if rate else ''} apart"
    apart = "" if row["differs"] else unsure
    interval = _interval_in_words(row["low"], row["high"], rate)
    if not np.isfinite(row["ratio"]):
        return f"{counts}; no ratio can be formed{interval}{apart}."
    if row["ratio"] == 0:
        return f"{counts}{interval}{apart}."
    if not row["differs"]:
        return f"{counts}{apart}{interval}."
    if not bears_ratio(row, first, second):
        return f"{counts}; more than chance sets them apart, but a side is too small for a ratio."
    return f"{counts}; {decimal(row['ratio'])} times as many{rate}{interval}."


def _interval_in_words(low: float, high: float, rate: str) -> str:
    """The 95% interval in brackets; of an open or zero end only the other is told."""
    least, most = low >= LEAST, bool(np.isfinite(high))
    if least and most:
        return f" (95% interval {decimal(low)} to {decimal(high)})"
    if least:
        return f" (95% interval from {decimal(low)} times upwards)"
    return f" (95% interval up to {decimal(high)} times as many{rate})" if most else ""


def comparison_title(table: pd.DataFrame, first: Side, second: Side, among: str = "in") -> str:
    """The finding on people killed: both tolls, and their ratio where neither side is small.

    Parameters
    ----------
    table : DataFrame
        From `ratios`.
    first, second : Side
        The two sides.
    among : str
        What goes before a name: "in" an area or a period, "in incidents involving" an actor, who
        may have killed or lost those who died.
    """
    killed = table.loc[table["measure"] == "fatalities_best"].iloc[0]
    if killed["first"] == killed["second"] == 0:
        return f"Nobody reported killed {among} {first.name} or {among} {second.name}"
    uneven = first.days != second.days
    in_all = " in all" if uneven else ""
    text = (
        f"People killed {among} {second.name}: {number(killed['second'])}{in_all}; "
        f"{first.name}: {number(killed['first'])}{in_all}"
    )
    if not killed["differs"]:
        rates = "daily rates " if uneven else ""
        tolls = pd.concat([side.incidents["fatalities_best"] for side in (first, second)])
        why = ", since single attacks kill many" if tolls.max() >= SMALL else ""
        return f"{text}; {rates}not told from chance{why}"
    if not bears_ratio(killed, first, second):
        return text
    return f"{text}; {decimal(killed['ratio'])} times as many{' a day' if uneven else ''}"


def pairs(first: Side, second: Side, column: str, labels: dict[str, str]) -> pd.DataFrame:
    """Deaths per 30 days on either side, by a coded column.

    Returns
    -------
    DataFrame
        `code`, `label`, `first`, `second` (people killed, best), `first_rate`, `second_rate`
        (per 30 days); largest of the two first.
    """
    totals = {
        name: by_group(side.incidents, column).set_index(column)["fatalities_best"]
        for name, side in (("first", first), ("second", second))
    }
    table = pd.DataFrame(totals).fillna(0).astype("int64")
    table["first_rate"] = table["first"] / first.days * 30
    table["second_rate"] = table["second"] / second.days * 30
    table.insert(0, "label", [labels.get(str(code), "Not stated") for code in table.index])
    order = table[["first_rate", "second_rate"]].max(axis=1).sort_values(ascending=False)
    result: pd.DataFrame = table.loc[order.index]
    return result.rename_axis("code").reset_index()
