"""Small multiples: the same map for each slice of time, as one picture for a slide."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from borderlands import vocabulary as words
from borderlands.analysis.wording import number
from borderlands.maps.change import limit_labels
from borderlands.maps.classes import Values

PANELS = (2, 24)
"""Fewest and most panels of a picture."""
WIDE, HIGH = 13.333, 7.5
_VIEW = (65.9, 30.4, 73.6, 36.4)
"""West, south, east, north of each panel, degrees."""
_TOP, _BOTTOM = 0.875, 0.115

_FONTS = ("Source Sans 3", "Liberation Sans", "Arial", "Helvetica", "DejaVu Sans")

Rings = list[Any]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Paper:
    """Colours of the sheet, the same on it as on the other maps."""

    paper: str
    ink: str
    muted: str
    land: str
    line: str
    province: str
    border: str
    missing: str


LIGHT: Final = Paper(
    "#FFFFFF", words.INK, words.MUTED, words.LAND, words.LINE, "#9B9485", words.BORDER, "#DCDCD9"
)
DARK: Final = Paper(
    "#14171B", "#ECEAE5", "#A9ADB2", "#262A31", "#3B4048", "#6B7079", "#D6CFC2", "#30343B"
)


@lru_cache(maxsize=1)
def font() -> str:
    """First typeface of the house's list that this machine has; the last comes with matplotlib."""
    known = set(fontManager.get_font_names())
    return next(name for name in _FONTS if name in known)


@dataclass(frozen=True)
class Panel:
    """One map of the picture.

    Attributes
    ----------
    title : str
        Name of the slice.
    values : array of float
        By district, in the order of `Shapes.rings`; NaN where unknown.
    below : str
        n and range, under the map.
    part : bool
        The slice holds only a part of its calendar period.
    """

    title: str
    values: Values
    below: str
    part: bool = False

    @property
    def name(self) -> str:
        """Title, marked where the slice is cut."""
        return f"{self.title} (part)" if self.part else self.title


@dataclass(frozen=True)
class Shapes:
    """Outlines thinned for panels, made once a process.

    Attributes
    ----------
    rings : list of array, shape (points, 2)
        Outer rings; `owner` tells the district of each.
    owner : array of int
        Place of the ring's district.
    provinces, boundary : list of array
        Lines.
    """

    rings: Rings
    owner: Any
    provinces: Rings
    boundary: Rings


def shapes(
    districts: gpd.GeoDataFrame, provinces: gpd.GeoDataFrame, boundary: gpd.GeoDataFrame
) -> Shapes:
    """Outlines at a hundredth of a degree, about 1 km: finer than a panel can show.

    Parameters
    ----------
    districts, provinces, boundary : GeoDataFrame
        EPSG:4326.
    """
    rings: Rings = []
    owner: list[int] = []
    for place, shape in enumerate(districts.geometry.simplify_coverage(0.012)):
        for part in getattr(shape, "geoms", [shape]):
            rings.append(np.asarray(part.exterior.coords)[:, :2])
            owner.append(place)
    return Shapes(
        rings,
        np.asarray(owner),
        _lines(provinces.geometry.simplify_coverage(0.012).boundary),
        _lines(boundary.geometry.simplify(0.012)),
    )


def _lines(geometry: gpd.GeoSeries) -> Rings:
    return [
        np.asarray(part.coords)[:, :2]
        for shape in geometry
        for part in getattr(shape, "geoms", [shape])
    ]


def grid_for(count: int, wide: float, high: float, aspect: float) -> tuple[int, int]:
    """Columns and rows that make `count` panels of a given aspect largest in a frame."""
    best, largest = (count, 1), 0.0
    for columns in range(1, count + 1):
        rows = math.ceil(count / columns)
        size = min(wide / columns, high / rows * aspect)
        if size > largest + 1e-9:
            best, largest = (columns, rows), size
    return best


