"""What UNHCR's location names stand for: P-codes and spellings, as data."""

from __future__ import annotations

from typing import Final

PROVINCES: Final = {
    "PAK": {
        "Azad Kashmir": ("PK1", "Azad Kashmir"),
        "Balochistan": ("PK2", "Balochistan"),
        "Gilgit Baltistan": ("PK3", "Gilgit Baltistan"),
        "Islamabad": ("PK4", "Islamabad"),
        "Khyber Pakhtunkhwa": ("PK5", "Khyber Pakhtunkhwa"),
        "NWFP": ("PK5", "Khyber Pakhtunkhwa"),
        "Nwfp": ("PK5", "Khyber Pakhtunkhwa"),
        "North West Frontier Province": ("PK5", "Khyber Pakhtunkhwa"),
        "North-West-Frontier Province": ("PK5", "Khyber Pakhtunkhwa"),
        "Punjab": ("PK6", "Punjab"),
        "Sind": ("PK7", "Sindh"),
        "Sindh": ("PK7", "Sindh"),
    },
    "AFG": {
        "Badakhshan": ("AF17", "Badakhshan"),
        "Ghazni": ("AF11", "Ghazni"),
        "Kabul": ("AF01", "Kabul"),
        "Kandahar": ("AF27", "Kandahar"),
        "Khost": ("AF14", "Khost"),
        "Kunar": ("AF15", "Kunar"),
        "Kunarha": ("AF15", "Kunar"),
        "Laghman": ("AF07", "Laghman"),
        "Logar": ("AF05", "Logar"),
        "Nangarhar": ("AF06", "Nangarhar"),
        "Noristan": ("AF16", "Nuristan"),
        "Nuristan": ("AF16", "Nuristan"),
        "Pakteka": ("AF12", "Paktika"),
        "Paktika": ("AF12", "Paktika"),
        "Paktia": ("AF13", "Paktya"),
        "Paktya": ("AF13", "Paktya"),
        "Zabul": ("AF26", "Zabul"),
    },
}
"""Code and name by spelling; Afghan provinces off the border other than Kabul are left out."""

DISTRICTS: Final = {
    "Karachi": ("PK7", "Karachi"),
    "Kurram": ("PK518", "Kurram"),
    "Peshawar": ("PK528", "Peshawar"),
    "Quetta": ("PK226", "Quetta"),
    # Hosts of internally displaced people in 2008
    "Bajaur": ("PK502", "Bajaur"),
    "Charsadda": ("PK506", "Charsadda"),
    "Dara Adam Khel": ("PK514", "Darra Adam Khel"),
    "Dir Lower": ("PK520", "Lower Dir"),
    "Dir Upper": ("PK535", "Upper Dir"),
    "Hangu": ("PK510", "Hangu"),
    "Khyber": ("PK513", "Khyber"),
    "Kohat": ("PK514", "Kohat"),
    "Mohmand": ("PK524", "Mohmand"),
    "N. Waziristan": ("PK525", "North Waziristan"),
    "Orakzai": ("PK527", "Orakzai"),
    "S. Waziristan": ("PK530", "South Waziristan"),
    "Swat": ("PK532", "Swat"),
}

IDP_CAMPS: Final = {
    "Benazir Complex": ("PK5", "Benazir Complex camp"),
    "Jalala": ("PK5", "Jalala camp"),
    "Jalozai": ("PK526", "Jalozai camp"),
    "New Durrani": ("PK518", "New Durrani camp"),
    "Togh Sarai": ("PK510", "Togh Sarai camp"),
}

VILLAGE_SPELLINGS: Final = {
    "Bakka Khel": "Baka Khel",
    "Barary": "Barari",
    "Berari": "Barari",
    "Chagai Formal Settlement": "Chagai",
    "Darsamand 1&2": "Darsamand",
    "Gahzgai Minara": "Ghazgai Minara",
    "Ghandi Khan Khel": "Gandhi Khan Khel",
    "Ichirian": "Ichrian",
    "Kalatak": "Kalkatak",
    "Kund/Khairabad": "Khairabad",
    "Lakti Banda": "Lakhti Banda",
    "Muhammad Kheil": "Mohammad Kheil",
    "Temer": "Timer",
    "Zangal patai": "Zangal Patai",
}

VILLAGE_DISTRICTS: Final = {
    "Akora Khattak": "PK526",
    "Badaber": "PK528",
    "Baka Khel": "PK503",
    "Chagai": "PK203",
    "Daraban": "PK509",
    "Doaba": "PK510",
    "Ghiljo": "PK527",
    "Thall": "PK510",
    "Utmanzai": "PK506",
    "Yakaghund": "PK524",
}
"""Refugee villages named after a place of the gazetteer; the others get their province."""

BALOCHISTAN_VILLAGES: Final = frozenset(
    {
        "Dara-I",
        "Dara-II",
        "Ghazgai Minara",
        "Girdi Jungle",
        "Kotwai",
        "Landi Karez",
        "Latifabad",
        "Lejay Karez",
        "Malgagai",
        "Mohammad Kheil",
        "Pir Alizai",
        "Posti",
        "Roghani",
        "Saranan",
        "Surkhab",
        "Zar Karez",
    }
)
"""Refugee villages in Balochistan. With these the villages' share of registered refugees in 2020
comes to what UNHCR states for February 2021: 15 % in Balochistan, 46 % in Khyber Pakhtunkhwa,
10 % in Punjab (https://docslib.org/doc/626546/unhcr-pakistan)."""

PUNJAB_VILLAGES: Final = frozenset({"Kot Chandna"})
