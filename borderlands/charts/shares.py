"""Shares over time: methods of attack, and civilians among the dead."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis.casualties import Frequency
from borderlands.analysis.titles import METHOD_NAMES, civilians_title, methods_title, period_name
from borderlands.analysis.wording import listed
from borderlands.charts.figure import DAY_MS, Figure, Scope, as_ms, assemble, empty, records, utc
from borderlands.charts.look import Canvas

GUTTER: Final = 40
LINES: Final = {
    "suicide_attack": ("#8A4B08", "#E2A45C", [1, 0]),
    "drone_strike": ("#22262B", "#ECEAE5", [5, 3]),
    "air_strike": ("#5F666E", "#A9ADB2", [1, 0]),
}
"""Colour on light paper, on dark paper, dash: told apart without colour too."""


def _middles(table: pd.DataFrame) -> pd.Series:
    return (as_ms(table["period_start"]) + as_ms(table["period_end"]) + DAY_MS) / 2


def _cut(table: pd.DataFrame) -> str:
    """Names the periods that the selection cuts."""
    cut = table.loc[~table["complete"].astype(bool), "period"].drop_duplicates().tolist()
    return f"Not covered in full: {listed(cut)}. " if cut else ""


def _axis(most: float) -> alt.Y:
    axis = alt.Axis(title=None, format="%", tickCount=4, minExtent=GUTTER, maxExtent=GUTTER)
    return alt.Y("share:Q", scale=alt.Scale(domain=[0, most], nice=True), axis=axis)


def methods_figure(
    shares: pd.DataFrame, frequency: Frequency, canvas: Canvas, scope: Scope
) -> Figure:
    """Share of suicide attacks, drone strikes and air strikes among incidents, by period.

    Parameters
    ----------
    shares : DataFrame
        From `periods.method_shares`.
    frequency : str
        Length of its periods.
    canvas, scope : Canvas, Scope
        Paper; period, filters, source, n.
    """
    title = methods_title(shares)
    if not shares["total"].sum():
        return empty(canvas, scope, name="methods", title=title, why=title)
    table = shares.assign(
        at=_middles(shares),
        method=[METHOD_NAMES[code][1].capitalize() for code in shares["event_type"]],
        period=[period_name(start, frequency) for start in shares["period_start"]],
    )
    known = table.loc[table["share"].notna()]
    domain = [METHOD_NAMES[code][1].capitalize() for code in LINES]
    colors = [line[int(canvas.dark)] for line in LINES.values()]
    legend = alt.Legend(orient="top", direction="horizontal", offset=4, symbolSize=60)
    color = alt.Color("method:N", scale=alt.Scale(domain=domain, range=colors), legend=legend)
    dashes = alt.Scale(domain=domain, range=[line[2] for line in LINES.values()])
    dash = alt.StrokeDash("method:N", scale=dashes, legend=None)
    shape = alt.Shape(
        "method:N",
        scale=alt.Scale(domain=domain, range=["circle", "square", "triangle-up"]),
        legend=None,
    )
    data = records(known[["at", "method", "period", "share", "incidents", "total"]])
    y = _axis(max(float(known["share"].max()) * 1.1, 0.05))
    tooltip = [
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("method:N", title="Method"),
        alt.Tooltip("incidents:Q", title="Incidents", format=",d"),
        alt.Tooltip("total:Q", title="Of all", format=",d"),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
    ]
    x = utc("at", padding=14, tickCount={"expr": "width / 80"})
    drawn = [
        alt.Chart(data).mark_line(strokeWidth=2).encode(x=x, y=y, color=color, strokeDash=dash),
        alt.Chart(data)
        .mark_point(filled=True, size=46, opacity=1)
        .encode(x=x, y=y, color=color, shape=shape, tooltip=tooltip),
    ]
    readable = table[["period", "method", "incidents", "total", "share", "complete"]]
    readable.columns = pd.Index(
        ["Period", "Method", "Incidents", "All incidents", "Share", "Covered in full"]
    )
    return assemble(
        drawn,
        canvas,
        scope,
        name="methods",
        title=title,
        measure=f"Share of all incidents, by {frequency}",
        kind="Lines over time",
        table=readable,
        gutter=GUTTER,
        note=f"{_cut(table)}A share of few incidents jumps; the table has the counts.".strip(),
    )


def civilians_figure(
    periods: pd.DataFrame, frequency: Frequency, canvas: Canvas, scope: Scope
) -> Figure:
    """Civilian share of those killed, by period; the band is what unstated dead leave open.

    Parameters
    ----------
    periods : DataFrame
        From `periods.civilian_share`.
    frequency : str
        Length of its periods.
    canvas, scope : Canvas, Scope
        Paper; period, filters, source, n.
    """
    title = civilians_title(periods)
    if not periods["killed"].sum():
        return empty(canvas, scope, name="civilian-share", title=title, why=title)
    table = periods.assign(
        at=_middles(periods),
        period=[period_name(start, frequency) for start in periods["period_start"]],
    )
    known = table.loc[table["share_low"].notna()].rename(columns={"share_low": "share"})
    data = records(known[["at", "period", "share", "share_high", "fatalities_civilians", "killed"]])
    red = words.VICTIM_COLOURS["civilians"]
    x, y = utc("at", padding=14, tickCount={"expr": "width / 80"}), _axis(1.0)
    tooltip = [
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("fatalities_civilians:Q", title="Civilians killed", format=",d"),
        alt.Tooltip("killed:Q", title="All killed", format=",d"),
        alt.Tooltip("share:Q", title="Share, stated", format=".0%"),
        alt.Tooltip("share_high:Q", title="If all unstated were civilians", format=".0%"),
    ]
    drawn = [
        alt.Chart(data)
        .mark_area(color=red, opacity=0.4 if canvas.dark else 0.22)
        .encode(x=x, y=y, y2=alt.Y2("share_high:Q")),
        alt.Chart(data).mark_line(color=red, strokeWidth=2.2).encode(x=x, y=y),
        alt.Chart(data)
        .mark_point(color=red, filled=True, size=40, opacity=1)
        .encode(x=x, y=y, tooltip=tooltip),
    ]
    columns = {
        "period": "Period",
        "killed": "Killed",
        "fatalities_civilians": "Civilians",
        "fatalities_unknown": "Not stated",
        "share_low": "Share, stated",
        "share_high": "Share if all unstated were civilians",
        "complete": "Covered in full",
    }
    return assemble(
        drawn,
        canvas,
        scope,
        name="civilian-share",
        title=title,
        measure=f"Civilians as a share of those killed, by {frequency}; band: group not stated",
        kind="Line over time",
        table=table[list(columns)].rename(columns=columns),
        gutter=GUTTER,
        note=_cut(table).strip(),
    )
