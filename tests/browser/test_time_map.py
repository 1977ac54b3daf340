"""The time map in Chromium."""

import pytest

pytestmark = pytest.mark.browser


def test_overview_draws(visit):
    v = visit("/")
    v.map_frame()
    v.settled()
