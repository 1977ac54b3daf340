"""Key events on a time axis: a hairline each, with as many names as fit."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import altair as alt
import pandas as pd

from borderlands.charts.figure import records
from borderlands.charts.look import Canvas

ROWS: Final = 3
ROW_HEIGHT: Final = 13
LIFT: Final = 4
"""Pixels between the plot and the first name."""
LIFTED: Final = 1.15
"""Factor on the top of a scale that keeps bars clear of the ticks."""
_FIRST: Final = ("ceasefire", "strike", "military", "political", "agreement", "displacement")


def place_names(
    events: pd.DataFrame, start: dt.date, end: dt.date, width: float, size: float
) -> pd.DataFrame:
    """Key events in a span, and the row on which each name fits.

    Parameters
    ----------
    events : DataFrame
        `event_date`, `title`, `category`.
    start, end : date
        Span of the axis.
    width, size : float
        Pixels of the plot; font size.

    Returns
    -------
    DataFrame
        `event_date`, `title`, `row` (0 is nearest the plot; -1: no room, hairline only), `align`.
        Ceasefires and strikes are placed first.
    """
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    day = events["event_date"]
    kept = events.loc[(day >= first) & (day <= last), ["event_date", "title", "category"]].copy()
    order = {category: place for place, category in enumerate(_FIRST)}
    kept["rank"] = kept["category"].map(order).fillna(len(order))
    rows = ROWS if width > 700 else 1 if width > 450 else 0
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    days = max((last - first).days, 1)
    placed: list[dict[str, Any]] = []
    for event in kept.sort_values(["rank", "event_date"]).itertuples(index=False):
        one: Any = event
        x = (one.event_date - first).days / days * width
        text = len(one.title) * size * 0.5 + 10
        align = "left" if x + text <= width + 4 else "right"
        left, right = (x, x + text) if align == "left" else (x - text, x)
        row = -1
        for number, spans in enumerate(taken):
            if left >= -30 and all(right < a or left > b for a, b in spans):
                row = number
                spans.append((left, right))
                break
        placed.append(
            {"event_date": one.event_date, "title": one.title, "row": row, "align": align}
        )
    columns = ["event_date", "title", "row", "align"]
    return pd.DataFrame(placed, columns=columns).sort_values("event_date", ignore_index=True)


def layers(placed: pd.DataFrame, canvas: Canvas) -> list[alt.Chart]:
    """Hairlines over the plot and names above it."""
    if placed.empty:
        return []
    look = canvas.palette
    table = placed.assign(when=placed["event_date"].dt.date.astype(str))
    table["base"] = -(LIFT + table["row"] * ROW_HEIGHT)
    table["top"] = table["base"] - ROW_HEIGHT
    x = alt.X("event_date:T", scale=alt.Scale(type="utc"))
    tooltip = [alt.Tooltip("when:N", title="Key event"), alt.Tooltip("title:N", title=" ")]
    named, others = table.loc[table["row"] >= 0], table.loc[table["row"] < 0]
    rule: dict[str, Any] = {"color": look.muted, "strokeWidth": 0.8}
    drawn = []
    if len(named):
        drawn.append(
            alt.Chart(records(named))
            .mark_rule(strokeDash=[2, 2], y2={"expr": "height"}, **rule)
            .encode(x=x, y=alt.Y("top:Q", scale=None), tooltip=tooltip)
        )
    if _ticked(placed, canvas):
        # Without room for its name an event keeps a short tick at the top of the plot.
        drawn.append(
            alt.Chart(records(others)).mark_rule(y=0, y2=7, **rule).encode(x=x, tooltip=tooltip)
        )
    for align, part in named.groupby("align"):
        drawn.append(
            alt.Chart(records(part))
            .mark_text(
                align="left" if align == "left" else "right",
                baseline="bottom",
                dx=3 if align == "left" else -3,
                color=look.muted,
                fontSize=canvas.text_size - 1,
            )
            .encode(x=x, y=alt.Y("base:Q", scale=None), text=alt.Text("title:N"), tooltip=tooltip)
        )
    return drawn


def _ticked(placed: pd.DataFrame, canvas: Canvas) -> bool:
    """Whether ticks are drawn; a compact figure has no foot to say what they are."""
    return not canvas.compact and bool((placed["row"] < 0).any())


def note(placed: pd.DataFrame, canvas: Canvas) -> str:
    """What the ticks are, where there are any."""
    return "Ticks at the top: key events." if _ticked(placed, canvas) else ""


def lift(placed: pd.DataFrame, canvas: Canvas) -> float:
    """Factor on the top of a scale: more than 1 where bars must keep clear of ticks."""
    return LIFTED if _ticked(placed, canvas) else 1.0


def headroom(placed: pd.DataFrame) -> int:
    """Pixels above the plot that the names take."""
    rows = int(placed["row"].max()) + 1 if len(placed) else 0
    return rows * ROW_HEIGHT + (LIFT if rows else 0)
