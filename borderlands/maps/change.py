"""States of maps whose colours the server chose: two windows on one scale, and their change."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from borderlands.analysis.wording import number, plural, toll_range
from borderlands.maps.classes import Classing, Values, class_limits, diverging, scale


def limit_labels(breaks: list[float], decimals: int = 0) -> list[str]:
    """Limits as read: "1–4", "5–9"; with decimals "up to 0.4", "0.4–1.2"."""
    labels, low = [], 0.0 if decimals else 1.0
    for place, high in enumerate(breaks):
        if decimals:
            text = f"{low:.{decimals}f}–{high:.{decimals}f}"
            labels.append(text if place else f"up to {high:.{decimals}f}")
        else:
            labels.append(number(high) if low >= high else f"{number(low)}–{number(high)}")
        low = high if decimals else high + 1
    return labels


def classed(values: Values, breaks: list[float]) -> npt.NDArray[np.int64]:
    """Class of each positive value; -1 for zero, -2 for missing."""
    place = np.searchsorted(np.asarray(breaks) + 1e-9, values)
    place = np.minimum(place, len(breaks) - 1)
    return np.where(np.isnan(values), -2, np.where(values > 0, place, -1))


def shaded(
    codes: list[str],
    values: Values,
    scaled: dict[str, Any],
    *,
    title: str,
    decimals: int,
    lines: dict[str, list[str]],
    within: Collection[str] = (),
) -> dict[str, Any]:
    """The `choropleth` part of a state on a given scale.

    Parameters
    ----------
    codes : list of str
        P-codes.
    values : array of float
        By code; NaN where unknown.
    scaled : dict
        `breaks` and `colors` of `classes.scale`.
    title : str
        Of the legend.
    lines : dict
        What a tip says, by code.
    within : collection of str
        Codes of the chosen areas; empty when all are.
    """
    outside = _outside(codes, within)
    place = np.where(outside, _OUTSIDE, classed(values, scaled["breaks"]))
    colors = {code: scaled["colors"][at] for code, at in zip(codes, place, strict=True) if at >= 0}
    labels = limit_labels(scaled["breaks"], decimals)
    steps = [
        {"color": color, "label": label, "count": int((place == at).sum())}
        for at, (color, label) in enumerate(zip(scaled["colors"], labels, strict=True))
    ]
    rest = _rest(int((place == -1).sum()), int(outside.sum()))
    missing = int((place == -2).sum())
    if missing:
        colors |= {code: MISSING for code, at in zip(codes, place, strict=True) if at == -2}
        rest.append({"color": MISSING, "label": "population unknown", "count": missing})
    return {
        "colors": colors,
        "outside": [code for code, out in zip(codes, outside, strict=True) if out],
        "lines": lines,
        "legend": {"title": title, "steps": steps, "rest": rest},
    }


MISSING = "#B9B9B6"
_OUTSIDE = -3


def _outside(codes: list[str], within: Collection[str]) -> npt.NDArray[np.bool_]:
    """Whether each district lies outside the chosen areas; without areas none does."""
    return np.asarray([bool(within) and code not in within for code in codes])


def _rest(zero: int, outside: int) -> list[dict[str, Any]]:
    """Legend of the districts without a class."""
    rest = [{"ground": "land", "label": "none recorded", "count": zero}]
    if outside:
        rest.append({"ground": "outside", "label": "outside the selection", "count": outside})
    return rest


def change_scale(change: Values, *, whole: bool, dark: bool = False) -> dict[str, Any]:
    """Symmetric classes of a change: up to three steps each way around "no change".

    Returns
    -------
    dict
        `limits` (upper limits of the size of a change, ascending) and `colors` (from the largest
        fall over no change to the largest rise; vik of cmcrameri).
    """
    limits = class_limits(np.abs(change), Classing("natural", 3), whole=whole)
    return {"limits": limits, "colors": diverging(2 * len(limits) + 1, dark=dark)}


def changed(
    codes: list[str],
    change: Values,
    recorded: npt.NDArray[np.bool_],
    *,
    title: str,
    decimals: int,
    lines: dict[str, list[str]],
    within: Collection[str] = (),
    dark: bool = False,
) -> dict[str, Any]:
    """The `choropleth` part of a state that shows a change.

    Parameters
    ----------
    change : array of float
        After less before, by code; NaN where unknown.
    recorded : array of bool
        Whether the district has an incident in either window; others stay plain land.
    within : collection of str
        Codes of the chosen areas; empty when all are.
    """
    scaled = change_scale(change[recorded], whole=not decimals, dark=dark)
    limits, colors = scaled["limits"], scaled["colors"]
    middle = len(limits)
    known = np.nan_to_num(change)
    size = classed(np.abs(known), limits) if limits else np.full(len(codes), -1)
    place = np.where(size < 0, middle, middle + np.sign(known).astype(int) * (size + 1))
    shown = recorded & ~np.isnan(change)
    labels = limit_labels(limits, decimals)
    names = [f"−{label}" for label in labels[::-1]] + ["0"] + [f"+{t}" for t in labels]
    steps = [
        {"color": color, "label": name, "count": int((shown & (place == at)).sum())}
        for at, (color, name) in enumerate(zip(colors, names, strict=True))
    ]
    outside = _outside(codes, within)
    rest = _rest(int((~recorded & ~outside).sum()), int(outside.sum()))
    fills = {code: colors[at] for code, at, show in zip(codes, place, shown, strict=True) if show}
    unknown = recorded & np.isnan(change)
    if unknown.any():
        fills |= {code: MISSING for code, is_so in zip(codes, unknown, strict=True) if is_so}
        rest.append({"color": MISSING, "label": "population unknown", "count": int(unknown.sum())})
    return {
        "colors": fills,
        "outside": [code for code, out in zip(codes, outside, strict=True) if out],
        "lines": lines,
        "legend": {"title": title, "steps": steps, "rest": rest},
    }


def tip_lines(table: pd.DataFrame) -> dict[str, list[str]]:
    """Counts of both windows by district, for tips.

    Parameters
    ----------
    table : DataFrame
        `before_after.compare_districts`.
    """
    lines = {}
    for row in table.loc[(table["incidents_before"] + table["incidents_after"]) > 0].to_dict(
        "records"
    ):
        lines[str(row["admin2_code"])] = [
            f"{name}: {plural(int(row[f'incidents_{side}']), 'incident')}, "
            + toll_range(
                row[f"fatalities_low_{side}"],
                row[f"fatalities_best_{side}"],
                row[f"fatalities_high_{side}"],
            )
            + " killed"
            for side, name in (("before", "Before"), ("after", "After"))
        ]
    return lines


def shared_scale(
    before: Values, after: Values, classing: Classing, *, whole: bool, dark: bool = False
) -> dict[str, Any]:
    """One scale for both windows."""
    return scale(np.concatenate([before, after]), classing, whole=whole, dark=dark)
