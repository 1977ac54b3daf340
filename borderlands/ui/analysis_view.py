"""Analysis with its limits stated; computed only when a reader opens it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st
from libpysal.weights import W

from borderlands.analysis.border_distance import profile
from borderlands.analysis.casualties import by_period, calendar
from borderlands.analysis.change_points import level_changes
from borderlands.analysis.hot_spots import contiguity, hot_spots
from borderlands.analysis.periods import comparable_periods
from borderlands.analysis.record import DENSE_TO, RECORD_START
from borderlands.analysis.selections import Selection, span_in_words
from borderlands.analysis.trends import LEAST_MONTHS, monthly_trend
from borderlands.charts.figure import Figure
from borderlands.charts.levels import change_points_figure, trend_figure
from borderlands.charts.look import Canvas
from borderlands.charts.places import border_figure, hot_spots_figure
from borderlands.ui.chart_panel import HALF, canvas, show_figure
from borderlands.ui.choosers import one_of
from borderlands.ui.loaders import Signature, atlas, signature
from borderlands.ui.selected import scope, selected
from borderlands.ui.text import plain

COUNTED: Final = {"incidents": "incidents", "fatalities_best": "deaths"}


@dataclass(frozen=True)
class Finding:
    """A figure with what it says and what it does not."""

    figure: Figure
    says: str
    says_not: str


@st.cache_resource(max_entries=2, show_spinner=False)
def _neighbours(key: Signature) -> W:
    return contiguity(atlas().districts)


@st.cache_resource(max_entries=24, show_spinner="Analysing …")
def _findings(
    key: Signature, selection: Selection, paper: Canvas, column: str
) -> tuple[Finding, ...]:
    data = atlas()
    incidents, what, drawn_from = selected(selection), COUNTED[column], scope(selection)
    # Both tests of months take the whole record where the period is too short for them.
    spanned = _long_enough(selection)
    tested = selected(spanned)
    months = by_period(tested, "month", spanned.start, spanned.end)
    months = comparable_periods(months)
    trend = monthly_trend(months, column, what)
    levels = level_changes(months, column, what)
    hot = hot_spots(incidents, data.districts, column=column, what=what, weights=_neighbours(key))
    near = profile(incidents, data.boundary)
    made: list[tuple[Figure, Any]] = [
        (change_points_figure(levels, what, paper, scope(spanned)), levels),
        (trend_figure(trend, what, paper, scope(spanned)), trend),
        (hot_spots_figure(hot, what, paper, drawn_from), hot),
        (border_figure(near, paper, drawn_from), near),
    ]
    return tuple(Finding(figure, found.says, found.says_not) for figure, found in made)


def show(selection: Selection) -> None:
    """Change points, trend, hot spots and border profile, each with its two sentences."""
    counts = {name: noun.capitalize() for name, noun in COUNTED.items()}
    column = one_of("Count", counts, key="analysis_count")
    within = _well_covered(selection)
    if within is None:
        st.info("Analysis needs days between January 2021 and March 2026; choose such a period.")
        return
    spanned = _long_enough(within)
    if spanned != within:
        span = span_in_words(spanned.start, spanned.end)
        st.caption(
            f"The period is too short to test months for a change of level or a trend: the first "
            f"two figures take {span}, with all other filters kept."
        )
    findings = _findings(signature(), within, canvas(HALF, 350), column)
    for row in (findings[:2], findings[2:]):
        for place, finding in zip(st.columns(2, gap="medium"), row, strict=True):
            with place:
                show_figure(finding.figure, key=f"analysis_{finding.figure.name}")
                says, says_not = plain(finding.says), plain(finding.says_not)
                st.markdown(f"**It says:** {says}  \n**Its limits:** {says_not}")
    st.caption("Nothing on this page is a forecast.")


def _long_enough(selection: Selection) -> Selection:
    """The selection, or all comparable days with its filters where its whole months are few."""
    months = comparable_periods(calendar("month", selection.start, selection.end))
    if months["complete"].sum() >= LEAST_MONTHS:
        return selection
    return replace(selection, start=RECORD_START, end=DENSE_TO)


def _well_covered(selection: Selection) -> Selection | None:
    """The part of the period on which the record may be compared with itself."""
    start: dt.date = max(selection.start, RECORD_START)
    end: dt.date = min(selection.end, DENSE_TO)
    return replace(selection, start=start, end=end) if start <= end else None
