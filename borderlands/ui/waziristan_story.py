"""Waziristan's refugees: a guided view, one step a screen."""

from __future__ import annotations

from typing import Final

import streamlit as st

from borderlands.analysis import waziristan
from borderlands.analysis.displacement_titles import series_words
from borderlands.charts.published import published_figures
from borderlands.data import Atlas
from borderlands.ui.chart_panel import canvas, show_figure
from borderlands.ui.displacement_page import flow_map, record
from borderlands.ui.displacement_views import (
    PAIRINGS,
    axis_figure,
    scope,
    stock_figure,
    years_in_words,
)
from borderlands.ui.text import plain

AXES: Final = {
    "before": (2004, ("Zarb-e-Azb begins",)),
    "december": (2019, ("strikes on Barmal",)),
}
"""Where the axis of a step begins, and the key events named on it."""


def show(data: Atlas) -> None:
    """Steps, the text of one, and its picture."""
    steps = waziristan.steps(record(), data.ucdp, data.incidents, data.claims)
    if not steps:
        st.info("The record holds no figure for this account.")
        return
    names = [step.name for step in steps]
    picked = st.segmented_control(
        "Step",
        names,
        default=names[0],
        key="step",
        bind="query-params",
        label_visibility="collapsed",
    )
    step = steps[names.index(picked)] if picked in names else steps[0]
    left, right = st.columns([1, 2.1], gap="medium")
    with left:
        st.subheader(f"{steps.index(step) + 1} of {len(steps)} · {step.title}")
        for text, sources in step.sentences:
            st.markdown(plain(text) + _links(sources))
        st.caption(
            "Numbers are read from the record; sums and shares come from them, nothing is averaged."
        )
    with right:
        _picture(data, step)


def _links(sources: list[waziristan.Source]) -> str:
    named = [f"[{plain(name)}]({_address(url)})" for name, url in sources]
    return f" ({'; '.join(named)})" if named else ""


def _address(url: str) -> str:
    """An address that cannot close its link."""
    for sign, code in ((" ", "%20"), ("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E")):
        url = url.replace(sign, code)
    return url


def _picture(data: Atlas, step: waziristan.Step) -> None:
    series = waziristan.REFUGEES
    if step.picture == "map":
        flow_map(series, step.year, height=440, fill="calc(100vh - 260px)")
    elif step.picture == "axis":
        first, named = AXES[step.key]
        figure = axis_figure(
            data,
            PAIRINGS["waziristan"],
            "quarter",
            first=first,
            width=820,
            title=step.title,
            words=named,
        )
        show_figure(figure, key=f"story_{step.key}")
    elif step.picture == "line":
        figure = stock_figure(data, series, list(waziristan.HOSTS), first=2014, width=820)
        show_figure(figure, key="story_line")
    else:
        words = f"{series_words(series if step.key != 'operation' else waziristan.DISPLACED)}"
        figure = published_figures(
            step.rows,
            canvas(820, 150 + 34 * len(step.rows)),
            scope(f"{words}, {years_in_words(step.rows)}", len(step.rows)),
            title=step.title,
            measure="People, each published figure (stock)",
            name=f"waziristan-{step.key}",
        )
        show_figure(figure, key=f"story_{step.key}")
