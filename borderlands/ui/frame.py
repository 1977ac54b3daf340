"""The frame of every page: style, shared checks, notices."""

from __future__ import annotations

import runpy
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from borderlands.analysis.wording import plural
from borderlands.data import Atlas, unreadable
from borderlands.ui.text import plain

_STYLE = """
<style>
  .block-container, [data-testid="stMainBlockContainer"] {
    padding: 3.9rem 1.6rem 1.5rem; max-width: 1680px;
  }
  h1 {
    font-size: 1.45rem !important; padding: 0.2rem 0 0.5rem !important;
    line-height: 1.25 !important;
  }
  h2, h3 {
    font-size: 1.02rem !important; padding: 0.25rem 0 !important; line-height: 1.3 !important;
  }
  [data-testid="stVerticalBlock"] { gap: 0.55rem; }
  [data-testid="stMetric"], [data-testid="stMetric"] > div:only-child {
    display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 0.55rem; padding: 0;
  }
  [data-testid="stMetric"] label, [data-testid="stMetricLabel"] { flex-basis: 100%; }
  [data-testid="stMetricValue"] {
    font-size: 1.4rem; line-height: 1.25; font-variant-numeric: tabular-nums;
  }
  [data-testid="stMetricLabel"] p { font-size: 0.82rem; }
  /* What the bar will take: nothing moves when its controls come after a session's first map. */
  .st-key-bar { min-height: 4.4rem; justify-content: flex-end; }
  .st-key-filter_bar label p { font-size: 0.78rem; }
  iframe { display: block; }
  .stHtml a { color: inherit; }
  .stHtml ul { margin: 0 0 0.4rem; padding-left: 1.2rem; }
  @media print {
    @page { size: landscape; margin: 8mm; }
    /* A wide page on paper; maps stay at full size, since zoom does not reach into a frame. */
    .stApp { --paper-zoom: 0.8; }
    header, [data-testid="stHeader"], [data-testid="stToolbar"], .st-key-filter_bar,
    .stElementContainer:has(> :is(
      .stButton, .stButtonGroup, .stCheckbox, .stDateInput, .stDownloadButton, .stMultiSelect,
      .stNumberInput, .stRadio, .stSelectbox, .stSelectSlider, .stSlider, .stTextInput
    )),
    .stButton, .stButtonGroup, .stCheckbox, .stDateInput, .stDownloadButton, .stMultiSelect,
    .stNumberInput, .stRadio, .stSelectbox, .stSelectSlider, .stSlider, .stTextInput, .stPopover,
    .stExpander:has(> details:not([open])) {
      display: none !important;
    }
    html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"],
    [data-testid="stMainBlockContainer"] {
      position: static !important; overflow: visible !important; height: auto !important;
      min-height: 0 !important; padding: 0 !important; background: white !important;
    }
    [data-testid="stMainBlockContainer"] { max-width: none !important; zoom: var(--paper-zoom); }
    .st-key-bar { min-height: 0; }
    .stHorizontalBlock { display: flex !important; flex-wrap: nowrap !important; }
    .stColumn { min-width: 0 !important; }
    canvas, svg { max-width: 100%; }
    /* A table is drawn at the width it has on screen: scaled, it keeps its last columns. */
    .stDataFrame, .stDataFrame div { max-width: 100% !important; }
    .stDataFrame canvas { width: 100% !important; height: auto !important; }
    iframe {
      zoom: calc(1 / var(--paper-zoom)); width: 100% !important; break-inside: avoid;
    }
    [class*="st-key-figure_"], [data-testid="stMetric"], tr { break-inside: avoid; }
    h2, h3 { break-after: avoid; }
    .stElementContainer:has(.stHeading) { break-after: avoid; }
    /* Streamlit sizes a figure on paper by the width of its box, of which a row leaves none. */
    [data-testid="stMetricValue"] { container-type: normal !important; }
    [data-testid="stMetricValue"] * { font-size: inherit !important; }
  }
</style>
"""

_NEEDED = {
    "incidents.csv": "the incident record",
    "geodata/districts.geojson": "the districts",
}


_FRAMED: Final = "borderlands_framed"
_LATER: Final = "borderlands_later"
HEAD_START_S = 0.6
"""Lead of a session's first map over the filter bar, and of the bar over charts and tables."""


def begin() -> None:
    """Start a run of the app: style for a map that fits the first screen at 1280 x 720."""
    st.html(_STYLE)


def give_way() -> None:
    """Let the browser load what it was sent before it is sent more.

    Filter bar, charts and tables bring a hundred files of code; fetched together with the map's
    they would hold the map up by a second.
    """
    time.sleep(HEAD_START_S)


def later(draw: Callable[[], None]) -> None:
    """Draw a part of the page after its map and the filter bar: charts and tables.

    Parameters
    ----------
    draw : callable
        Draws into containers made before.
    """
    st.session_state.setdefault(_LATER, []).append(draw)


def finish(*, opening: bool) -> None:
    """Draw what `later` put off.

    Parameters
    ----------
    opening : bool
        Whether the browser has loaded nothing yet: then the map gets a head start.
    """
    parts = st.session_state.pop(_LATER, [])
    if parts and opening:
        give_way()
    for draw in parts:
        draw()


def run(page: StreamlitPage) -> None:
    """Run a page inside the app; the mark tells the page so and lasts no longer than the run."""
    st.session_state[_FRAMED] = True
    st.session_state.pop(_LATER, None)
    try:
        page.run()
    finally:
        st.session_state.pop(_FRAMED, None)


def enter(page_file: str) -> None:
    """Call first in every page: make sure that the page runs inside the app.

    A server's first visit by a deep link finds the folder pages/ before `st.navigation` was
    ever called, and Streamlit then runs the page's file alone. In that case the app is run
    instead; it comes back to the same page, framed.
    """
    if not st.session_state.get(_FRAMED):
        runpy.run_path(str(Path(page_file).resolve().parent.parent / "app.py"))
        st.stop()


def stop_if_unusable(data: Atlas) -> None:
    """Show one clear page instead of charts when a file without which nothing works is broken."""
    broken = [problem for problem in unreadable(data.problems) if problem.file in _NEEDED]
    if not broken:
        return
    st.title("The atlas cannot be drawn")
    st.write("A file that every page needs cannot be used. Nothing else is wrong with your setup.")
    for problem in broken:
        st.error(f"{problem.file} ({_NEEDED[problem.file]}): {plain(problem.message)}.")
        st.write(f"What to do: {plain(problem.cure)}.")
    st.write("Then reload this page. `borderlands validate` lists everything that it finds.")
    st.stop()


def problems_notice(data: Atlas) -> None:
    """Say what was left out of the data and why; draw nothing when all is well."""
    if not data.problems:
        return
    rows = {(p.file, p.row) for p in data.problems if p.row and p.leaves_out}
    files = [p for p in data.problems if not p.row and p.leaves_out]
    parts = []
    if files:
        parts.append(f"{plural(len(files), 'file')} cannot be used")
    for name, count in sorted(Counter(name for name, _ in rows).items()):
        parts.append(f"{plural(count, 'row')} of {name} left out")
    others = sum(not p.leaves_out for p in data.problems)
    if others:
        parts.append(plural(others, "remark"))
    with st.expander(f"Data check: {'; '.join(parts)}", icon=":material/rule:"):
        for problem in data.problems[:200]:
            st.text(str(problem))
        if len(data.problems) > 200:
            st.text(f"and {len(data.problems) - 200:,} more; run borderlands validate")
