"""Build the gazetteer: places to label and to geocode incident reports with.

Sources: GeoNames cities500 (CC BY 4.0), place names of UCDP GED with where_prec 1-2 (CC BY
4.0), district centres of COD-AB Afghanistan v02 (CC BY 3.0 IGO), and a hand table for places
that none of them has, each row with its own source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import geopandas as gpd
import shapely

from borderlands import crs
from borderlands.build import place_names as words
from borderlands.build.files import read_vector, upstream_file, write_rows
from borderlands.build.place_sources import (
    CENTRE_SOURCE,
    Place,
    plain,
    read_centres,
    read_events,
    read_geonames,
    read_manual,
    tidy,
)
from borderlands.errors import BuildError

GEONAMES = "gazetteer/geonames_cities500_PK_AF.csv"
CENTRES = "boundaries/afg_admincapitals_codab_v02.geojson"
EVENTS = ("events/ucdp_ged_pakistan_hdx.csv", "events/GEDEvent_v26_0_1.csv")
MANUAL = Path(__file__).with_name("places_manual.csv")

SAME_PLACE_M = 5_000.0
SAME_DISTRICT_M = 25_000.0
WHOLE_DISTRICT = 0.9
SAME_NAME = 0.86
"""Ratio of matching letters from which two names within 5 km are one place, by trial:
Makin and Makeen pass, Bara Bandai and Kuza Bandai do not."""

COLUMNS = (
    "place_id",
    "name",
    "alternative_names",
    "kind",
    "latitude",
    "longitude",
    "admin2_code",
    "country",
    "population",
    "rank",
    "precision",
    "source",
    "source_ref",
)


def build(upstream: Path, geodata: Path) -> Iterator[str]:
    """Write places.csv; every point lies in the district of districts.geojson that it names.

    Raises
    ------
    BuildError
        An input or districts.geojson is missing, or a spelling is listed for no place.
    """
    districts = read_vector(upstream_file(geodata, "districts.geojson"))
    # Order decides whose name and point win when two sources hold one place.
    sources = [
        read_manual(MANUAL),
        read_geonames(upstream_file(upstream, GEONAMES)),
        read_centres(upstream_file(upstream, CENTRES)),
        read_events([upstream_file(upstream, name) for name in EVENTS]),
    ]
    found = [place for source in sources for place in source]
    inside, codes = locate(found, districts)
    # A district centre that lies in another district is a slip of its source or of the 2014
    # boundaries; either way it would geocode reports to the wrong side of a line.
    astray = [p.source == CENTRE_SOURCE and p.source_ref != codes[i] for i, p in enumerate(inside)]
    codes = [code for code, bad in zip(codes, astray, strict=True) if not bad]
    inside = [place for place, bad in zip(inside, astray, strict=True) if not bad]
    kept = merge(inside, codes)
    places = [with_variants(inside[i], [inside[j] for j in group]) for i, group in kept]
    unknown = sorted(set(words.VARIANTS) - {place.name for place in places})
    if unknown:
        raise BuildError(f"place_names.py: spellings listed for places not found: {unknown}")
    counts = dict(zip(districts["admin2_code"], districts["population"], strict=True))
    places = [
        drop_district_count(place, codes[index], counts)
        for place, (index, _) in zip(places, kept, strict=True)
    ]
    country = dict(zip(districts["admin2_code"], districts["country"], strict=True))
    rows = [
        (place, codes[index], country[codes[index]])
        for place, (index, _) in zip(places, kept, strict=True)
    ]
    write_rows(geodata / "places.csv", COLUMNS, to_rows(rows))
    outside = len(found) - len(inside) - sum(astray)
    yield (
        f"places: {len(rows)} of {len(found)} records; {outside} outside the districts, "
        f"{sum(astray)} district centres astray, {len(inside) - len(rows)} merged"
    )


def skeleton(name: str) -> str:
    """Consonants and plain vowels of a name, for comparing transcriptions.

    >>> skeleton("Makeen") == skeleton("Makin")
    True
    """
    text = tidy(name).lower()
    for pattern, letter in (
        (r"\b(kalay|kili|killi|kilay|kalai|killay|village|bazar|bazaar)\b", ""),
        (r"[^a-z]", ""),
        (r"ee|ey|ie|y", "i"),
        (r"oo|ou|ow|w", "u"),
        (r"kh", "x"),
        (r"gh", "g"),
        (r"(.)\1", r"\1"),
        (r"(?<=[aeiou])h", ""),
    ):
        text = re.sub(pattern, letter, text)
    return text


def locate(found: list[Place], districts: gpd.GeoDataFrame) -> tuple[list[Place], list[str]]:
    """Places inside the layer, rounded to five decimals, and the code of each one's district."""
    rounded = [
        replace(place, latitude=round(place.latitude, 5), longitude=round(place.longitude, 5))
        for place in found
    ]
    points = shapely.points([(place.longitude, place.latitude) for place in rounded])
    order, district = districts.sindex.query(points, predicate="within")
    code = dict(zip(order.tolist(), districts["admin2_code"].to_numpy()[district], strict=True))
    return [rounded[i] for i in sorted(code)], [str(code[i]) for i in sorted(code)]


