"""Exception types. Each is a subclass of a builtin, so callers may catch either."""

from __future__ import annotations


class BorderlandsError(Exception):
    """Base of all errors that Borderlands raises on purpose."""


class DataFileError(BorderlandsError, ValueError):
    """A data file is missing, unreadable or lacks what its schema asks for."""


class BuildError(BorderlandsError, RuntimeError):
    """A derived file cannot be made from the upstream inputs."""


class MeasureError(BorderlandsError, ValueError):
    """A calculation was asked for that the data do not allow, such as stock plus flow."""
