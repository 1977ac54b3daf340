"""One district's dossier on one screen and on one printed page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from borderlands import vocabulary as words
from borderlands.analysis.areas import search_labels
from borderlands.analysis.breakdowns import by_code
from borderlands.analysis.casualties import Toll, by_period, toll
from borderlands.analysis.dossier import Facts, deadliest, facts, long_run, moves
from borderlands.analysis.periods import comparable_periods, finest
from borderlands.analysis.selections import Selection, limits_in_words, span_in_words
from borderlands.analysis.titles import SMALL, against, periods_title, toll_against
from borderlands.analysis.wording import number, percent, plural, toll_range
from borderlands.charts import groups
from borderlands.charts.figure import Figure
from borderlands.charts.long_run import long_run_figure
from borderlands.charts.look import Canvas
from borderlands.charts.over_time import deaths_over_time
from borderlands.data import Atlas
from borderlands.maps.incidents import sources, title, when
from borderlands.ui import filters
from borderlands.ui.chart_panel import HALF, canvas, show_figure
from borderlands.ui.downloads import figure_buttons
from borderlands.ui.incident_map import incident_state
from borderlands.ui.loaders import Signature, areas, atlas, signature
from borderlands.ui.map_panel import show_map, source_line
from borderlands.ui.selected import before, recorded, scope, selected
from borderlands.ui.text import link

USUAL: Final = "PK530"
WIDTH: Final = 400
MAP_HEIGHT: Final = 300
"""Pixels at least; a higher screen gives the map what it has left."""
MORE: Final = ' class="more"'
"""Mark of what a low screen leaves out, so that the dossier stays on one."""
_STYLE: Final = """
<style>
  .dossier { font-size: 0.78rem; line-height: 1.35; }
  .dossier h3 { font-size: 0.86rem !important; padding: 0 0 0.15rem !important; }
  .dossier table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
  .dossier td, .dossier th { padding: 0.1rem 0.3rem 0.1rem 0; text-align: right; border: 0;
    border-bottom: 1px solid rgba(128, 128, 128, 0.25); font-weight: normal; }
  .dossier th:first-child, .dossier td:first-child { text-align: left; }
  .dossier tbody td, .dossier tbody th { white-space: nowrap; }
  .dossier thead th { opacity: 0.7; vertical-align: bottom; }
  .dossier p, .dossier ul, .dossier ul li { font-size: inherit !important; }
  .dossier h3 { margin: 0.35rem 0 0 !important; }
  .dossier h1 { margin: 0; padding: 0 !important; }
  .dossier ul { margin: 0; padding: 0; list-style: none; }
  .dossier li { margin: 0 0 0.16rem; padding: 0; }
  .dossier p { margin: 0 0 0.1rem; }
  .dossier .quiet { opacity: 0.72; }
  .st-key-dossier [data-testid="stVerticalBlock"] { gap: 0.3rem; }
  .st-key-dossier_files button { min-height: 0; padding: 0.1rem 0.6rem; }
  .st-key-dossier_files button p { font-size: 0.8rem; }
  .st-key-dossier { gap: 0.3rem; }
  [data-testid="stMainBlockContainer"] { padding-bottom: 0.3rem !important; }
  .dossier .fewer { display: none; }
  @media screen and (max-height: 800px) {
    .dossier li.more { display: none; }
    .dossier .fewer { display: inline; font-size: 0.72rem; font-weight: normal; }
  }
  @media print {
    @page { size: A4 landscape; margin: 7mm; }
    .stApp { --paper-zoom: 0.74; }
    .st-key-dossier { break-inside: avoid; }
    .st-key-dossier_sheet .stHorizontalBlock {
      display: grid !important; grid-template-columns: 1fr 1.35fr 1.05fr; gap: 1rem;
    }
    .st-key-dossier .stColumn { width: auto !important; min-width: 0 !important; }
    .st-key-dossier canvas, .st-key-dossier svg { max-width: 100%; height: auto !important; }
    .stColumn:has(> div > .st-key-dossier_files), .st-key-dossier_files { display: none; }
  }
