import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from borderlands.analysis.slices import (
    allowed_frequencies,
    by_slice,
    moving_sums,
    slice_bounds,
    window_lengths,
)
from tests.maps.conftest import incidents  # noqa: F401


def whole(*values):
    return np.array(values, dtype="int64")


def test_moving_sums_by_hand():
    # Days 10, 11 and 19; two districts; a window of four days over days 10 to 19 moves a day at
    # a time: its first position holds the first two rows, its last the third.
    sums = moving_sums(whole(10, 11, 19), whole(5, 7, 5), whole(2, 3, 4), (10, 19), 4)
    assert sums.shape == (7, 2)
    assert sums[0].tolist() == [2, 3]
    assert sums[1].tolist() == [0, 3]
    assert sums[2].tolist() == [0, 0]
    assert sums[-1].tolist() == [4, 0]


def test_rows_outside_the_span_do_not_count():
    assert moving_sums(whole(1, 50), whole(0, 0), whole(1, 1), (10, 19), 4).size == 0


@given(some.lists(some.tuples(some.integers(0, 99), some.integers(0, 4), some.integers(0, 9))))
def test_the_longest_window_holds_everything(rows):
    days, places, values = (whole(*(row[at] for row in rows)) for at in range(3))
    assert moving_sums(days, places, values, (0, 99), 100).sum() == values.sum()


def test_window_lengths_stay_below_the_span():
    assert window_lengths(90) == [7, 31]
    assert window_lengths(7) == []


def test_slices_are_clipped_to_the_span():
    bounds = slice_bounds("quarter", dt.date(2024, 2, 29), dt.date(2024, 8, 3))
    assert [(first, last) for _, first, last in bounds] == [
        (dt.date(2024, 2, 29), dt.date(2024, 3, 31)),
        (dt.date(2024, 4, 1), dt.date(2024, 6, 30)),
        (dt.date(2024, 7, 1), dt.date(2024, 8, 3)),
    ]


@pytest.mark.parametrize(
    ("start", "end", "allowed"),
    [
        (dt.date(2024, 1, 1), dt.date(2024, 1, 31), []),
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), ["quarter", "month"]),
        (dt.date(2021, 1, 1), dt.date(2026, 5, 23), ["year", "quarter"]),
        (dt.date(1989, 1, 1), dt.date(2021, 12, 31), []),
    ],
)
def test_two_to_24_slices(start, end, allowed):
    assert allowed_frequencies(start, end) == allowed


def test_slices_by_hand(incidents):  # noqa: F811
    totals, sums = by_slice(incidents, "quarter", dt.date(2024, 1, 1), dt.date(2025, 1, 31))
    assert totals["label"].tolist() == [
        "January–March 2024",
        "April–June 2024",
        "July–September 2024",
        "October–December 2024",
        "January–March 2025",
    ]
    assert totals["incidents"].tolist() == [3, 2, 0, 1, 1]
    assert totals["fatalities_best"].tolist() == [11, 7, 0, 46, 3]
    assert totals["complete"].tolist() == [True, True, True, True, False]
    assert sums.loc[(0, "PK525"), "fatalities_high"] == 7
    # The incident without a district is in the totals only.
    assert sums["incidents"].sum() == totals["incidents"].sum() - 1
