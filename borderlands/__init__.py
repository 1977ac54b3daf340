"""Borderlands: a situational atlas of the Afghanistan-Pakistan border."""

from __future__ import annotations

__version__ = "0.1.0"
