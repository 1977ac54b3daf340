"""Origin by host: one figure a pair, as a shaded table."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from borderlands.analysis.wording import number, plural
from borderlands.charts.displacement import readable
from borderlands.charts.figure import Figure, Scope, assemble, empty, records
from borderlands.charts.look import Canvas, letters_on, ramp

GUTTER: Final = 190
SHADES: Final = 64


def origin_host(
    pairs: pd.DataFrame, canvas: Canvas, scope: Scope, *, title: str, left_out: int = 0
) -> Figure:
    """A cell for each origin and host that a source names together.

    Parameters
    ----------
    pairs : DataFrame
        One row a pair: `origin_name`, `host_name`, `persons`, `year`, `quality`,
        `source_publisher`, `source_url`, `reference_date`.
    canvas, scope : Canvas, Scope
        Paper; words, source, n.
    title : str
        The finding.
    left_out : int
        Figures for several districts together, which fit no cell.
    """
    name = "displacement-origin-host"
    if pairs.empty:
        why = "No figure of this series names both a place of origin and a host."
        return empty(canvas, scope, name=name, title=title, why=why)
    table = pairs.assign(
        text=[f"{number(p)} ({y})" for p, y in zip(pairs["persons"], pairs["year"], strict=True)]
    )
    beside = (
        f"Not shown: {plural(left_out, 'figure')} for several districts together or wider areas. "
        if left_out
        else ""
    )
    # By the root, so that a few large figures do not leave the rest alike.
    sizes = table["persons"].astype("float64").pow(0.5)
    shades = ramp(SHADES, dark=canvas.dark)
    place = (sizes / (sizes.max() or 1) * (SHADES - 1)).round().astype("int64")
    table["shade"] = [shades[number] for number in place]
    table["letters"] = table["shade"].map(letters_on)
    origins = list(table.groupby("origin_name")["persons"].max().sort_values(ascending=False).index)
    hosts = list(table.groupby("host_name")["persons"].max().sort_values(ascending=False).index)
    columns = [
        "origin_name",
        "host_name",
        "persons",
        "text",
        "shade",
        "letters",
        "quality",
        "source_publisher",
    ]
    base = alt.Chart(records(table[columns])).encode(
        x=alt.X(
            "origin_name:N",
            title="From",
            scale=alt.Scale(domain=origins),
            axis=alt.Axis(orient="top", labelAngle=0, labelLimit=140, domain=False, ticks=False),
        ),
        y=alt.Y(
            "host_name:N",
            title=None,
            scale=alt.Scale(domain=hosts),
            axis=alt.Axis(minExtent=GUTTER, maxExtent=GUTTER, labelLimit=GUTTER - 8),
        ),
    )
    cells = base.mark_rect(stroke=canvas.palette.paper, strokeWidth=2).encode(
        color=alt.Color("shade:N", scale=None, legend=None),
        tooltip=[
            alt.Tooltip("origin_name:N", title="From"),
            alt.Tooltip("host_name:N", title="Host"),
            alt.Tooltip("persons:Q", title="People", format=",d"),
            alt.Tooltip("quality:N", title="Quality"),
            alt.Tooltip("source_publisher:N", title="Publisher"),
        ],
    )
    words = base.mark_text(fontSize=canvas.text_size).encode(
        text=alt.Text("text:N"), color=alt.Color("letters:N", scale=None, legend=None)
    )
    shown = readable(table.assign(host=table["host_name"], when=table["reference_date"]))
    shown.insert(
        0, "From", table.sort_values(["host_name", "reference_date"])["origin_name"].to_list()
    )
    return assemble(
        [cells, words],
        canvas,
        scope,
        name=name,
        title=title,
        measure="People by origin (columns) and host (rows), latest figure of each pair, its year",
        kind="Table of origins and hosts",
        table=shown,
        gutter=GUTTER,
        foot=0,
        note=f"{beside}Figures of different years: compare within a pair's year only; they are not "
        "added.",
    )