def merge(places: list[Place], codes: list[str]) -> list[tuple[int, list[int]]]:
    """Group records of one place: like names within 5 km, or the same name within a district.

    A second point for a name in one district is nearly always a rougher one of the same place,
    and a name that stood for two places could not be geocoded anyway.

    Returns
    -------
    list of (int, list of int)
        Index of the record that stands for the group (the first), and all its members.
    """
    points = gpd.GeoSeries(
        shapely.points([(place.longitude, place.latitude) for place in places]),
        crs=crs.GEOGRAPHIC,
    ).to_crs(crs.METRIC)
    near, near_of = points.sindex.query(
        points.to_numpy(), predicate="dwithin", distance=SAME_DISTRICT_M
    )
    neighbours: dict[int, list[int]] = {}
    for first, second in zip(near.tolist(), near_of.tolist(), strict=True):
        if first < second:
            neighbours.setdefault(first, []).append(second)
    spellings = [
        {skeleton(name) for name in (place.name, *place.others)} - {""} for place in places
    ]
    taken: set[int] = set()
    groups = []
    for index in range(len(places)):
        if index in taken:
            continue
        group = [index]
        for other in sorted(neighbours.get(index, [])):
            if other in taken:
                continue
            name = skeleton(places[other].name)
            if points[index].distance(points[other]) <= SAME_PLACE_M:
                shared = not spellings[index].isdisjoint(spellings[other])
                same = shared or alike(spellings[index], name)
            else:
                same = codes[index] == codes[other] and name == skeleton(places[index].name)
            if same:
                group.append(other)
        taken.update(group)
        groups.append((index, group))
    return groups


def alike(spellings: set[str], name: str) -> bool:
    """Whether a skeleton equals one of several, or nearly so."""
    return name in spellings or any(
        SequenceMatcher(None, spelling, name).ratio() >= SAME_NAME for spelling in spellings
    )


def with_variants(place: Place, group: list[Place]) -> Place:
    """The place with all spellings, the highest population and all mentions of its group.

    A district centre lends the group its name: OCHA's spelling is the one of the district.
    """
    official = [member.name for member in group if member.source == CENTRE_SOURCE]
    place = replace(place, name=official[0] if official else place.name)
    listed = words.VARIANTS.get(place.name, "").split("|")
    names = [*listed, *(member.name for member in group)]
    names += [other for member in group for other in member.others]
    others: dict[str, str] = {}
    for name in names:
        # A spelling with and without diacritics is one spelling to a reader who types.
        spelling = plain(name)
        if spelling and spelling.lower() != place.name.lower():
            others.setdefault(spelling.lower(), spelling)
    populations = [member.population for member in group if member.population]
    larger = [kind for kind in ("city", "town") if kind in {member.kind for member in group}]
    kind = larger[0] if larger else place.kind
    return replace(
        place,
        kind=kind,
        seat=bool(official),
        population=max(populations, default=None),
        mentions=sum(member.mentions for member in group),
        precision="site" if any(m.precision == "site" for m in group) else "area",
        others=tuple(others.values()),
    )


def drop_district_count(place: Place, code: str, counts: dict[str, float]) -> Place:
    """Blank a population that is that of the whole district, as GeoNames has for some seats."""
    # Unknown counts are NaN, and no number is larger than NaN.
    if place.population and place.population >= WHOLE_DISTRICT * counts[code]:
        return replace(place, population=None)
    return place


def rank(place: Place) -> int:
    """Label priority 1-4 from population, role and how often events happen there."""
    if place.name in words.RANK_1:
        return 1
    size = place.population or 0
    if place.name in words.RANK_2 or size >= 100_000:
        return 2
    if size >= 10_000 or place.mentions >= 10 or place.seat:
        return 3
    return 4


def to_rows(rows: list[tuple[Place, str, str]]) -> Sequence[tuple[object, ...]]:
    """Rows of the file, sorted by country, district and name, with unique identifiers."""
    table = []
    seen: dict[str, int] = {}
    for place, code, country in sorted(rows, key=lambda row: (row[1], row[0].name, row[0].source)):
        slug = re.sub(r"[^a-z0-9]+", "-", place.name.lower()).strip("-") + f"-{code.lower()}"
        seen[slug] = seen.get(slug, 0) + 1
        table.append(
            (
                slug if seen[slug] == 1 else f"{slug}-{seen[slug]}",
                place.name,
                "|".join(place.others),
                place.kind,
                f"{place.latitude:.5f}",
                f"{place.longitude:.5f}",
                code,
                country,
                place.population,
                rank(place),
                place.precision,
                place.source,
                place.source_ref,
            )
        )
    return table
