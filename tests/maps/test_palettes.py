"""Colours of circles and stacks: told apart from the paper they lie on."""

import pytest

from borderlands import vocabulary as words
from borderlands.charts import look
from borderlands.data import load
from borderlands.maps.palettes import COLOUR_BY, palette
from borderlands.settings import settings

LAND = {False: words.LAND, True: "#262a31"}


def luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_victims_stand_out_from_paper_and_land(dark):
    """Deaths of people unknown are pale on light paper on purpose; a line bounds them."""
    paper = (look.DARK if dark else look.LIGHT).paper
    for group, color in words.victim_colours(dark).items():
        if group != "unknown":
            assert contrast(color, paper) >= 3, group
    for group in ("civilians", "security"):
        assert contrast(words.victim_colours(dark)[group], LAND[dark]) >= 3, group


@pytest.mark.parametrize("by", list(COLOUR_BY))
def test_every_incident_has_an_entry_of_its_paper(by: str):
    record = load(settings()).incidents
    light, title, places = palette(record, by)
    dark, same_title, same_places = palette(record, by, dark=True)
    assert title == same_title
    assert places.equals(same_places)
    assert [entry["label"] for entry in light] == [entry["label"] for entry in dark]
    assert light != dark
    assert places.between(0, len(light) - 1).all()
