"""Class limits and colours of shaded maps."""

from __future__ import annotations

from typing import Any, Literal

import mapclassify
import numpy as np
import numpy.typing as npt
from cmcrameri import cm
from matplotlib.colors import to_hex

Scheme = Literal["quantiles", "natural", "equal"]


def sequential(count: int, *, dark: bool = False) -> list[str]:
    """`count` colours from light to dark of cmcrameri's lajolla (reversed on dark paper).

    The ends are trimmed so that the first class differs from bare land and labels stay legible
    on the last.
    """
    low, high = (0.12, 0.72) if count > 1 else (0.4, 0.4)
    steps = np.linspace(low, high, count)
    ramp = cm.lajolla_r if cm.lajolla(0.0)[0] < 0.5 else cm.lajolla
    colors = [to_hex(ramp(step)) for step in steps]
    return colors[::-1] if dark else colors


def class_limits(
    values: npt.NDArray[np.float64], scheme: Scheme, count: int, *, whole: bool
) -> list[float]:
    """Upper limits of up to `count` classes over the positive values.

    Zero and missing values have signs of their own in the legend and take no part.

    Returns
    -------
    list of float
        Ascending, the last one being the largest value; empty without a positive value. Limits
        of whole numbers are whole.
    """
    positive = values[np.isfinite(values) & (values > 0)]
    if positive.size == 0:
        return []
    different = np.unique(positive)
    if different.size <= count:
        limits = different.tolist()
    elif scheme == "natural":
        limits = mapclassify.FisherJenks(positive, k=count).bins.tolist()
    elif scheme == "equal":
        limits = mapclassify.EqualInterval(positive, k=count).bins.tolist()
    else:
        limits = mapclassify.Quantiles(positive, k=count).bins.tolist()
    if whole:
        limits = [float(np.floor(limit)) for limit in limits[:-1]] + [float(limits[-1])]
    return sorted({limit for limit in limits if limit > 0})


def scale(
    values: npt.NDArray[np.float64],
    *,
    scheme: Scheme = "natural",
    count: int = 5,
    whole: bool = True,
    dark: bool = False,
) -> dict[str, Any]:
    """Breaks and colours for the browser: `breaks` (upper limits) and `colors`."""
    limits = class_limits(values, scheme, count, whole=whole)
    return {"breaks": limits, "colors": sequential(len(limits), dark=dark)}
