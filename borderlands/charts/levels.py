"""Monthly series with what an analysis finds in them: a trend, or changes of level."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from borderlands.analysis.change_points import ChangePoints
from borderlands.analysis.trends import Trend
from borderlands.analysis.wording import decimal, times
from borderlands.charts.figure import DAY_MS, Figure, Scope, as_ms, assemble, empty, records, utc
from borderlands.charts.look import Canvas
from borderlands.charts.period_axis import FOOT, period_axis

GUTTER: Final = 40


def _bars(months: pd.DataFrame, canvas: Canvas) -> alt.Chart:
    """Monthly counts as quiet bars."""
    start = pd.to_datetime(months["period_start"])
    after = start + pd.offsets.MonthEnd(0)
    table = pd.DataFrame(
        {
            "start": as_ms(start),
            "after": as_ms(after) + DAY_MS,
            "zero": 0.0,
            "count": months["count"].astype("float64"),
            "month": start.dt.strftime("%B %Y"),
        }
    )
    periods = pd.DataFrame({"period_start": start, "period_end": after})
    plot_width = canvas.width - GUTTER - 2 * canvas.padding
    axis = alt.Axis(
        title=None, minExtent=GUTTER, maxExtent=GUTTER, tickCount=5, format=",d", tickMinStep=1
    )
    bars: alt.Chart = (
        alt.Chart(records(table))
        .mark_bar(color=canvas.palette.line, stroke=canvas.palette.paper, strokeWidth=0.5)
        .encode(
            x=utc("start", **period_axis(periods, "month", canvas, plot_width)),
            x2=alt.X2("after:T"),
            y=alt.Y("count:Q", axis=axis, scale=alt.Scale(zero=True)),
            y2=alt.Y2("zero:Q"),
            tooltip=[
                alt.Tooltip("month:N", title="Month"),
                alt.Tooltip("count:Q", title="Count", format=",d"),
            ],
        )
    )
    return bars


def trend_figure(trend: Trend, what: str, canvas: Canvas, scope: Scope) -> Figure:
    """Months with the fitted trend and its 95 % interval."""
    if trend.fitted.empty:
        return empty(canvas, scope, name="trend", title="No trend is shown", why=trend.says)
    look = canvas.palette
    table = trend.fitted.assign(at=as_ms(trend.fitted["period_start"]) + 15 * DAY_MS)
    data = records(table[["at", "expected", "expected_low", "expected_high"]])
    x = alt.X("at:T", scale=alt.Scale(type="utc"))
    drawn = [
        _bars(table, canvas),
        alt.Chart(data)
        .mark_area(color=look.accent, opacity=0.25)
        .encode(x=x, y=alt.Y("expected_low:Q"), y2=alt.Y2("expected_high:Q")),
        alt.Chart(data)
        .mark_line(color=look.accent, strokeWidth=2.4)
        .encode(x=x, y=alt.Y("expected:Q")),
    ]
    readable = trend.fitted.assign(
        period_start=pd.to_datetime(trend.fitted["period_start"]).dt.strftime("%Y-%m")
    ).rename(
        columns={
            "period_start": "Month",
            "count": "Count",
            "expected": "Fitted mean",
            "expected_low": "95% interval from",
            "expected_high": "95% interval to",
        }
    )
    return assemble(
        drawn,
        canvas,
        scope,
        name="trend",
        title=trend.says.partition(" (95%")[0].rstrip("."),
        measure=f"{what.capitalize()} a month; line: fitted mean with 95% interval",
        kind="Bars with a trend line",
        table=readable,
        gutter=GUTTER,
        foot=FOOT,
        note=(
            f"Negative binomial regression on time, errors robust to three months of "
            f"autocorrelation; dispersion {decimal(trend.dispersion)}."
        ),
    )


def change_points_figure(found: ChangePoints, what: str, canvas: Canvas, scope: Scope) -> Figure:
    """Months with the level of each stretch; weak changes dashed."""
    if found.levels.empty:
        return empty(canvas, scope, name="levels", title="No change is looked for", why=found.says)
    look = canvas.palette
    levels = found.levels.assign(
        start=as_ms(found.levels["start"]),
        after=as_ms(found.levels["end"] + pd.offsets.MonthEnd(0)) + DAY_MS,
        text=[f"{decimal(mean)} a month" for mean in found.levels["mean"]],
        name=found.levels["start"].dt.strftime("%b %Y"),
    )
    drawn: list[alt.Chart | alt.LayerChart] = [_bars(found.months, canvas)]
    x = alt.X("start:T", scale=alt.Scale(type="utc"))
    data = levels[["start", "after", "mean", "text", "name"]]
    drawn.append(
        alt.Chart(records(data))
        .mark_rule(color=look.accent, strokeWidth=2.6)
        .encode(
            x=x,
            x2=alt.X2("after:T"),
            y=alt.Y("mean:Q"),
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("text:N")],
        )
    )
    for firm, dash in ((True, [1, 0]), (False, [4, 3])):
        cuts = levels.iloc[1:]
        cuts = cuts.loc[cuts["firm"] == firm]
        if len(cuts):
            drawn.append(
                alt.Chart(records(cuts[["start", "name", "text"]]))
                .mark_rule(color=look.ink, strokeWidth=1, strokeDash=dash)
                .encode(x=x, tooltip=[alt.Tooltip("name:N"), alt.Tooltip("text:N")])
            )
    drawn.append(
        alt.Chart(records(data))
        .mark_text(
            align="left",
            baseline="bottom",
            dx=4,
            dy=-4,
            color=look.accent,
            fontWeight="bold",
            stroke=look.paper,
            strokeWidth=3,
            strokeOpacity=0.9,
        )
        .encode(x=x, y=alt.Y("mean:Q"), text=alt.Text("text:N"))
    )
    drawn.append(
        alt.Chart(records(data))
        .mark_text(
            align="left", baseline="bottom", dx=4, dy=-4, color=look.accent, fontWeight="bold"
        )
        .encode(x=x, y=alt.Y("mean:Q"), text=alt.Text("text:N"))
    )
    readable = found.levels.assign(
        start=found.levels["start"].dt.strftime("%Y-%m"),
        end=found.levels["end"].dt.strftime("%Y-%m"),
    ).rename(
        columns={
            "start": "From",
            "end": "To",
            "months": "Months",
            "mean": "Mean a month",
            "firm": "Found with twice the penalty",
        }
    )
    changes = len(levels) - 1
    title = (
        f"The monthly level of {what} changed {times(changes)}"
        if changes
        else f"No change of level stands out in monthly {what}"
    )
    return assemble(
        drawn,
        canvas,
        scope,
        name="levels",
        title=title,
        measure=f"{what.capitalize()} a month; lines: mean of each stretch",
        kind="Bars with levels",
        table=readable,
        gutter=GUTTER,
        foot=FOOT,
        note=(
            f"PELT on the Anscombe transform, penalty {decimal(found.penalty)}; dashed: not found "
            "with twice the penalty."
        ),
    )
