"""Read upstream files and write shipped ones, the same bytes each time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from borderlands import crs
from borderlands.errors import BuildError


def upstream_file(upstream: Path, name: str) -> Path:
    """Path of a raw input; raises BuildError when it is not there."""
    path = upstream / name
    if not path.is_file():
        raise BuildError(f"{name}: not found in {upstream}; pass its folder with --upstream")
    return path


def read_vector(path: Path) -> gpd.GeoDataFrame:
    """Read a GeoJSON file as EPSG:4326 (CRS84, the same axes in the same order)."""
    return gpd.read_file(path).set_crs(crs.GEOGRAPHIC, allow_override=True)


def write_features(path: Path, layer: gpd.GeoDataFrame) -> int:
    """Write a layer as GeoJSON (RFC 7946), a feature a line; returns the size in bytes.

    One feature a line keeps differences readable; NA becomes null.
    """
    lines = []
    properties = layer.drop(columns=layer.geometry.name)
    for values, shape in zip(properties.to_dict("records"), layer.geometry, strict=True):
        feature = {
            "type": "Feature",
            "properties": {str(key): _plain(value) for key, value in values.items()},
            "geometry": shapely.geometry.mapping(shape),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    return _write(path, text)


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write a CSV file, UTF-8, line feeds; blank for None and NA. Returns the size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([["" if pd.isna(cell) else cell for cell in row] for row in rows])
    return path.stat().st_size


def write_json(path: Path, content: object) -> int:
    """Write a JSON file for people to read; returns the size in bytes."""
    return _write(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.stat().st_size


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
