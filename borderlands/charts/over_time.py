"""Deaths by calendar period, stacked by victim group."""

from __future__ import annotations

import altair as alt
import pandas as pd

from borderlands.analysis.casualties import PERIOD_CODES, Frequency
from borderlands.analysis.periods import AVERAGED, moving_average
from borderlands.analysis.titles import period_name
from borderlands.analysis.wording import plural
from borderlands.charts import key_events, victims
from borderlands.charts.bars import PICK
from borderlands.charts.figure import (
    DAY_MS,
    Figure,
    Scope,
    as_ms,
    assemble,
    empty,
    records,
    said,
    utc,
)
from borderlands.charts.look import PADDING, Canvas
from borderlands.charts.period_axis import FOOT, period_axis

GUTTER = 40
BRUSH = "brush"


def deaths_over_time(
    periods: pd.DataFrame,
    frequency: Frequency,
    events: pd.DataFrame,
    canvas: Canvas,
    scope: Scope,
    *,
    title: str,
    selectable: bool = False,
    most: float | None = None,
) -> Figure:
    """Stacked bars by period with the low-high range, a moving average and key events.

    Periods that are not complete are pale and take no part in the average.

    Parameters
    ----------
    periods : DataFrame
        From `casualties.by_period`.
    frequency : str
        Length of its periods.
    events : DataFrame
        Key events; pass an empty frame for none.
    canvas, scope : Canvas, Scope
        Paper; period, filters, source, n.
    title : str
        The finding, from `titles.periods_title`.
    selectable : bool
        Whether a bar can be picked (`pick`) and a span brushed (`brush`).
    most : float, optional
        Top of the scale, to draw several figures alike.
    """
    incidents = int(periods["incidents"].sum())
    if not incidents:
        why = "No incident in the record, so nobody reported killed."
        return empty(canvas, scope, name="deaths-over-time", title=title, why=why)
    look = canvas.palette
    table = periods.assign(
        start=as_ms(periods["period_start"]),
        after=as_ms(periods["period_end"]) + DAY_MS,
        name=[period_name(start, frequency) for start in periods["period_start"]],
        opacity=periods["complete"].map({True: 1.0, False: 0.5}),
    )
    window = AVERAGED[frequency]
    table["average"] = moving_average(periods["fatalities_best"], periods["complete"], window)
    table["middle"] = (table["start"] + table["after"]) / 2
    first, last = periods["period_start"].iloc[0].date(), periods["period_end"].iloc[-1].date()
    # The whole span, also where nobody was killed at its ends: figures beside each other compare.
    span = [periods["period_start"].iloc[0], periods["period_end"].iloc[-1] + pd.Timedelta(days=1)]
    plot_width = canvas.width - GUTTER - 2 * PADDING
    placed = key_events.place_names(events, first, last, plot_width, canvas.text_size - 1)
    x = utc("start", domain=span, **period_axis(periods, frequency, canvas, plot_width))
    # Figures drawn alike keep one scale, whether or not each has ticks.
    lift = key_events.lift(placed, canvas) if most is None else key_events.LIFTED
    top = max(most or 0, float(table["fatalities_high"].max()), 4) * lift
    y = alt.Y(
        "from:Q",
        scale=alt.Scale(domain=[0, top], nice=True),
        axis=alt.Axis(
            title=None,
            minExtent=GUTTER,
            maxExtent=GUTTER,
            tickCount=3 if canvas.compact else 5,
            format=",d",
            tickMinStep=1,
        ),
    )
    bars = _bars(table, canvas, x, y, above=key_events.headroom(placed))
    if selectable:
        bars = bars.add_params(
            alt.selection_interval(
                name=BRUSH,
                encodings=["x"],
                mark=alt.BrushConfig(fill=look.accent, fillOpacity=0.15),
            ),
            alt.selection_point(name=PICK, fields=["start", "after"], on="click", clear="dblclick"),
        )
    drawn: list[alt.Chart | alt.LayerChart] = [bars]
    ranged = table.loc[table["fatalities_low"] < table["fatalities_high"]]
    x_mid = alt.X("middle:T", scale=alt.Scale(type="utc"))
    for color, width in ((look.paper, 3.0), (look.ink, 1.1)) if len(table) < 120 else ():
        drawn.append(
            alt.Chart(records(ranged[["middle", "fatalities_low", "fatalities_high"]]))
            .mark_rule(color=color, strokeWidth=width)
            .encode(x=x_mid, y=alt.Y("fatalities_low:Q"), y2=alt.Y2("fatalities_high:Q"))
        )
    measure = "People killed by victim group, best figure with low–high range"
    averaged = table.loc[table["average"].notna()]
    if len(averaged) > 1:
        measure += f"; line: {_line_name(frequency)}"
        drawn.append(
            alt.Chart(records(averaged[["middle", "average"]]))
            .mark_line(color=look.accent, strokeWidth=2)
            .encode(x=x_mid, y=alt.Y("average:Q"))
        )
    if not table["fatalities_high"].any():
        drawn.append(said(f"{plural(incidents, 'incident')}, nobody reported killed.", canvas))
    drawn += key_events.layers(placed, canvas)
    return assemble(
        drawn,
        canvas,
        scope,
        name="deaths-over-time",
        title=title,
        measure=measure,
        kind="Stacked bars over time",
        table=_readable(table, frequency),
        gutter=GUTTER,
        foot=FOOT,
        note=f"{_pale(periods, frequency)} {key_events.note(placed, canvas)}".strip(),
    )


