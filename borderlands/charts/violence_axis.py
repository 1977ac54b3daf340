"""Deaths above, displaced people below, on one axis of time."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from borderlands.analysis.violence_axis import RECORD_SOURCE, UCDP_SOURCE
from borderlands.charts import key_events
from borderlands.charts.displacement import (
    GUTTER,
    LABELS,
    line_names,
    people_axis,
    readable,
    stock_layers,
    years_axis,
)
from borderlands.charts.figure import DAY_MS, Figure, Scope, as_ms, assemble, empty, lone, records
from borderlands.charts.look import PADDING, Canvas

UPPER: Final = 0.44
LOWER: Final = 0.56
"""Where the upper panel ends and the lower begins, as shares of the plot's height."""

SOURCES: Final = {False: ("#9A9A92", "#3C4148"), True: ("#6F747B", "#D9D6CF")}
"""Colours of the two sources of deaths, on light and on dark paper."""


def violence_axis(
    deaths: pd.DataFrame,
    lines: pd.DataFrame,
    others: pd.DataFrame,
    events: pd.DataFrame,
    canvas: Canvas,
    scope: Scope,
    *,
    title: str,
    above: str,
    below: str,
    first: pd.Timestamp,
    shift: int = 0,
) -> Figure:
    """Two panels that share their axis of time; no cause is claimed.

    Parameters
    ----------
    deaths : DataFrame
        From `analysis.violence_axis.deaths`; where both sources cover a period their bars stand
        side by side and are never added.
    lines, others : DataFrame
        As in `charts.displacement.stock_layers`.
    events : DataFrame
        Key events.
    canvas, scope : Canvas, Scope
        Paper; words, source, n.
    title : str
        The finding.
    above, below : str
        What each panel shows.
    first : Timestamp
        Start of the axis.
    shift : int
        Years by which the lower panel is moved back, to lay later counts under earlier deaths.
    """
    if deaths.empty or lines.empty:
        why = "The record holds no figure for this choice on one of the two panels."
        return empty(canvas, scope, name="violence-and-displacement", title=title, why=why)
    end = max(deaths["period_end"].max(), lines["when"].max())
    span = [first, end + pd.Timedelta(days=20)]
    back = pd.DateOffset(years=shift)
    moved = lines.assign(when=lines["when"] - back)
    rest = others.assign(when=others["when"] - back)
    moved, rest = (rows.loc[rows["when"] >= first] for rows in (moved, rest))
    plot = canvas.width - GUTTER - LABELS - 2 * PADDING
    placed = key_events.place_names(
        events, first.date(), span[1].date(), plot, canvas.text_size - 1
    )
    most = [float(rows["persons"].max()) for rows in (moved, rest) if len(rows)]
    top = max([1.0, *most]) * 1.18
    y = people_axis(top, [{"expr": "height"}, {"expr": f"height * {LOWER}"}])
    lower = [*stock_layers(moved, rest, y, canvas)]
    lower += line_names(moved, canvas, top=top, pixels=(canvas.height - 150) * (1 - LOWER))
    upper = [*_bars(deaths, canvas, span)]
    panels = alt.layer(alt.layer(*upper), alt.layer(*lower)).resolve_scale(
        y="independent", color="independent"
    )
    below_text = below + (
        f", shown {shift} year{'s' if shift > 1 else ''} earlier" if shift else ""
    )
    heads = [
        *_heading(above, 0.0, canvas),
        *_heading(below_text, LOWER, canvas),
    ]
    table = pd.concat([_deaths_table(deaths), readable(pd.concat([lines, others]))])
    return assemble(
        [panels, *key_events.layers(placed, canvas), *heads],
        canvas,
        scope,
        name="violence-and-displacement",
        title=title,
        measure="Deaths and people displaced on one axis of time; nearness in time is not cause",
        kind="Bars of deaths above lines of refugees",
        table=table,
        gutter=GUTTER,
        note=(
            f"Deaths: {UCDP_SOURCE} (grey); {RECORD_SOURCE.lower()} "
            f"({'light' if canvas.dark else 'dark'}): never added. "
            "Hollow points: other published figures. Lines break in years without one. "
            f"{key_events.note(placed, canvas)}"
        ),
    )


