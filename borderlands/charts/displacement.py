"""Displacement over time: stocks as lines, flows as bars, each on a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt
import pandas as pd

from borderlands.analysis.displacement_lines import WHOLE
from borderlands.analysis.wording import number, plural
from borderlands.charts import key_events
from borderlands.charts.figure import DAY_MS, Figure, Scope, as_ms, assemble, empty, records, utc
from borderlands.charts.look import PADDING, Canvas

GUTTER: Final = 62
LABELS: Final = 128
"""Pixels right of the plot that the names of the lines take."""

PAGE: Final = ("quality", "source_publisher")
"""What a tooltip says of a figure's source."""

HOSTS: Final = {
    False: ("#0B6E6E", "#8A4B08", "#6B5B8C", "#4F7A5B", "#7A7F86"),
    True: ("#5CC4BD", "#E2A45C", "#B7A7DC", "#93C29D", "#A9ADB2"),
}
"""Colours of up to four hosts and of a whole country, on light and on dark paper."""


@dataclass(frozen=True)
class Published(Scope):
    """Scope of a figure drawn from published figures: n counts those."""

    def subtitle(self, measure: str) -> str:
        """Measure with its unit, period and n."""
        return f"{measure} · {self.words} · n = {plural(self.n, 'published figure')}"


def host_shades(hosts: Sequence[str], *, dark: bool) -> dict[str, str]:
    """Colour of each host; a whole country, which holds the others, is grey."""
    free = iter(HOSTS[dark][:-1])
    grey = HOSTS[dark][-1]
    return {host: grey if host.endswith(WHOLE) else next(free, grey) for host in hosts}


def host_color(hosts: Sequence[str], *, dark: bool) -> alt.Color:
    """Colour by host; the name beside the line is the legend."""
    shades = host_shades(hosts, dark=dark)
    scale = alt.Scale(domain=list(shades), range=list(shades.values()))
    return alt.Color("host:N", scale=scale, legend=None)


def years_axis(field: str, *, domain: list[pd.Timestamp] | None = None) -> alt.X:
    """Time axis with labels inside their year, so that 31 December is read as that year's."""
    return utc(
        field,
        domain=domain,
        labelAlign="left",
        labelOffset=3,
        # The year after the last stands at the very end, where its label would be cut.
        labelBound=True,
        tickCount={"expr": "width / 70"},
    )


def left_axis(ticks: int) -> alt.Axis:
    """Axis of whole numbers in the gutter."""
    return alt.Axis(
        title=None,
        minExtent=GUTTER,
        maxExtent=GUTTER,
        tickCount=ticks,
        format=",d",
        orient="left",
    )


def people_axis(top: float, pixels: list[dict[str, str]] | None = None) -> alt.Y:
    """Axis of people from zero; `pixels` (lower and upper end) keeps it to a part of the plot."""
    scale = alt.Scale(domain=[0, top], nice=pixels is None, range=pixels or alt.Undefined)
    return alt.Y("persons:Q", scale=scale, axis=left_axis(5))


def stock_layers(
    lines: pd.DataFrame, others: pd.DataFrame, y: alt.Y, canvas: Canvas
) -> list[alt.Chart]:
    """Lines by host, broken where years have no figure, and other publishers' figures hollow.

    Parameters
    ----------
    lines : DataFrame
        `host`, `when` (datetime64), `persons`, `run`, `quality`, `source_publisher`.
    others : DataFrame
        Same columns but `run`: figures not drawn as the line.
    y : alt.Y
        Axis of people.
    canvas : Canvas
        Paper.
    """
    hosts = list(dict.fromkeys(lines["host"]))
    color = host_color(hosts, dark=canvas.dark)
    tooltip = [
        alt.Tooltip("host:N", title="Host"),
        alt.Tooltip("date:N", title="Day of the count"),
        alt.Tooltip("persons:Q", title="People", format=",d"),
        alt.Tooltip("quality:N", title="Quality"),
        alt.Tooltip("source_publisher:N", title="Publisher"),
    ]
    columns = ["host", "when", "persons", *PAGE]
    shown = _dated(lines[[*columns, "run"]])
    base = alt.Chart(shown).encode(x=years_axis("when"), y=y, color=color)
    drawn = [
        base.mark_line(strokeWidth=2.2).encode(detail=alt.Detail("run:N")),
        base.mark_point(filled=True, size=34, opacity=1).encode(tooltip=tooltip),
    ]
    if len(others):
        drawn.append(
            alt.Chart(_dated(others[columns]))
            .mark_point(filled=False, size=42, strokeWidth=1.4, opacity=0.85)
            .encode(x=years_axis("when"), y=y, color=color, tooltip=tooltip)
        )
    return drawn


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    return records(rows.assign(date=rows["when"].dt.date.astype(str)))


