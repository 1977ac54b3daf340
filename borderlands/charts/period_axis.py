"""Labels of calendar periods on a time axis: under the middle of each bar, the year in sight."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from borderlands.analysis.casualties import PERIOD_CODES, Frequency
from borderlands.analysis.selections import span_in_words
from borderlands.charts.figure import as_ms
from borderlands.charts.look import Canvas

_STEPS: Final[dict[Frequency, tuple[int, ...]]] = {
    "week": (1, 2, 3, 4, 6, 8, 13, 26, 52),
    "month": (1, 2, 3, 6, 12, 24, 60, 120),
    "quarter": (1, 2, 4, 8, 20, 40),
    "year": (1, 2, 5, 10),
}
"""Every so many periods one is labelled; steps of months and quarters always meet January."""
_A_YEAR: Final[dict[Frequency, int]] = {"week": 53, "month": 12, "quarter": 4, "year": 1}
_LETTERS: Final[dict[Frequency, int]] = {"week": 6, "month": 4, "quarter": 7, "year": 4}
"""Widest label."""
_QUARTERS: Final = ("Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec")
_OVER: Final = 2
"""Pixels that a label may reach past the plot."""
FOOT: Final = 40
"""Pixels under the plot that two lines of labels take."""


def period_axis(
    periods: pd.DataFrame, frequency: Frequency, canvas: Canvas, width: float
) -> dict[str, Any]:
    """Properties of an axis that names periods; more than fit are named at even steps.

    The year stands under the first label and wherever it changes. A single period is named by
    its days, which may be fewer than a month.

    Parameters
    ----------
    periods : DataFrame
        `period_start`, `period_end`, in order; one row or more.
    frequency : str
        Length of the periods.
    canvas : Canvas
        Paper.
    width : float
        Pixels of the plot.
    """
    starts, ends = (pd.to_datetime(periods[f"period_{edge}"]) for edge in ("start", "end"))
    middles = (starts + (ends + pd.Timedelta(days=1) - starts) / 2).dt.floor("h")
    keys = as_ms(middles)
    letter = canvas.text_size * 0.56
    room = width / (_LETTERS[frequency] * letter + 8)
    step = next((s for s in _STEPS[frequency] if len(periods) <= s * room), _STEPS[frequency][-1])
    ordinals = starts.dt.to_period(PERIOD_CODES[frequency]).astype("int64").to_numpy()
    # The first of 1970 is January or the first quarter, so steps from there meet each January.
    named = np.flatnonzero((ordinals + (1970 if frequency == "year" else 0)) % step == 0)
    named = named if len(named) else np.array([0])
    span = ends.iloc[-1] + pd.Timedelta(days=1) - starts.iloc[0]
    right = (starts.iloc[0] + span - middles.iloc[-1]) / span * width
    if len(periods) > 1 and right + _OVER < _LETTERS[frequency] * letter / 2:
        # A last period of a few days leaves its label no room within the picture.
        named = named[named < len(periods) - 1]
    texts: dict[str, list[str]] = {}
    years = [None, *(starts.iloc[place].year for place in named)]
    for place, (before, year) in zip(named, pairwise(years), strict=True):
        key = str(keys.iloc[place])
        if len(periods) == 1:
            texts[key] = [span_in_words(starts.iloc[0].date(), ends.iloc[0].date())]
        elif step >= _A_YEAR[frequency]:
            texts[key] = [str(year)]
        else:
            name = _short(starts.iloc[place], frequency)
            texts[key] = [name] if year == before else [name, str(year)]
    return {
        "values": [_moment(middles.iloc[place]) for place in named],
        "labelExpr": f"({json.dumps(texts, ensure_ascii=False)})[time(datum.value)]",
        "labelOverlap": "greedy",
        "ticks": False,
    }


def _moment(when: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=when.year, month=when.month, date=when.day, hours=when.hour, utc=True)


def _short(start: pd.Timestamp, frequency: Frequency) -> str:
    if frequency == "quarter":
        return _QUARTERS[start.quarter - 1]
    return f"{start:%b}" if frequency == "month" else f"{start.day} {start:%b}"
