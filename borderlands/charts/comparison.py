"""Two sides on the same scales: totals, ratios with intervals, pairs by type or actor."""

from __future__ import annotations

from typing import Final

import altair as alt
import numpy as np
import pandas as pd

from borderlands.analysis.casualties import measures
from borderlands.analysis.comparison import Side, bears_ratio
from borderlands.analysis.group_titles import named_groups
from borderlands.analysis.titles import SMALL
from borderlands.analysis.wording import decimal, listed, number
from borderlands.charts import bars
from borderlands.charts.figure import Figure, Scope, assemble, empty, records
from borderlands.charts.groups import COUNTED
from borderlands.charts.look import Canvas

SIDES: Final = {"first": ("#5F666E", "#A9ADB2"), "second": ("#8A4B08", "#E2A45C")}
"""Colour of each side on light and on dark paper."""
PAIRS: Final = 9
"""Rows of paired dots."""


def totals_figure(first: Side, second: Side, canvas: Canvas, scope: Scope, *, title: str) -> Figure:
    """People killed on either side by victim group, with the range of reports."""
    rows = [
        {"label": side.name, "side": name} | measures(side.incidents).sum().to_dict()
        for name, side in (("first", first), ("second", second))
    ]
    table = pd.DataFrame(rows)
    table["text"] = bars.tolls(table)
    if not table["incidents"].sum():
        return empty(canvas, scope, name="compare-totals", title=title, why="No incident.")
    spans = "" if first.days == second.days else f"; {first.days:,} and {second.days:,} days"
    readable = table[["label", *bars.MEASURES]].rename(columns={"label": "Side"} | bars.MEASURES)
    return assemble(
        bars.stacks(table, canvas, ["label", "side", "incidents"], pick=""),
        canvas,
        scope,
        name="compare-totals",
        title=title,
        measure=f"People killed by victim group, best figure with low–high range{spans}",
        kind="Two horizontal bars",
        table=readable,
        gutter=bars.GUTTER,
    )


