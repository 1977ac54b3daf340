"""Leaflet, its marker cluster and our own drawing code, from installed packages.

Nothing here is fetched: a page that shows maps serves this script itself.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from xstatic.pkg import leaflet, leaflet_markercluster

_LEAFLET = Path(leaflet.BASE_DIR)
_CLUSTER = Path(leaflet_markercluster.BASE_DIR)
OWN = Path(__file__).resolve().parent / "assets"

SCRIPTS = (
    "atlas.js",
    "names.js",
    "legend.js",
    "together.js",
    "calendar.js",
    "columns.js",
    "painter.js",
    "hexagons.js",
    "clusters.js",
    "cards.js",
    "incidents.js",
    "histogram.js",
    "time_window.js",
    "brush.js",
    "time_control.js",
    "choropleth.js",
    "flows.js",
)
"""Our scripts, in loading order: parts draw in the order in which they load."""
STYLES = ("borderlands.css", "time_control.css")


@lru_cache(maxsize=1)
def _code() -> str:
    packages = [_LEAFLET / "leaflet.js", _CLUSTER / "leaflet.markercluster.js"]
    own = [OWN / name for name in SCRIPTS]
    # A line of its own ends a last comment, such as the address of a source map.
    return "".join(path.read_text("utf-8") + "\n;" for path in [*packages, *own])


@lru_cache(maxsize=1)
def _style() -> str:
    packages = [_LEAFLET / "leaflet.css", _CLUSTER / "MarkerCluster.css"]
    return "".join(path.read_text("utf-8") for path in [*packages, *(OWN / n for n in STYLES)])


def script(base: str) -> str:
    """Everything that a map's frame needs, as one script.

    Frames load one file after the other and draw when the last has come, so there is one. The
    style sheets go in with it: the map can be measured as soon as it is made.

    Parameters
    ----------
    base : str
        JSON text of a `base.BaseMap`.
    """
    return (
        f"{_code()}"
        "{const sheet=new CSSStyleSheet();"
        f"sheet.replaceSync({_literal(_style())});"
        "document.adoptedStyleSheets=[sheet];}\n"
        # A browser reads a text of JSON faster than the same as JavaScript.
        f"window.BORDERLANDS_BASE=JSON.parse({_literal(base)});\n"
    )


def script_name(text: str) -> str:
    """File name that changes with the text, so that a browser never keeps an old copy."""
    return f"borderlands-{hashlib.sha256(text.encode()).hexdigest()[:16]}.js"


def _literal(text: str) -> str:
    """A text as JavaScript; `<` cannot close a script element."""
    return json.dumps(text).replace("<", "\\u003c")
