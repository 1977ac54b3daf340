"""Turn two national layers that disagree along their border into one edge-matched coverage.

Nothing here knows a country or a file: the functions take polygons in a metric system and
are tried out on toy squares in the tests.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from borderlands import crs
from borderlands.errors import BuildError

Shapes = npt.NDArray[np.object_]

NODE_M = 1.0
"""Two points closer than this are one node: a metre is far below any of the sources' error."""


@dataclass(frozen=True)
class Cleaning:
    """What cleaning did.

    Attributes
    ----------
    shapes : ndarray of Polygon or MultiPolygon
        Metres; `kept` first, then `yielding`, each in the order given.
    overlap_km2, gap_km2 : float
        Area taken from `yielding`, and area of the gaps that were closed.
    gaps, widest_gap_m : int, float
        How many gaps, and the diameter of the largest circle that fits into one.
    """

    shapes: Shapes
    overlap_km2: float
    gap_km2: float
    gaps: int
    widest_gap_m: float


def join(kept: Shapes, yielding: Shapes, gap_width_m: float) -> Cleaning:
    """Fit one layer to another: `kept` stays as it is, `yielding` gives way and fills the gaps.

    Overlaps go to `kept`. A gap is cut where an inner line of `yielding` meets it, so that no
    tongue runs along a neighbour's stretch of the border, and each piece goes to the polygon of
    `yielding` it shares the longest edge with.

    Parameters
    ----------
    kept, yielding : ndarray of Polygon or MultiPolygon
        Metres. Each layer is a valid coverage of its own.
    gap_width_m : float
        Gaps into which a circle of a larger diameter fits are left alone.

    Returns
    -------
    Cleaning

    Raises
    ------
    BuildError
        The result is not a valid coverage, or cleaning tore a polygon apart.

    Notes
    -----
    `shapely.coverage_clean` also closes gaps, but gives a gap to whichever neighbour shares the
    longest edge: that would move the line that is to be kept.
    """
    count = len(kept)
    given = np.concatenate([kept, yielding])
    noded = shapely.coverage_clean(given, merge_strategy="min_index", snapping_distance=0)
    overlap = shapely.area(yielding).sum() - shapely.area(noded[count:]).sum()
    gaps = [gap for gap in holes(noded) if _width(gap) <= gap_width_m]
    pieces: dict[int, list[BaseGeometry]] = defaultdict(list)
    tree = shapely.STRtree(noded)
    for gap in gaps:
        near = tree.query(gap, predicate="intersects")
        takers = [int(i) for i in near if i >= count] or [int(i) for i in near]
        for piece in _cut(gap, noded, takers):
            edges = [piece.boundary.intersection(noded[i].boundary).length for i in takers]
            pieces[takers[int(np.argmax(edges))]].append(piece)
    for index, parts in pieces.items():
        noded[index] = shapely.union_all([noded[index], *parts])
    shapes = shapely.coverage_clean(noded, merge_strategy="min_index", snapping_distance=NODE_M)
    _check(shapes, given)
    widths = [_width(gap) for gap in gaps]
    area = sum(gap.area for gap in gaps)
    return Cleaning(shapes, overlap / 1e6, area / 1e6, len(gaps), max(widths, default=0.0))


def holes(shapes: Shapes) -> list[Polygon]:
    """Holes left inside a valid coverage, as polygons."""
    whole = shapely.coverage_union_all(shapes)
    rings = [ring for part in shapely.get_parts(whole) for ring in part.interiors]
    return [Polygon(ring) for ring in rings]


def generalise(shapes: Shapes, tolerance_m: float, decimals: int) -> Shapes:
    """Simplify a metric coverage without opening it, and round it to degrees.

    Parameters
    ----------
    shapes : ndarray
        Valid coverage in `crs.METRIC`.
    tolerance_m : float
        Corners whose triangle is smaller than this squared go (Visvalingam and Whyatt 1993).
    decimals : int
        Decimals of a degree; four are 11 m.

    Returns
    -------
    ndarray
        EPSG:4326, exterior rings counter-clockwise as RFC 7946 asks, parts and rings in a
        canonical order so that the same input gives the same bytes.

    Raises
    ------
    BuildError
        Rounding made two edges cross.
    """
    simple = shapely.coverage_simplify(shapes, tolerance_m)
    degrees = gpd.GeoSeries(simple, crs=crs.METRIC).to_crs(crs.GEOGRAPHIC).to_numpy()
    rounded = shapely.transform(degrees, lambda xy: np.round(xy, decimals))
    rounded = shapely.remove_repeated_points(rounded)
    if not (shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded)):
        bad = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(rounded)))
        raise BuildError(
            f"rounding to {decimals} decimals breaks the coverage at polygons {bad.tolist()}; "
            "choose another tolerance"
        )
    ordered: Shapes = shapely.orient_polygons(shapely.normalize(rounded))
    return ordered


def shared_line(one_side: Shapes, other_side: Shapes) -> MultiLineString:
    """The line along which two sides of a coverage touch, as long pieces in a fixed order."""
    first = shapely.coverage_union_all(one_side).boundary
    second = shapely.coverage_union_all(other_side).boundary
    line = shapely.intersection(first, second)
    pieces = [part for part in shapely.get_parts(line) if part.geom_type == "LineString"]
    merged = shapely.line_merge(MultiLineString(pieces))
    return MultiLineString(
        sorted(shapely.get_parts(shapely.normalize(merged)), key=lambda p: p.wkt)
    )


def _width(shape: Polygon) -> float:
    return 2 * float(shapely.length(shapely.maximum_inscribed_circle(shape)))


def _cut(gap: Polygon, shapes: Shapes, takers: list[int]) -> list[BaseGeometry]:
    """Cut a gap from each point where two takers meet it to the opposite bank, the short way."""
    pieces: list[BaseGeometry] = [gap]
    banks = [shapes[i].boundary for i in takers]
    far = gap.boundary.difference(shapely.union_all(banks))
    if far.is_empty:
        return pieces
    for first, second in combinations(banks, 2):
        corner = first.intersection(second).intersection(gap.boundary)
        for node in shapely.get_parts(corner):
            if node.geom_type != "Point":
                continue
            cut = shapely.shortest_line(node, far)
            # Lengthened by a metre: a cut that just fails to reach the bank would not cut.
            cut = _lengthen(cut, NODE_M)
            pieces = [part for piece in pieces for part in split(piece, cut).geoms]
    return pieces


def _lengthen(line: LineString, by: float) -> LineString:
    start, end = shapely.get_coordinates(line)
    length = float(np.hypot(*(end - start)))
    if length == 0:
        return line
    step = (end - start) / length * by
    return LineString([start - step, end + step])


def _check(shapes: Shapes, given: Shapes) -> None:
    if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
        raise BuildError("the cleaned districts are not a valid coverage; check the inputs")
    torn = np.flatnonzero(shapely.get_num_geometries(shapes) > shapely.get_num_geometries(given))
    if torn.size:
        raise BuildError(f"cleaning tore polygons {torn.tolist()} apart; move the orphan parts")
