"""Leaflet, its marker cluster and our own drawing code, from installed packages.

Nothing here is fetched. A page that shows maps serves these folders itself and gives their
addresses to `links`; a map saved to a file carries the code inside it instead.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from xstatic.pkg import leaflet, leaflet_markercluster

LEAFLET = Path(leaflet.BASE_DIR)
MARKER_CLUSTER = Path(leaflet_markercluster.BASE_DIR)
OWN = Path(__file__).resolve().parent / "assets"

SCRIPTS = ("atlas.js", "incidents.js")
"""Our scripts, in loading order."""
STYLES = ("borderlands.css",)

Links = list[tuple[str, str]]


def links(
    leaflet_at: str, cluster_at: str, own_at: str, extra_scripts: tuple[str, ...] = ()
) -> tuple[Links, Links]:
    """Addresses of all scripts and styles, for `default_js` and `default_css` of an element.

    Parameters
    ----------
    leaflet_at, cluster_at, own_at : str
        Addresses at which the three folders are served, without a slash at the end.
    extra_scripts : tuple of str
        Full addresses to load after ours (the geometry, say).

    Returns
    -------
    scripts, styles : list of (name, address)
    """
    scripts = [
        ("leaflet", f"{leaflet_at}/leaflet.js"),
        ("leaflet_cluster", f"{cluster_at}/leaflet.markercluster.js"),
        *((name, f"{own_at}/{name}?v={version()}") for name in SCRIPTS),
        *((f"extra_{number}", address) for number, address in enumerate(extra_scripts)),
    ]
    styles = [
        ("leaflet_css", f"{leaflet_at}/leaflet.css"),
        ("leaflet_cluster_css", f"{cluster_at}/MarkerCluster.css"),
        *((name, f"{own_at}/{name}?v={version()}") for name in STYLES),
    ]
    return scripts, styles


@lru_cache(maxsize=1)
def version() -> str:
    """Short digest of our scripts and styles, so that a browser never keeps an old copy."""
    import hashlib

    digest = hashlib.sha256()
    for name in (*SCRIPTS, *STYLES):
        digest.update((OWN / name).read_bytes())
    return digest.hexdigest()[:12]
