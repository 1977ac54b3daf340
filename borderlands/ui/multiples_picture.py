"""What every picture of small multiples needs on the page: outlines, files, alt text, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from borderlands.analysis.areas import area_codes
from borderlands.maps import panels
from borderlands.ui.loaders import Signature, atlas


@dataclass(frozen=True)
class Picture:
    """A drawn picture.

    Attributes
    ----------
    png, svg : bytes
        The files.
    words : str
        What it shows, for those who cannot see it.
    table : DataFrame
        The numbers under the maps.
    """

    png: bytes
    svg: bytes
    words: str
    table: pd.DataFrame


@st.cache_resource(max_entries=2, show_spinner=False)
def outlines(key: Signature) -> panels.Shapes:
    """Outlines of the districts, thinned once a process."""
    data = atlas()
    return panels.shapes(data.districts, data.provinces, data.boundary)


def outside(areas: tuple[str, ...]) -> panels.Flags | None:
    """Districts outside the chosen areas; None when all are chosen."""
    districts = atlas().districts
    if not areas:
        return None
    return np.asarray(~districts["admin2_code"].isin(area_codes(areas, districts)[0]))


def show_picture(picture: Picture, stem: str, columns: Sequence[Any]) -> None:
    """Draw the picture, with its files in two of the columns above it."""
    for column, kind, file, mime in (
        (columns[0], "PNG", picture.png, "image/png"),
        (columns[1], "SVG", picture.svg, "image/svg+xml"),
    ):
        with column:
            st.download_button(kind, file, f"{stem}.{kind.lower()}", mime, width="stretch")
    # The whole picture on the first screen, whatever its height.
    st.html(
        "<style>.st-key-multiples img { object-fit: contain; object-position: left top; "
        "max-height: calc(100vh - 265px); }</style>"
    )
    with st.container(key="multiples"):
        st.image(picture.png, caption=picture.words, width="stretch")
    with st.expander("The numbers under the maps"):
        st.dataframe(picture.table, hide_index=True, width="stretch")
