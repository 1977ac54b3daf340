"""Small multiples: one picture of the same map for each slice of the period."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from borderlands.analysis.casualties import Frequency
from borderlands.analysis.group_titles import leading, may_have_more
from borderlands.analysis.record import DENSE_TO, RECORD_START, caveat
from borderlands.analysis.selections import Selection, in_words
from borderlands.analysis.slices import SLICES_LIMIT, allowed_frequencies, by_slice
from borderlands.analysis.wording import plural, toll_range
from borderlands.data import Atlas
from borderlands.maps import panels
from borderlands.maps.classes import Classing, Values, scale
from borderlands.maps.measures import MEASURES, RATE
from borderlands.ui import long_run_multiples
from borderlands.ui.loaders import Signature, areas, atlas, signature
from borderlands.ui.map_options import choose_measure
from borderlands.ui.map_panel import is_dark, source_line
from borderlands.ui.multiples_picture import Picture, outlines, outside, show_picture
from borderlands.ui.selected import selected

_SOURCES: Final = ("Incident record", "UCDP, 1998–2021")
_NAMES: Final[dict[Frequency, str]] = {"year": "Year", "quarter": "Quarter", "month": "Month"}


def show(selection: Selection, classing: Classing) -> None:
    """Draw the view."""
    columns = st.columns([1.3, 1.1, 1.6, 0.7, 0.7, 1], vertical_alignment="bottom")
    with columns[0]:
        source = st.selectbox(
            "Source",
            options=list(_SOURCES),
            key="source",
            bind="query-params",
            persist_state="session",
        )
    if source == _SOURCES[1]:
        long_run_multiples.show(selection, classing, columns[2:])
        return
    allowed = allowed_frequencies(selection.start, selection.end)
    if not allowed:
        st.info(
            f"Small multiples show 2 to {SLICES_LIMIT} years, quarters or months. "
            "Choose a longer or a shorter period above."
        )
        return
    with columns[1]:
        frequency = st.selectbox(
            "One map for each",
            options=list(_NAMES),
            index=list(_NAMES).index(_best(allowed)),
            format_func=lambda name: _NAMES.get(name, name),
            key="slices",
            bind="query-params",
            persist_state="session",
        )
    with columns[2]:
        measure = choose_measure()
    if frequency not in allowed:
        st.info(
            f"This period does not cut into 2 to {SLICES_LIMIT} such slices; "
            f"{_NAMES[_best(allowed)].lower()}s are shown."
        )
        frequency = _best(allowed)
    picture = _picture(signature(), selection, frequency, measure, classing, is_dark())
    stem = f"borderlands-{measure}-by-{frequency}-{selection.start}-{selection.end}"
    show_picture(picture, stem, columns[3:])


def _best(allowed: list[Frequency]) -> Frequency:
    """The finest slices that still leave each map some room."""
    return allowed[-1]


@st.cache_data(max_entries=12, show_spinner="Drawing the maps …")
def _picture(
    key: Signature,
    selection: Selection,
    frequency: Frequency,
    measure: str,
    classing: Classing,
    dark: bool,
) -> Picture:
    data = atlas()
    incidents = selected(selection)
    totals, sums = by_slice(incidents, frequency, selection.start, selection.end)
    shown = MEASURES[measure]
    values = [_values(data, sums, place, measure) for place in range(len(totals))]
    scaled = scale(np.concatenate(values), classing, whole=not shown.decimals, dark=dark)
    rows: list[Any] = totals.to_dict("records")
    killed = [
        toll_range(row["fatalities_low"], row["fatalities_best"], row["fatalities_high"])
        for row in rows
    ]
    drawn = [
        panels.Panel(
            row["label"],
            value,
            panels.count_line(row["incidents"], text, len(rows)),
            not row["complete"],
        )
        for row, value, text in zip(rows, values, killed, strict=True)
    ]
    title = _title(totals, shown.source if measure != RATE else "fatalities_best", shown.label)
    scope = in_words(selection, areas())
    early, late = _cautions(selection)
    figure = panels.draw(
        drawn,
        outlines(key),
        scaled,
        title=title,
        subtitle=f"{shown.label} by district and {frequency} · {scope} · "
        f"n = {plural(len(incidents), 'incident')}; below each map n and people killed, best "
        f"(range)\n{early}".rstrip(),
        source=f"{late}\n{source_line(data)}".lstrip(),
        legend_title=f"{shown.label}, by district",
        decimals=shown.decimals,
        outside=outside(selection.areas),
        dark=dark,
    )
    table = pd.DataFrame(
        {
            _NAMES[frequency]: totals["label"],
            "From": totals["first_day"],
            "To": totals["last_day"],
            "Whole": totals["complete"],
            "Incidents": totals["incidents"],
            "Killed": killed,
            "Civilians": totals["fatalities_civilians"],
            "Security forces": totals["fatalities_security"],
            "Militants": totals["fatalities_militants"],
        }
    )
    return Picture(
        panels.as_bytes(figure, "png"),
        panels.as_bytes(figure, "svg"),
        f"{title}. One scale for all maps.",
        table,
    )


def _cautions(selection: Selection) -> tuple[str, str]:
    """What must be known of years before the record's start and of days after its dense end.

    Each takes a line of its own, since the picture does not break lines.
    """
    early = caveat(selection.start, min(selection.end, DENSE_TO))
    return early, caveat(max(selection.start, RECORD_START), selection.end)


def _values(data: Atlas, sums: pd.DataFrame, place: int, measure: str) -> Values:
    """The measure of one slice by district, in the order of the layer."""
    source = "fatalities_best" if measure == RATE else MEASURES[measure].source
    codes = data.districts["admin2_code"]
    inside = sums.loc[sums.index.get_level_values("slice") == place, source]
    values = codes.map(inside.droplevel("slice")).fillna(0).to_numpy(dtype="float64")
    if measure == RATE:
        people = pd.to_numeric(data.districts["population"], errors="coerce")
        return np.asarray(values / people.to_numpy(dtype="float64") * 100_000)
    return np.asarray(values)


def _title(totals: pd.DataFrame, column: str, label: str) -> str:
    """The slice with most, said plainly; slices cut short by the period do not compete."""
    whole = totals.loc[totals["complete"]]
    most = int(whole[column].max()) if len(whole) else 0
    if not most:
        return f"{label}, {totals['label'].iloc[0]} to {totals['label'].iloc[-1]}"
    ranged = column == "fatalities_best"
    columns = (column, *(f"fatalities_{end}" if ranged else column for end in ("low", "high")))
    tops, rivals = leading(whole, "label", *columns)
    name = {"Incidents": "incidents"}.get(label, label[0].lower() + label[1:])
    if rivals:
        return (
            f"{tops[0]} had the most {name} by the best figure: {most:,}; {may_have_more(rivals)}"
        )
    if len(tops) == 1:
        return f"{tops[0]} had the most {name}: {most:,}"
    return f"{tops[0]} and {len(tops) - 1} more had the most {name}: {most:,} each"
