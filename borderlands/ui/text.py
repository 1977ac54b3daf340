"""Text from data on its way into Markdown or HTML."""

from __future__ import annotations

import re
from html import escape

_SPECIAL = re.compile(r"([\\`*_\[\]<>$:~#|])")


def plain(text: str) -> str:
    """Text that Markdown shows as it is: no link, no formula, no directive can start in it."""
    return _SPECIAL.sub(r"\\\1", text)


def link(text: str, address: str) -> str:
    """HTML of a link that opens beside the atlas; both parts are escaped."""
    return (
        f'<a href="{escape(address, quote=True)}" target="_blank" rel="noopener noreferrer">'
        f"{escape(text)}</a>"
    )
