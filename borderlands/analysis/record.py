"""How far the incident record can be trusted to compare one time with another."""

from __future__ import annotations

import datetime as dt
from typing import Final

RECORD_START: Final = dt.date(2021, 1, 1)
"""From here on the record aims at completeness; before it holds landmarks only."""


def comparable(start: dt.date) -> bool:
    """Whether a span that begins on this day may be compared with another."""
    return start >= RECORD_START
