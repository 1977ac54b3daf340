"""A figure: the chart and everything that must travel with it.

Charts name their channels in full, `y=alt.Y("killed:Q")`: Altair looks for the class of a bare
`y="killed:Q"` among all of them, which takes five thousandths of a second each time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import altair as alt
import pandas as pd
from altair import LayerChart

from borderlands.analysis.wording import plural
from borderlands.charts.look import Canvas, config

DAY_MS: Final = 86_400_000
STEM: Final = 140
"""Letters at most in a file's name, which some systems cut at 255 bytes."""


@dataclass(frozen=True)
class Scope:
    """What a figure is drawn from.

    Attributes
    ----------
    words : str
        Period and filters, as `selections.in_words` says them.
    source : str
        Source and date of the data.
    n : int
        Number of incidents in the figure.
    unit : str
        What `n` counts, in the singular.
    """

    words: str
    source: str
    n: int
    unit: str = "incident"

    def subtitle(self, measure: str) -> str:
        """Measure with its unit, period and filters, and n."""
        return f"{measure} · {self.words} · n = {plural(self.n, self.unit)}"


@dataclass(frozen=True)
class Figure:
    """A chart that stands alone.

    Attributes
    ----------
    name : str
        What sort of figure, first part of a file's name.
    words : str
        Period and filters, as in `Scope`.
    title : str
        The finding, in words computed from the data.
    subtitle : str
        Measure, unit, period, filters, n.
    source : str
        Source line.
    alt : str
        What a reader who cannot see the chart is told.
    n : int
        Number of incidents.
    table : DataFrame
        The numbers drawn, under readable names.
    chart : LayerChart
        The picture; title, subtitle and source line lie inside it.
    """

    name: str
    words: str
    title: str
    subtitle: str
    source: str
    alt: str
    n: int
    table: pd.DataFrame
    chart: LayerChart

    @cached_property
    def spec(self) -> dict[str, Any]:
        """Vega-Lite specification, made once; the tests check each against the schema."""
        specification: dict[str, Any] = self.chart.to_dict(validate=False)
        return specification

    @property
    def stem(self) -> str:
        """Name of its files without the ending: figure, period, area and filters."""
        return f"borderlands-{self.name}-{slug(self.words)}"[:STEM].rstrip("-")

    @property
    def numbers(self) -> pd.DataFrame:
        """`table` with `Scope` and `Figure source` in every row, so that no row loses them."""
        return self.table.assign(**{"Scope": self.subtitle, "Figure source": self.source})


def slug(text: str) -> str:
    """A text as a part of a file's name: small letters, digits and hyphens."""
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-")


def records(table: pd.DataFrame) -> pd.DataFrame:
    """Rows ready for a chart: times as milliseconds since 1970 (UTC), plain numbers and text.

    Milliseconds keep a day the same day in every reader's time zone.
    """
    plain = table.copy()
    for name in plain.columns:
        if pd.api.types.is_datetime64_any_dtype(plain[name]):
            plain[name] = as_ms(plain[name])
        elif isinstance(plain[name].dtype, pd.Int64Dtype):
            plain[name] = plain[name].astype("float64")
    return plain


def as_ms(days: pd.Series) -> pd.Series:
    """Milliseconds since 1970 of days without a time zone."""
    ms: pd.Series = (days - pd.Timestamp("1970-01-01")) // pd.Timedelta(milliseconds=1)
    return ms


def lone(**properties: Any) -> alt.Chart:
    """A mark of its own, drawn once: text or line at fixed places of the picture."""
    text: alt.Chart = alt.Chart(pd.DataFrame({"once": [1]})).mark_text(**properties)
    return text


def on_day(day: pd.Timestamp) -> alt.DateTime:
    """A day for domains and tick values, where numbers are not taken for times everywhere."""
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)


