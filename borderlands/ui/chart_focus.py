"""A bar or span chosen in a chart becomes the shared filter; one click undoes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from borderlands.charts.bars import PICK
from borderlands.charts.over_time import BRUSH
from borderlands.ui.filters import set_period

_BEFORE: Final = "chart_focus_before"
_COUNT: Final = "chart_focus_count"
EPOCH: Final = dt.date(1970, 1, 1)
DAY_MS: Final = 86_400_000

Span = tuple[dt.date, dt.date]


def chart_key(name: str) -> str:
    """Key of a chart that forgets its selection once that has become a filter."""
    return f"{name}_{st.session_state.get(_COUNT, 0)}"


def span_of(chosen: Any, spans: Sequence[Span]) -> Span | None:
    """Period that a pick or a brush stands for, in whole bars.

    Parameters
    ----------
    chosen : mapping
        Selection state of the chart: `pick` with `start` and `after`, or `brush` with `start`, in
        milliseconds since 1970 (UTC).
    spans : sequence of (date, date)
        First and last day of each bar.

    Returns
    -------
    (date, date) or None
        From the first to the last bar whose middle lies in the brush; None when none does.
    """
    picked = _of(chosen, PICK)
    if isinstance(picked, list) and picked and "start" in picked[0]:
        first = _day(picked[0]["start"])
        return next((span for span in spans if span[0] == first), None)
    brushed = _of(_of(chosen, BRUSH), "start")
    if isinstance(brushed, list) and len(brushed) == 2:
        low, high = sorted(float(end) / DAY_MS for end in brushed)
        inside = [
            span
            for span in spans
            if low <= ((span[0] - EPOCH).days + (span[1] - EPOCH).days + 1) / 2 <= high
        ]
        if inside:
            return inside[0][0], inside[-1][1]
    return None


def _of(state: Any, name: str) -> Any:
    try:
        return state[name]
    except (KeyError, TypeError, IndexError):
        return None


def _day(ms: Any) -> dt.date:
    return EPOCH + dt.timedelta(days=round(float(ms) / DAY_MS))


def _remember(name: str, value: Any) -> None:
    before: dict[str, Any] = st.session_state.setdefault(_BEFORE, {})
    before.setdefault(name, value)
    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1


def period_chooser(key: str, spans: Sequence[Span], now: Span) -> Callable[[], None]:
    """Callback of a chart over time: the chosen span becomes the shared period."""

    def choose() -> None:
        chosen = _of(st.session_state.get(key), "selection")
        span = span_of(chosen, spans)
        if span is not None and span != now:
            _remember("period", now)
            set_period(*span)

    return choose


def code_chooser(key: str, field: str, filter_key: str, now: Sequence[str]) -> Callable[[], None]:
    """Callback of a chart of bars: the picked code becomes the shared filter `filter_key`."""

    def choose() -> None:
        picked = _of(_of(st.session_state.get(key), "selection"), PICK)
        if isinstance(picked, list) and picked and isinstance(picked[0].get(field), str):
            _remember(filter_key, list(now))
            st.session_state[filter_key] = [picked[0][field]]

    return choose


def _clear() -> None:
    for name, value in st.session_state.pop(_BEFORE, {}).items():
        if name == "period":
            set_period(*value)
        else:
            st.session_state[name] = value
    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1


def clear_button() -> None:
    """One click back to what was shown before anything was chosen in a chart."""
    if st.session_state.get(_BEFORE):
        st.button(
            "Clear choice made in chart",
            icon=":material/undo:",
            on_click=_clear,
            key="clear_chart_focus",
        )
