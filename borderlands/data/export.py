"""Write tables for other programs, so that no cell runs as a formula or hides what it is."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: Any) -> Any:
    """A text that a spreadsheet would run as a formula, with an apostrophe in front.

    Numbers and dates stay as they are; only text is changed.
    """
    if isinstance(cell, str) and cell.startswith(_RISKY):
        return "'" + cell
    return cell


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8 with a byte-order mark (Excel needs it), formulas neutralised."""
    safe = frame.copy()
    for column in safe.columns:
        cells = safe[column]
        # Everything but numbers and days may hold text, categories too.
        if not (is_numeric_dtype(cells) or is_datetime64_any_dtype(cells)):
            safe[column] = cells.astype(object).map(neutral)
    safe.columns = pd.Index([neutral(str(column)) for column in safe.columns])
    text = safe.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n")
    return b"\xef\xbb\xbf" + text.encode("utf-8")


def geojson_bytes(frame: pd.DataFrame, metadata: dict[str, Any] | None = None) -> bytes:
    """Rows with `longitude` and `latitude` as a GeoJSON point collection, EPSG:4326.

    Rows without a coordinate keep their place with a null geometry: nothing is dropped and no
    point is made up. `metadata` becomes a member of that name, which GeoJSON allows (RFC 7946,
    section 6.1).
    """
    features = []
    records = frame.to_dict("records")
    for record in records:
        latitude, longitude = record.pop("latitude"), record.pop("longitude")
        pointed = not (pd.isna(latitude) or pd.isna(longitude))
        geometry = {"type": "Point", "coordinates": [longitude, latitude]} if pointed else None
        properties = {str(name): _plain(value) for name, value in record.items()}
        features.append({"type": "Feature", "geometry": geometry, "properties": properties})
    about = {"metadata": metadata} if metadata else {}
    collection = {"type": "FeatureCollection", **about, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _plain(value: Any) -> Any:
    if value is None or pd.isna(value):
        return None
    if isinstance(value, (pd.Timestamp, dt.date)):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, np.generic):
        return value.item()
    return value
