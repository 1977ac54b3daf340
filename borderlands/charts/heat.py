"""Districts by period as a grid of shaded cells."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import altair as alt
import pandas as pd

from borderlands.analysis.casualties import Frequency
from borderlands.analysis.group_titles import district_periods_title
from borderlands.analysis.titles import period_name
from borderlands.analysis.wording import plural
from borderlands.charts.figure import Figure, Scope, assemble, empty, records
from borderlands.charts.look import Canvas, ramp

GUTTER: Final = 118
LIMITS: Final = (0, 1, 5, 10, 25, 50, 100)
"""Lower limits of the classes: fixed, so that two heat maps can be compared."""


def class_names() -> list[str]:
    """ "0", "1–4", ..., "100 or more"."""
    names = ["0"]
    for low, after in pairwise(LIMITS[1:]):
        names.append(f"{low}–{after - 1}")
    return [*names, f"{LIMITS[-1]} or more"]


def district_periods_figure(
    cells: pd.DataFrame, frequency: Frequency, canvas: Canvas, scope: Scope
) -> Figure:
    """Heat map of the most affected districts by period.

    Parameters
    ----------
    cells : DataFrame
        From `breakdowns.district_periods`.
    frequency : str
        Length of its periods.
    canvas, scope : Canvas, Scope
        Paper; period, filters, source and n of the selection.
    """
    title = district_periods_title(cells, frequency)
    if cells.empty:
        return empty(canvas, scope, name="districts-by-period", title=title, why=title)
    look = canvas.palette
    names = class_names()
    colors = [look.grid, *ramp(len(LIMITS) - 1, dark=canvas.dark)]
    shade = pd.cut(cells["fatalities_best"], [*LIMITS, float("inf")], right=False, labels=names)
    table = cells.assign(
        period=[period_name(start, frequency) for start in cells["period_start"]],
        key=cells["period_start"].dt.strftime("%Y-%m-%d"),
        shade=shade.astype(str),
    )
    keys = sorted(table["key"].unique())
    order = table.drop_duplicates("admin2_name").sort_values("place")["admin2_name"].tolist()
    drawn = (
        alt.Chart(records(table.drop(columns=["period_start", "admin2_code"])))
        .mark_rect(stroke=look.paper, strokeWidth=1)
        .encode(
            x=alt.X(
                "key:O",
                sort=keys,
                title=None,
                axis=alt.Axis(
                    labelExpr=_names_of_columns(len(keys), frequency),
                    labelAngle=0,
                    ticks=False,
                    domain=False,
                    labelOverlap=True,
                ),
            ),
            y=alt.Y(
                "admin2_name:N",
                scale=alt.Scale(domain=order),
                title=None,
                axis=alt.Axis(
                    minExtent=GUTTER, maxExtent=GUTTER, labelLimit=GUTTER - 6, labelColor=look.ink
                ),
            ),
            color=alt.Color(
                "shade:O",
                sort=names,
                scale=alt.Scale(domain=names, range=colors),
                legend=alt.Legend(orient="top", direction="horizontal", offset=12, columnPadding=8),
            ),
            tooltip=[
                alt.Tooltip("admin2_name:N", title="District"),
                alt.Tooltip("period:N", title="Period"),
                alt.Tooltip("fatalities_best:Q", title="Killed (best)", format=",d"),
                alt.Tooltip("fatalities_low:Q", title="Low", format=",d"),
                alt.Tooltip("fatalities_high:Q", title="High", format=",d"),
                alt.Tooltip("incidents:Q", title="Incidents", format=",d"),
            ],
        )
    )
    layers: list[alt.Chart | alt.LayerChart] = [drawn]
    cut = table.loc[~table["complete"], ["key"]].drop_duplicates()
    if len(cut):
        # Paler cells would be read as another class.
        layers.append(
            alt.Chart(cut)
            .mark_tick(orient="horizontal", color=look.muted, thickness=3, y=-4)
            .encode(x=alt.X("key:O", sort=keys))
        )
    shown = int(cells.attrs.get("incidents", scope.n))
    notes = []
    if len(cut):
        notes.append(f"Bar on top: {frequency} not covered in full by the period or by reports.")
    if shown < scope.n:
        rest = scope.n - shown
        notes.append(
            f"{plural(len(order), 'most affected district')}; {plural(rest, 'incident')} "
            f"{'lies' if rest == 1 else 'lie'} elsewhere or {'has' if rest == 1 else 'have'} no "
            "known district."
        )
    columns = {
        "admin2_name": "District",
        "period": "Period",
        "complete": "Covered in full",
        "incidents": "Incidents",
        "fatalities_low": "Killed, low",
        "fatalities_best": "Killed, best",
        "fatalities_high": "Killed, high",
    }
    return assemble(
        layers,
        canvas,
        scope,
        name="districts-by-period",
        title=title,
        measure=f"People killed by district and {frequency}, best figure",
        kind="Heat map",
        table=table[list(columns)].rename(columns=columns),
        gutter=GUTTER,
        note=" ".join(notes),
    )


def _names_of_columns(count: int, frequency: Frequency) -> str:
    """Vega expression: the year at the start of each, or every column where there are few."""
    if frequency == "year":
        return "slice(datum.value, 0, 4)"
    if count > 14:
        return "slice(datum.value, 5, 7) == '01' ? slice(datum.value, 0, 4) : ''"
    return "timeFormat(toDate(datum.value), '%b %Y')"
