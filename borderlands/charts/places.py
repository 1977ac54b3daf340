"""Where violence gathers: hot spots by district, deaths by distance to the border."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from borderlands.analysis.border_distance import Profile
from borderlands.analysis.hot_spots import HotSpots
from borderlands.analysis.wording import number, plural, toll_range
from borderlands.charts import bars
from borderlands.charts.figure import Figure, Scope, assemble, empty, records
from borderlands.charts.look import Canvas
from borderlands.vocabulary import COUNTRIES

KINDS: Final = {
    "hot": "Hot spot, all tests allowed for",
    "nominal": "Stands out only if tested alone",
}


def hot_spots_figure(found: HotSpots, what: str, canvas: Canvas, scope: Scope) -> Figure:
    """Gi* of the districts that stand out, strongest first.

    Parameters
    ----------
    found : HotSpots
        From `hot_spots.hot_spots`.
    what : str
        What was counted.
    canvas, scope : Canvas, Scope
        Paper; period, filters, source, n.
    """
    table = found.districts
    hot = int((table["kind"] == "hot").sum())
    title = (
        f"{plural(hot, 'district')} in a hot spot of {what}" if hot else "No hot spot stands out"
    )
    shown = table.loc[table["kind"] != "none"].sort_values("z", ascending=False).head(bars.ROWS)
    if shown.empty:
        return empty(canvas, scope, name="hot-spots", title=title, why=found.says)
    look = canvas.palette
    drawn_rows = shown.assign(
        label=_labels(shown),
        said=shown["kind"].map(KINDS),
        text=[
            f"{number(value)} · q = {q:.3f}"
            for value, q in zip(shown["value"], shown["q"], strict=True)
        ],
    )
    axis = alt.Axis(
        minExtent=bars.GUTTER + 20,
        maxExtent=bars.GUTTER + 20,
        labelColor=look.ink,
        labelLimit=bars.GUTTER + 14,
    )
    y = alt.Y(
        "label:N", title=None, axis=axis, scale=alt.Scale(domain=drawn_rows["label"].tolist())
    )
    most = float(drawn_rows["z"].max()) * 1.3
    x = alt.X(
        "z:Q",
        scale=alt.Scale(domain=[0, most], nice=False),
        axis=alt.Axis(title=None, domain=False, tickCount=5),
    )
    color = alt.Color(
        "said:N",
        scale=alt.Scale(domain=list(KINDS.values()), range=[look.accent, look.line]),
        legend=alt.Legend(orient="top", direction="horizontal", offset=4),
    )
    data = records(drawn_rows[["label", "z", "said", "text", "p", "q"]])
    layers = [
        alt.Chart(data)
        .mark_bar(height={"band": 0.62})
        .encode(
            y=y,
            x=x,
            color=color,
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("z:Q", title="Gi* (z)", format=".1f"),
                alt.Tooltip("p:Q", title="p, alone", format=".4f"),
                alt.Tooltip("q:Q", title="q, all districts", format=".3f"),
            ],
        ),
        alt.Chart(data)
        .mark_text(align="left", dx=6, color=look.ink)
        .encode(y=y, x=alt.X("z:Q"), text=alt.Text("text:N")),
    ]
    columns = {
        "admin2_code": "P-code",
        "admin2_name": "District",
        "admin1_name": "Province",
        "value": what.capitalize(),
        "z": "Gi* (z)",
        "p": "p, tested alone",
        "q": "q, all districts tested",
        "kind": "Kind",
    }
    return assemble(
        layers,
        canvas,
        scope,
        name="hot-spots",
        title=title,
        measure=f"Gi* of {what} with contiguous districts on both sides; own {what} and q",
        kind="Horizontal bars",
        table=table[list(columns)].sort_values("z", ascending=False).rename(columns=columns),
        gutter=bars.GUTTER + 20,
        note=(
            f"9,999 permutations, false discovery rate 5% over {plural(len(table), 'district')}."
        ),
    )


def _labels(districts: pd.DataFrame) -> pd.Series:
    """District and country, or province where two of a country share a name."""
    label = districts["admin2_name"] + ", " + districts["country"].map(COUNTRIES)
    province = districts["admin2_name"] + ", " + districts["admin1_name"]
    return label.where(~label.duplicated(keep=False), province)


def border_figure(profile: Profile, canvas: Canvas, scope: Scope) -> Figure:
    """Deaths by distance to the border, from the Afghan to the Pakistani interior."""
    bands = profile.bands
    title = profile.says.rstrip(".").partition(";")[0]
    if not bands["fatalities_high"].sum():
        return empty(
            canvas, scope, name="border-distance", title="Nobody reported killed", why=profile.says
        )
    look = canvas.palette
    table = bands.assign(
        label=bands["country"].map(COUNTRIES) + ", " + bands["band"],
        text=[
            f"{toll_range(low, best, high)} in {plural(count, 'incident')}"
            for low, best, high, count in zip(
                bands["fatalities_low"],
                bands["fatalities_best"],
                bands["fatalities_high"],
                bands["incidents"],
                strict=True,
            )
        ],
    )
    layers = bars.plain(table, canvas, "fatalities_best", "fatalities_low", "fatalities_high")
    first_pakistani = table.loc[table["country"] == "PAK", "label"].iloc[0]
    layers.append(
        alt.Chart(records(table.loc[table["label"] == first_pakistani, ["label"]]))
        .mark_rule(color=look.ink, strokeDash=[6, 4], strokeWidth=1.4)
        .encode(y=alt.Y("label:N", bandPosition=0))
    )
    columns = {
        "label": "Band",
        "incidents": "Incidents",
        "fatalities_low": "Killed, low",
        "fatalities_best": "Killed, best",
        "fatalities_high": "Killed, high",
    }
    return assemble(
        layers,
        canvas,
        scope,
        name="border-distance",
        title=title,
        measure="People killed by distance to the border, best figure with low–high range",
        kind="Horizontal bars",
        table=table[list(columns)].rename(columns=columns),
        gutter=bars.GUTTER,
        note=(
            f"Dashed: the border. {plural(profile.left_out, 'incident')} without an exact or near "
            f"place left out ({number(profile.left_out_deaths)} killed)."
        ),
    )