def line_names(
    lines: pd.DataFrame, canvas: Canvas, *, top: float, pixels: float
) -> list[alt.Chart]:
    """Name and last figure of each line at the right edge, none over another.

    `top` is the value at the upper end of `pixels` pixels of axis.
    """
    last = lines.sort_values("when").drop_duplicates("host", keep="last")
    last = last.sort_values("persons")
    gap = (canvas.text_size + 3) / pixels * top
    at, previous = [], -gap
    for persons in last["persons"].astype("float64"):
        previous = max(persons, previous + gap)
        at.append(previous)
    order = host_shades(list(dict.fromkeys(lines["host"])), dark=canvas.dark)
    latest = lines["when"].max()
    drawn = []
    for row, value in zip(last.to_dict("records"), at, strict=True):
        text = f"{row['host']}: {number(row['persons'])}"
        if row["when"] < latest:
            text += f" ({row['when'].year})"
        drawn.append(
            alt.Chart(pd.DataFrame({"persons": [value], "text": [text]}))
            .mark_text(
                align="left",
                x={"expr": "width + 8"},
                color=order[row["host"]],
                fontWeight="bold",
                fontSize=canvas.text_size,
            )
            .encode(y=alt.Y("persons:Q"), text=alt.Text("text:N"))
        )
    return drawn


def stock_over_time(
    lines: pd.DataFrame,
    others: pd.DataFrame,
    events: pd.DataFrame,
    canvas: Canvas,
    scope: Scope,
    *,
    title: str,
) -> Figure:
    """Stocks by host over time with key events.

    Parameters
    ----------
    lines, others : DataFrame
        As in `stock_layers`.
    events : DataFrame
        Key events.
    canvas, scope : Canvas, Scope
        Paper; words, source, n.
    title : str
        The finding.
    """
    if lines.empty:
        return empty(canvas, scope, name="displacement-stock", title=title, why="No figure.")
    top = float(max(lines["persons"].max(), others["persons"].max() if len(others) else 0)) * 1.05
    first, last = lines["when"].min(), lines["when"].max()
    plot = canvas.width - GUTTER - LABELS - 2 * PADDING
    placed = key_events.place_names(events, first.date(), last.date(), plot, canvas.text_size - 1)
    y = people_axis(top)
    layers: list[alt.Chart | alt.LayerChart] = [*stock_layers(lines, others, y, canvas)]
    layers += line_names(lines, canvas, top=top, pixels=canvas.height - 150)
    layers += key_events.layers(placed, canvas)
    note = "Lines break in years without a figure."
    if len(others):
        note += " Hollow: other published figures of the same place."
    note = f"{note} {key_events.note(placed, canvas)}".strip()
    return assemble(
        layers,
        canvas,
        scope,
        name="displacement-stock",
        title=title,
        measure="People counted on a day (stock), by host",
        kind="Lines over time",
        table=readable(pd.concat([lines, others])),
        gutter=GUTTER,
        note=note,
    )


def running_counts(lines: pd.DataFrame, canvas: Canvas, scope: Scope, *, title: str) -> Figure:
    """Counts that run on from one first day: each point is the whole count to that day.

    Parameters
    ----------
    lines : DataFrame
        From `displacement_flows.running_counts`.
    canvas, scope : Canvas, Scope
        Paper; words, source, n.
    title : str
        The finding.
    """
    name = "displacement-running-counts"
    if lines.empty:
        return empty(canvas, scope, name=name, title=title, why="No running count of this kind.")
    most = lines.groupby("host")["persons"].max().sort_values(ascending=False)
    kept = list(most.index[:4])
    shown = lines.loc[lines["host"].isin(kept)]
    top = float(shown["persons"].max()) * 1.05
    layers: list[alt.Chart | alt.LayerChart] = [
        *stock_layers(shown, shown.iloc[:0], people_axis(top), canvas),
        *line_names(shown, canvas, top=top, pixels=canvas.height - 130),
    ]
    rest = len(most) - len(kept)
    more = f" {plural(rest, 'smaller series is', 'smaller series are')} not drawn." if rest else ""
    return assemble(
        layers,
        canvas,
        scope,
        name=name,
        title=title,
        measure="People who moved since the first day of the count (running flow)",
        kind="Lines over time",
        table=readable(lines),
        gutter=GUTTER,
        note="Each point is the whole count to that day; points are never added." + more,
    )


