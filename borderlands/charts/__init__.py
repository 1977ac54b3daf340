"""Frames to charts."""

from __future__ import annotations

from altair.utils import schemapi

# Altair checks each part of a chart against its schema when it is made, which takes a third of the
# time of a page. Tests check every figure against the schema instead.
schemapi.DEBUG_MODE = False
