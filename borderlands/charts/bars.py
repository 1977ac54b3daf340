"""Horizontal bars with ranges and numbers, as rankings and breakdowns share them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from borderlands.analysis.wording import plural, toll_range
from borderlands.charts import victims
from borderlands.charts.figure import records
from borderlands.charts.look import PADDING, Canvas

GUTTER: Final = 150
ROWS: Final = 12
"""Bars that a ranking draws."""
PICK: Final = "pick"
MEASURES: Final = {
    "incidents": "Incidents",
    "fatalities_low": "Killed, low",
    "fatalities_best": "Killed, best",
    "fatalities_high": "Killed, high",
    "fatalities_civilians": "Civilians",
    "fatalities_security": "Security forces",
    "fatalities_militants": "Militants",
    "fatalities_unknown": "Not stated",
}


def _axis_y(order: Sequence[str], canvas: Canvas) -> alt.Y:
    axis = alt.Axis(
        minExtent=GUTTER, maxExtent=GUTTER, labelLimit=GUTTER - 8, labelColor=canvas.palette.ink
    )
    # A domain, not a sort: a sort is lost when layers share the axis.
    return alt.Y("label:N", title=None, axis=axis, scale=alt.Scale(domain=list(order)))


def _axis_x(field: str, ends: pd.Series, texts: pd.Series, canvas: Canvas) -> alt.X:
    """Quantitative axis long enough for every bar with its number beside it."""
    plot = canvas.width - GUTTER - 2 * PADDING
    free = plot - (texts.str.len() * canvas.text_size * 0.53 + 12)
    most = max(float((ends * plot / free.clip(lower=plot * 0.3)).max()), 1.0)
    ticks = 3 if canvas.compact else 5
    axis = alt.Axis(title=None, tickCount=ticks, format=",~f", domain=False)
    return alt.X(field, scale=alt.Scale(domain=[0, most], nice=False), axis=axis)


def _thickness(table: pd.DataFrame) -> Any:
    """Two thirds of a row, but no slabs where there are few rows."""
    return {"band": 0.68} if len(table) > 2 else 15


def _ranges(table: pd.DataFrame, canvas: Canvas, low: str, high: str) -> list[alt.Chart]:
    """Low-high rule with a halo, so that it reads on every colour."""
    ranged = table.loc[table[low] < table[high], ["label", low, high]]
    if ranged.empty:
        return []
    data = records(ranged)
    return [
        alt.Chart(data)
        .mark_rule(color=color, strokeWidth=width)
        .encode(y=alt.Y("label:N"), x=alt.X(f"{low}:Q"), x2=alt.X2(f"{high}:Q"))
        for color, width in ((canvas.palette.paper, 3.4), (canvas.palette.ink, 1.3))
    ]


def _numbers(table: pd.DataFrame, canvas: Canvas, at: str) -> alt.Chart:
    numbers: alt.Chart = (
        alt.Chart(records(table[["label", at, "text"]]))
        .mark_text(align="left", baseline="middle", dx=6, color=canvas.palette.ink)
        .encode(y=alt.Y("label:N"), x=alt.X(f"{at}:Q"), text=alt.Text("text:N"))
    )
    return numbers


def _pick(bars: alt.Chart, field: str, on: bool) -> alt.Chart:
    if not on:
        return bars
    pick = alt.selection_point(name=PICK, fields=[field], on="click", clear="dblclick")
    picked: alt.Chart = bars.add_params(pick)
    return picked


def stacks(table: pd.DataFrame, canvas: Canvas, keys: list[str], *, pick: str) -> list[alt.Chart]:
    """Bars stacked by victim group, with the range and the number of each row.

    `table` has `label`, `text` (the number in words), `keys`, the tolls and the victim columns.
    """
    bars = (
        alt.Chart(records(victims.stacked(table, keys)))
        .mark_bar(height=_thickness(table))
        .encode(
            y=_axis_y(table["label"].tolist(), canvas),
            x=_axis_x("from:Q", table["fatalities_high"], table["text"], canvas),
            x2=alt.X2("to:Q"),
            color=victims.color(dark=canvas.dark, legend=not canvas.compact),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("group:N", title="Group"),
                alt.Tooltip("killed:Q", title="Killed (best)", format=",d"),
                alt.Tooltip("incidents:Q", title="Incidents", format=",d"),
            ],
        )
    )
    drawn = [_pick(bars, pick, bool(pick))]
    drawn += _ranges(table, canvas, "fatalities_low", "fatalities_high")
    drawn.append(_numbers(table, canvas, "fatalities_high"))
    return drawn


def tolls(table: pd.DataFrame) -> list[str]:
    """Toll of each row in words."""
    columns = ("fatalities_low", "fatalities_best", "fatalities_high")
    return [toll_range(*row) for row in zip(*(table[name] for name in columns), strict=True)]


def rest(rows: int, shown: int, what: str) -> str:
    """Names what a figure with a limited number of rows leaves out."""
    return f"{plural(rows - shown, what)} with fewer killed not drawn." if rows > shown else ""


def plain(
    table: pd.DataFrame, canvas: Canvas, best: str, low: str, high: str, *, pick: str = ""
) -> list[alt.Chart]:
    """Bars in one neutral colour, for measures that do not split by victim."""
    drawn = table.loc[table[best].notna()]
    keys = [name for name in ("label", best, low, high, "incidents", pick) if name]
    bars = (
        alt.Chart(records(drawn[keys]))
        .mark_bar(height=_thickness(drawn), color=canvas.palette.quiet)
        .encode(
            y=_axis_y(drawn["label"].tolist(), canvas),
            x=_axis_x(f"{best}:Q", drawn[high], drawn["text"], canvas),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip(f"{best}:Q", title="Best", format=",.1f"),
                alt.Tooltip(f"{low}:Q", title="Low", format=",.1f"),
                alt.Tooltip(f"{high}:Q", title="High", format=",.1f"),
                alt.Tooltip("incidents:Q", title="Incidents", format=",d"),
            ],
        )
    )
    layers = [_pick(bars, pick, bool(pick)), *_ranges(drawn, canvas, low, high)]
    return [*layers, _numbers(drawn, canvas, high)]
