import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.stats import binomtest

from borderlands.analysis.before_after import (
    compare_districts,
    placebo_changes,
    rate_ratio,
    unusual,
    windows_around,
)
from tests.maps.conftest import districts, frame, incident, incidents  # noqa: F401

FIRST, LAST = dt.date(2021, 1, 1), dt.date(2025, 12, 31)


def test_the_day_belongs_to_the_window_after():
    windows = windows_around(dt.date(2024, 12, 24), 30, FIRST, LAST)
    assert windows.before == (dt.date(2024, 11, 24), dt.date(2024, 12, 23))
    assert windows.after == (dt.date(2024, 12, 24), dt.date(2025, 1, 22))
    assert windows.notes == ()


def test_a_leap_day_counts_as_a_day():
    windows = windows_around(dt.date(2024, 3, 1), 30, FIRST, LAST)
    assert windows.before == (dt.date(2024, 1, 31), dt.date(2024, 2, 29))


def test_windows_past_the_data_shrink_alike_and_say_so():
    windows = windows_around(dt.date(2025, 12, 2), 90, FIRST, LAST)
    assert windows.days == 30
    assert (windows.before[1] - windows.before[0]) == (windows.after[1] - windows.after[0])
    assert "ends on 31 December 2025" in windows.notes[0]
    assert "30 days, not 90" in windows.notes[0]


def test_windows_before_2021_warn():
    windows = windows_around(dt.date(2021, 1, 10), 30, dt.date(2006, 1, 1), LAST)
    assert any("landmarks only" in note for note in windows.notes)


def test_windows_into_the_sparse_months_warn():
    windows = windows_around(dt.date(2026, 2, 22), 90, FIRST, dt.date(2026, 5, 23))
    assert any("fall in reports" in note for note in windows.notes)


def test_no_room_on_one_side_gives_nothing():
    assert windows_around(FIRST, 30, FIRST, LAST) is None
    assert windows_around(dt.date(2026, 1, 1), 30, FIRST, LAST) is None


def test_interval_equals_that_of_r_poisson_test():
    # R, ?poisson.test, Fredericia against the other cities: 11 cases in 800 person-years, 21 in
    # 3,011: ratio 1.971488, 95 % interval 0.8584264 to 4.2772659.
    times = 3_011 / 800
    ratio, low, high = (float(value[0]) * times for value in rate_ratio([21], [11]))
    assert ratio == pytest.approx(1.971488, abs=1e-6)
    assert low == pytest.approx(0.8584264, abs=1e-6)
    assert high == pytest.approx(4.2772659, abs=1e-6)


@given(some.integers(0, 200), some.integers(0, 200))
def test_interval_is_clopper_pearson_of_the_share_after(before, after):
    ratio, low, high = (float(value[0]) for value in rate_ratio([before], [after]))
    if before + after:
        exact = binomtest(after, before + after).proportion_ci(0.95, "exact")
        assert low == pytest.approx(exact.low / (1 - exact.low), rel=1e-6)
        if before:
            assert high == pytest.approx(exact.high / (1 - exact.high), rel=1e-6)
            assert low <= ratio <= high
    else:
        assert math.isnan(ratio)
    if not before:
        assert high == math.inf


def test_districts_by_hand(incidents, districts):  # noqa: F811
    day = incidents["event_date"]
    before, after = incidents.loc[day < "2024-06-01"], incidents.loc[day >= "2024-06-01"]
    table = compare_districts(before, after, districts).set_index("admin2_code")
    assert table["incidents_before"].to_dict() == {"PK525": 2, "PK530": 1, "AF2501": 0}
    assert table["incidents_after"].to_dict() == {"PK525": 0, "PK530": 1, "AF2501": 2}
    assert table["fatalities_best_change"].to_dict() == {"PK525": -6, "PK530": -2, "AF2501": 46}
    assert table.loc["PK525", "rate_ratio"] == 0
    assert table.loc["AF2501", "rate_ratio"] == math.inf


def test_placebo_dates_keep_clear_of_the_event():
    days = pd.date_range(FIRST, LAST, freq="D")
    every = frame([incident(f"{day:%Y-%m-%d}", "PK525", (1, 1, 1)) for day in days])
    event = dt.date(2023, 6, 1)
    placebo = placebo_changes(every, "incidents", event, 30, FIRST, LAST)
    assert (placebo["change"] == 0).all()
    assert (placebo["before"] == 30).all()
    assert ((placebo["day"] - pd.Timestamp(event)).dt.days.abs() >= 60).all()
    assert placebo["day"].max() + pd.Timedelta(days=29) <= pd.Timestamp(LAST)
    assert unusual(5, placebo) == 0
    assert unusual(0, placebo) == 1


def test_too_few_placebo_dates_say_nothing():
    assert unusual(5, pd.DataFrame({"change": np.arange(9)})) is None


def test_an_empty_record_has_no_change(incidents):  # noqa: F811
    placebo = placebo_changes(
        incidents.iloc[:0], "fatalities_best", dt.date(2023, 6, 1), 90, FIRST, LAST
    )
    assert (placebo["change"] == 0).all()
