"""The border unrolled, and hosts by their distance from it."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis.border_strip import Strip
from borderlands.analysis.wording import listed, number, plural, toll_range
from borderlands.charts.displacement import HOSTS
from borderlands.charts.figure import Figure, Scope, assemble, empty, records, utc
from borderlands.charts.look import Canvas

LEFT: Final = 118
LETTERS_PX: Final = 13
"""Least height of a name; shorter stretches go without."""
SHAPES: Final = {"Pakistan": "circle", "Afghanistan": "diamond"}
NAMES: Final = 266
"""Pixels for the names of hosts."""


def strip_figure(
    near: pd.DataFrame,
    unrolled: Strip,
    canvas: Canvas,
    scope: Scope,
    *,
    title: str,
    within_km: float,
    left_out: str,
) -> Figure:
    """Incidents by day and by place along the border, Chitral at the top and Chaman below.

    Parameters
    ----------
    near : DataFrame
        From `border_strip.on_strip`, plus `victims` (group with most dead, a label).
    unrolled : Strip
        From `border_strip.strip`.
    canvas, scope : Canvas, Scope
        Paper; period, filters, source, n.
    title : str
        The finding.
    within_km : float
        Farthest distance from the line.
    left_out : str
        What is not drawn, in words.
    """
    if near.empty:
        why = f"No incident with a known place within {within_km:.0f} km of the line."
        return empty(canvas, scope, name="border-strip", title=title, why=why)
    pixels = canvas.height - 150
    y = alt.Y(
        "along_km:Q",
        scale=alt.Scale(domain=[0, unrolled.length_km], nice=False, reverse=True),
        axis=None,
    )
    lines, names = _crossings(unrolled, canvas, y)
    layers: list[alt.Chart | alt.LayerChart] = [
        *lines,
        *_neighbours(unrolled, canvas, y, pixels),
        _points(near, canvas, y),
        *names,
    ]
    return assemble(
        layers,
        canvas,
        scope,
        name="border-strip",
        title=title,
        measure=f"Incidents within {within_km:.0f} km of the line by day and place along it, size: "
        "people killed",
        kind="Points by day and by place along the border",
        table=strip_table(near),
        gutter=LEFT,
        note=left_out,
    )


def _points(near: pd.DataFrame, canvas: Canvas, y: alt.Y) -> alt.Chart:
    killed = near["fatalities_best"].astype("float64")
    table = pd.DataFrame(
        {
            "along_km": near["along_km"],
            "day": near["event_date"],
            "killed": killed.fillna(0),
            "victims": near["victims"],
            "side": near["country"].map(words.COUNTRIES),
            "place": near["location"].where(near["location"] != "", near["admin2_name"]),
            "when": near["event_date"].dt.strftime("%-d %B %Y"),
            "toll": [
                "not reported" if pd.isna(best) else toll_range(low, best, high)
                for low, best, high in zip(
                    near["fatalities_low"],
                    near["fatalities_best"],
                    near["fatalities_high"],
                    strict=True,
                )
            ],
            "km": near["border_km"].abs().round(0),
        }
    ).sort_values("killed", ascending=False)
    top = max(10.0, float(table["killed"].max()))
    steps = [step for step in (1, 10, 25, 50, 100) if step <= top]
    labels = list(words.VICTIM_GROUPS.values())
    points: alt.Chart = (
        alt.Chart(records(table))
        .mark_point(filled=True, opacity=0.82, stroke=canvas.palette.paper, strokeWidth=0.7)
        .encode(
            x=utc("day", padding=8, tickCount={"expr": "width / 90"}),
            y=y,
            size=alt.Size(
                "killed:Q",
                scale=alt.Scale(domain=[0, top], range=[14, 900]),
                legend=alt.Legend(
                    orient="top",
                    values=steps,
                    title="Killed",
                    symbolType="circle",
                    symbolFillColor=canvas.palette.quiet,
                    direction="horizontal",
                ),
            ),
            color=alt.Color(
                "victims:N",
                scale=alt.Scale(
                    domain=labels, range=list(words.victim_colours(canvas.dark).values())
                ),
                legend=alt.Legend(orient="top", direction="horizontal", title="Most of the dead"),
            ),
            shape=alt.Shape(
                "side:N",
                scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())),
                legend=alt.Legend(
                    orient="top",
                    direction="horizontal",
                    title="Side",
                    symbolFillColor=canvas.palette.quiet,
                ),
            ),
            tooltip=[
                alt.Tooltip("place:N", title="Place"),
                alt.Tooltip("when:N", title="Day"),
                alt.Tooltip("toll:N", title="Killed"),
                alt.Tooltip("victims:N", title="Most of the dead"),
                alt.Tooltip("km:Q", title="km from the line"),
                alt.Tooltip("side:N", title="Side"),
            ],
        )
    )
    return points


def _crossings(
    unrolled: Strip, canvas: Canvas, y: alt.Y
) -> tuple[list[alt.Chart], list[alt.Chart]]:
    """A dotted line across the strip for each road crossing, and its name with a halo."""
    roads = unrolled.crossings.loc[unrolled.crossings["kind"] == "road", ["name", "along_km"]]
    if roads.empty:
        return [], []
    base = alt.Chart(records(roads))
    look = canvas.palette
    lines = [base.mark_rule(color=look.muted, strokeDash=[2, 3], opacity=0.7).encode(y=y)]
    halos: tuple[dict[str, Any], ...] = (
        {"stroke": look.paper, "strokeWidth": 4, "strokeJoin": "round"},
        {},
    )
    names = [
        base.mark_text(
            align="left",
            baseline="middle",
            x=4,
            fontSize=10.5,
            fontStyle="italic",
            color=look.muted,
            **halo,
        ).encode(y=y, text=alt.Text("name:N"))
        for halo in halos
    ]
    return lines, names


def _neighbours(unrolled: Strip, canvas: Canvas, y: alt.Y, pixels: float) -> list[alt.Chart]:
    """Districts of Pakistan on the left, provinces of Afghanistan on the right."""
    look = canvas.palette
    drawn: list[alt.Chart] = []
    per_km = pixels / unrolled.length_km
    sides: tuple[tuple[str, Any, Any, Any], ...] = (
        ("PAK", -5, -11, "right"),
        ("AFG", {"expr": "width + 5"}, {"expr": "width + 11"}, "left"),
    )
    for country, bar, text, align in sides:
        rows = unrolled.neighbours.loc[unrolled.neighbours["country"] == country].copy()
        gap = 2 / per_km
        rows["middle"] = (rows["from_km"] + rows["to_km"]) / 2
        rows["along_km"], rows["end"] = rows["from_km"] + gap / 2, rows["to_km"] - gap / 2
        named = _spaced(rows.loc[(rows["to_km"] - rows["from_km"]) * per_km >= 6], per_km)
        drawn.append(
            alt.Chart(records(rows[["name", "along_km", "end"]]))
            .mark_rule(color=look.muted, strokeWidth=2.5, x=bar)
            .encode(y=y, y2=alt.Y2("end:Q"), tooltip=[alt.Tooltip("name:N", title=" ")])
        )
        drawn.append(
            alt.Chart(records(named))
            .mark_text(align=align, baseline="middle", x=text, color=look.ink)
            .encode(y=y, text=alt.Text("name:N"))
        )
    return drawn


def _spaced(rows: pd.DataFrame, per_km: float) -> pd.DataFrame:
    """Names from the longest stretch down; one that would touch another is left out."""
    taken: list[float] = []
    kept = []
    sized = rows.assign(size=rows["to_km"] - rows["from_km"])
    for row in sized.sort_values("size", ascending=False).to_dict("records"):
        at = row["middle"] * per_km
        if all(abs(at - other) >= LETTERS_PX for other in taken):
            taken.append(at)
            kept.append({"name": row["name"], "along_km": row["middle"]})
    return pd.DataFrame(kept, columns=["name", "along_km"])


def strip_table(near: pd.DataFrame) -> pd.DataFrame:
    """The incidents of a strip as a reader's table."""
    table = near.sort_values("event_date", ascending=False)
    return pd.DataFrame(
        {
            "Date": table["event_date"].dt.date.astype(str),
            "Place": table["location"],
            "District": table["admin2_name"],
            "Side": table["country"].map(words.COUNTRIES),
            "km along the line": table["along_km"].round(0),
            "km from the line": table["border_km"].round(1),
            "Killed, low": table["fatalities_low"],
            "Killed, best": table["fatalities_best"],
            "Killed, high": table["fatalities_high"],
            "Source": table["source_publisher"],
            "Address": table["source_url"],
        }
    ).reset_index(drop=True)


