"""Serve map code and geometry to the map's frame from this process, so that no map needs a network.

Streamlit serves the folder of every declared component; the frames of `st_folium` reach a
sibling component by a relative address, whatever host, port or base path the app has.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

import streamlit
import streamlit.components.v1 as components

from borderlands.maps import assets
from borderlands.maps.base import BaseMap

_MADE = Path(tempfile.mkdtemp(prefix="borderlands-"))
atexit.register(shutil.rmtree, _MADE, ignore_errors=True)
_made = components.declare_component("made", path=str(_MADE))


@lru_cache(maxsize=8)
def script(base: BaseMap) -> str:
    """Address, for a map's frame, of the script that draws maps on this base map."""
    text = assets.script(base.text)
    path = _MADE / assets.script_name(text)
    if not path.exists():
        path.write_text(text, "utf-8")
    return f"../{__name__}.made/{path.name}"


@lru_cache(maxsize=1)
def font() -> str:
    """Address of the page's typeface as a map's frame can load it; empty if it was renamed."""
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    found = sorted(media.glob("SourceSansVF-Upright*.woff2"))
    return f"../../static/media/{found[0].name}" if found else ""