def utc(
    field: str, *, padding: float = 0, domain: list[pd.Timestamp] | None = None, **axis: Any
) -> alt.X:
    """Time axis in UTC; `padding` in pixels keeps points off the ends, `domain` fixes them."""
    scale: dict[str, Any] = {"type": "utc"}
    if padding:
        scale["padding"] = padding
    if domain:
        scale |= {"domain": [on_day(day) for day in domain], "nice": False}
    return alt.X(
        f"{field}:T", scale=alt.Scale(**scale), title=None, axis=alt.Axis(grid=False, **axis)
    )


def assemble(
    layers: Sequence[alt.Chart | alt.LayerChart],
    canvas: Canvas,
    scope: Scope,
    *,
    name: str,
    title: str,
    measure: str,
    kind: str,
    table: pd.DataFrame,
    gutter: int,
    foot: int = 26,
    note: str = "",
) -> Figure:
    """Put title, subtitle and source line into the picture and keep the table with it.

    Parameters
    ----------
    layers : sequence of Chart
        The marks.
    canvas : Canvas
        Size and paper.
    scope : Scope
        Period, filters, source and n.
    name, title, kind : str
        File stem; the finding; what sort of chart it is, for the alternative text.
    measure : str
        Measure and unit, first part of the subtitle.
    table : DataFrame
        The numbers drawn.
    gutter : int
        Pixels left of the plot that the axis takes; the source line starts at its outer edge.
    foot : int
        Pixels under the plot that the axis takes.
    note : str
        A caution that goes before the source.
    """
    subtitle = scope.subtitle(measure)
    drawn = list(layers)
    if not canvas.compact:
        foot_text = f"{note} {scope.source}".strip()
        drawn.append(
            lone(
                align="left",
                baseline="top",
                text=canvas.wrapped(foot_text, canvas.text_size - 1),
                x=-gutter,
                y={"expr": f"height + {foot + 8}"},
                color=canvas.palette.muted,
                fontSize=canvas.text_size - 1,
                lineHeight=round((canvas.text_size - 1) * 1.3),
            )
        )
    # One call: each of `properties` and `configure` would copy all layers once more.
    chart = alt.LayerChart(
        layer=drawn,
        width=canvas.width,
        height=canvas.height,
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
        # Named side by side, since Streamlit adds 20 pixels under a picture that leaves it open.
        padding=dict.fromkeys(("left", "top", "right", "bottom"), canvas.padding),
        title=alt.TitleParams(
            canvas.wrapped(title, canvas.title_size, bold=True),
            subtitle=canvas.wrapped(
                scope.subtitle(_short(measure)) if canvas.compact else subtitle, canvas.text_size
            ),
            offset=10,
        ),
        config=alt.Config(**config(canvas)),
    )
    return Figure(
        name=name,
        words=scope.words,
        title=title,
        subtitle=subtitle,
        source=scope.source,
        alt=f"{kind}. {title}. {subtitle}.",
        n=scope.n,
        table=table,
        chart=chart,
    )


def _short(measure: str) -> str:
    """The sheet around a compact figure says once for all its parts what a range is."""
    return measure.partition(", best figure")[0]


def said(text: str, canvas: Canvas) -> alt.Chart:
    """A sentence in the middle of the frame, where nothing is drawn."""
    return lone(
        text=canvas.wrapped(text, canvas.text_size + 1),
        align="center",
        baseline="middle",
        x={"expr": "width / 2"},
        y={"expr": "height / 2"},
        color=canvas.palette.muted,
        fontSize=canvas.text_size + 1,
    )


def empty(canvas: Canvas, scope: Scope, *, name: str, title: str, why: str) -> Figure:
    """A figure that says in its frame that there is nothing to draw."""
    return assemble(
        [said(why, canvas)],
        canvas,
        scope,
        name=name,
        title=title,
        measure="Nothing to draw",
        kind="Empty chart",
        table=pd.DataFrame(),
        gutter=0,
        foot=0,
    )
