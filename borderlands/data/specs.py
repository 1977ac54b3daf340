"""The shipped tables: which columns each has and what they mean."""

from __future__ import annotations

from typing import Final

from borderlands import vocabulary as words
from borderlands.data.fields import Field

LATITUDE: Final = (23.0, 40.0)
LONGITUDE: Final = (59.0, 78.0)
DEATHS: Final = (0, 20_000)

INCIDENTS: Final = (
    Field("incident_id", "text", "Stable identifier: day and place of the event.", True),
    Field("event_date", "date", "Day of the event; for a night, the day it began.", True),
    Field("end_date", "date", "Last day, where the event ran past midnight or for days."),
    Field("date_precision", "code", "How exact the date is.", True, tuple(words.DATE_PRECISION)),
    Field("country", "code", "ISO 3166 alpha-3 code.", True, tuple(words.COUNTRIES)),
    Field("admin1_name", "text", "Province.", True),
    Field(
        "admin2_code", "text", "OCHA P-code of the district; empty if only the province is known."
    ),
    Field("admin2_name", "text", "District, as in geodata/districts.geojson."),
    Field("location", "text", "Most exact place that the reports name."),
    Field("latitude", "number", "Degrees north, EPSG:4326.", limits=LATITUDE),
    Field("longitude", "number", "Degrees east, EPSG:4326.", limits=LONGITUDE),
    Field("location_level", "code", "How exact the place is.", True, tuple(words.LOCATION_LEVELS)),
    Field("event_type", "code", "Kind of event.", True, tuple(words.EVENT_TYPES)),
    Field("actor1", "text", "Perpetrator or initiator, in words."),
    Field("actor1_group", "code", "Group of actor1.", True, tuple(words.ACTOR_GROUPS)),
    Field("actor2", "text", "Party attacked or opposing, in words."),
    Field("actor2_group", "code", "Group of actor2.", False, tuple(words.ACTOR_GROUPS)),
    Field("target", "code", "Who or what was attacked.", True, tuple(words.TARGETS)),
    Field("fatalities_low", "whole", "Persons killed, lowest report.", limits=(0, 5_000)),
    Field("fatalities_best", "whole", "Persons killed, best figure.", limits=(0, 5_000)),
    Field("fatalities_high", "whole", "Persons killed, highest report.", limits=(0, 5_000)),
    Field("fatalities_civilians", "whole", "Civilians among the best figure.", limits=(0, 5_000)),
    Field("fatalities_security", "whole", "Security forces of either state.", limits=(0, 5_000)),
    Field("fatalities_militants", "whole", "Militants among the best figure.", limits=(0, 5_000)),
    Field("fatalities_unknown", "whole", "Killed, group not stated.", limits=(0, 5_000)),
    Field("injured", "whole", "Persons injured.", limits=(0, 20_000)),
    Field("source_publisher", "text", "Publisher of the page read.", True),
    Field("source_url", "address", "Address of the page read.", True),
    Field("source_date", "date", "Date of the page."),
    Field("source2_publisher", "text", "Publisher of a second, independent page."),
    Field("source2_url", "address", "Address of the second page."),
    Field("notes", "text", "Notes in our own words."),
    Field("attribution", "code", "How the perpetrator is known.", False, tuple(words.ATTRIBUTION)),
    Field("attributed_by", "text", "Who claims or attributes."),
    Field(
        "fatalities_militants_military_only",
        "whole",
        "Militants whose death only the military or police report.",
        limits=(0, 5_000),
    ),
)

CLAIMS: Final = (
    Field("incident_id", "text", "Incident of incidents.csv.", True),
    Field("claimant", "text", "Who says so.", True),
    Field("claimant_side", "code", "Party of the claimant.", True, tuple(words.CLAIMANT_SIDES)),
    Field("killed_min", "whole", "Persons killed, at least.", limits=(0, 20_000)),
    Field("killed_max", "whole", "Persons killed, at most.", limits=(0, 20_000)),
    Field("who_was_killed", "text", "Who was killed, by the claimant's account."),
    Field("source_publisher", "text", "Publisher.", True),
    Field("source_url", "address", "Address.", True),
    Field("source_date", "date", "Date of the page."),
)

KEY_EVENTS: Final = (
    Field("event_date", "date", "First day.", True),
    Field("end_date", "date", "Last day."),
    Field("date_precision", "code", "How exact the date is.", True, tuple(words.DATE_PRECISION)),
    Field("title", "text", "Short neutral title.", True),
    Field("description", "text", "What happened, in our own words."),
    Field(
        "category",
        "code",
        "Kind of milestone.",
        True,
        (
            "political",
            "military",
            "ceasefire",
            "agreement",
            "displacement",
            "crossing",
            "strike",
            "attack",
        ),
    ),
    Field("country_scope", "code", "Country concerned.", True, ("PAK", "AFG", "both")),
    Field("source_publisher", "text", "Publisher.", True),
    Field("source_url", "address", "Address.", True),
    Field("source_date", "date", "Date of the page."),
)

PLACES: Final = (
    Field("place_id", "text", "Stable identifier.", True),
    Field("name", "text", "Usual English spelling.", True),
    Field("alternative_names", "text", "Other spellings, separated by |."),
    Field("kind", "text", "City, town, village, pass, camp, fort, post or area.", True),
    Field("latitude", "number", "Degrees north, EPSG:4326.", True, limits=LATITUDE),
    Field("longitude", "number", "Degrees east, EPSG:4326.", True, limits=LONGITUDE),
    Field("admin2_code", "text", "District that holds the point.", True),
    Field("country", "code", "ISO 3166 alpha-3 code.", True, tuple(words.COUNTRIES)),
    Field("population", "whole", "Inhabitants, where the source gives them."),
    Field("rank", "whole", "Label priority: 1 is drawn first.", True, limits=(1, 4)),
    Field("precision", "code", "Point or wider area.", True, ("site", "area")),
    Field("source", "text", "Source of name and point.", True),
    Field("source_ref", "text", "Identifier or address at the source."),
)

