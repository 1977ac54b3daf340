"""Serve map code and geometry to the map's frame from this process, so that no map needs a network.

Streamlit serves the folder of every declared component; the frames of `st_folium` reach a
sibling component by a relative address, whatever host, port or base path the app has.
"""

from __future__ import annotations

import hashlib
import tempfile
from functools import lru_cache
from pathlib import Path

import streamlit
import streamlit.components.v1 as components

from borderlands.maps import assets
from borderlands.maps.base import BaseMap

_MADE = Path(tempfile.mkdtemp(prefix="borderlands-"))
_leaflet = components.declare_component("leaflet", path=str(assets.LEAFLET))
_cluster = components.declare_component("marker_cluster", path=str(assets.MARKER_CLUSTER))
_made = components.declare_component("made", path=str(_MADE))


def _address(name: str) -> str:
    return f"../{__name__}.{name}"


def _offer(name: str, text: str) -> str:
    """Put a text where the map's frame can load it; its name carries a digest of the text."""
    path = _MADE / name
    if not path.exists():
        path.write_text(text, "utf-8")
    return f"{_address('made')}/{name}"


@lru_cache(maxsize=8)
def links(base: BaseMap) -> tuple[assets.Links, assets.Links]:
    """Scripts and styles of a map on this base map, as addresses the map's frame can load."""
    digest = hashlib.sha256(base.text.encode()).hexdigest()[:16]
    # `<` cannot close a script element; JSON is valid JavaScript otherwise.
    text = f"window.BORDERLANDS_BASE={base.text.replace('<', chr(92) + 'u003c')};\n"
    geometry = _offer(f"base-{digest}.js", text)
    _offer(assets.script_name(), assets.script())
    _offer(assets.style_name(), assets.style())
    return assets.links(
        _address("leaflet"), _address("marker_cluster"), _address("made"), (geometry,)
    )


@lru_cache(maxsize=1)
def font() -> str:
    """Address of the page's typeface as a map's frame can load it; empty if it was renamed."""
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    found = sorted(media.glob("SourceSansVF-Upright*.woff2"))
    return f"../../static/media/{found[0].name}" if found else ""