def hosts_figure(hosts: pd.DataFrame, canvas: Canvas, scope: Scope, *, title: str) -> Figure:
    """Hosts on both sides by distance from the line: reach of the area, middle, people.

    Parameters
    ----------
    hosts : DataFrame
        From `border_strip.host_distances`, largest first.
    canvas, scope : Canvas, Scope
        Paper; words, source, n.
    title : str
        The finding.
    """
    if hosts.empty:
        why = "No host of this group has a place on the map."
        return empty(canvas, scope, name="border-hosts", title=title, why=why)
    table = hosts.assign(
        label=[
            f"{row['host_name']}, {row['year']}: {number(row['persons'])}"
            + (" *" if row["within"] else "")
            for row in hosts.to_dict("records")
        ],
        text=[number(persons) for persons in hosts["persons"]],
    ).drop_duplicates("label")
    order = list(table.sort_values("middle_km")["label"])
    ends = table[["nearest_km", "farthest_km"]].to_numpy(dtype="float64")
    reach = float(np.abs(ends).max()) * 1.08
    axis: dict[str, Any] = {"minExtent": NAMES, "maxExtent": NAMES, "labelLimit": NAMES - 8}
    y = alt.Y(
        "label:N",
        title=None,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(**axis, labelColor=canvas.palette.ink),
    )
    x = alt.X(
        "middle_km:Q",
        scale=alt.Scale(domain=[-reach, reach], nice=False),
        axis=alt.Axis(
            title="Afghanistan  ←  km from the line  →  Pakistan",
            tickCount=7,
            labelExpr="format(abs(datum.value), 'd')",
            domain=False,
        ),
    )
    color = HOSTS[canvas.dark][0]
    base = alt.Chart(
        records(
            table[
                [
                    *("label", "text", "persons", "nearest_km", "middle_km", "farthest_km"),
                    *("within", "quality"),
                ]
            ]
        )
    )
    zero = alt.Chart(pd.DataFrame({"middle_km": [0]}))
    layers = [
        zero.mark_rule(color=canvas.palette.ink, strokeDash=[6, 4], strokeWidth=1.4).encode(x=x),
        base.mark_rule(color=color, strokeWidth=2, opacity=0.5).encode(
            y=y, x=alt.X("nearest_km:Q"), x2=alt.X2("farthest_km:Q")
        ),
        base.mark_point(filled=True, color=color, opacity=0.9).encode(
            y=y,
            x=x,
            size=alt.Size("persons:Q", scale=alt.Scale(range=[20, 600]), legend=None),
            tooltip=[
                alt.Tooltip("label:N", title="Host and year"),
                alt.Tooltip("text:N", title="People"),
                alt.Tooltip("nearest_km:Q", title="Nearest part, km"),
                alt.Tooltip("farthest_km:Q", title="Farthest part, km"),
                alt.Tooltip("within:N", title="Lies within"),
                alt.Tooltip("quality:N", title="Quality"),
            ],
        ),
    ]
    columns = {
        "host_name": "Host",
        "year": "Year",
        "persons": "People",
        "nearest_km": "Nearest part, km",
        "middle_km": "Middle, km",
        "farthest_km": "Farthest part, km",
        "within": "Lies within",
        "source_publisher": "Publisher",
        "source_url": "Address",
    }
    return assemble(
        layers,
        canvas,
        scope,
        name="border-hosts",
        title=title,
        measure="People at each host, latest figure (stock), by distance of the host from the line",
        kind="Points with ranges",
        table=table[list(columns)].rename(columns=columns),
        gutter=NAMES,
        foot=44,
        note="Bars: reach of the district or province; the place within it is not known. "
        "Figures of the last ten years, the largest of each side, up to eight. * Lies within "
        "another host shown. Figures of different years and levels are not to be added.",
    )


def strip_title(near: pd.DataFrame, unrolled: Strip, within_km: float) -> str:
    """The stretch with most people killed, or those that share the lead, by Pakistani district."""
    if near.empty:
        return f"No incident with a known place within {within_km:.0f} km of the line"
    spans = unrolled.neighbours.loc[unrolled.neighbours["country"] == "PAK"]
    killed = near["fatalities_best"].fillna(0).astype("int64")
    sums = {
        row["name"]: int(killed[near["along_km"].between(row["from_km"], row["to_km"])].sum())
        for row in spans.to_dict("records")
    }
    total = int(killed.sum())
    if not total or not sums:
        return f"{plural(len(near), 'incident')} near the line, nobody reported killed"
    most = max(sums.values())
    if not most:
        return f"{number(total)} killed near the line, nobody along a Pakistani district"
    names = [name for name, count in sums.items() if count == most]
    several = len(names) > 1
    return (
        f"The {'stretches' if several else 'stretch'} along {listed(names)} saw most people killed "
        f"within {within_km:.0f} km of the line: {number(most)} of {number(total)}"
        f"{' each' if several else ''}"
    )
