"""Frames to charts."""

from __future__ import annotations

from altair.utils import schemapi

# Altair checks each part of a chart against its schema when it is made, which takes a third of the
# time of a page. Tests render every figure, so a fault in a specification is found there.
schemapi.DEBUG_MODE = False
