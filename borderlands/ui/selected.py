"""Incidents of a selection, selected once for all figures of a page."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from borderlands.analysis.casualties import Toll, toll
from borderlands.analysis.record import caveat, well_covered
from borderlands.analysis.selections import Selection, in_words, select
from borderlands.charts.figure import Scope
from borderlands.data import Atlas
from borderlands.ui.loaders import Signature, areas, atlas, signature
from borderlands.ui.map_panel import source_line


@st.cache_resource(max_entries=12, show_spinner=False)
def _selected(key: Signature, selection: Selection) -> pd.DataFrame:
    data = atlas()
    return select(data.incidents, selection, data.districts)


def selected(selection: Selection) -> pd.DataFrame:
    """Incidents that fit; shared between figures, never to be changed."""
    return _selected(signature(), selection)


def recorded(selection: Selection) -> pd.DataFrame:
    """The same incidents as `selected`, each as recorded: what a switch leaves out stays in.

    For whatever shows or gives away single incidents; only sums leave anyone out.
    """
    incidents = selected(selection)
    if not selection.without_military_only:
        return incidents
    return atlas().incidents.loc[incidents.index]


def row_note(selection: Selection) -> str:
    """What a list of single incidents must say where sums leave someone out; else empty."""
    if not selection.without_military_only:
        return ""
    return (
        "Each incident stands as recorded; only sums leave out militants reported killed by the "
        "military only."
    )


def before(selection: Selection) -> Toll | None:
    """Totals of the span of equal length just before, or None where it must not be compared."""
    earlier = selection.preceding()
    fair = well_covered(earlier.start, selection.end)
    return toll(selected(earlier)) if fair else None


def scope(selection: Selection) -> Scope:
    """Period, filters, source and n for the text of a figure."""
    words = in_words(selection, areas())
    source = cited(atlas(), selection.start, selection.end)
    return Scope(words, source, len(selected(selection)))


def cited(data: Atlas, start: dt.date, end: dt.date) -> str:
    """Source of a chart, after what must be known before a change in this span is read."""
    # A chart draws no boundary, so it need not cite one.
    source = source_line(data).partition(" Boundaries:")[0]
    return f"{caveat(start, end)} {source}".strip()
