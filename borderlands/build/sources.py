"""What each shipped file is made from, under which licence and with which limits, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CC_BY_4: Final = ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
CC_BY_3_IGO: Final = ("CC-BY-3.0-IGO", "https://creativecommons.org/licenses/by/3.0/igo/")
MIT: Final = ("MIT", "https://opensource.org/license/mit")

COD_PAKISTAN: Final = (
    "OCHA/WFP, COD-AB Pakistan v01 (CC BY 3.0 IGO)",
    "https://data.humdata.org/dataset/cod-ab-pak",
)
COD_AFGHANISTAN: Final = (
    "OCHA, COD-AB Afghanistan v02 (CC BY 3.0 IGO)",
    "https://data.humdata.org/dataset/cod-ab-afg",
)
GEOBOUNDARIES: Final = (
    "geoBoundaries gbOpen AFG ADM2, source AIMS, 2014 (public domain)",
    "https://www.geoboundaries.org/",
)
CENSUS: Final = (
    "Pakistan Bureau of Statistics, Digital Census 2023 (government statistics)",
    "https://census23.pbos.gov.pk/",
)
GEONAMES: Final = ("GeoNames, cities500 (CC BY 4.0)", "https://www.geonames.org/")
UCDP: Final = (
    "UCDP Georeferenced Event Dataset (CC BY 4.0); Sundberg and Melander 2013, Davies, "
    "Pettersson and Oberg 2022",
    "https://ucdp.uu.se/downloads/",
)
UNHCR: Final = (
    "UNHCR Refugee Data Finder, to the end of 2025 (CC BY 4.0)",
    "https://www.unhcr.org/refugee-statistics/download/",
)
IDMC: Final = (
    "IDMC, Global Internal Displacement Database",
    "https://www.internal-displacement.org/database/displacement-data/",
)
REPORTS: Final = ("Public reports; the address of each stands in its row", "")


@dataclass(frozen=True)
class Resource:
    """Record of one shipped file; `version` and `date` are those of its newest source."""

    path: str
    title: str
    description: str
    licence: tuple[str, str]
    sources: tuple[tuple[str, str], ...]
    version: str
    date: str
    limits: tuple[str, ...]


BOUNDARY_SOURCES: Final = (COD_PAKISTAN, GEOBOUNDARIES, COD_AFGHANISTAN)
BOUNDARY_LIMITS: Final = (
    "Boundaries shown do not imply endorsement.",
    "Generalised to about 350 m and four decimals; not for survey or navigation.",
    "Pakistan's COD line is the shared edge; Afghan districts give way to it.",
)

RESOURCES: Final = (
    Resource(
        "districts.geojson",
        "Districts",
        "One edge-matched coverage of 220 districts on both sides of the border, EPSG:4326.",
        CC_BY_3_IGO,
        (*BOUNDARY_SOURCES, CENSUS),
        "COD-AB PAK v01, COD-AB AFG v02, geoBoundaries 2014",
        "2022-09-09",
        (
            *BOUNDARY_LIMITS,
            "South Waziristan is one district; the split of October 2022 is not in COD.",
            "Afghan shapes are of 2014: districts made since lie inside their parent.",
            "Population is known for Khyber Pakhtunkhwa only.",
        ),
    ),
    Resource(
        "provinces.geojson",
        "Provinces",
        "Provinces dissolved from the districts; `complete` is false where only some ship.",
        CC_BY_3_IGO,
        BOUNDARY_SOURCES,
        "COD-AB PAK v01, COD-AB AFG v02, geoBoundaries 2014",
        "2022-09-09",
        (*BOUNDARY_LIMITS, "Balochistan is the outline of eleven northern districts."),
    ),
    Resource(
        "boundary.geojson",
        "International boundary",
        "Boundary of Afghanistan and Pakistan from Iran to China, as lines of the same coverage.",
        CC_BY_3_IGO,
        BOUNDARY_SOURCES,
        "COD-AB PAK v01",
        "2022-09-09",
        BOUNDARY_LIMITS,
    ),
    Resource(
        "places.csv",
        "Places",
        "Towns, villages, passes and areas, for labels and for geocoding reports.",
        CC_BY_4,
        (GEONAMES, UCDP, COD_AFGHANISTAN, REPORTS),
        "cities500; GED of 2022 and candidate of January 2026; COD-AB AFG v02",
        "2026-01-31",
        (
            "admin2_code is the district that holds the point on this layer; within some 2 km of "
            "a district line that may be the neighbour (Bara lies in Peshawar, Angoor Adda in "
            "Barmal).",
            "Points with precision area stand for a wider area.",
            "Few villages in Afghanistan; no sourced point for Dosali, Darazinda or Teri Mangal.",
        ),
    ),
    Resource(
        "crossings.csv",
        "Border crossings",
        "Crossings with the latest status found.",
        CC_BY_4,
        (UCDP, GEONAMES, REPORTS),
        "compiled by hand",
        "2026-10-04",
        (
            "Points are published ones of the crossing or its village, up to 4 km off the line.",
            "Left out for want of a sourced point: Gursal, Arandu, Dorah, Badini, Qamar Din "
            "Karez, Teri Mangal, Shahidano.",
            "The status of October 2026 was read at second hand.",
        ),
    ),
    Resource(
        "displacement.csv",
        "Displacement",
        "Refugees, asylum-seekers, displaced people and returns, long form.",
        CC_BY_4,
        (UNHCR, IDMC, REPORTS),
        "Refugee Data Finder, 2025 end of year",
        "2025-12-31",
        (
            "Stocks and flows are never added; national rows and rows by place neither.",
            "A province's row leaves out its refugee villages since 2008: add them.",
            "Of a returned refugee, host_country is the country left.",
            "Other people in need of international protection (140,558 in 2025) have no group.",
            "Afghan provinces off the border are left out, Kabul excepted.",
        ),
    ),
    Resource(
        "ucdp_district_months.csv",
        "UCDP events by district and month",
        "Events and deaths by type of violence, 1989-2021 (Pakistan), 1989-2020 (Afghanistan).",
        CC_BY_4,
        (UCDP,),
        "GED as published on HDX in 2022 (Pakistan), GED 21.1 (Afghanistan)",
        "2021-12-31",
        (
            "A backdrop: never added to the incident record.",
            "Pakistan: where_prec 1-3. Afghanistan: 1-2 only, so counts are lower bounds.",
            "An event of several months counts in its first.",
            "Low and high are widened where they exclude the best estimate.",
        ),
    ),
    Resource(
        "ucdp_balance.json",
        "Balance of the UCDP counts",
        "How many events of each input were placed, how, and how many were left out and why.",
        CC_BY_4,
        (UCDP,),
        "GED as published on HDX in 2022 (Pakistan), GED 21.1 (Afghanistan)",
        "2021-12-31",
        (),
    ),
    Resource(
        "../incidents.csv",
        "Incidents",
        "Documented incidents, one row each, compiled from public reports in our own words.",
        MIT,
        (REPORTS,),
        "compiled by hand",
        "",
        (
            "Complete neither in time nor in space; large and widely reported events prevail.",
            "Militants' deaths often rest on the military's word alone: see the column for it.",
            "Of 60 rows checked again 57 were right (49 of 51 since 2021); faults since corrected.",
        ),
    ),
    Resource(
        "claims.csv",
        "Claims",
        "Who claims what about contested incidents.",
        MIT,
        (REPORTS,),
        "compiled by hand",
        "",
        (),
    ),
    Resource(
        "key_events.csv",
        "Key events",
        "Dated political and military milestones.",
        MIT,
        (REPORTS,),
        "compiled by hand",
        "",
        (),
    ),
    Resource(
        "annual_totals.csv",
        "Annual totals",
        "Yearly counts that monitors and authorities publish, to measure the record against.",
        MIT,
        (REPORTS,),
        "compiled by hand",
        "",
        ("Publishers count different things over different areas: compare, never add.",),
    ),
    Resource(
        "distinct_pairs.csv",
        "Distinct pairs",
        "Incidents that look alike and are two events, with the reason.",
        MIT,
        (),
        "compiled by hand",
        "",
        (),
    ),
)

FEATURE_FIELDS: Final = {
    "districts.geojson": {
        "admin2_code": ("string", "OCHA P-code of the district."),
        "admin2_name": ("string", "Name in COD."),
        "admin2_name_local": ("string", "Name in Dari or Urdu."),
        "alternative_names": ("string", "Other spellings and former units, separated by |."),
        "admin1_code": ("string", "OCHA P-code of the province."),
        "admin1_name": ("string", "Province."),
        "country": ("string", "ISO 3166 alpha-3 code."),
        "role": ("string", "core (Khyber Pakhtunkhwa, Paktika) or context."),
        "area_km2": ("number", "Area of the shipped shape, equal-area projection."),
        "population": ("integer", "Inhabitants, where known."),
        "population_year": ("integer", "Year of the count."),
        "population_source": ("string", "Publisher of the count."),
    },
    "provinces.geojson": {
        "admin1_code": ("string", "OCHA P-code of the province."),
        "admin1_name": ("string", "Province."),
        "country": ("string", "ISO 3166 alpha-3 code."),
        "role": ("string", "core or context."),
        "districts": ("integer", "Number of districts dissolved."),
        "complete": ("boolean", "Whether all districts of the province are in the layer."),
    },
    "boundary.geojson": {"name": ("string", "Name of the line.")},
}
"""Properties of the layers: type and meaning."""

UNITS: Final = {
    "latitude": "degrees north",
    "longitude": "degrees east",
    "area_km2": "square kilometres",
    "persons": "persons",
    "population": "persons",
    "events": "events",
    "injured": "persons",
}
"""Unit by column; columns of fatalities and deaths count persons."""
