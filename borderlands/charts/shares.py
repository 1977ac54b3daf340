"""Shares over time: methods of attack, and civilians among the dead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import altair as alt
import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis.casualties import Frequency
from borderlands.analysis.record import RECORD_START, comparable
from borderlands.analysis.titles import (
    METHOD_NAMES,
    SMALL,
    civilians_title,
    methods_title,
    period_name,
)
from borderlands.analysis.wording import listed
from borderlands.charts.figure import DAY_MS, Figure, Scope, as_ms, assemble, empty, records, utc
from borderlands.charts.look import Canvas
from borderlands.charts.period_axis import FOOT, period_axis

GUTTER: Final = 40
LINES: Final = {
    "suicide_attack": ("#8A4B08", "#E2A45C", [1, 0]),
    "drone_strike": ("#22262B", "#ECEAE5", [5, 3]),
    "air_strike": ("#5F666E", "#A9ADB2", [1, 0]),
}
"""Colour on light paper, on dark paper, dash: told apart without colour too."""


def _placed(table: pd.DataFrame, frequency: Frequency) -> pd.DataFrame:
    """With the middle of each period, `at`, its name, `period`, and the `run` of its line.

    A line runs on where `share` is known, but not from the years of landmarks into those after.
    """
    middle = (as_ms(table["period_start"]) + as_ms(table["period_end"]) + DAY_MS) / 2
    names = [period_name(start, frequency) for start in table["period_start"]]
    run = table["share"].isna().cumsum() + (table["period_start"] >= pd.Timestamp(RECORD_START))
    return table.assign(at=middle, period=names, run=run)


def _lines(
    data: pd.DataFrame,
    time: alt.X,
    most: float,
    tooltip: list[alt.Tooltip],
    *,
    color: Any,
    line: dict[str, Any] | None = None,
    point: dict[str, Any] | None = None,
) -> list[alt.Chart]:
    """A line with a dot at each period; `line` and `point` are channels of one of the two."""
    base = alt.Chart(data).encode(x=time, y=_axis(most), color=color)
    return [
        base.mark_line(strokeWidth=2.2).encode(detail=alt.Detail("run:N"), **line or {}),
        base.mark_point(filled=True, size=44, opacity=1).encode(tooltip=tooltip, **point or {}),
    ]


def _time(table: pd.DataFrame, frequency: Frequency, canvas: Canvas) -> alt.X:
    """Axis of the whole span that names the periods under their dots."""
    periods = table[["period_start", "period_end"]].drop_duplicates().sort_values("period_start")
    width = canvas.width - GUTTER - 2 * canvas.padding
    span = [periods["period_start"].iloc[0], periods["period_end"].iloc[-1] + pd.Timedelta(days=1)]
    return utc("at", domain=span, **period_axis(periods, frequency, canvas, width))


def _cut(table: pd.DataFrame) -> str:
    """Names the periods that the selection cuts."""
    cut = table.loc[~table["complete"].astype(bool), "period"].drop_duplicates().tolist()
    return f"Not covered in full: {listed(cut)}. " if cut else ""


def _few(frequency: Frequency) -> str:
    return f"No share of a {frequency} with fewer than {SMALL} killed; the table has the counts. "


def _landmarks(table: pd.DataFrame) -> str:
    """What a share of incidents is a share of where the record does not aim at all of them."""
    if comparable(table["period_start"].min().date()):
        return ""
    return "Before 2021 shares are of incidents with about 25 or more killed, not of all. "


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
    methods = [METHOD_NAMES[code][1].capitalize() for code in shares["event_type"]]
    table = _placed(shares, frequency).assign(method=methods)
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
    data = records(known[["at", "method", "period", "run", "share", "incidents", "total"]])
    tooltip = [
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("method:N", title="Method"),
        alt.Tooltip("incidents:Q", title="Incidents", format=",d"),
        alt.Tooltip("total:Q", title="Of all", format=",d"),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
    ]
    most = max(float(known["share"].max()) * 1.1, 0.05)
    time = _time(table, frequency, canvas)
    drawn = _lines(
        data, time, most, tooltip, color=color, line={"strokeDash": dash}, point={"shape": shape}
    )
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
        foot=FOOT,
        note=f"{_landmarks(table)}{_cut(table)}"
        "A share of few incidents jumps; the table has the counts.",
    )


def civilians_figure(
    periods: pd.DataFrame, frequency: Frequency, canvas: Canvas, scope: Scope
) -> Figure:
    """Civilian share of those killed, by period; the band is what unstated dead leave open.

    Of periods with fewer than `SMALL` killed no share is drawn, and the line breaks there.

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
    share = periods["share_low"].where(periods["killed"] >= SMALL)
    table = _placed(periods.assign(share=share), frequency)
    columns = {
        "period": "Period",
        "killed": "Killed",
        "fatalities_civilians": "Civilians",
        "fatalities_unknown": "Not stated",
        "share_low": "Share, stated",
        "share_high": "Share if all unstated were civilians",
        "complete": "Covered in full",
    }
    readable = table[list(columns)].rename(columns=columns)
    known = table.loc[table["share"].notna()]
    if known.empty:
        why = f"No {frequency} with {SMALL} or more killed, so no share is drawn; {title}."
        blank = empty(canvas, scope, name="civilian-share", title=title, why=why)
        return replace(blank, table=readable)
    shown = ["at", "period", "run", "share", "share_high", "fatalities_civilians", "killed"]
    data = records(known[shown])
    red = words.victim_colours(canvas.dark)["civilians"]
    tooltip = [
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("fatalities_civilians:Q", title="Civilians killed", format=",d"),
        alt.Tooltip("killed:Q", title="All killed", format=",d"),
        alt.Tooltip("share:Q", title="Share, stated", format=".0%"),
        alt.Tooltip("share_high:Q", title="If all unstated were civilians", format=".0%"),
    ]
    time = _time(table, frequency, canvas)
    pale: dict[str, Any] = {"color": red, "opacity": 0.4 if canvas.dark else 0.22}
    # A period without neighbours spans no area, so its band is a bar.
    alone = ~known.duplicated("run", keep=False)
    bands = [
        chart.encode(x=time, y=_axis(1.0), y2=alt.Y2("share_high:Q"), detail=alt.Detail("run:N"))
        for chart in (
            alt.Chart(data.loc[~alone]).mark_area(**pale),
            alt.Chart(data.loc[alone]).mark_rule(strokeWidth=8, **pale),
        )
    ]
    drawn = [*bands, *_lines(data, time, 1.0, tooltip, color=alt.value(red))]
    few = len(known) < len(table)
    return assemble(
        drawn,
        canvas,
        scope,
        name="civilian-share",
        title=title,
        measure=f"Civilians as a share of those killed, by {frequency}; band: group not stated",
        kind="Line over time",
        table=readable,
        gutter=GUTTER,
        foot=FOOT,
        note=f"{_few(frequency) if few else ''}{_cut(table)}".strip(),
    )