def _bars(deaths: pd.DataFrame, canvas: Canvas, span: list[pd.Timestamp]) -> list[alt.Chart]:
    """Bars by source; in periods that both cover each takes half the width."""
    start, after = as_ms(deaths["period_start"]), as_ms(deaths["period_end"]) + DAY_MS
    both = deaths.duplicated("period_start", keep=False)
    ucdp = deaths["source"] == UCDP_SOURCE
    half = (start + after) / 2
    table = deaths.assign(
        start=start.where(~(both & ~ucdp), half),
        after=after.where(~(both & ucdp), half),
        name=deaths["period_start"].dt.strftime("%B %Y"),
        opacity=deaths["complete"].map({True: 1.0, False: 0.5}),
    )
    table["middle"] = (table["start"] + table["after"]) / 2
    top = 1.12 * float(table["deaths_high"].max()) or 1.0
    axis = alt.Axis(
        title=None, minExtent=GUTTER, maxExtent=GUTTER, tickCount=4, format=",d", orient="left"
    )
    scale = alt.Scale(domain=[0, top], nice=False, range=[{"expr": f"height * {UPPER}"}, 0])
    columns = ["start", "after", "middle", "source", "name", "opacity", "events"]
    data = records(table[[*columns, "deaths_low", "deaths_best", "deaths_high"]])
    bars = (
        alt.Chart(data)
        .mark_bar(stroke=canvas.palette.paper, strokeWidth=0.4)
        .encode(
            x=years_axis("start", domain=span),
            x2=alt.X2("after:T"),
            y=alt.Y("deaths_best:Q", scale=scale, axis=axis),
            y2=alt.datum(0),
            color=alt.Color(
                "source:N",
                scale=alt.Scale(
                    domain=[UCDP_SOURCE, RECORD_SOURCE], range=list(SOURCES[canvas.dark])
                ),
                legend=None,
            ),
            opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("name:N", title="Period from"),
                alt.Tooltip("source:N", title="Source"),
                alt.Tooltip("deaths_best:Q", title="Deaths, best", format=",d"),
                alt.Tooltip("deaths_low:Q", title="Low", format=",d"),
                alt.Tooltip("deaths_high:Q", title="High", format=",d"),
                alt.Tooltip("events:Q", title="Events", format=",d"),
            ],
        )
    )
    ranged = data.loc[data["deaths_low"] < data["deaths_high"]]
    rules = (
        alt.Chart(ranged)
        .mark_rule(color=canvas.palette.accent, strokeWidth=1)
        .encode(
            x=years_axis("middle"), y=alt.Y("deaths_low:Q", scale=scale), y2=alt.Y2("deaths_high:Q")
        )
    )
    return [bars, rules] if len(ranged) else [bars]


def _heading(text: str, share: float, canvas: Canvas) -> list[alt.Chart]:
    """Name of a panel at its upper left, with a halo so that hairlines do not cross it."""
    look = canvas.palette
    return [
        lone(
            text=text,
            align="left",
            baseline="top",
            x=6,
            y={"expr": f"height * {share} + 2"},
            fontSize=canvas.text_size,
            fontWeight="bold",
            color=look.ink,
            **halo,
        )
        for halo in ({"stroke": look.paper, "strokeWidth": 5, "strokeJoin": "round"}, {})
    ]


def _deaths_table(deaths: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Source of deaths": deaths["source"],
            "From": deaths["period_start"].dt.date.astype(str),
            "To": deaths["period_end"].dt.date.astype(str),
            "Deaths, low": deaths["deaths_low"],
            "Deaths, best": deaths["deaths_best"],
            "Deaths, high": deaths["deaths_high"],
        }
    )
