"""Where a displacement figure belongs: country, province, district, or a site inside one."""

from __future__ import annotations

from typing import Final

import pandas as pd

from borderlands.vocabulary import COUNTRIES

REST: Final = ", outside "
"""In a host's name: the row leaves out the villages or camps that have rows of their own."""

PROVINCES: Final[dict[str, tuple[str, float, float]]] = {
    "AF01": ("Kabul", 34.55, 69.21),
    "AF02": ("Kapisa", 35.04, 69.62),
    "AF03": ("Parwan", 34.98, 68.89),
    "AF04": ("Maidan Wardak", 34.32, 68.27),
    "AF05": ("Logar", 34.04, 69.20),
    "AF06": ("Nangarhar", 34.30, 70.46),
    "AF07": ("Laghman", 34.77, 70.14),
    "AF08": ("Panjsher", 35.51, 69.81),
    "AF09": ("Baghlan", 35.81, 68.88),
    "AF10": ("Bamyan", 34.83, 67.27),
    "AF11": ("Ghazni", 33.29, 67.81),
    "AF12": ("Paktika", 32.47, 68.76),
    "AF13": ("Paktya", 33.63, 69.37),
    "AF14": ("Khost", 33.36, 69.85),
    "AF15": ("Kunar", 35.00, 71.09),
    "AF16": ("Nuristan", 35.42, 70.73),
    "AF17": ("Badakhshan", 37.05, 71.48),
    "AF18": ("Takhar", 36.71, 69.76),
    "AF19": ("Kunduz", 36.84, 68.75),
    "AF20": ("Samangan", 35.95, 67.71),
    "AF21": ("Balkh", 36.65, 67.12),
    "AF22": ("Sar-e-Pul", 35.72, 66.15),
    "AF23": ("Ghor", 34.18, 64.88),
    "AF24": ("Daykundi", 33.74, 66.18),
    "AF25": ("Uruzgan", 32.86, 66.03),
    "AF26": ("Zabul", 32.24, 67.11),
    "AF27": ("Kandahar", 31.00, 65.72),
    "AF28": ("Jawzjan", 36.81, 65.85),
    "AF29": ("Faryab", 36.06, 64.84),
    "AF30": ("Helmand", 31.11, 64.01),
    "AF31": ("Badghis", 35.13, 63.74),
    "AF32": ("Herat", 34.19, 62.14),
    "AF33": ("Farah", 32.61, 62.32),
    "AF34": ("Nimroz", 30.81, 62.31),
    "PK1": ("Azad Kashmir", 34.01, 73.94),
    "PK2": ("Balochistan", 28.31, 65.84),
    "PK3": ("Gilgit-Baltistan", 35.79, 74.99),
    "PK4": ("Islamabad", 33.67, 73.12),
    "PK5": ("Khyber Pakhtunkhwa", 34.12, 71.62),
    "PK6": ("Punjab", 30.80, 72.12),
    "PK7": ("Sindh", 26.00, 68.78),
}
"""P-code to name, latitude and longitude of the polygon's centre (OCHA COD, geoBoundaries)."""


def province_of(code: str) -> str:
    """P-code of the province that holds a place; empty for a country or no code."""
    length = {"PK": 3, "AF": 4}.get(code[:2], 0)
    head = code[:length] if length and len(code) >= length else ""
    return head if head in PROVINCES else ""


def official_names(districts: pd.DataFrame) -> dict[str, str]:
    """Name of every coded place: countries, provinces, districts of the layer."""
    names = dict(COUNTRIES)
    names |= {code: place[0] for code, place in PROVINCES.items()}
    names |= dict(zip(districts["admin1_code"], districts["admin1_name"], strict=True))
    names |= dict(zip(districts["admin2_code"], districts["admin2_name"], strict=True))
    return {str(code): str(name) for code, name in names.items()}


def level_of(code: str, name: str, names: dict[str, str]) -> str:
    """How exactly a place is named.

    Returns
    -------
    str
        `country`, `admin1`, `admin2`; `site`, a part of a place, named otherwise than its code;
        `rest`, a place without those of its parts that have rows of their own; `other`, several
        places or no code.
    """
    if code in COUNTRIES:
        return "country" if name in (names[code], "") else "other"
    if not province_of(code):
        return "other"
    if REST in name and names.get(code) == name.split(REST)[0]:
        return "rest"
    known = names.get(code)
    if known is not None and name != known:
        return "site"
    return "admin1" if code in PROVINCES else "admin2"