def ratios_figure(
    table: pd.DataFrame, first: Side, second: Side, canvas: Canvas, scope: Scope
) -> Figure:
    """Ratio of the daily rates with its interval, one row a measure, on a logarithmic axis.

    Where a side is too small for a ratio (`comparison.bears_ratio`) only the interval stands, pale.

    Parameters
    ----------
    table : DataFrame
        From `comparison.ratios`.
    first, second : Side
        The ratio is second to first.
    canvas, scope : Canvas, Scope
        Paper; what the figure is drawn from.
    """
    look = canvas.palette
    known = table.loc[table["ratio"].notna()].copy()
    title = _ratios_title(known["differs"])
    bounds = known[["low", "high", "ratio"]].replace([0, np.inf], np.nan)
    if bounds.isna().all(axis=None):
        why = "No ratio can be formed: neither side has a case."
        return empty(canvas, scope, name="compare-ratios", title=title, why=why)
    least = min(0.5, float(bounds.min().min()) / 1.15)
    most = max(2.0, float(bounds.max().max()) * 1.15)
    known["from"] = known["low"].clip(lower=least)
    known["to"] = known["high"].clip(upper=most)
    known["shade"] = [look.ink if flag else look.quiet for flag in known["differs"]]
    known["bears"] = [bears_ratio(row, first, second) for _, row in known.iterrows()]
    known["opacity"] = known["bears"].map({True: 1.0, False: 0.35})
    known["text"] = [
        _ratio_text(ratio, low, high) if bears else "too few for a ratio"
        for bears, ratio, low, high in known[["bears", "ratio", "low", "high"]].itertuples(
            index=False
        )
    ]
    # Text stands right of the plot, so the axis ends at seven tenths of its width.
    span = np.log(most / least)
    x = alt.X(
        "from:Q",
        scale=alt.Scale(type="log", domain=[least, float(least * np.exp(span / 0.7))], nice=False),
        axis=alt.Axis(title=None, values=_ticks(least, most), format="~g", domain=False),
    )
    axis = alt.Axis(
        minExtent=bars.GUTTER, maxExtent=bars.GUTTER, labelColor=look.ink, labelLimit=bars.GUTTER
    )
    y = alt.Y("label:N", title=None, axis=axis, scale=alt.Scale(domain=known["label"].tolist()))
    shade = alt.Color("shade:N", scale=None, legend=None)
    opacity = alt.Opacity("opacity:Q", scale=None, legend=None)
    data = records(known[["label", "from", "to", "shade", "opacity", "text"]])
    formed = known.loc[known["bears"]]
    drawn: list[alt.Chart | alt.LayerChart] = [
        alt.Chart(data)
        .mark_rule(strokeWidth=2.2)
        .encode(y=y, x=x, x2=alt.X2("to:Q"), color=shade, opacity=opacity),
        alt.Chart(records(formed[["label", "ratio", "shade", "text"]]))
        .mark_point(filled=True, size=80, opacity=1)
        .encode(
            y=y,
            x=alt.X("ratio:Q"),
            color=shade,
            tooltip=[alt.Tooltip("label:N"), alt.Tooltip("text:N")],
        ),
        # An interval without an end runs off the picture.
        *(
            alt.Chart(records(known.loc[open_end, ["label", at, "shade", "opacity"]]))
            .mark_point(filled=True, size=60, shape=f"triangle-{way}")
            .encode(y=y, x=alt.X(f"{at}:Q"), color=shade, opacity=opacity)
            for at, way, open_end in (
                ("from", "left", known["low"] < least),
                ("to", "right", known["high"] > most),
            )
            if open_end.any()
        ),
        alt.Chart(data)
        .mark_text(align="left", dx=10, color=look.ink)
        .encode(y=y, x=alt.X("to:Q"), text=alt.Text("text:N")),
        alt.Chart(pd.DataFrame({"one": [1.0]}))
        .mark_rule(color=look.muted, strokeDash=[4, 3])
        .encode(x=alt.X("one:Q")),
    ]
    readable = table[["label", "first", "second", "ratio", "low", "high", "differs"]].rename(
        columns={
            "label": "Measure",
            "first": first.name,
            "second": second.name,
            "ratio": "Ratio of daily rates",
            "low": "95% interval from",
            "high": "95% interval to",
            "differs": "More than chance",
        }
    )
    return assemble(
        drawn,
        canvas,
        scope,
        name="compare-ratios",
        title=title,
        measure=f"Daily rate of {second.name} as a multiple of {first.name}, 95% interval",
        kind="Ratios with intervals on a logarithmic axis",
        table=readable,
        gutter=bars.GUTTER,
        note=f"Left of the dashes: fewer; grey: not told from chance. {_small(known)}"
        f"{_undrawn(table)}",
    )


def _ratios_title(differs: pd.Series) -> str:
    """How many of the measures that have a case differ."""
    count, of = int(differs.sum()), len(differs)
    if not of:
        return "Nothing to compare: neither side has a case"
    if not count:
        return "No measure differs by more than chance"
    if count == of:
        return (
            "The measure differs by more than chance"
            if of == 1
            else (f"All {of} measures differ by more than chance")
        )
    return f"{count} of {of} measures differ{'s' if count == 1 else ''} by more than chance"


def _ratio_text(ratio: float, low: float, high: float) -> str:
    within = f"{decimal(low)}–{decimal(high)}"
    if not np.isfinite(high):
        within = f"from {decimal(low)}"
    elif not low:
        within = f"up to {decimal(high)}"
    return f"{decimal(ratio)} ({within})" if low or np.isfinite(high) else decimal(ratio)


def _small(known: pd.DataFrame) -> str:
    """Why some intervals are pale, or nothing where none is."""
    return "" if known["bears"].all() else f"Pale: fewer than {SMALL} cases on a side. "


def _undrawn(table: pd.DataFrame) -> str:
    """Names the measures of which neither side has a case."""
    rest = table.loc[table["ratio"].isna(), "label"].str.lower().tolist()
    return f"On neither side: {listed(rest)}." if rest else ""


def _ticks(least: float, most: float) -> list[float]:
    steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]
    inside = [step for step in steps if least <= step <= most]
    return (
        inside if len(inside) <= 8 else [step for step in inside if str(step).strip("0.")[0] == "1"]
    )