def _line_name(frequency: Frequency) -> str:
    """What the line is: it looks back only, so a rise shows in it late."""
    before = {3: "two", 4: "three"}[AVERAGED[frequency]]
    return f"mean of the {frequency} and the {before} before"


def _pale(periods: pd.DataFrame, frequency: Frequency) -> str:
    """Why a bar is pale, or nothing where none is."""
    if periods["complete"].all():
        return ""
    first, last = periods["period_start"].iloc[0], periods["period_end"].iloc[-1]
    whole = pd.Period(first, freq=PERIOD_CODES[frequency])
    if len(periods) == 1 and (last - first).days + 1 < (whole.end_time - whole.start_time).days + 1:
        return f"Pale: the period is only a part of a {frequency}."
    return f"Pale: {frequency} not covered in full by the period or by reports."


def _bars(table: pd.DataFrame, canvas: Canvas, x: alt.X, y: alt.Y, *, above: int) -> alt.Chart:
    """Bars by period and victim group; `above`: pixels that the key events take."""
    keys = ["start", "after", "name", "incidents", "opacity", "fatalities_low", "fatalities_high"]
    bars: alt.Chart = (
        alt.Chart(records(victims.stacked(table, keys)))
        .mark_bar(stroke=canvas.palette.paper, strokeWidth=0.5 if len(table) < 120 else 0)
        .encode(
            x=x,
            x2=alt.X2("after:T"),
            y=y,
            y2=alt.Y2("to:Q"),
            color=victims.color(dark=canvas.dark, offset=above + 6),
            opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("name:N", title="Period"),
                alt.Tooltip("group:N", title="Group"),
                alt.Tooltip("killed:Q", title="Killed (best)", format=",d"),
                alt.Tooltip("fatalities_low:Q", title="All groups, low", format=",d"),
                alt.Tooltip("fatalities_high:Q", title="All groups, high", format=",d"),
                alt.Tooltip("incidents:Q", title="Incidents", format=",d"),
            ],
        )
    )
    return bars


def _readable(table: pd.DataFrame, frequency: Frequency) -> pd.DataFrame:
    columns = {
        "name": "Period",
        "period_start": "From",
        "period_end": "To",
        "complete": "Covered in full",
        "incidents": "Incidents",
        "fatalities_low": "Killed, low",
        "fatalities_best": "Killed, best",
        "fatalities_high": "Killed, high",
        "fatalities_civilians": "Civilians",
        "fatalities_security": "Security forces",
        "fatalities_militants": "Militants",
        "fatalities_unknown": "Not stated",
    }
    if AVERAGED[frequency]:
        columns["average"] = _line_name(frequency).capitalize()
    shown = table[list(columns)].rename(columns=columns)
    for name in ("From", "To"):
        shown[name] = shown[name].dt.date.astype(str)
    return shown
