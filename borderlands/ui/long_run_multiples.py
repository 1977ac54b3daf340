"""Small multiples of UCDP's counts: one map a year, another source than the record."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from borderlands.analysis.areas import area_codes
from borderlands.analysis.selections import Selection, limits_in_words
from borderlands.analysis.wording import number, toll_range
from borderlands.maps import long_run, panels
from borderlands.maps.classes import Classing, scale
from borderlands.ui.loaders import Signature, atlas, signature
from borderlands.ui.loaders import areas as area_labels
from borderlands.ui.map_panel import is_dark
from borderlands.ui.multiples_picture import Picture, outlines, outside, show_picture


def show(selection: Selection, classing: Classing, columns: list[Any]) -> None:
    """Draw the latest years that fit in one picture; of the filters only the area applies."""
    with columns[0]:
        measure = st.selectbox(
            "Measure",
            options=list(long_run.MEASURES),
            index=1,
            format_func=lambda key: long_run.MEASURES[key].label,
            key="ucdp_measure",
            bind="query-params",
            persist_state="session",
        )
    chosen = measure if measure in long_run.MEASURES else "best"
    picture = _picture(signature(), selection.areas, chosen, classing, is_dark())
    show_picture(picture, f"ucdp-{chosen}-by-year", columns[1:])
    st.caption(long_run.NOTE)


@st.cache_data(max_entries=6, show_spinner="Drawing the maps …")
def _picture(
    key: Signature, areas: tuple[str, ...], measure: str, classing: Classing, dark: bool
) -> Picture:
    data = atlas()
    ucdp = data.ucdp
    if areas:
        ucdp = ucdp.loc[ucdp["admin2_code"].isin(area_codes(areas, data.districts)[0])]
    last = long_run.SPAN[1].year
    years = list(range(last - panels.PANELS[1] + 1, last + 1))
    totals, sums = long_run.yearly(ucdp, years)
    shown = long_run.MEASURES[measure]
    codes = list(data.districts["admin2_code"])
    values = [
        sums[shown.source].xs(year, level="year").reindex(codes, fill_value=0).to_numpy("float64")
        for year in years
    ]
    rows: list[Any] = totals.to_dict("records")
    killed = [toll_range(r["deaths_low"], r["deaths_best"], r["deaths_high"]) for r in rows]
    drawn = [
        panels.Panel(
            str(year), value, panels.count_line(row["events"], text, len(rows)), part=year > 2020
        )
        for year, row, value, text in zip(years, rows, values, killed, strict=True)
    ]
    limits = limits_in_words(Selection(*long_run.SPAN, areas), area_labels())
    of = f" · {limits[0]}" if limits else ""
    top = max(zip(totals[shown.source], years, strict=True))
    title = f"UCDP counted most in {top[1]}: {number(top[0])} {_unit(measure)}"
    figure = panels.draw(
        drawn,
        outlines(key),
        scale(np.concatenate(values), classing, dark=dark),
        title=title,
        subtitle=f"{shown.label} by district and year, {years[0]}–{years[-1]}{of}; "
        "Afghanistan to 2020 only, located events only; below each map n and deaths, best (range)",
        source="Source: Uppsala Conflict Data Program, GED. Not part of the incident record, "
        "never added to it.",
        legend_title=f"{shown.label}",
        decimals=0,
        outside=outside(areas),
        dark=dark,
    )
    table = pd.DataFrame({"Year": years, "Events": totals["events"].tolist(), "Deaths": killed})
    return Picture(
        panels.as_bytes(figure, "png"),
        panels.as_bytes(figure, "svg"),
        f"{title}. One scale for all maps.",
        table,
    )


def _unit(measure: str) -> str:
    return "events" if measure == "incidents" else "deaths"
