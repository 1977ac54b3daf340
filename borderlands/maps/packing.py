"""Numbers as the browser takes them: little-endian columns in base64."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

ORIGIN: Final = (22.0, 58.0)
GRAIN: Final = 0.0004
"""Degrees a step: 65,536 steps span 26 degrees; the error stays under 25 m."""
NO_DISTRICT: Final = 255
HAS_POINT: Final = 1
TOLL_UNKNOWN: Final = 2
EPOCH: Final = dt.date(1970, 1, 1)

_KINDS = {"u8": np.uint8, "u16": np.uint16, "u32": np.uint32}


def as_days(day: dt.date) -> int:
    """Days since 1970, the browser's clock for this atlas; negative before."""
    return (day - EPOCH).days


def packed(kind: str, values: npt.ArrayLike) -> list[str]:
    """A column: its type and its values in base64. Values must fit the type."""
    array = np.asarray(values).astype(_KINDS[kind])
    return [kind, base64.b64encode(array.astype(array.dtype.newbyteorder("<")).tobytes()).decode()]


def counts(values: npt.ArrayLike) -> list[str]:
    """A column of whole numbers >= 0 in two bytes each, four when one of them needs it."""
    array = np.asarray(values).astype("int64")
    return packed("u32" if array.size and array.max() > 65_535 else "u16", array)


def grid(values: npt.ArrayLike, origin: float) -> list[str]:
    """Degrees as steps of `GRAIN` from `origin`; missing values lie on the origin."""
    array = np.nan_to_num(np.asarray(values, dtype="float64"), nan=origin)
    return packed("u16", ((array - origin) / GRAIN).round().clip(0, 65_535))


def pack_columns(
    days: npt.NDArray[np.int64],
    district_codes: Sequence[str],
    codes: Sequence[str],
    *,
    flags: npt.ArrayLike,
    categories: npt.ArrayLike,
    sums: Mapping[str, npt.ArrayLike],
    latitude: npt.ArrayLike | None = None,
    longitude: npt.ArrayLike | None = None,
    weight: npt.ArrayLike | None = None,
) -> dict[str, Any]:
    """Columns for drawing and for time, one row an incident or a count.

    Parameters
    ----------
    days : array of int
        Days since 1970, ascending.
    district_codes : sequence of str
        P-code of each row; one that is not in `codes` (or empty) belongs to no district.
    codes : sequence of str
        P-codes of the districts layer; its order numbers the districts. At most 255.
    flags, categories : array of int
        `HAS_POINT` and `TOLL_UNKNOWN`; place in the palette.
    sums : mapping of str to array of int
        `best`, `low`, `high` and, where known, `civilians`, `security`, `militants`.
    latitude, longitude : array of float, optional
        Degrees; without them nothing is drawn as a point.
    weight : array of int, optional
        Incidents that a row stands for; one each without it.

    Returns
    -------
    dict
        `n`, `day0` (days since 1970), `origin`, `grain`, `districts`, and `columns`: name to
        (type, base64 of little-endian values).
    """
    if len(codes) > NO_DISTRICT:
        raise ValueError(f"at most {NO_DISTRICT} districts, got {len(codes)}")
    if days.size and (np.diff(days) < 0).any():
        raise ValueError("rows must be sorted by day")
    day0 = int(days[0]) if days.size else 0
    if days.size and days[-1] - day0 > 65_535:
        raise ValueError("rows span more than 179 years")
    number = {code: place for place, code in enumerate(codes)}
    district = [number.get(code, NO_DISTRICT) for code in district_codes]
    columns = {
        "day": packed("u16", days - day0),
        "district": packed("u8", district),
        "category": packed("u8", categories),
        "flags": packed("u8", flags),
    }
    if latitude is not None and longitude is not None:
        columns |= {"lat": grid(latitude, ORIGIN[0]), "lon": grid(longitude, ORIGIN[1])}
    if weight is not None:
        columns["weight"] = counts(weight)
    columns |= {name: counts(values) for name, values in sums.items()}
    return {
        "n": len(days),
        "day0": day0,
        "origin": ORIGIN,
        "grain": GRAIN,
        "districts": list(codes),
        "columns": columns,
    }
