"""Deaths since 1 January, one line a year."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from borderlands.analysis.titles import cumulative_title
from borderlands.charts.figure import Figure, Scope, as_ms, assemble, empty, on_day, records, utc
from borderlands.charts.look import Canvas

GUTTER = 44
LEFT = pd.Timestamp("2000-01-01")
RIGHT = pd.Timestamp("2001-02-10")
"""Room at the right for the years' names."""


def dodge(values: list[float], gap: float) -> list[float]:
    """Move values apart so that neighbours keep a distance, in the order given by their size.

    Returns
    -------
    list of float
        One place for each value; the lowest stays, others move up as little as they must.
    """
    order = sorted(range(len(values)), key=lambda place: values[place])
    result = list(values)
    for before, place in pairwise(order):
        result[place] = max(result[place], result[before] + gap)
    return result


def deaths_by_day_of_year(
    lines: pd.DataFrame, end: dt.date, canvas: Canvas, scope: Scope
) -> Figure:
    """Cumulative deaths by day of the year, the year of `end` marked with its range.

    Parameters
    ----------
    lines : DataFrame
        From `periods.cumulative`.
    end : date
        Last day of the marked year's line.
    canvas, scope : Canvas, Scope
        Paper; filters, source, n.
    """
    title = cumulative_title(lines, end)
    if lines.empty or lines["fatalities_high"].max() == 0:
        return empty(canvas, scope, name="deaths-by-day-of-year", title=title, why=title)
    look = canvas.palette
    table = lines.assign(at=as_ms(lines["day"]))
    current = table.loc[table["year"] == end.year]
    earlier = table.loc[table["year"] != end.year]
    top = float(table["fatalities_high"].max())
    firsts = [on_day(day) for day in pd.date_range(LEFT, periods=12, freq="MS")]
    x = utc("at", domain=[LEFT, RIGHT], format="%b", values=firsts, labelAlign="left")
    y = alt.Y(
        "fatalities_best:Q",
        scale=alt.Scale(domain=[0, top * 1.02]),
        axis=alt.Axis(
            title=None,
            minExtent=GUTTER,
            maxExtent=GUTTER,
            tickCount=5,
            format=",d",
            tickMinStep=1,
        ),
    )
    years = max(end.year - int(table["year"].min()), 1)
    strength = 0.35 + 0.5 * (earlier["year"] - table["year"].min()) / years
    table_earlier = earlier.assign(strength=strength)
    tooltip = [
        alt.Tooltip("year:O", title="Year"),
        alt.Tooltip("at:T", title="Day", format="%d %B"),
        alt.Tooltip("fatalities_best:Q", title="Killed since 1 January", format=",d"),
    ]
    line: dict[str, Any] = {"interpolate": "step-after"}
    drawn: list[alt.Chart | alt.LayerChart] = [
        alt.Chart(records(table_earlier))
        .mark_line(color=look.muted, strokeWidth=1.4, **line)
        .encode(
            x=x,
            y=y,
            detail=alt.Detail("year:N"),
            opacity=alt.Opacity("strength:Q", scale=None, legend=None),
            tooltip=tooltip,
        ),
        alt.Chart(records(current))
        .mark_area(color=look.accent, opacity=0.25, **line)
        .encode(x=x, y=alt.Y("fatalities_low:Q"), y2=alt.Y2("fatalities_high:Q")),
        alt.Chart(records(current))
        .mark_line(color=look.accent, strokeWidth=2.6, **line)
        .encode(x=x, y=y, tooltip=tooltip),
    ]
    drawn += _names(table, end, top, canvas)
    readable = lines.assign(day=[f"{d:%d %B}" for d in lines["day"]]).rename(
        columns={
            "year": "Year",
            "day": "Day",
            "fatalities_low": "Killed since 1 January, low",
            "fatalities_best": "Killed since 1 January, best",
            "fatalities_high": "Killed since 1 January, high",
        }
    )
    return assemble(
        drawn,
        canvas,
        scope,
        name="deaths-by-day-of-year",
        title=title,
        measure=f"People killed since 1 January, best figure; {end.year} with low–high range",
        kind="Lines by day of the year",
        table=readable,
        gutter=GUTTER,
    )


def _names(table: pd.DataFrame, end: dt.date, top: float, canvas: Canvas) -> list[alt.Chart]:
    ends = table.groupby("year").last().reset_index()
    # A plot takes about two thirds of the picture's height.
    gap = top * (canvas.text_size + 2) / (canvas.height * 0.6)
    full = ends["year"] != end.year
    ends.loc[full, "place"] = dodge(ends.loc[full, "fatalities_best"].astype(float).tolist(), gap)
    ends.loc[~full, "place"] = ends.loc[~full, "fatalities_best"].astype(float)
    ends["text"] = [
        f"{year}  {best:,}"
        for year, best in zip(ends["year"], ends["fatalities_best"], strict=True)
    ]
    drawn = []
    look = canvas.palette
    halo = {"stroke": look.paper, "strokeWidth": 4, "strokeJoin": "round"}
    current = {"color": look.accent, "fontWeight": "bold"}
    # The current year ends among the lines of others: paper around its name keeps it legible.
    for part, style in (
        (ends.loc[full], {"color": look.muted}),
        (ends.loc[~full], current | halo),
        (ends.loc[~full], current),
    ):
        drawn.append(
            alt.Chart(records(part[["at", "place", "text"]]))
            .mark_text(align="left", baseline="middle", dx=5, **style)
            .encode(
                x=alt.X("at:T", scale=alt.Scale(type="utc")),
                y=alt.Y("place:Q"),
                text=alt.Text("text:N"),
            )
        )
    return drawn
