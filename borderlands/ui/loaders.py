"""The data of this process, read once for each state of the files."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import time
from typing import Final

import streamlit as st

from borderlands.analysis.areas import area_options
from borderlands.data import Atlas, load
from borderlands.maps.base import BaseMap, base_map
from borderlands.settings import Settings, settings

Signature = str
"""A digest, short because it is part of every cache key and is hashed with it."""


_SEEN: dict[str, tuple[float, Signature]] = {}
_FRESH_S: Final = 1.0


def signature() -> Signature:
    """Digest of the data files' names, sizes and times; new within a second of a change."""
    place = settings()
    seen, key = _SEEN.get(str(place.root), (0.0, ""))
    if key and time.monotonic() - seen < _FRESH_S:
        return key
    key = _read_signature(place)
    _SEEN[str(place.root)] = (time.monotonic(), key)
    return key


def _read_signature(place: Settings) -> Signature:
    paths = sorted([place.incidents_path, *place.geodata.glob("*.*")])
    stats = [(path, path.stat()) for path in paths if path.is_file()]
    state = [(path.name, stat.st_size, stat.st_mtime_ns) for path, stat in stats]
    return hashlib.sha256(repr(state).encode()).hexdigest()[:16]


@st.cache_resource(max_entries=2, show_spinner="Reading and checking the data …")
def _atlas(key: Signature) -> Atlas:
    data = load(settings())
    # The data live as long as the process; looking through them at each collection of garbage
    # would lengthen every rerun.
    gc.collect()
    gc.freeze()
    return data


def atlas() -> Atlas:
    """All data, valid rows only; read again only after a file has changed."""
    return _atlas(signature())


@st.cache_resource(max_entries=2, show_spinner=False)
def _base(key: Signature) -> BaseMap:
    data = _atlas(key)
    return base_map(data.districts, data.provinces, data.boundary, data.places, data.crossings)


def base() -> BaseMap:
    """The base map for the browser."""
    return _base(signature())


def last_day(data: Atlas) -> dt.date:
    """Day of the latest incident in the record (today for an empty record)."""
    if data.incidents.empty:
        return dt.date.today()
    latest: dt.date = data.incidents["event_date"].max().date()
    return latest


@st.cache_resource(max_entries=2, show_spinner=False)
def _areas(key: Signature) -> dict[str, str]:
    return area_options(_atlas(key).districts)


def areas() -> dict[str, str]:
    """Every area that may be chosen, key to label."""
    return _areas(signature())