</style>
"""


def choose(data: Atlas, selection: Selection) -> str | None:
    """District by its P-code in the address or from the chooser; None after saying why not.

    The chooser stands beside the heading of the district chosen.
    """
    st.html(_STYLE)
    names = areas()
    codes = {code: names[code] for code in data.districts["admin2_code"] if code in names}
    asked = st.query_params.get("district", "")
    known = asked in codes
    # One district alone in the bar is the one meant, unless the address names another.
    barred = selection.areas[0] if len(selection.areas) == 1 else ""
    barred = barred if barred in codes else ""
    moved = barred != st.session_state.get("district_barred", barred)
    st.session_state["district_barred"] = barred
    if asked and not known and "district_code" not in st.session_state:
        st.warning(
            f"No district has the code “{asked[:20]}”. Codes are OCHA P-codes such as PK530 "
            "(South Waziristan) or AF1214 (Barmal). Choose a district below."
        )
    if known and st.session_state.get("district_asked") != asked:
        # A new address wins over the choice made before; afterwards the chooser leads.
        st.session_state["district_code"] = asked
    elif barred and moved:
        st.session_state["district_code"] = barred
    elif "district_code" not in st.session_state:
        st.session_state["district_code"] = None if asked else barred or USUAL
    labels = search_labels(codes)
    ordered = sorted(codes, key=lambda code: codes[code])
    heading, chooser = st.columns([3.4, 1], gap="small", vertical_alignment="top")
    with chooser, st.container(key="district_chooser"):
        chosen = st.selectbox(
            "District",
            ordered,
            format_func=lambda code: labels.get(code, code),
            filter_mode="contains",
            key="district_code",
            placeholder="Choose a district",
            label_visibility="collapsed",
        )
    if chosen is None:
        return None
    st.query_params["district"] = chosen
    st.session_state["district_asked"] = chosen
    own = replace(selection, areas=(str(chosen),))
    filters.state(own)
    heading.html(_heading(_facts(signature(), chosen), own))
    return str(chosen)


@st.cache_resource(max_entries=64, show_spinner=False)
def _facts(key: Signature, code: str) -> Facts:
    data = atlas()
    return facts(code, data.districts, data.boundary)


@st.cache_resource(max_entries=40, show_spinner=False)
def _figures(key: Signature, selection: Selection, code: str, paper: Canvas) -> dict[str, Figure]:
    data = atlas()
    incidents, drawn_from = selected(selection), scope(selection)
    frequency = finest(selection.start, selection.end, 40)
    table = by_period(incidents, frequency, selection.start, selection.end)
    table = comparable_periods(table)
    heading = periods_title(toll(incidents), before(selection), table, frequency)
    types = by_code(incidents, "event_type", words.EVENT_TYPES)
    actors = by_code(incidents, "actor1_group", words.ACTOR_GROUPS)
    known = _facts(key, code)
    low = replace(paper, height=paper.height - 20)
    return {
        "trend": deaths_over_time(
            table, frequency, data.key_events, paper, drawn_from, title=heading
        ),
        "types": groups.breakdown_figure(types, "type of incident", low, drawn_from, rows=4),
        "actors": groups.breakdown_figure(actors, "perpetrator", low, drawn_from, rows=4),
        "long_run": long_run_figure(
            long_run(data.ucdp, code, known.country), known.name, replace(low, width=480)
        ),
    }


def _figure_alone(own: Selection, code: str, paper: Canvas, name: str) -> Figure:
    return _figures(signature(), own, code, paper)[name]


def show(data: Atlas, selection: Selection, code: str) -> None:
    """Draw the dossier."""
    known = _facts(signature(), code)
    own = replace(selection, areas=(code,))
    province = str(data.districts.set_index("admin2_code").loc[code, "admin1_code"])
    around = replace(selection, areas=(province,))
    figures = _figures(signature(), own, code, canvas(WIDTH, 160, compact=True))
    # As files each figure stands alone: larger, with its source line.
    alone = canvas(HALF, 330)
    with st.container(key="dossier"):
        with st.container(key="dossier_sheet"):
            left, middle, right = st.columns([1, 1.35, 1.05], gap="small")
            with left:
                st.html(_headline(own, around, known))
                st.html(_deadliest(recorded(own)))
                st.html(_moves(data, known))
            with middle:
                _map(data, selection, known)
                show_figure(figures["long_run"], key="dossier_long_run", buttons=False)
            with right:
                for name in ("trend", "actors", "types"):
                    show_figure(figures[name], key=f"dossier_{name}", buttons=False)
        foot, files = st.columns([5, 1], gap="small", vertical_alignment="center")
        said = f"Best figures, with the range over the reports in brackets. {source_line(data)}"
        foot.html(f'<div class="dossier quiet">{escape(said)}</div>')
        with files, st.container(key="dossier_files"), st.popover("Tables and files"):
            for name, figure in figures.items():
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.text(figure.title)
                    figure_buttons(
                        figure,
                        key=f"dossier_{name}",
                        alone=partial(_figure_alone, own, code, alone, name),
                    )
                st.dataframe(figure.table, hide_index=True, width="stretch")


def _heading(known: Facts, own: Selection) -> str:
    names = escape(known.name)
    if known.local_name:
        tongue = "ur" if known.country == "Pakistan" else "fa"
        names += f' · <span lang="{tongue}" dir="rtl">{escape(known.local_name)}</span>'
    place = (
        f"{known.province}, {known.country} · {known.code} · "
        f"{span_in_words(own.start, own.end)} · n = {plural(len(selected(own)), 'incident')}"
    )
    lines = " · ".join(
        escape(line) for line in known.in_words() if not line.startswith("In local script")
    )
    return (
        f'<div class="dossier"><h1>{names} <span class="quiet" style="font-size:0.9rem;'
        f'font-weight:normal">{escape(place)}</span></h1><p class="quiet">{lines}</p></div>'
    )


def _headline(own: Selection, around: Selection, known: Facts) -> str:
    now, then = toll(selected(own)), before(own)
    whole = toll(selected(around))
    counts = (now.incidents, _before(now.incidents, then.incidents) if then else "–")
    killed = toll_range(now.low, now.best, now.high)
    rows = [
        ("Incidents", number(now.incidents), *counts, whole.incidents),
        ("Killed", killed, now.best, _toll_before(now, then) if then else "–", whole.best),
    ]
    for group, label in words.VICTIM_GROUPS.items():
        current = now.victims[group]
        earlier = (
            _before(current, then.victims[group], min(now.incidents, then.incidents))
            if then
            else "–"
        )
        rows.append((label, number(current), current, earlier, whole.victims[group]))
    body = "".join(
        f"<tr><td>{escape(label)}</td><td><b>{text}</b></td><td>{earlier}</td>"
        f"<td>{_share(current, total)}</td></tr>"
        for label, text, current, earlier, total in rows
    )
    rate = ""
    if known.population and now.best:
        per = now.best / known.population * 100_000
        few = "Under 0.1" if per < 0.05 else f"{per:,.1f}"
        rate = f"<p class='quiet'>{few} killed per 100,000 inhabitants.</p>"
    why = "" if then else "<p class='quiet'>No fair comparison with the span before.</p>"
    return (
        '<div class="dossier"><table><thead><tr><th></th><th>This period</th><th>Span before</th>'
        f"<th>Of {escape(known.province)}</th></tr></thead><tbody>{body}</tbody></table>"
        f"{rate}{why}</div>"
    )


def _share(part: int, whole: int) -> str:
    """A part of a whole; as a percentage only where the whole is not small."""
    if not whole:
        return "–"
    return percent(part / whole) if whole >= SMALL else f"{number(part)} of {number(whole)}"


def _before(now: int, then: int, incidents: int = SMALL) -> str:
    change = against(now, then, incidents)
    return number(then) if change.startswith("was") else f"{number(then)} ({change})"


def _toll_before(now: Toll, then: Toll) -> str:
    """The toll before with its range, and the change where the two ranges lie apart."""
    killed = toll_range(then.low, then.best, then.high)
    change = toll_against(now, then)
    return killed if change.startswith("was") else f"{killed}; {change}"


def _deadliest(incidents: pd.DataFrame) -> str:
    table = deadliest(incidents, 4)
    if table.empty:
        return (
            '<div class="dossier"><h3>Deadliest incidents</h3><p>Nobody reported killed.</p></div>'
        )
    items = []
    for place, row in enumerate(table.itertuples()):
        incident: Any = row
        killed = toll_range(
            incident.fatalities_low, incident.fatalities_best, incident.fatalities_high
        )
        papers = ", ".join(link(paper, address) for paper, address, _ in sources(incident))
        items.append(
            f"<li{MORE if place > 2 else ''}><b>{killed} killed</b>, {escape(when(incident))}: "
            f"{escape(title(incident))} "
            f'<span class="quiet">({papers})</span></li>'
        )
    head = f"Deadliest incidents{_fewer(3, len(items))}"
    return f'<div class="dossier"><h3>{head}</h3><ul>{"".join(items)}</ul></div>'


def _fewer(shown: int, listed: int) -> str:
    """What a heading adds on a low screen, where the list under it is cut."""
    if listed <= shown:
        return ""
    return f'<span class="fewer quiet"> · {shown} of {listed} shown</span>'


def _moves(data: Atlas, known: Facts) -> str:
    table = moves(data.displacement, known.code, 3)
    head = '<div class="dossier"><h3>Displacement, latest published figures'
    if table.empty:
        return f"{head}</h3><p>No figure names this district.</p></div>"
    items = []
    for place, row in enumerate(table.itertuples()):
        move: Any = row
        kind = "on" if move.measure == "stock" else "moved,"
        way = "from here in" if move.direction == "from" else "here from"
        quality = f", {move.quality}" if move.quality else ""
        items.append(
            f"<li{MORE if place > 1 else ''}>{escape(str(move.group))} {way} "
            f"{escape(str(move.other))}: <b>{number(move.persons)}</b> {kind} "
            f"{escape(str(move.day))}{escape(quality)} "
            f'<span class="quiet">'
            f"({link(str(move.source_publisher), str(move.source_url))})</span></li>"
        )
    return f"{head}{_fewer(2, len(items))}</h3><ul>{''.join(items)}</ul></div>"


def _map(data: Atlas, selection: Selection, known: Facts) -> None:
    """The district in outline with its neighbours, and nothing of what lies around them."""
    codes = sorted({known.code} | {code for code, _ in known.neighbours})
    selection = replace(selection, areas=tuple(codes))
    count = len(selected(selection))
    shape = data.districts.loc[data.districts["admin2_code"] == known.code]
    west, south, east, north = (float(edge) for edge in shape.total_bounds)
    # A third of its size around the district shows which districts adjoin it.
    wide, high = (east - west) / 3, (north - south) / 3
    # The title names the districts; of the filters it says nothing.
    limits = limits_in_words(replace(selection, areas=()), areas())
    subtitle = " · ".join(
        [
            span_in_words(selection.start, selection.end),
            *limits,
            f"n = {plural(count, 'incident')} in these districts",
        ]
    )
    name = f"{known.name} and its neighbours"
    state = incident_state(data, selection, title=name, subtitle=subtitle)
    state |= {
        "outline": [known.code],
        # The view below shows the district; its neighbours may reach beyond the frame.
        "focus": [],
        "strip": True,
        "frame": {
            "title": name,
            "subtitle": subtitle,
            # The sheet names the source once for all its parts.
            "source": "",
            "alt": f"Map of people killed in {known.name} and the districts around it. {subtitle}",
        },
    }
    show_map(
        state,
        key=f"dossier_map_{known.code}",
        height=MAP_HEIGHT,
        fill="calc(100vh - 420px)",
        paper=MAP_HEIGHT,
        view=((south - high, west - wide), (north + high, east + wide)),
    )