def pairs_figure(
    table: pd.DataFrame,
    noun: str,
    first: Side,
    second: Side,
    canvas: Canvas,
    scope: Scope,
) -> Figure:
    """Two dots a row, joined: deaths per 30 days on either side.

    Parameters
    ----------
    table : DataFrame
        From `comparison.pairs`.
    noun : str
        What the rows are, such as "type of incident".
    first, second : Side
        The two sides.
    canvas, scope : Canvas, Scope
        Paper; what the figure is drawn from.
    """
    look = canvas.palette
    name = "compare-by-" + noun.replace(" ", "-")
    shown = table.loc[table[["first", "second"]].sum(axis=1) > 0].head(PAIRS)
    if shown.empty:
        title = "Nobody reported killed on either side"
        return empty(canvas, scope, name=name, title=title, why=title)
    order = shown["label"].tolist()
    axis = alt.Axis(
        minExtent=bars.GUTTER,
        maxExtent=bars.GUTTER,
        labelColor=look.ink,
        labelLimit=bars.GUTTER - 8,
        labelPadding=9,
    )
    y = alt.Y("label:N", title=None, axis=axis, scale=alt.Scale(domain=order))
    x = alt.X("rate:Q", axis=alt.Axis(title=None, tickCount=5, format=",~f", domain=False))
    long = pd.concat(
        [
            shown[["label"]].assign(side=side.name, rate=shown[f"{key}_rate"], killed=shown[key])
            for key, side in (("first", first), ("second", second))
        ]
    )
    color = alt.Color(
        "side:N",
        scale=alt.Scale(
            domain=[first.name, second.name],
            range=[SIDES["first"][canvas.dark], SIDES["second"][canvas.dark]],
        ),
        legend=alt.Legend(
            orient="top", direction="horizontal", offset=4, symbolType="circle", labelLimit=240
        ),
    )
    drawn = [
        alt.Chart(records(shown[["label", "first_rate", "second_rate"]]))
        .mark_rule(color=look.line, strokeWidth=2)
        .encode(y=y, x=alt.X("first_rate:Q"), x2=alt.X2("second_rate:Q")),
        alt.Chart(records(long))
        .mark_point(filled=True, size=95, opacity=1)
        .encode(
            y=y,
            x=x,
            color=color,
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("side:N", title="Side"),
                alt.Tooltip("killed:Q", title="Killed (best)", format=",d"),
                alt.Tooltip("rate:Q", title="Per 30 days", format=",.1f"),
            ],
        ),
    ]
    readable = table[["label", "first", "second", "first_rate", "second_rate"]].rename(
        columns={
            "label": noun.capitalize(),
            "first": f"{first.name}, killed",
            "second": f"{second.name}, killed",
            "first_rate": f"{first.name}, killed per 30 days",
            "second_rate": f"{second.name}, killed per 30 days",
        }
    )
    return assemble(
        drawn,
        canvas,
        scope,
        name=name,
        title=_pairs_title(shown, noun, first, second),
        measure=f"{COUNTED.get(noun, f'People killed by {noun}')}, per 30 days, best figure",
        kind="Paired dots",
        table=readable,
        gutter=bars.GUTTER,
        note=bars.rest(len(table), len(shown), "row"),
    )


def _pairs_title(shown: pd.DataFrame, noun: str, first: Side, second: Side) -> str:
    gap = (shown["second_rate"] - shown["first_rate"]).abs()
    if not gap.max() > 0:
        return f"Both sides alike in every {noun}"
    place = int(gap.to_numpy().argmax())
    widest = shown.iloc[place]
    totals = [number(widest[key]) for key in ("second", "first")]
    names = [second.name, first.name]
    figures, unit = totals, ""
    if first.days != second.days:
        # Equal totals of unequal spans are no equal violence: the gap is one of rates.
        figures = [_rate(widest[f"{key}_rate"]) for key in ("second", "first")]
        unit = " per 30 days"
        names = [f"{name}, {n} in all" for name, n in zip(names, totals, strict=True)]
    return (
        f"{named_groups(shown.iloc[[place]], noun)}, the largest gap: "
        f"{figures[0]} killed{unit} ({names[0]}) against {figures[1]} ({names[1]})"
    )


def _rate(rate: float) -> str:
    return decimal(rate) if rate else "0"
