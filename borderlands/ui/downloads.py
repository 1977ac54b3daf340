"""Figures as files, made only when a reader asks for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from borderlands.charts.export import as_png, as_svg
from borderlands.charts.figure import Figure
from borderlands.data.export import csv_bytes


def figure_buttons(figure: Figure, *, key: str, alone: Callable[[], Figure] | None = None) -> None:
    """PNG (twice the size), SVG and CSV of a figure, in the row they are called in.

    Parameters
    ----------
    figure : Figure
        What to download.
    key : str
        Tells these buttons from others of the session.
    alone : callable, optional
        Makes the figure with its source line, where the one on screen is a part of a sheet.
    """

    def picture(draw: Callable[[Figure], bytes]) -> bytes:
        return draw(alone() if alone else figure)

    for label, make, mime in (
        ("PNG", partial(picture, as_png), "image/png"),
        ("SVG", partial(picture, as_svg), "image/svg+xml"),
    ):
        st.download_button(
            label,
            data=make,
            file_name=f"{figure.stem}.{label.lower()}",
            mime=mime,
            key=f"{key}_{label}",
            on_click="ignore",
            type="tertiary",
            help=f"Download this figure as {label}, with title, source and date in it",
        )
    st.download_button(
        "CSV",
        data=lambda: csv_bytes(figure.numbers),
        file_name=f"{figure.stem}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        type="tertiary",
        help="Download the numbers of this figure; each row names scope and source",
    )
