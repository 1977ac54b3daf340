"""Areas and the words by which a reader finds them."""

from __future__ import annotations

from borderlands.analysis.areas import KNOWN_AS, area_options, search_labels
from borderlands.data import load
from borderlands.settings import settings


def test_a_district_is_found_by_its_town_and_its_other_name():
    labels = search_labels(area_options(load(settings()).districts))
    assert labels["PK530"] == "South Waziristan (Wana, Makeen), Khyber Pakhtunkhwa"
    assert labels["AF12"] == "Paktika"
    for typed, code in (("wana,", "PK530"), ("miranshah", "PK525"), ("bermal", "AF1214")):
        assert [key for key, label in labels.items() if typed in label.casefold()] == [code]
    assert next(key for key, label in labels.items() if "khost" in label.casefold()) == "AF14"


def test_every_name_given_belongs_to_a_district_of_the_layer():
    assert set(KNOWN_AS) <= set(load(settings()).districts["admin2_code"])
