import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from borderlands.maps import packing
from borderlands.maps.hexagons import pack_hexagons
from borderlands.maps.incidents import day_numbers, pack
from tests.maps.conftest import CODES, frame, incident, unpacked


def column(packed, name):
    return unpacked(packed["columns"][name])


def test_round_trip_of_every_column(incidents):
    packed = pack(incidents, CODES, np.zeros(len(incidents)))
    days = packed["day0"] + column(packed, "day").astype(int)
    assert [packing.EPOCH + dt.timedelta(days=int(day)) for day in days] == [
        day.date() for day in incidents["event_date"]
    ]
    assert column(packed, "best").tolist() == [2, 4, 5, 0, 7, 46, 3]
    assert column(packed, "low").tolist() == [1, 4, 0, 0, 7, 20, 3]
    assert column(packed, "civilians").tolist() == [0, 0, 0, 0, 0, 46, 0]
    assert column(packed, "district").tolist() == [0, 0, 1, 2, packing.NO_DISTRICT, 2, 1]


def test_flags_tell_points_and_unknown_tolls(incidents):
    flags = column(pack(incidents, CODES, np.zeros(len(incidents))), "flags")
    point, unknown = packing.HAS_POINT, packing.TOLL_UNKNOWN
    assert flags.tolist() == [point, point, 0, point | unknown, 0, point, point]


def test_positions_come_back_within_25_metres(incidents):
    packed = pack(incidents, CODES, np.zeros(len(incidents)))
    latitude = packed["origin"][0] + column(packed, "lat") * packed["grain"]
    known = incidents["latitude"].notna()
    assert np.abs(latitude[known] - incidents.loc[known, "latitude"]).max() * 111_320 < 25


def test_an_incident_costs_at_most_40_bytes(incidents):
    many = pd.concat([incidents] * 300).sort_values("event_date")
    packed = pack(many, CODES, np.zeros(len(many)))
    assert sum(len(text) for _, text in packed["columns"].values()) / len(many) <= 40


def test_dates_before_1970_and_2001():
    packed = pack(
        frame(
            [incident("1969-12-30", "PK525", (1, 1, 1)), incident("2000-02-29", "PK525", (1, 1, 1))]
        ),
        CODES,
        [0, 0],
    )
    assert packed["day0"] == -2
    assert column(packed, "day")[1] == (dt.date(2000, 2, 29) - dt.date(1969, 12, 30)).days


def test_nothing_packs_to_nothing(incidents):
    packed = pack(incidents.iloc[:0], CODES, [])
    assert packed["n"] == 0
    assert all(text == "" for _, text in packed["columns"].values())


def test_unsorted_rows_are_refused(incidents):
    with pytest.raises(ValueError, match="sorted by day"):
        pack(incidents.iloc[::-1], CODES, np.zeros(len(incidents)))


def test_more_districts_than_a_byte_holds_are_refused(incidents):
    with pytest.raises(ValueError, match="at most 255 districts, got 300"):
        pack(incidents, [str(number) for number in range(300)], np.zeros(len(incidents)))


@given(some.lists(some.integers(0, 4_000_000_000), max_size=40))
def test_counts_survive_whatever_their_size(values):
    assert unpacked(packing.counts(np.asarray(values, dtype="int64"))).tolist() == values


def test_hexagons_keep_every_total(incidents):
    packed = pack_hexagons(incidents, CODES)
    weight = column(packed, "weight")
    assert weight.sum() == len(incidents)
    assert column(packed, "best").sum() == incidents["fatalities_best"].sum()
    unknown = (column(packed, "flags") & packing.TOLL_UNKNOWN) > 0
    assert weight[unknown].sum() == 1
    drawn = (column(packed, "flags") & packing.HAS_POINT) > 0
    assert weight[drawn].sum() == 5
    assert len(packed["hexagons"]["cells"]) == 1
    assert packed["hexagons"]["limit"] == 100_000
    days = day_numbers(incidents["event_date"])
    assert packed["day0"] + column(packed, "day").min() == days.min(), (
        "no window may begin after the first count"
    )
