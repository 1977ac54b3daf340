"""How far the incident record can be trusted to compare one time with another."""

from __future__ import annotations

import datetime as dt
from typing import Final

RECORD_START: Final = dt.date(2021, 1, 1)
"""From here on the record aims at completeness; before it holds landmarks only."""

DENSE_TO: Final = dt.date(2026, 3, 15)
"""Reports that could be read are dense to this day and few after it (docs/incident-record.md)."""


def comparable(start: dt.date) -> bool:
    """Whether a span that begins on this day may be compared with another."""
    return start >= RECORD_START


def well_covered(start: dt.date, end: dt.date) -> bool:
    """Whether a span lies within the days on which a change may be read as one of violence."""
    return comparable(start) and end <= DENSE_TO


def caveat(start: dt.date, end: dt.date) -> str:
    """What a reader must know before reading a rise or fall into this span; empty if nothing."""
    notes = []
    if start < RECORD_START:
        notes.append(
            "Before 2021 the record holds landmarks only (about 25 or more killed); do not compare "
            "those years with the years after."
        )
    if end > DENSE_TO:
        notes.append(
            f"Few reports after {DENSE_TO.day} {DENSE_TO:%B %Y} could be read: a fall after that "
            "day is a fall in reports, not in violence."
        )
    return " ".join(notes)
