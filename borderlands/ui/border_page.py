"""The border: incidents along it and by distance from it, and the hosts on both sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from borderlands.analysis.border_distance import profile
from borderlands.analysis.border_strip import (
    Strip,
    bands,
    host_distances,
    on_strip,
    strip,
)
from borderlands.analysis.displacement import latest_by_host
from borderlands.analysis.displacement_provinces import with_province_totals
from borderlands.analysis.displacement_titles import hosts_title
from borderlands.analysis.selections import Selection
from borderlands.analysis.wording import number, plural
from borderlands.charts.border_strip import hosts_figure, strip_figure, strip_title
from borderlands.charts.figure import Figure
from borderlands.charts.places import border_figure
from borderlands.data import Atlas
from borderlands.ui.chart_panel import HALF, WIDE, canvas, show_figure
from borderlands.ui.choosers import one_of
from borderlands.ui.displacement_page import record
from borderlands.ui.displacement_views import scope as published
from borderlands.ui.displacement_views import years_in_words
from borderlands.ui.incident_map import incident_state
from borderlands.ui.loaders import Signature, atlas, signature
from borderlands.ui.map_panel import Corners, show_map
from borderlands.ui.selected import scope, selected

VIEWS: Final = {"strip": "Along the line", "distance": "By distance", "map": "Map with bands"}
VIEW: Final[Corners] = ((30.6, 66.2), (35.2, 72.4))
"""From Chaman to Chitral."""
WITHIN: Final = (10, 25, 50, 100)
YEARS: Final = 10
A_SIDE: Final = 8
GROUPS: Final = {
    "refugees": "Refugees",
    "idps": "Internally displaced people",
    "undocumented": "Undocumented Afghans",
}


@st.cache_resource(max_entries=2, show_spinner=False)
def _strip(key: Signature) -> Strip:
    data = atlas()
    return strip(data.boundary, data.districts, data.crossings)


@st.cache_resource(max_entries=2, show_spinner=False)
def _bands(key: Signature) -> dict[str, Any]:
    return bands(atlas().boundary, tuple(float(km) for km in WITHIN))


def choose_view() -> tuple[str, float]:
    """The view and the farthest distance in km, from the address or the reader."""
    st.space(1)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        view = one_of("View", VIEWS, key="border_view", in_address=True)
        within = 50
        if view == "strip":
            limits = {km: f"within {km} km" for km in WITHIN}
            within = one_of(
                "Farthest from the line", limits, key="within_km", usual=50, in_address=True
            )
    return view, float(within)


def along(data: Atlas, selection: Selection, victims: pd.Series, within: float) -> None:
    """The strip from Chitral to Chaman.

    Parameters
    ----------
    data : Atlas
        The data.
    selection : Selection
        The shared filters.
    victims : Series
        Label of the group with most dead, for each incident of the selection.
    within : float
        Farthest distance from the line in km.
    """
    incidents = selected(selection)
    unrolled = _strip(signature())
    near, farther, unplaced = on_strip(incidents, unrolled, data.boundary, within)
    near = near.assign(victims=victims.reindex(near.index))
    left_out = (
        f"Not drawn: {plural(farther, 'incident')} farther off or past the ends, "
        f"{number(unplaced)} known to a district or province only."
    )
    figure = strip_figure(
        near,
        unrolled,
        canvas(WIDE, 525),
        replace(scope(selection), n=len(near)),
        title=strip_title(near, unrolled, within),
        within_km=within,
        left_out=left_out,
    )
    show_figure(figure, key="border_strip")


def distance(data: Atlas, selection: Selection) -> None:
    """Deaths in bands of distance, and the hosts on both sides."""
    left, right = st.columns(2, gap="medium")
    with left:
        found = profile(selected(selection), data.boundary)
        show_figure(border_figure(found, canvas(HALF, 430), scope(selection)), key="border_bands")
        st.markdown(f"**It says:** {found.says}  \n**Its limits:** {found.says_not}")
    with right:
        # Made first, since it takes the group from the address, and drawn below the figure.
        picture, chooser = st.container(), st.container()
        with chooser:
            group = one_of("People", GROUPS, key="border_people", in_address=True)
        with picture:
            show_figure(_hosts(group), key="border_hosts")
        st.caption("The period above filters incidents; hosts show their latest figure.")


def recent(latest: pd.DataFrame) -> pd.DataFrame:
    """The largest `A_SIDE` hosts of each side whose latest figure is one of the last `YEARS`."""
    if latest.empty:
        return latest
    kept: pd.DataFrame = latest.loc[latest["year"] > latest["year"].max() - YEARS]
    sides = [kept.loc[kept["host_country"] == code].head(A_SIDE) for code in ("AFG", "PAK")]
    both: pd.DataFrame = pd.concat(sides)
    return both


def _hosts(group: str) -> Figure:
    data, rows = atlas(), record()
    stocks = rows.loc[
        (rows["population_group"] == group)
        & (rows["measure"] == "stock")
        & rows["persons"].notna()
        & (rows["host_province"] != "")
    ]
    latest = latest_by_host(with_province_totals(stocks))
    latest = latest.loc[latest["host_level"].isin(["admin1", "admin2", "site"])]
    # A site that is known to its province only has no distance of its own.
    latest = latest.loc[(latest["host_level"] != "site") | (latest["host_code"].str.len() > 4)]
    hosts = host_distances(recent(latest), data.districts, data.boundary)
    return hosts_figure(
        hosts,
        canvas(HALF, 430),
        published(f"{GROUPS[group]}, {years_in_words(hosts)}", len(hosts)),
        title=hosts_title(hosts, GROUPS[group]),
    )


def mapped(data: Atlas, selection: Selection) -> None:
    """The incident map with lines at fixed distances from the border."""
    found = profile(selected(selection), data.boundary)
    state = incident_state(
        data,
        selection,
        title=found.says.rstrip("."),
        subtitle=scope(selection).subtitle(
            "Incidents; lines 10, 25, 50 and 100 km from the border"
        ),
    )
    state |= {"shading": False, "bands": {"shapes": _bands(signature())}}
    show_map(state, key="border", height=430, view=VIEW, fill="calc(100vh - 230px)")
