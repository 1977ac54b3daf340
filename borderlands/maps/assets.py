"""Leaflet, its marker cluster and our own drawing code, from installed packages.

Nothing here is fetched. A page that shows maps serves these folders itself and gives their
addresses to `links`; a map saved to a file carries the code inside it instead.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from xstatic.pkg import leaflet, leaflet_markercluster

LEAFLET = Path(leaflet.BASE_DIR)
MARKER_CLUSTER = Path(leaflet_markercluster.BASE_DIR)
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

Links = list[tuple[str, str]]


def links(
    leaflet_at: str, cluster_at: str, own_at: str, extra_scripts: tuple[str, ...] = ()
) -> tuple[Links, Links]:
    """Addresses of all scripts and styles, for `default_js` and `default_css` of an element.

    Parameters
    ----------
    leaflet_at, cluster_at : str
        Addresses at which the two packages are served, without a slash at the end.
    own_at : str
        Address, without a slash at the end, of a folder that holds `script_name()` and
        `style_name()` with the text of `script()` and `style()`.
    extra_scripts : tuple of str
        Full addresses to load after ours (the geometry, say).

    Returns
    -------
    scripts, styles : list of (name, address)
    """
    scripts = [
        ("leaflet", f"{leaflet_at}/leaflet.js"),
        ("leaflet_cluster", f"{cluster_at}/leaflet.markercluster.js"),
        ("borderlands", f"{own_at}/{script_name()}"),
        *((f"extra_{number}", address) for number, address in enumerate(extra_scripts)),
    ]
    styles = [
        ("leaflet_css", f"{leaflet_at}/leaflet.css"),
        ("leaflet_cluster_css", f"{cluster_at}/MarkerCluster.css"),
        ("borderlands_css", f"{own_at}/{style_name()}"),
    ]
    return scripts, styles


@lru_cache(maxsize=1)
def script() -> str:
    """Our scripts as one text: frames load one file after the other, so one file loads first."""
    return "".join((OWN / name).read_text("utf-8") for name in SCRIPTS if (OWN / name).is_file())


@lru_cache(maxsize=1)
def style() -> str:
    """Our style sheets as one text."""
    return "".join((OWN / name).read_text("utf-8") for name in STYLES)


def script_name() -> str:
    """File name that changes with the text, so that a browser never keeps an old copy."""
    return f"borderlands-{_digest(script())}.js"


def style_name() -> str:
    """As `script_name`, for the styles."""
    return f"borderlands-{_digest(style())}.css"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
