"""Measures that may shade a map, and their scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from borderlands.analysis.slices import moving_sums, window_lengths
from borderlands.maps import classes

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Measure:
    """One way to shade districts.

    Attributes
    ----------
    label : str
        Name in the legend and the choice.
    phrase : str
        What a district has "the most" of, in a title.
    source : str
        Column of `casualties.by_district`.
    column : str
        Column of the browser.
    decimals : int
        Shown after the point.
    """

    label: str
    phrase: str
    source: str
    column: str
    decimals: int = 0


RATE: Final = "rate_per_100k"
MEASURES: Final[dict[str, Measure]] = {
    "incidents": Measure("Incidents", "incidents", "incidents", "incidents"),
    "best": Measure("People killed", "people killed", "fatalities_best", "best"),
    "low": Measure("People killed, low", "people killed (low figure)", "fatalities_low", "low"),
    "high": Measure(
        "People killed, high", "people killed (high figure)", "fatalities_high", "high"
    ),
    "civilians": Measure(
        "Civilians killed", "civilians killed", "fatalities_civilians", "civilians"
    ),
    "security": Measure(
        "Security forces killed",
        "members of security forces killed",
        "fatalities_security",
        "security",
    ),
    "militants": Measure(
        "Militants killed", "militants killed", "fatalities_militants", "militants"
    ),
    RATE: Measure(
        "Killed per 100,000 inhabitants", "people killed per 100,000 inhabitants", RATE, "best", 1
    ),
}


def measure_states(
    chosen: Mapping[str, Measure],
    days: Whole,
    districts: Whole,
    values: Mapping[str, Whole],
    populations: Sequence[float],
    span: tuple[int, int],
    classing: classes.Classing,
    *,
    moving: bool,
    dark: bool,
) -> list[dict[str, Any]]:
    """Measures with a scale for the whole span and, for a moving window, one for each length.

    Parameters
    ----------
    chosen : mapping of str to Measure
        `MEASURES`, or those of another source.
    days, districts : array of int, shape (n,)
        Day and district number of each row that lies in a district.
    values : mapping of str to array of int, shape (n,)
        By `Measure.column`.
    populations : sequence of float
        By district number; NaN where unknown.
    span : (int, int)
        First and last day.
    classing : Classing
        How values become classes.
    moving : bool
        Whether a window moves over the span.
    """
    people = np.asarray(populations, dtype="float64") / 100_000
    total = span[1] - span[0] + 1
    present = np.flatnonzero(np.bincount(districts[(days >= span[0]) & (days <= span[1])]))

    def scaled(measure: Measure, length: int) -> dict[str, Any]:
        sums = moving_sums(days, districts, values[measure.column], span, length)
        shown = (sums / people[present] if measure.source == RATE else sums).astype("float64")
        return classes.scale(shown.ravel(), classing, whole=not measure.decimals, dark=dark)

    states = []
    for key, measure in chosen.items():
        state: dict[str, Any] = {
            "key": key,
            "label": measure.label,
            "phrase": measure.phrase,
            "column": measure.column,
            "decimals": measure.decimals,
            "scale": scaled(measure, total),
        }
        if moving:
            state["scales"] = [
                {"days": length, "scale": scaled(measure, length)}
                for length in window_lengths(total)
            ]
        states.append(state)
    return states
