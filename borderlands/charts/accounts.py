"""Who says how many were killed, by party, on one axis."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis.group_titles import claims_title
from borderlands.analysis.wording import number
from borderlands.charts.figure import Figure, Scope, assemble, records
from borderlands.charts.look import Canvas

GUTTER: Final = 205
ROW: Final = 38
AROUND: Final = 150
"""Pixels of a row, and of title, axis and source line together."""
SIDES: Final = {"record": "This record"} | words.CLAIMANT_SIDES
MARKS: Final = {
    "number": "circle",
    "range": "circle",
    "at_least": "triangle-right",
    "at_most": "triangle-left",
}


def claims_height(rows: int) -> int:
    """Pixels that a figure with so many accounts needs."""
    return AROUND + ROW * rows


def claims_figure(table: pd.DataFrame, event: str, canvas: Canvas, scope: Scope) -> Figure:
    """Claims side by side: a dot for a number, a line for a range, a wedge for "at least".

    Parameters
    ----------
    table : DataFrame
        From `claims.side_by_side`.
    event : str
        Name and day of the incident, for the title.
    canvas, scope : Canvas, Scope
        Paper; what the figure is drawn from.
    """
    look = canvas.palette
    rows = _rows(table)
    top = max(float(rows["text_at"].max()), 1.0)
    axis = alt.Axis(
        minExtent=GUTTER,
        maxExtent=GUTTER,
        labelLimit=GUTTER - 8,
        labelColor=look.ink,
        labelExpr="split(datum.label, '|')[0]",
    )
    domain = alt.Scale(domain=rows["label"].tolist(), paddingOuter=0.3)
    y = alt.Y("label:N", title=None, axis=axis, scale=domain)
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[0, top * 2.2], nice=False),
        axis=alt.Axis(title=None, values=_ticks(top), format=",d", domain=False),
    )
    tooltip = [
        alt.Tooltip("claimant:N", title="Claimant"),
        alt.Tooltip("said:N", title="Says"),
        alt.Tooltip("source_publisher:N", title="Source"),
    ]
    numbered = rows.loc[rows["at"].notna()]
    own = numbered["claimant_side"] == "record"
    numbered = numbered.assign(shade=[look.accent if mine else look.ink for mine in own])
    keys = ["label", "at", "least", "most", "kind", "shade", "claimant", "said", "source_publisher"]
    data = records(numbered[keys])
    shade = alt.Color("shade:N", scale=None, legend=None)
    drawn = [
        alt.Chart(data)
        .mark_rule(strokeWidth=2.4)
        .encode(y=y, x=alt.X("least:Q"), x2=alt.X2("most:Q"), color=shade),
        alt.Chart(data)
        .mark_point(filled=True, size=90, opacity=1)
        .encode(
            y=y,
            x=x,
            color=shade,
            shape=alt.Shape(
                "kind:N",
                scale=alt.Scale(domain=list(MARKS), range=list(MARKS.values())),
                legend=None,
            ),
            tooltip=tooltip,
        ),
    ]
    texts = records(rows[["label", "text_at", "said", "by", "claimant", "source_publisher"]])
    for field, shade_of, dy in (("said", look.ink, -7), ("by", look.muted, 7)):
        drawn.append(
            alt.Chart(texts)
            .mark_text(
                align="left",
                baseline="middle",
                dx=11,
                dy=dy,
                color=shade_of,
                limit={"expr": "width * 0.56"},
            )
            .encode(y=y, x=alt.X("text_at:Q"), text=alt.Text(f"{field}:N"), tooltip=tooltip)
        )
    publishers = list(dict.fromkeys(table["source_publisher"]))
    return assemble(
        drawn,
        canvas,
        Scope(scope.words, f"Accounts: {'; '.join(publishers)}. {scope.source}", scope.n),
        name="claims",
        title=claims_title(table, event),
        measure="People killed, by party; wedge: at least or at most so many",
        kind="Dots by claimant",
        table=_readable(table),
        gutter=GUTTER,
    )


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    """The accounts with where each is drawn and what is written beside it."""
    limits = table[["killed_min", "killed_max"]].astype("float64")
    least, most = limits.min(axis=1), limits.max(axis=1)
    return table.assign(
        # Two accounts of one party stay two rows: the number is cut off the label when drawn.
        label=[
            f"{SIDES.get(side, side)}|{place}" for place, side in enumerate(table["claimant_side"])
        ],
        least=least,
        most=most,
        at=table["killed_best"].astype("float64").fillna(least),
        said=[_said(row) for row in table.itertuples()],
        by=[
            "low, best and high over the reports read" if side == "record" else f"{who} · {paper}"
            for side, who, paper in zip(
                table["claimant_side"], table["claimant"], table["source_publisher"], strict=True
            )
        ],
        text_at=most.fillna(0.0),
    )


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "claimant": "Claimant",
        "side": "Party",
        "killed_min": "Killed, least",
        "killed_best": "Killed, best",
        "killed_max": "Killed, most",
        "who_was_killed": "Who was killed",
        "source_publisher": "Source",
        "source_url": "Address",
    }
    named = table.assign(side=[SIDES.get(side, side) for side in table["claimant_side"]])
    return named[list(columns)].rename(columns=columns)


def _said(row: object) -> str:
    who = str(getattr(row, "who_was_killed", "") or "")
    kind, least, most = (getattr(row, name) for name in ("kind", "killed_min", "killed_max"))
    if kind == "no_number":
        return f"no number: {who}" if who else "no number"
    if kind == "at_least":
        text = f"at least {number(least)}"
    elif kind == "at_most":
        text = f"up to {number(most)}"
    else:
        text = number(least) if kind == "number" else f"{number(least)}–{number(most)}"
    if getattr(row, "claimant_side", "") == "record":
        return text
    return f"{text}: {who}" if who else text


def _ticks(top: float) -> list[float]:
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000, 5_000) if top / s <= 6)
    return [float(step * k) for k in range(int(top // step) + 1)]