CROSSINGS: Final = (
    Field("crossing_id", "text", "Stable identifier.", True),
    Field("name", "text", "Name in Pakistan.", True),
    Field("name_other_side", "text", "Name in Afghanistan."),
    Field("latitude", "number", "Degrees north, EPSG:4326.", True, limits=LATITUDE),
    Field("longitude", "number", "Degrees east, EPSG:4326.", True, limits=LONGITUDE),
    Field("pak_admin2_code", "text", "District on the Pakistani side.", True),
    Field("afg_admin2_code", "text", "District on the Afghan side.", True),
    Field("kind", "text", "Road, track or pedestrian.", True),
    Field("status", "text", "Latest reported status; empty if none was found."),
    Field("status_date", "date", "Date of that report."),
    Field("status_source_publisher", "text", "Publisher of that report."),
    Field("status_source_url", "address", "Address of that report."),
    Field("source", "text", "Source of the point.", True),
)

DISPLACEMENT: Final = (
    Field("year", "whole", "Calendar year of the reference date.", True, limits=(1979, 2100)),
    Field("reference_date", "date", "Day of a stock, or last day of a flow's period."),
    Field("population_group", "code", "Group.", True, tuple(words.POPULATION_GROUPS)),
    Field(
        "measure", "code", "Stock or flow; the two are never added.", True, tuple(words.MEASURES)
    ),
    Field("origin_country", "code", "Country of origin.", False, tuple(words.COUNTRIES)),
    Field("origin_code", "text", "P-code of the origin."),
    Field("origin_name", "text", "Origin."),
    Field("host_country", "code", "Host country.", False, tuple(words.COUNTRIES)),
    Field("host_code", "text", "P-code of the host."),
    Field("host_name", "text", "Host: country, province, district or site."),
    Field("persons", "whole", "Persons.", limits=(0, 20_000_000)),
    Field("quality", "text", "How the figure came about."),
    Field("source_publisher", "text", "Publisher.", True),
    Field("source_url", "address", "Address.", True),
    Field("period_start", "date", "First day of a flow's period, where the page gives it."),
    Field("families", "whole", "Families, where the page gives them.", limits=(0, 2_000_000)),
    Field("crossing", "text", "Border crossing of a flow."),
    Field("source_date", "date", "Date of the page."),
    Field("note", "text", "What the figure includes, in our own words."),
)

UCDP: Final = (
    Field("admin2_code", "text", "District.", True),
    Field("year", "whole", "Year.", True, limits=(1989, 2100)),
    Field("month", "whole", "Month, 1-12.", True, limits=(1, 12)),
    Field(
        "type_of_violence",
        "whole",
        "UCDP: 1 state-based, 2 non-state, 3 one-sided.",
        True,
        limits=(1, 3),
    ),
    Field("events", "whole", "Number of events.", True, limits=(1, 1_000)),
    Field("deaths_low", "whole", "Deaths, low estimate.", True, limits=DEATHS),
    Field("deaths_best", "whole", "Deaths, best estimate.", True, limits=DEATHS),
    Field("deaths_high", "whole", "Deaths, high estimate.", True, limits=DEATHS),
)

DISTINCT_PAIRS: Final = (
    Field("incident_id_a", "text", "One incident.", True),
    Field("incident_id_b", "text", "The other.", True),
    Field("reason", "text", "Why they are two events.", True),
)

ANNUAL_TOTALS: Final = (
    Field("year", "whole", "Year.", True, limits=(1989, 2100)),
    Field(
        "region",
        "code",
        "Area counted.",
        True,
        ("Pakistan", "Khyber Pakhtunkhwa", "former FATA"),
    ),
    Field(
        "measure",
        "code",
        "What is counted.",
        True,
        (
            "attacks",
            "killed",
            "killed_civilians",
            "killed_security",
            "killed_militants",
            "injured",
            "suicide_attacks",
        ),
    ),
    Field("value", "whole", "The published figure.", True, limits=(0, 100_000)),
    Field("publisher", "text", "Who counted.", True),
    Field("period", "text", "Part of the year counted.", True),
    Field("reported_by", "text", "Page on which the figure was read."),
    Field("source_url", "address", "Address of that page.", True),
    Field("source_date", "date", "Date of that page."),
    Field("note", "text", "What the figure includes."),
)

KEYS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "claims": (("incident_id", "claimant", "who_was_killed", "source_url"),),
    "key_events": (("event_date", "title"),),
    # A second identifier for the same name and point would draw the place twice.
    "places": (("place_id",), ("name", "latitude", "longitude")),
    "crossings": (("crossing_id",),),
    # One page may give several figures for one day: those of different standing or coverage.
    "displacement": (
        tuple(field.name for field in DISPLACEMENT if field.name not in ("source_date", "note")),
    ),
    "ucdp_district_months": (("admin2_code", "year", "month", "type_of_violence"),),
    "distinct_pairs": (("incident_id_a", "incident_id_b"),),
    "annual_totals": (("year", "region", "measure", "publisher", "period", "source_url"),),
}
"""By table of geodata/: columns that together occur once. What stands twice is counted twice."""

ELSEWHERE: Final = {
    "PK1": "Azad Kashmir",
    "PK3": "Gilgit-Baltistan",
    "PK4": "Islamabad",
    "PK6": "Punjab",
    "PK7": "Sindh",
    "AF01": "Kabul",
}
"""Provinces that the layers do not show, but that host people of the displacement record."""
