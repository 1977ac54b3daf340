"""Figures of the casualties page, made once for each selection and paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, cast

import pandas as pd
import streamlit as st

from borderlands import vocabulary as words
from borderlands.analysis import breakdowns, periods
from borderlands.analysis.casualties import Frequency, by_period, toll
from borderlands.analysis.claims import side_by_side
from borderlands.analysis.record import DENSE_TO, RECORD_START
from borderlands.analysis.selections import Selection, day_in_words
from borderlands.analysis.titles import periods_title
from borderlands.charts import accounts, groups, heat, over_time, ranking, shares, year_lines
from borderlands.charts.figure import Figure, Scope
from borderlands.charts.look import Canvas
from borderlands.maps.incidents import where
from borderlands.ui.loaders import Signature, atlas, signature
from borderlands.ui.selected import before, scope, selected

GROUPINGS: Final = {
    "actor1_group": ("perpetrator or initiator", words.ACTOR_GROUPS),
    "event_type": ("type of incident", words.EVENT_TYPES),
    "target": ("target", words.TARGETS),
}
"""Columns that deaths are broken down by: noun for the measure, labels."""

MANY: Final = 400
"""Bars that a picture can hold."""


def over_time_figure(
    selection: Selection, canvas: Canvas, option: str, *, selectable: bool = True
) -> Figure:
    """Deaths by period; `option` is the frequency."""
    frequency = cast(Frequency, option)
    incidents = selected(selection)
    table = by_period(incidents, frequency, selection.start, selection.end)
    table = periods.comparable_periods(table)
    title = periods_title(toll(incidents), before(selection), table, frequency)
    return over_time.deaths_over_time(
        table,
        frequency,
        atlas().key_events,
        canvas,
        scope(selection),
        title=title,
        selectable=selectable,
    )


def trend_figure(selection: Selection, canvas: Canvas, option: str) -> Figure:
    """Deaths by period to look at only; half as long to make as one to choose from."""
    return over_time_figure(selection, canvas, option, selectable=False)


def year_figure(selection: Selection, canvas: Canvas, option: str) -> Figure:
    """Deaths since 1 January, for all years of the record up to the end of the period."""
    # After the well-covered days a line would flatten for want of reports.
    end = min(selection.end, DENSE_TO) if selection.end.year == DENSE_TO.year else selection.end
    years = replace(selection, start=RECORD_START, end=max(end, RECORD_START))
    lines = periods.cumulative(selected(years), years.end)
    return year_lines.deaths_by_day_of_year(lines, years.end, canvas, scope(years))


def civilians_figure(selection: Selection, canvas: Canvas, option: str) -> Figure:
    """Civilian share by period, at most two dozen of them."""
    frequency = periods.finest(selection.start, selection.end, 24)
    table = periods.civilian_share(selected(selection), frequency, selection.start, selection.end)
    return shares.civilians_figure(table, frequency, canvas, scope(selection))


def methods_figure(selection: Selection, canvas: Canvas, option: str) -> Figure:
    """Share of suicide attacks, drone and air strikes by period, at most a dozen of them."""
    frequency = periods.finest(selection.start, selection.end, 12)
    table = periods.method_shares(selected(selection), frequency, selection.start, selection.end)
    return shares.methods_figure(table, frequency, canvas, scope(selection))


def heat_figure(selection: Selection, canvas: Canvas, option: str) -> Figure:
    """District by month, or by a longer period where months would be too narrow."""
    frequency = periods.finest(selection.start, selection.end, 78)
    cells = breakdowns.district_periods(
        selected(selection), atlas().districts, frequency, selection.start, selection.end
    )
    return heat.district_periods_figure(cells, frequency, canvas, scope(selection))


def ranking_figure(selection: Selection, canvas: Canvas, option: str) -> Figure:
    """Districts by total or, with the option `rate`, per 100,000 inhabitants."""
    incidents, rate = selected(selection), option == "rate"
    table = breakdowns.ranking(incidents, atlas().districts, per_100k=rate)
    affected = incidents.loc[incidents["admin2_code"] != "", "admin2_code"].nunique()
    return ranking.ranking_figure(
        table,
        toll(incidents).best,
        canvas,
        scope(selection),
        per_100k=rate,
        without_population=affected - len(table),
        selectable=True,
    )


def breakdown_figure(selection: Selection, canvas: Canvas, option: str) -> Figure:
    """Deaths by the column `option`."""
    noun, labels = GROUPINGS[option]
    sums = breakdowns.by_code(selected(selection), option, labels)
    picked = option in ("actor1_group", "event_type")
    return groups.breakdown_figure(sums, noun, canvas, scope(selection), selectable=picked)


def lethality_figure(selection: Selection, canvas: Canvas, option: str) -> Figure:
    """Deaths per incident by the column `option`."""
    noun, labels = GROUPINGS[option]
    sums = breakdowns.by_code(selected(selection), option, labels)
    return groups.lethality_figure(sums, noun, canvas, scope(selection))


def claims_figure(selection: Selection, canvas: Canvas, option: str) -> Figure:
    """Claims on the incident `option`."""
    data = atlas()
    incident = data.incidents.loc[data.incidents["incident_id"] == option].iloc[0]
    table = side_by_side(incident, data.claims)
    own = Scope(
        f"{day_in_words(incident['event_date'])} · {where(incident)}", scope(selection).source, 1
    )
    paper = replace(canvas, height=accounts.claims_height(len(table)))
    return accounts.claims_figure(table, event_name(incident), paper, own)


def event_name(incident: pd.Series) -> str:
    """Kind, place and day of an incident in a few words."""
    place = incident["admin2_name"] or incident["admin1_name"]
    kind = words.EVENT_TYPES[incident["event_type"]]
    return f"{kind}, {place}, {day_in_words(incident['event_date'])}"


_MAKE: Final[dict[str, Callable[[Selection, Canvas, str], Figure]]] = {
    "over_time": over_time_figure,
    "trend": trend_figure,
    "years": year_figure,
    "civilians": civilians_figure,
    "methods": methods_figure,
    "heat": heat_figure,
    "ranking": ranking_figure,
    "breakdown": breakdown_figure,
    "lethality": lethality_figure,
    "claims": claims_figure,
}


@st.cache_resource(max_entries=120, show_spinner=False)
def _made(key: Signature, name: str, selection: Selection, canvas: Canvas, option: str) -> Figure:
    return _MAKE[name](selection, canvas, option)


def figure(name: str, selection: Selection, canvas: Canvas, option: str = "") -> Figure:
    """A figure by name; read-only, shared by all sessions of this process."""
    return _made(signature(), name, selection, canvas, option)
