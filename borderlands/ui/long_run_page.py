"""Long run: UCDP's counts, 1989-2021, in the same time control."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from borderlands.analysis.areas import area_codes
from borderlands.analysis.selections import Selection, limits_in_words
from borderlands.data import Atlas
from borderlands.maps import long_run
from borderlands.maps.classes import Classing
from borderlands.maps.measures import measure_states
from borderlands.maps.packing import as_days
from borderlands.maps.timeline import timeline
from borderlands.ui.loaders import Signature, areas, atlas, signature
from borderlands.ui.map_panel import is_dark, show_map


@st.cache_data(max_entries=12, show_spinner=False)
def _state(
    key: Signature,
    areas: tuple[str, ...],
    violence: tuple[int, ...],
    classing: Classing,
    dark: bool,
) -> dict[str, Any]:
    """Counts and scales; cached by the files' signature and the choices."""
    data = atlas()
    ucdp = data.ucdp
    if areas:
        ucdp = ucdp.loc[ucdp["admin2_code"].isin(area_codes(areas, data.districts)[0])]
    if violence:
        ucdp = ucdp.loc[ucdp["type_of_violence"].isin(violence)]
    months = long_run.monthly(ucdp)
    codes = list(data.districts["admin2_code"])
    number = {code: place for place, code in enumerate(codes)}
    return {
        "incidents": long_run.pack_months(months, codes),
        "palette": [],
        "measures": measure_states(
            long_run.MEASURES,
            long_run.days(months),
            months["admin2_code"].map(number).to_numpy(dtype="int64"),
            long_run.columns(months),
            pd.to_numeric(data.districts["population"], errors="coerce").to_numpy("float64"),
            (as_days(long_run.SPAN[0]), as_days(long_run.SPAN[1])),
            classing,
            moving=True,
            dark=dark,
        ),
    }


def show(data: Atlas, selection: Selection, classing: Classing) -> None:
    """Draw the view; of the shared filters only the area applies."""
    violence = st.pills(
        "Type of violence",
        options=list(long_run.VIOLENCE),
        format_func=lambda code: long_run.VIOLENCE.get(code, str(code)),
        selection_mode="multi",
        key="violence",
        label_visibility="collapsed",
    )
    if data.ucdp.empty:
        st.info("geodata/ucdp_district_months.csv cannot be used; see the data check below.")
        return
    start, end = long_run.SPAN
    chosen = tuple(sorted(violence))
    state = dict(_state(signature(), selection.areas, chosen, classing, is_dark()))
    within = sorted(area_codes(selection.areas, data.districts)[0]) if selection.areas else []
    kinds = [", ".join(long_run.VIOLENCE[code] for code in chosen) + " violence"] if chosen else []
    state |= {
        "measure": "best",
        "points": False,
        "time": timeline(start, end, data.key_events, unit="year", snap="month", foreign=True),
        "words": {
            "one": "UCDP event",
            "many": "UCDP events",
            "source": long_run.NOTE,
            "ends": [
                {"day": as_days(day), "text": f"{country} counted to {day.year} only"}
                for country, day in long_run.COVERED_TO.items()
            ],
        },
        "emptyText": "UCDP counts no event for this choice.",
        "focus": within,
        "within": within,
        "limits": [
            *limits_in_words(Selection(start, end, selection.areas), areas()),
            *kinds,
        ],
        "focusKey": "|".join(selection.areas),
        "frame": {
            "title": "",
            "subtitle": "",
            "source": "Source: Uppsala Conflict Data Program, Georeferenced Event Dataset, by "
            "district and month, 1989–2021. Not part of the incident record. Boundaries: OCHA "
            "COD, geoBoundaries, harmonised.",
            "alt": "Map of UCDP's events and deaths by district, 1989 to 2021, with a time "
            "control.",
        },
    }
    show_map(state, key="long-run", height=430, fill="calc(100vh - 256px)")
    st.caption(
        "Another source with its own rules: compare shapes over time, never add its numbers to "
        "those of the incident record. Of the filters above only the area applies here."
    )
