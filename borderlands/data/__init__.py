"""Read and validate the shipped files."""

from __future__ import annotations

from borderlands.data.atlas import Atlas, load, read_incidents
from borderlands.data.problems import Problem, unreadable

__all__ = ["Atlas", "Problem", "load", "read_incidents", "unreadable"]
