"""Read the sources of the gazetteer, each into the same record."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from borderlands.build import place_names as words
from borderlands.build.district_names import ALTERNATIVE_NAMES
from borderlands.build.files import read_vector

CENTRE_SOURCE = "OCHA COD-AB Afghanistan"
EVENT_COLUMNS = ["id", "where_prec", "where_coordinates", "latitude", "longitude", "country"]
_KIND_WORDS = frozenset(words.KIND_BY_WORD)


@dataclass(frozen=True)
class Place:
    """A named point as one source gives it.

    `mentions` counts UCDP events there; `seat` marks the centre of an Afghan district.
    """

    name: str
    kind: str
    latitude: float
    longitude: float
    source: str
    source_ref: str
    precision: str = "site"
    population: int | None = None
    mentions: int = 0
    seat: bool = False
    others: tuple[str, ...] = field(default=())


def read_geonames(path: Path) -> list[Place]:
    """Populated places of GeoNames; diacritics of the transliteration go to the other names."""
    places = []
    rows: Any = pd.read_csv(path).itertuples()
    for row in rows:
        population = int(row.population) if row.population > 0 else None
        others = [str(row.name), *str(row.alternatenames).split("|")]
        size = population or 0
        places.append(
            Place(
                tidy(str(row.name)),
                "city" if size >= 100_000 else "town" if size >= 5_000 else "village",
                float(row.latitude),
                float(row.longitude),
                "GeoNames",
                f"https://www.geonames.org/{row.geonameid}",
                population=population,
                others=tuple(name for name in others if is_latin_name(name)),
            )
        )
    return places


def read_centres(path: Path) -> list[Place]:
    """District and provincial centres of Afghanistan."""
    layer = read_vector(path)
    layer = layer.loc[layer["adm_p_lvl"].isin([1, 2])]
    rows: Any = layer.rename(columns={"name": "name_place"}).itertuples()
    return [
        Place(
            tidy(str(row.name_place)),
            "town",
            row.geometry.y,
            row.geometry.x,
            CENTRE_SOURCE,
            str(row.adm2_pcode) if row.adm_p_lvl == 2 else f"{row.adm1_pcode}01",
            others=tuple(filter(None, ALTERNATIVE_NAMES.get(str(row.adm2_pcode), "").split("|"))),
        )
        for row in rows
    ]


def read_events(paths: Iterable[Path]) -> list[Place]:
    """Places named by UCDP where an event's place is known exactly or within 25 km."""
    frames = [pd.read_csv(path, dtype=str, usecols=EVENT_COLUMNS) for path in paths]
    events = pd.concat(frames, ignore_index=True)
    events = events.loc[events["where_prec"].isin(["1", "2"])]
    events = events.loc[events["country"].isin(["Pakistan", "Afghanistan"])]
    places = []
    keys = ["where_coordinates", "latitude", "longitude"]
    group: pd.DataFrame
    key: Any
    for key, group in events.groupby(keys, sort=True):
        label, latitude, longitude = key
        parsed = parse_label(str(label))
        if parsed is None:
            continue
        name, kind = parsed
        exact = kind != "area" and (group["where_prec"] == "1").any()
        first = group["id"].astype(int).min()
        places.append(
            Place(
                name,
                kind,
                float(latitude),
                float(longitude),
                "UCDP GED",
                f"where_coordinates of event {first}",
                precision="site" if exact else "area",
                mentions=len(group),
            )
        )
    # Well-attested points first: they lend their name to the merged place.
    return sorted(places, key=lambda place: (-place.mentions, place.name, place.source_ref))


def read_manual(path: Path) -> list[Place]:
    """Places of the hand table; each row has its own source and reference."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Place(
                row["name"],
                row["kind"],
                float(row["latitude"]),
                float(row["longitude"]),
                row["source"],
                row["source_ref"],
                precision=row["precision"],
                others=tuple(filter(None, row["alternative_names"].split("|"))),
            )
            for row in csv.DictReader(stream)
        ]


def parse_label(label: str) -> tuple[str, str] | None:
    """Name and kind from a UCDP label, `None` when it names no place.

    >>> parse_label("Makeen town")
    ('Makeen', 'town')
    >>> parse_label("Spinkai Tangai Area")
    ('Spinkai Tangai', 'area')
    """
    if label in words.MISPLACED:
        return None
    text = re.sub(r"\s*\(.*?\)", "", label.split(",")[0]).strip()
    if text in words.RENAMED:
        return words.RENAMED[text], "area" if "Area" in text or "valley" in text else "village"
    parts = text.split()
    if not parts or any(part.lower() in words.NOT_PLACES for part in parts):
        return None
    last = parts[-1].lower()
    if last in ("tehsil", "valley") and len(parts) > 1 and parts[0] != "Upper":
        return tidy(text), "area"
    if last == "tehsil":
        return None
    kind = words.KIND_BY_SUFFIX.get(last) if len(parts) > 1 else "village"
    by_word = next((words.KIND_BY_WORD[p.lower()] for p in parts if p.lower() in _KIND_WORDS), None)
    if kind is None:
        return tidy(text), by_word or "area"
    # "Nawa Pass" and "Ladha Fort" are names; "town" and "village" are UCDP's own labels.
    name = text if kind in ("pass", "fort", "post", "camp") else " ".join(parts[:-1])
    return tidy(name), by_word or kind


def tidy(name: str) -> str:
    """A plain spelling, replaced by the one that reports use today where they differ."""
    flat = plain(name)
    return words.RENAMED.get(flat, flat)


def plain(name: str) -> str:
    """A plain Latin spelling: no diacritics, no word for the seat of a district."""
    flat = unicodedata.normalize("NFKD", name.replace("ʿ", "").replace("ʾ", ""))
    flat = "".join(letter for letter in flat if not unicodedata.combining(letter))
    flat = re.sub(r"'?Alaqahdari|^W[ou]l[ue]swali\b", "", flat)
    flat = re.sub(r"[‘’`´]", "'", flat)
    return re.sub(r"\s+", " ", flat).strip(" '")


def is_latin_name(name: str) -> bool:
    """Whether a GeoNames spelling is a Latin name a reader may type.

    Lower-case ones are machine transcripts, capitals airport codes, apostrophes the soft sign of
    Russian maps, and "swali" or "alaka" the word for the seat of a district.
    """
    flat = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    seat = re.search("swal|ala[qk]a|alagad", flat.lower())
    return bool(re.fullmatch(r"[A-Z][a-z][A-Za-z .-]{1,40}", flat)) and seat is None
