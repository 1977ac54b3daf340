"""Text from data on its way into Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<>$:~#|])")


def plain(text: str) -> str:
    """Text that Markdown shows as it is: no link, no formula, no directive can start in it."""
    return _SPECIAL.sub(r"\\\1", text)
