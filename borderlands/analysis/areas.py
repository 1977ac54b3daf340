"""Areas a reader may choose: the whole belt, a country, a province, a known region, a district."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

WAZIRISTAN: Final = ("PK525", "PK530")
LOYA_PAKTIA: Final = ("AF12", "AF13", "AF14")
SOUTHERN_KP: Final = ("PK503", "PK519", "PK533", "PK509", "PK512")

REGIONS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "waziristan": ("Waziristan (North and South)", WAZIRISTAN),
    "southern-kp": ("Southern KP (Bannu to D. I. Khan)", SOUTHERN_KP),
    "loya-paktia": ("Paktika, Paktya and Khost", LOYA_PAKTIA),
}
"""Regions by key: label and the P-codes (of districts or provinces) that make them up."""

KNOWN_AS: Final = {
    "AF0616": "Ghani Khel",
    "AF0617": "Torkham",
    "AF1201": "Sharana",
    "AF1207": "Khairkot",
    "AF1214": "Bermal, Angoor Adda",
    "AF1401": "Khost city",
    "AF1408": "Ali Sher",
    "AF1508": "Asmar",
    "AF1507": "Manogai",
    "PK203": "Dalbandin, Taftan",
    "PK502": "Khar, Mamund",
    "PK509": "Dera Ismail Khan, Kulachi",
    "PK513": "Landi Kotal, Bara, Tirah",
    "PK514": "Darra Adam Khel",
    "PK518": "Parachinar, Sadda",
    "PK520": "Timergara",
    "PK524": "Ghalanai",
    "PK525": "Miranshah, Mir Ali",
    "PK527": "Kalaya",
    "PK530": "Wana, Makeen",
    "PK532": "Mingora",
}
"""Towns and other names by which readers look for a district, where its own name differs."""


def area_options(districts: pd.DataFrame) -> dict[str, str]:
    """Every area that may be chosen, key to label, in reading order.

    Parameters
    ----------
    districts : DataFrame
        Columns `admin2_code`, `admin2_name`, `admin1_code`, `admin1_name`, `country`, `role`.

    Returns
    -------
    dict
        Countries by ISO code, provinces by P-code, regions by key, districts by P-code.
    """
    options = {"PAK": "Pakistan (districts shown)", "AFG": "Afghanistan (districts shown)"}
    provinces = districts.drop_duplicates("admin1_code").sort_values(
        ["country", "admin1_name"], ascending=[False, True]
    )
    options |= dict(zip(provinces["admin1_code"], provinces["admin1_name"], strict=True))
    # After the provinces: who types "khost" and presses Enter means the province.
    options |= {key: label for key, (label, _) in REGIONS.items()}
    ordered = districts.sort_values(
        ["country", "role", "admin2_name"], ascending=[False, False, True]
    )
    for code, name, province in zip(
        ordered["admin2_code"], ordered["admin2_name"], ordered["admin1_name"], strict=True
    ):
        options[code] = f"{name}, {province}"
    return options


def search_labels(options: dict[str, str]) -> dict[str, str]:
    """Labels for a chooser, so that typing a town or other name finds the district.

    "South Waziristan, Khyber Pakhtunkhwa" becomes "South Waziristan (Wana, Makeen), Khyber
    Pakhtunkhwa"; every other label stays as it is.
    """
    labels = dict(options)
    for code in KNOWN_AS.keys() & options.keys():
        name, comma, province = options[code].partition(",")
        labels[code] = f"{name} ({KNOWN_AS[code]}){comma}{province}"
    return labels


def area_codes(areas: Iterable[str], districts: pd.DataFrame) -> tuple[set[str], set[str]]:
    """Resolve chosen areas.

    Returns
    -------
    admin2_codes : set of str
        Districts covered.
    admin1_names : set of str
        Provinces covered as a whole, to which incidents without a district belong.
    """
    admin2: set[str] = set()
    admin1: set[str] = set()
    for area in areas:
        parts = REGIONS[area][1] if area in REGIONS else (area,)
        for part in parts:
            column = _column(part, districts)
            chosen = districts.loc[districts[column] == part]
            admin2 |= set(chosen["admin2_code"])
            if column != "admin2_code":
                admin1 |= set(chosen["admin1_name"])
    return admin2, admin1


def _column(code: str, districts: pd.DataFrame) -> str:
    if code in ("PAK", "AFG"):
        return "country"
    return "admin1_code" if code in set(districts["admin1_code"]) else "admin2_code"
