import warnings

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from borderlands.maps.change import change_scale, changed, classed, limit_labels, shaded
from borderlands.maps.classes import SCHEMES, Classing, class_limits, diverging, scale, sequential

VALUES = np.array([0, np.nan, 1, 2, 2, 3, 8, 9, 30, 31, 100], dtype=float)


@pytest.mark.parametrize("scheme", [name for name in SCHEMES if name != "user"])
def test_limits_rise_and_hold_every_positive_value(scheme):
    limits = class_limits(VALUES, Classing(scheme, 4), whole=True)
    assert limits == sorted(set(limits))
    assert 1 < len(limits) <= 4
    assert limits[-1] == 100
    assert all(limit == int(limit) and limit > 0 for limit in limits)


def test_natural_breaks_part_the_clusters():
    assert class_limits(VALUES, Classing("natural", 4), whole=True) == [3, 9, 31, 100]


def test_equal_intervals_are_equal():
    assert class_limits(np.array([1.0, 100, 20, 40, 3]), Classing("equal", 3), whole=True) == [
        34,
        67,
        100,
    ]


def test_own_limits_hold_and_the_rest_gets_a_last_class():
    assert class_limits(VALUES, Classing("user", 2, (5, 20)), whole=True) == [5, 20, 100]


def test_few_different_values_get_a_class_each():
    assert class_limits(np.array([0, 2, 2, 7.0]), Classing(), whole=True) == [2, 7]


@pytest.mark.parametrize("values", [[], [0, 0], [np.nan]])
def test_nothing_positive_gives_no_class(values):
    assert scale(np.array(values, dtype=float)) == {"breaks": [], "colors": []}


def test_natural_breaks_warn_nobody():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        class_limits(np.arange(1, 5_000, dtype=float), Classing("natural", 5), whole=True)


@settings(max_examples=50)
@example(values=[1, 1, 2, 2, 2, 3, 4], scheme="quantiles", count=3)
@given(
    some.lists(some.integers(0, 10_000), min_size=1, max_size=120),
    some.sampled_from([name for name in SCHEMES if name != "user"]),
    some.integers(2, 7),
)
def test_every_value_falls_in_one_class(values, scheme, count):
    array = np.array(values, dtype=float)
    limits = class_limits(array, Classing(scheme, count), whole=True)
    place = classed(array, limits) if limits else np.full(array.size, -1)
    assert ((place >= 0) == (array > 0)).all() or not limits
    if limits:
        assert limits[-1] == array.max()


def test_ramps_run_from_light_to_dark_and_back_on_dark_paper():
    light = [
        int(color[1:3], 16) + int(color[3:5], 16) + int(color[5:], 16) for color in sequential(5)
    ]
    assert light == sorted(light, reverse=True)
    assert sequential(5, dark=True) == sequential(5)[::-1]


def test_diverging_ends_are_blue_and_red():
    colors = diverging(7)
    assert int(colors[0][5:], 16) > int(colors[0][1:3], 16)
    assert int(colors[-1][1:3], 16) > int(colors[-1][5:], 16)


def test_limits_in_words():
    assert limit_labels([1, 5, 1200]) == ["1", "2–5", "6–1,200"]
    assert limit_labels([0.4, 1.25], 1) == ["up to 0.4", "0.4–1.2"]


def test_zero_and_missing_have_signs_of_their_own():
    state = shaded(
        ["a", "b", "c"],
        np.array([0, np.nan, 3.0]),
        {"breaks": [3.0], "colors": ["#112233"]},
        title="t",
        decimals=0,
        lines={},
    )
    assert set(state["colors"]) == {"b", "c"}
    assert [entry["count"] for entry in state["legend"]["rest"]] == [1, 1]
    assert [entry["count"] for entry in state["legend"]["steps"]] == [1]


def test_change_is_symmetric_and_counts_add_up():
    change = np.array([-9.0, -1, 0, 1, 9, 0])
    recorded = np.array([True] * 5 + [False])
    state = changed(list("abcdef"), change, recorded, title="t", decimals=0, lines={})
    steps = state["legend"]["steps"]
    assert [step["label"] for step in steps] == ["−2–9", "−1", "0", "+1", "+2–9"]
    assert [step["count"] for step in steps] == [1, 1, 1, 1, 1]
    assert state["legend"]["rest"][0]["count"] == 1
    assert "f" not in state["colors"]
    assert len(change_scale(change, whole=True)["colors"]) == 5


def test_no_change_at_all_needs_no_limits():
    state = changed(["a"], np.array([0.0]), np.array([True]), title="t", decimals=0, lines={})
    assert [step["label"] for step in state["legend"]["steps"]] == ["0"]


def test_districts_outside_the_chosen_areas_are_not_counted_as_empty():
    values, codes = np.array([2.0, 0.0, 0.0, np.nan]), list("abcd")
    given = {"title": "t", "decimals": 0, "lines": {}, "within": {"a", "b"}}
    for state in (
        shaded(codes, values, scale(values), **given),
        changed(codes, values, values > 0, **given),
    ):
        assert state["outside"] == ["c", "d"]
        assert [(entry["label"], entry["count"]) for entry in state["legend"]["rest"]] == [
            ("none recorded", 1),
            ("outside the selection", 2),
        ]
