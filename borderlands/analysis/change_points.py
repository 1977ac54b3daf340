"""Months at which the level of a series changes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import ruptures

from borderlands.analysis.wording import decimal, listed, plural

LEAST_MONTHS: Final = 12
SHORTEST: Final = 3
"""Months a level must last."""


@dataclass(frozen=True)
class ChangePoints:
    """Levels of a monthly series.

    Attributes
    ----------
    levels : DataFrame
        One row a level: `start`, `end` (datetime64, first and last month), `months`, `mean`
        (a month), `firm` (bool: its start is found with twice the penalty too; true for the
        first).
    months : DataFrame
        `period_start`, `count`: the complete months looked at.
    penalty : float
        Penalty for one more change, in units of the transformed series.
    says, says_not : str
        One plain sentence each.
    """

    levels: pd.DataFrame
    months: pd.DataFrame
    penalty: float
    says: str
    says_not: str


SAYS_NOT: Final = (
    "It does not say what caused a change, nor its exact day; another penalty finds other months, "
    "and a change in reporting would look the same."
)


def level_changes(months: pd.DataFrame, column: str, what: str) -> ChangePoints:
    """Find changes of level by PELT (Killick and others 2012) on the Anscombe transform.

    The square root steadies the variance of counts; the penalty is 2 s² log(n) (the Bayesian
    information criterion for one change of mean), s estimated from the median absolute
    difference of neighbouring months so that jumps do not inflate it.

    Parameters
    ----------
    months : DataFrame
        From `casualties.by_period` with frequency `month`, 2021 or later.
    column : str
        The count.
    what : str
        Plural noun for the sentence.
    """
    kept = months.loc[months["complete"].astype(bool)]
    series = pd.DataFrame(
        {"period_start": kept["period_start"].to_numpy(), "count": kept[column].to_numpy()}
    )
    counts = series["count"].to_numpy(dtype="float64")
    if len(series) < LEAST_MONTHS or counts.sum() == 0:
        text = (
            f"No change is looked for: {plural(len(series), 'complete month')} with "
            f"{plural(int(counts.sum()), 'case')}; at least {LEAST_MONTHS} months are needed."
        )
        columns = ["start", "end", "months", "mean", "firm"]
        return ChangePoints(pd.DataFrame(columns=columns), series, float("nan"), text, SAYS_NOT)
    signal = 2 * np.sqrt(counts + 0.375)
    noise = np.median(np.abs(np.diff(signal))) / (0.6745 * np.sqrt(2))
    penalty = 2 * max(noise, 1.0) ** 2 * np.log(len(signal))
    found = _breaks(signal, penalty)
    firm = set(_breaks(signal, 2 * penalty))
    edges = [0, *found, len(signal)]
    rows: list[dict[str, Any]] = []
    for first, after in pairwise(edges):
        rows.append(
            {
                "start": series["period_start"].iloc[first],
                "end": series["period_start"].iloc[after - 1],
                "months": after - first,
                "mean": float(counts[first:after].mean()),
                "firm": first == 0 or first in firm,
            }
        )
    levels = pd.DataFrame(rows)
    return ChangePoints(levels, series, float(penalty), _sentence(levels, what), SAYS_NOT)


def _breaks(signal: npt.NDArray[np.float64], penalty: float) -> list[int]:
    model = ruptures.Pelt(model="l2", min_size=SHORTEST, jump=1).fit(signal.reshape(-1, 1))
    return [int(place) for place in model.predict(pen=penalty)[:-1]]


def _sentence(levels: pd.DataFrame, what: str) -> str:
    if len(levels) == 1:
        mean = decimal(levels["mean"].iloc[0])
        return (
            f"No abrupt change of level stands out; the mean is {mean} {what} a month. "
            "A steady rise or fall may lie in it."
        )
    parts = []
    for before, after in zip(
        levels.iloc[:-1].itertuples(), levels.iloc[1:].itertuples(), strict=True
    ):
        one: Any = after
        past: Any = before
        doubt = "" if one.firm else ", weak"
        change = f"{decimal(past.mean)} to {decimal(one.mean)}"
        parts.append(f"{one.start:%B %Y} ({change} a month{doubt})")
    return f"The level of monthly {what} changed in {listed(parts, 4)}."
