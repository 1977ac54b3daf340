"""The one panel that draws every figure: picture, table, downloads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from borderlands.charts.figure import Figure
from borderlands.charts.look import Canvas
from borderlands.ui.downloads import figure_buttons
from borderlands.ui.map_panel import is_dark

WIDE = 1_120
HALF = 560
"""Widths for which text is broken: a whole row and half a row at 1280 x 720."""


_STYLE = """
<style>
  [class*="st-key-figure_"] [data-testid="stHorizontalBlock"] button,
  [class*="st-key-figure_"] .stHorizontalBlock button { min-height: 0; padding: 0 0.2rem; }
  [class*="st-key-figure_"] .stHorizontalBlock { margin-top: -0.55rem; }
  [class*="st-key-figure_"] button p { font-size: 0.78rem; }
</style>
"""


def style() -> None:
    """Small print for the row under each figure."""
    st.html(_STYLE)


def canvas(width: int, height: int, *, compact: bool = False) -> Canvas:
    """Paper in the reader's theme."""
    return Canvas(width=width, height=height, dark=is_dark(), compact=compact)


def show_figure(
    figure: Figure,
    *,
    key: str,
    on_select: Callable[[], None] | None = None,
    buttons: bool = True,
) -> None:
    """Draw a figure with its table and downloads.

    Parameters
    ----------
    figure : Figure
        What to draw; its texts lie inside the picture.
    key : str
        Tells this panel from others of the session; for a selectable figure from
        `chart_focus.chart_key`.
    on_select : callable, optional
        Called when the reader picks or brushes; only for figures drawn with `selectable=True`.
    buttons : bool
        Whether to draw the row with table and downloads.
    """
    options: dict[str, Any] = {}
    names = [param["name"] for param in figure.spec.get("params", []) if "select" in param]
    if on_select is not None and names:
        options = {"on_select": on_select, "selection_mode": names}
    with st.container(gap=None, key=f"figure_{key}"):
        # On the page the picture starts where the text does; as a file it has a margin.
        spec = figure.spec | {"padding": {"left": 0, "top": 4, "right": 0, "bottom": 4}}
        st.vega_lite_chart(
            spec=spec, width="stretch", theme=None, key=key, alt=figure.alt, **options
        )
        if buttons and not figure.table.empty:
            with st.container(
                horizontal=True,
                horizontal_alignment="right",
                vertical_alignment="center",
                gap="small",
            ):
                with st.popover("Table", type="tertiary"):
                    st.dataframe(figure.table, hide_index=True, width="stretch")
                figure_buttons(figure, key=key)