def draw(
    panels: list[Panel],
    outlines: Shapes,
    scaled: dict[str, Any],
    *,
    title: str,
    subtitle: str,
    source: str,
    legend_title: str,
    decimals: int,
    outside: Flags | None = None,
    dark: bool = False,
) -> Figure:
    """Draw all panels on one scale with one title and one legend, 16:9.

    Parameters
    ----------
    panels : list of Panel
        In reading order.
    outlines : Shapes
        Of the districts that the values follow.
    scaled : dict
        `breaks` and `colors` of `classes.scale`, over all panels together.
    decimals : int
        Of the class limits.
    outside : array of bool, optional
        Districts outside the chosen areas, in the order of `values`.
    dark : bool
        Dark paper; `scaled` holds the colours for it.

    Raises
    ------
    ValueError
        With fewer than 2 or more than 24 panels.
    """
    least, most = PANELS
    if not least <= len(panels) <= most:
        raise ValueError(f"small multiples take {least} to {most} panels, got {len(panels)}")
    look = DARK if dark else LIGHT
    if outside is None:
        outside = np.zeros(len(panels[0].values), dtype=bool)
    figure = Figure(figsize=(WIDE, HIGH), facecolor=look.paper)
    FigureCanvasAgg(figure)
    west, south, east, north = _VIEW
    stretch = 1 / math.cos(math.radians((south + north) / 2))
    text = 0.47
    columns, rows = grid_for(
        len(panels),
        WIDE - 0.6,
        HIGH * (_TOP - _BOTTOM) - text * math.ceil(len(panels) / 6),
        (east - west) / ((north - south) * stretch),
    )
    cell_wide, cell_high = 0.97 / columns, (_TOP - _BOTTOM) / rows
    # A small screen shows the sheet at two fifths of its size: type is as large as its column.
    points = cell_wide * WIDE * 72
    sizes = (
        min(14.0, *(points / (0.6 * len(panel.name)) for panel in panels)),
        min(12.0, *(points / (0.54 * max(len(panel.below), 1)) for panel in panels)),
    )
    for place, panel in enumerate(panels):
        row, column = divmod(place, columns)
        left = 0.015 + column * cell_wide
        bottom = _TOP - (row + 1) * cell_high
        lower, upper = 0.21 / HIGH, 0.26 / HIGH
        axes = figure.add_axes(
            (left + 0.004, bottom + lower, cell_wide - 0.008, cell_high - lower - upper)
        )
        _panel(axes, panel, outlines, scaled, outside, stretch, sizes, look)
    figure.text(0.02, 0.972, title, fontsize=17, fontweight="bold", color=look.ink, va="top")
    figure.text(0.02, 0.922, subtitle, fontsize=11, color=look.muted, va="top")
    _legend(figure, scaled, legend_title, decimals, look, outside=bool(outside.any()))
    foot = f"{source} {words.BOUNDARY_NOTE}"
    figure.text(0.02, 0.006, foot, fontsize=8, color=look.muted, va="bottom")
    for text_of in figure.findobj(Text):
        text_of.set_fontfamily(font())
        text_of.set_parse_math(False)
    return figure


def _panel(
    axes: Any,
    panel: Panel,
    outlines: Shapes,
    scaled: dict[str, Any],
    outside: Flags,
    stretch: float,
    sizes: tuple[float, float],
    look: Paper,
) -> None:
    breaks, colors = np.asarray(scaled["breaks"]), scaled["colors"]
    fills = []
    for value, out in zip(panel.values, outside, strict=True):
        if out:
            fills.append(look.paper)
        elif np.isnan(value):
            fills.append(look.missing)
        elif value <= 0 or not len(breaks):
            fills.append(look.land)
        else:
            fills.append(colors[min(int(np.searchsorted(breaks + 1e-9, value)), len(breaks) - 1)])
    axes.add_collection(
        PolyCollection(
            outlines.rings,
            facecolors=[fills[place] for place in outlines.owner],
            edgecolors=look.line,
            linewidths=0.25,
        )
    )
    axes.add_collection(LineCollection(outlines.provinces, colors=look.province, linewidths=0.5))
    axes.add_collection(
        LineCollection(
            outlines.boundary, colors=look.border, linewidths=0.9, linestyles=(0, (4, 2))
        )
    )
    west, south, east, north = _VIEW
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect(stretch)
    axes.set_axis_off()
    axes.set_title(panel.name, fontsize=sizes[0], fontweight="bold", color=look.ink, pad=3)
    axes.text(
        0.5,
        -0.012,
        panel.below,
        transform=axes.transAxes,
        ha="center",
        va="top",
        fontsize=sizes[1],
        color=look.muted,
    )


def _legend(
    figure: Figure,
    scaled: dict[str, Any],
    title: str,
    decimals: int,
    look: Paper,
    *,
    outside: bool,
) -> None:
    labels = limit_labels(scaled["breaks"], decimals)
    figure.text(0.02, 0.072, title, fontsize=9.5, fontweight="bold", color=look.ink, va="center")
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_zorder(-1)
    left, wide = 0.29, 0.068
    entries = [(look.land, "none recorded"), *zip(scaled["colors"], labels, strict=True)]
    for place, (color, label) in enumerate(entries):
        x = left + place * wide
        axes.add_patch(
            Rectangle((x, 0.064), wide * 0.94, 0.02, facecolor=color, edgecolor=look.line, lw=0.5)
        )
        figure.text(
            x + wide * 0.47, 0.057, label, fontsize=8.5, color=look.ink, ha="center", va="top"
        )
    end = left + len(entries) * wide + 0.015
    axes.plot([end, end + 0.03], [0.074, 0.074], color=look.border, lw=1, ls=(0, (4, 2)))
    notes = [(0.074, "International boundary")]
    if outside:
        axes.add_patch(
            Rectangle((end, 0.044), 0.03, 0.013, facecolor=look.paper, edgecolor=look.line, lw=0.5)
        )
        notes.append((0.05, "outside the selection"))
    for y, note in notes:
        figure.text(end + 0.036, y, note, fontsize=8.5, color=look.muted, va="center")


def as_bytes(figure: Figure, kind: Literal["png", "svg"], dpi: int = 150) -> bytes:
    """The picture as a file: PNG at `dpi`, or SVG with its date left out."""
    file = io.BytesIO()
    figure.savefig(file, format=kind, dpi=dpi, metadata={"Date": None} if kind == "svg" else None)
    return file.getvalue()


def count_line(incidents: int, killed: str, panels: int) -> str:
    """ "n = 54 · 312 (280–330) killed"; where panels are small the subtitle says "killed"."""
    line = f"n = {number(incidents)} · {killed}"
    return line if panels > 12 else f"{line} killed"
