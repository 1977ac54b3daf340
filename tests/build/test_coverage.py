"""Overlaps, gaps and simplification on squares with answers worked out by hand (metres)."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon, box

from borderlands.build import coverage


def shapes(*items: Polygon) -> coverage.Shapes:
    return np.array(items, dtype=object)


def test_an_overlap_goes_to_the_layer_that_is_kept() -> None:
    done = coverage.join(shapes(box(0, 0, 10e3, 10e3)), shapes(box(9e3, 0, 20e3, 10e3)), 3_000)
    assert [round(shape.area / 1e6) for shape in done.shapes] == [100, 100]
    assert done.shapes[0].equals(box(0, 0, 10e3, 10e3))
    assert (round(done.overlap_km2), done.gaps) == (10, 0)


def test_a_gap_goes_to_the_layer_that_yields_and_is_cut_between_neighbours() -> None:
    kept = shapes(Polygon([(0, 0), (10e3, 0), (10e3, 20e3), (0, 20e3), (0, 19e3), (0, 1e3)]))
    # Two districts that meet at y = 8 km, 2 km off the kept edge; the outer rim closes the gap.
    lower = Polygon([(-9e3, 0), (0, 0), (0, 1e3), (-2e3, 1e3), (-2e3, 8e3), (-9e3, 8e3)])
    upper = Polygon([(-9e3, 8e3), (-2e3, 8e3), (-2e3, 19e3), (0, 19e3), (0, 20e3), (-9e3, 20e3)])
    done = coverage.join(kept, shapes(lower, upper), 3_000)
    assert (done.gaps, round(done.gap_km2), round(done.widest_gap_m)) == (1, 36, 2_000)
    assert done.shapes[0].equals(kept[0])
    assert [round(shape.area / 1e6) for shape in done.shapes[1:]] == [72, 108]
    assert coverage.holes(done.shapes) == []


def test_a_gap_wider_than_allowed_stays() -> None:
    frame = box(0, 0, 30e3, 30e3).difference(box(10e3, 10e3, 20e3, 20e3))
    halves = [
        frame.intersection(box(0, 0, 15e3, 30e3)),
        frame.intersection(box(15e3, 0, 30e3, 30e3)),
    ]
    done = coverage.join(shapes(halves[0]), shapes(halves[1]), 3_000)
    assert done.gaps == 0
    assert [round(hole.area / 1e6) for hole in coverage.holes(done.shapes)] == [100]


def test_generalised_shapes_stay_a_coverage_with_rounded_corners() -> None:
    # UTM 42N, around 69 E, 33 N: a zigzag edge of 100 m between two districts.
    zigzag = [(500e3 + 100 * (i % 2), 3_650e3 + 200 * i) for i in range(100)]
    left = Polygon([(480e3, 3_650e3), *zigzag, (480e3, zigzag[-1][1])])
    right = Polygon([(520e3, 3_650e3), *zigzag, (520e3, zigzag[-1][1])])
    simple = coverage.generalise(shapes(left, right), 350, 4)
    assert shapely.coverage_is_valid(simple)
    xy = shapely.get_coordinates(simple)
    assert np.array_equal(xy, np.round(xy, 4))
    assert len(xy) < 40
    line = coverage.shared_line(simple[:1], simple[1:])
    assert len(line.geoms) == 1
    assert line.geoms[0].length == pytest.approx(0.18, abs=0.01)
