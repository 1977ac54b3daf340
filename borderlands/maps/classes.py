"""Class limits and colours of shaded maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import jenkspy
import numpy as np
import numpy.typing as npt
from cmcrameri import cm
from matplotlib.colors import to_hex

Scheme = Literal["natural", "quantiles", "equal", "user"]
SCHEMES: Final[dict[Scheme, str]] = {
    "natural": "Natural breaks",
    "quantiles": "Quantiles",
    "equal": "Equal intervals",
    "user": "Own limits",
}
SAMPLE: Final = 1_000
"""Values that natural breaks are sought among; more are thinned evenly along their order."""

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Classing:
    """How values become classes.

    Attributes
    ----------
    scheme : str
        Key of `SCHEMES`.
    count : int
        Number of classes, 2 to 7.
    limits : tuple of float
        Upper limits chosen by the reader, for `user`.
    """

    scheme: Scheme = "natural"
    count: int = 5
    limits: tuple[float, ...] = ()


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


def diverging(count: int, *, dark: bool = False) -> list[str]:
    """`count` colours of cmcrameri's vik: blue for less, red-brown for more, pale between."""
    steps = np.linspace(0.12, 0.88, count)
    colors = [to_hex(cm.vik(step)) for step in steps]
    if dark and count % 2:
        colors[count // 2] = "#4a4f57"
    return colors


def class_limits(values: Values, classing: Classing, *, whole: bool) -> list[float]:
    """Upper limits of the classes over the positive values.

    Zero and missing values have signs of their own in the legend and take no part.

    Returns
    -------
    list of float
        Ascending, the last one at least the largest value; empty without a positive value.
        Limits of whole numbers are whole.
    """
    positive = values[np.isfinite(values) & (values > 0)]
    if positive.size == 0:
        return []
    count = classing.count
    different = np.unique(positive)
    if classing.scheme == "user" and classing.limits:
        limits = [
            *(limit for limit in sorted(classing.limits) if limit < different[-1]),
            different[-1],
        ]
    elif different.size <= count:
        limits = different.tolist()
    elif classing.scheme == "quantiles":
        limits = np.quantile(positive, np.arange(1, count + 1) / count).tolist()
    elif classing.scheme == "equal":
        limits = np.linspace(different[0], different[-1], count + 1)[1:].tolist()
    else:
        limits = _natural(positive, count)
    if whole:
        limits = [float(np.floor(limit)) for limit in limits[:-1]] + [float(limits[-1])]
    return sorted({limit for limit in limits if limit > 0})


def _natural(positive: Values, count: int) -> list[float]:
    """Fisher-Jenks breaks (Fisher 1958) of at most `SAMPLE` values spread over the sorted ones.

    The work grows with the square of the number of values; thinned evenly, always with the
    smallest and the largest, the breaks hardly move.
    """
    ordered = np.sort(positive)
    if ordered.size > SAMPLE:
        ordered = ordered[np.linspace(0, ordered.size - 1, SAMPLE).round().astype(int)]
    if np.unique(ordered).size <= count:
        return list(np.unique(ordered).tolist())
    return [float(limit) for limit in jenkspy.jenks_breaks(ordered, n_classes=count)[1:]]


def scale(
    values: Values,
    classing: Classing | None = None,
    *,
    whole: bool = True,
    dark: bool = False,
) -> dict[str, Any]:
    """Breaks and colours for the browser: `breaks` (upper limits) and `colors`."""
    limits = class_limits(values, classing or Classing(), whole=whole)
    return {"breaks": limits, "colors": sequential(len(limits), dark=dark)}
