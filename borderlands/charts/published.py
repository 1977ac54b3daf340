"""Single published figures as dots in time, each with its publisher: claims side by side."""

from __future__ import annotations

import altair as alt
import pandas as pd

from borderlands.analysis.selections import span_in_words
from borderlands.analysis.wording import number
from borderlands.charts.displacement import GUTTER, HOSTS, readable
from borderlands.charts.figure import Figure, Scope, assemble, empty, records
from borderlands.charts.look import PADDING, Canvas


def published_figures(
    rows: pd.DataFrame,
    canvas: Canvas,
    scope: Scope,
    *,
    title: str,
    measure: str,
    name: str,
    periods: bool = False,
) -> Figure:
    """One bar a published figure, in order of date, named by date, publisher and quality.

    Parameters
    ----------
    rows : DataFrame
        Columns of `displacement.figures`.
    canvas, scope : Canvas, Scope
        Paper; words, source, n.
    title, measure : str
        The finding; what is counted.
    name : str
        Stem of downloaded files.
    periods : bool
        Name each bar by its whole period, not its day.
    """
    if rows.empty:
        return empty(canvas, scope, name=name, title=title, why="No figure in the record.")
    table = rows.sort_values("reference_date")
    places = table["host_name"] if table["host_name"].nunique() > 1 else table["crossing"]
    if (table["crossing"] != "").all():
        places = table["crossing"]
    table = table.assign(
        place=range(len(table)),
        when=table["reference_date"],
        host=table["host_name"],
        label=[
            " · ".join(part for part in (day, place, publisher.split(" via ")[0]) if part)
            for day, place, publisher in zip(
                _days(table, whole=periods), places, table["source_publisher"], strict=True
            )
        ],
        text=[
            f"{number(p)}, {q}" if q else number(p)
            for p, q in zip(table["persons"], table["quality"], strict=True)
        ],
    )
    gutter = min(330, int(table["label"].str.len().max() * canvas.text_size * 0.52) + 10)
    plot = canvas.width - gutter - 2 * PADDING
    free = plot - (table["text"].str.len() * canvas.text_size * 0.5 + 12)
    top = float((table["persons"].astype("float64") * plot / free.clip(lower=plot * 0.35)).max())
    y = alt.Y(
        "place:O",
        title=None,
        axis=alt.Axis(
            labelExpr=_labels(table["label"]),
            minExtent=gutter,
            maxExtent=gutter,
            labelLimit=gutter - 6,
            labelColor=canvas.palette.ink,
        ),
    )
    data = records(table[["place", "persons", "text", "quality", "source_publisher"]])
    bars = (
        alt.Chart(data)
        .mark_bar(color=HOSTS[canvas.dark][0], height={"band": 0.62})
        .encode(
            y=y,
            x=alt.X(
                "persons:Q",
                scale=alt.Scale(domain=[0, top], nice=False),
                axis=alt.Axis(title=None, tickCount=5, format=",d", domain=False),
            ),
            tooltip=[
                alt.Tooltip("persons:Q", title="People", format=",d"),
                alt.Tooltip("quality:N", title="Quality"),
                alt.Tooltip("source_publisher:N", title="Publisher"),
            ],
        )
    )
    names = (
        alt.Chart(data)
        .mark_text(align="left", baseline="middle", dx=5, color=canvas.palette.ink)
        .encode(y=alt.Y("place:O"), x=alt.X("persons:Q"), text=alt.Text("text:N"))
    )
    return assemble(
        [bars, names],
        canvas,
        scope,
        name=name,
        title=title,
        measure=measure,
        kind="Bars, one a published figure",
        table=readable(table),
        gutter=gutter if gutter > GUTTER else GUTTER,
    )


def _days(rows: pd.DataFrame, *, whole: bool) -> list[str]:
    """Day of each figure, or its whole period."""
    if not whole:
        return [f"{day.day} {day:%b %Y}" for day in rows["reference_date"]]
    ends = zip(rows["period_start"], rows["reference_date"], strict=True)
    return [span_in_words(first.date(), last.date()) for first, last in ends]


def _labels(labels: pd.Series) -> str:
    """Expression that names the rows; order by date survives repeated names."""
    quoted = ", ".join("'" + _plain(label) + "'" for label in labels)
    return f"[{quoted}][datum.value]"


def _plain(text: str) -> str:
    return text.replace("\\", " ").replace("'", "’")