def flow_bars(
    periods: pd.DataFrame, canvas: Canvas, scope: Scope, *, title: str, span: str, name: str
) -> Figure:
    """Flows by month or year; periods without a figure are marked, not zero.

    Parameters
    ----------
    periods : DataFrame
        From `displacement_flows.periodic`.
    canvas, scope : Canvas, Scope
        Paper; words, source, n.
    title : str
        The finding.
    span : str
        `month` or `year`.
    name : str
        Stem of downloaded files.
    """
    if periods.empty:
        return empty(canvas, scope, name=name, title=title, why=f"No figure for a whole {span}.")
    code = "M" if span == "month" else "Y"
    spans = pd.PeriodIndex(periods["reference_date"], freq=code)
    table = periods.assign(
        start=as_ms(pd.Series(spans.start_time, index=periods.index)),
        after=as_ms(pd.Series(spans.end_time.normalize(), index=periods.index)) + DAY_MS,
        name=spans.strftime("%B %Y" if span == "month" else "%Y"),
    )
    every = pd.period_range(spans.min(), spans.max(), freq=code)
    gaps = every.difference(spans)
    top = float(table["others_high"].max()) * 1.04
    bars = (
        alt.Chart(
            records(table[["start", "after", "persons", "name", "quality", "source_publisher"]])
        )
        .mark_bar(color=HOSTS[canvas.dark][1], stroke=canvas.palette.paper, strokeWidth=1)
        .encode(
            x=years_axis("start"),
            x2=alt.X2("after:T"),
            y=people_axis(top),
            y2=alt.datum(0),
            tooltip=[
                alt.Tooltip("name:N", title="Period"),
                alt.Tooltip("persons:Q", title="People", format=",d"),
                alt.Tooltip("quality:N", title="Quality"),
                alt.Tooltip("source_publisher:N", title="Publisher"),
            ],
        )
    )
    layers: list[alt.Chart | alt.LayerChart] = []
    if len(gaps):
        blank = pd.DataFrame(
            {"start": gaps.start_time, "after": gaps.end_time.normalize() + pd.Timedelta(days=1)}
        ).assign(text="no figure")
        layers.append(
            alt.Chart(records(blank))
            .mark_rect(color=canvas.palette.grid, opacity=0.7)
            .encode(
                x=years_axis("start"),
                x2=alt.X2("after:T"),
                tooltip=[alt.Tooltip("text:N", title="Period")],
            )
        )
    layers.append(bars)
    ranged = table.loc[table["others_low"] < table["others_high"]]
    if len(ranged):
        middle = (ranged["start"] + ranged["after"]) / 2
        layers.append(
            alt.Chart(
                records(ranged.assign(middle=middle)[["middle", "others_low", "others_high"]])
            )
            .mark_rule(color=canvas.palette.ink, strokeWidth=1.2)
            .encode(x=years_axis("middle"), y=alt.Y("others_low:Q"), y2=alt.Y2("others_high:Q"))
        )
    note = f"Grey bands: {span}s without a figure." if len(gaps) else ""
    if len(ranged):
        note += " Rules: lowest to highest published figure."
    return assemble(
        layers,
        canvas,
        scope,
        name=name,
        title=title,
        measure=f"People who moved within a {span} (flow; not comparable with stocks)",
        kind="Bars over time",
        table=readable(periods.assign(host=periods["host_name"], when=periods["reference_date"])),
        gutter=GUTTER,
        note=note.strip(),
    )


def readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Published figures as a reader's table."""
    table = rows.sort_values(["host", "when"])
    return pd.DataFrame(
        {
            "Host": table["host"],
            "Date": table["when"].dt.date.astype(str),
            "People": table["persons"],
            "Quality": table["quality"],
            "Publisher": table["source_publisher"],
            "Address": table["source_url"],
        }
    ).reset_index(drop=True)
