"""The long run by UCDP: another source, never added to the incident record."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from borderlands.analysis.wording import number, plural
from borderlands.charts.figure import Figure, Scope, assemble, empty, records
from borderlands.charts.look import Canvas

GUTTER: Final = 40
SOURCE: Final = "Source: UCDP Georeferenced Event Dataset; another source than the incident record."


def long_run_title(years: pd.DataFrame) -> str:
    """Total and peak of the UCDP count."""
    if years.empty:
        return "UCDP covers no year here"
    span = f"{years['year'].iloc[0]}–{years['year'].iloc[-1]}"
    total, most = int(years["deaths_best"].sum()), int(years["deaths_best"].max())
    if not total:
        return f"UCDP counts nobody killed here in {span}"
    peaks = years.loc[years["deaths_best"] == most, "year"].astype(str).tolist()
    peak = (
        f"most in {peaks[0]} ({number(most)})"
        if len(peaks) == 1
        else f"at most {number(most)} a year"
    )
    return f"UCDP counts {number(total)} killed in {span}, {peak}"


def long_run_figure(years: pd.DataFrame, place: str, canvas: Canvas) -> Figure:
    """Deaths by year as UCDP counts them, with its range.

    Parameters
    ----------
    years : DataFrame
        From `dossier.long_run`.
    place : str
        District, for the subtitle.
    canvas : Canvas
        Paper.
    """
    title = long_run_title(years)
    events = int(years["events"].sum()) if len(years) else 0
    span = f"{years['year'].iloc[0]}–{years['year'].iloc[-1]} · " if len(years) else ""
    scope = Scope(span + place, SOURCE, events, "event")
    if not len(years) or not years["deaths_high"].sum():
        return empty(canvas, scope, name="ucdp-long-run", title=title, why=title)
    look = canvas.palette
    every = 5 if canvas.width > 300 else 10
    axis = alt.Axis(
        title=None,
        labelAngle=0,
        grid=False,
        values=[year for year in years["year"] if year % every == 0],
    )
    bars = (
        alt.Chart(records(years))
        .mark_bar(color=look.quiet)
        .encode(
            x=alt.X("year:O", axis=axis),
            y=alt.Y(
                "deaths_best:Q",
                scale=alt.Scale(domain=[0, float(years["deaths_high"].max())]),
                axis=alt.Axis(
                    title=None, minExtent=GUTTER, maxExtent=GUTTER, tickCount=3, format=",d"
                ),
            ),
            tooltip=[
                alt.Tooltip("year:O"),
                alt.Tooltip("deaths_low:Q"),
                alt.Tooltip("deaths_best:Q"),
                alt.Tooltip("deaths_high:Q"),
                alt.Tooltip("events:Q"),
            ],
        )
    )
    layers: list[alt.Chart | alt.LayerChart] = [bars]
    ranged = years.loc[years["deaths_low"] < years["deaths_high"]]
    if len(ranged):
        layers.append(
            alt.Chart(records(ranged))
            .mark_rule(color=look.ink, strokeWidth=1)
            .encode(x=alt.X("year:O"), y=alt.Y("deaths_low:Q"), y2=alt.Y2("deaths_high:Q"))
        )
    names = {
        "year": "Year",
        "events": "Events",
        "deaths_low": "Killed, low",
        "deaths_best": "Killed, best",
        "deaths_high": "Killed, high",
    }
    return assemble(
        layers,
        canvas,
        scope,
        name="ucdp-long-run",
        title=title,
        measure="Deaths a year by UCDP with its range; not to be added to the record",
        kind="Bars by year",
        table=years.rename(columns=names),
        gutter=GUTTER,
        note=f"{plural(events, 'event')}.",
    )
