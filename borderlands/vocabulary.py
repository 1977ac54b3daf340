"""The words of the project: codes, labels, units and the colours that carry meaning.

Nothing here computes. Every code that appears in a shipped file is listed here once, with
the label that a reader sees.
"""

from __future__ import annotations

from typing import Final

COUNTRIES: Final = {"PAK": "Pakistan", "AFG": "Afghanistan"}

DATE_PRECISION: Final = {"day": "Day known", "week": "Week known", "month": "Month known"}

LOCATION_LEVELS: Final = {
    "site": "Exact place",
    "near_site": "Near a named place",
    "admin2": "District only",
    "admin1": "Province only",
}
POINT_LEVELS: Final = ("site", "near_site")
"""Levels that may be drawn as a dot; coarser ones only ever shade a district."""

EVENT_TYPES: Final = {
    "armed_attack": "Armed attack",
    "suicide_attack": "Suicide attack",
    "ied": "Bomb or mine",
    "targeted_killing": "Targeted killing",
    "abduction": "Abduction and killing",
    "drone_strike": "Drone strike",
    "air_strike": "Air strike",
    "shelling": "Shelling",
    "security_operation": "Security operation",
    "border_clash": "Border clash",
    "communal_violence": "Communal violence",
    "unrest": "Unrest",
    "infighting": "Fighting among militants",
    "other": "Other",
}

ACTOR_GROUPS: Final = {
    "TTP": "TTP",
    "JuA": "Jamaat-ul-Ahrar",
    "HGB": "Hafiz Gul Bahadur group",
    "IMP": "Ittehad-ul-Mujahideen",
    "LeI": "Lashkar-e-Islam",
    "TJP": "Tehreek-e-Jihad",
    "ISKP": "ISKP",
    "AQ": "Al-Qaida",
    "other_militants": "Other militants",
    "unidentified_militants": "Unidentified militants",
    "pakistan_forces": "Pakistani forces",
    "afghan_taliban_forces": "Afghan Taliban forces",
    "afghan_republic_forces": "Afghan Republic forces",
    "us_forces": "US and NATO forces",
    "tribal_group": "Tribal or communal group",
    "baloch_militants": "Baloch militants",
    "civilians": "Civilians",
    "unknown": "Unknown",
}

TARGETS: Final = {
    "military": "Military",
    "police": "Police",
    "paramilitary": "Paramilitary",
    "border_force": "Border force",
    "militants": "Militants",
    "polio_team": "Polio team",
    "education": "School or college",
    "place_of_worship": "Place of worship",
    "politician": "Politician",
    "government_official": "Government official",
    "tribal_elder": "Tribal elder",
    "peace_committee": "Peace committee",
    "journalist": "Journalist",
    "aid_worker": "Aid worker",
    "foreign_national": "Foreign national",
    "infrastructure": "Infrastructure",
    "refugees": "Refugees",
    "community": "Community",
    "civilians": "Civilians",
    "other": "Other",
    "unknown": "Unknown",
}

ATTRIBUTION: Final = {
    "claimed": "Claimed by the group",
    "attributed": "Attributed by an authority",
    "suspected": "Suspected",
    "unknown": "Nobody named",
}

CLAIMANT_SIDES: Final = {
    "pakistan": "Pakistan",
    "afghanistan": "Afghanistan (Taliban government)",
    "militants": "Militant group",
    "un": "United Nations",
    "local": "Local people and officials",
    "media": "Media count",
    "other": "Other",
}

# --- Measures --------------------------------------------------------------------------------

VICTIM_GROUPS: Final = {
    "civilians": "Civilians",
    "security": "Security forces",
    "militants": "Militants",
    "unknown": "Not stated",
}
"""Suffixes of `fatalities_*` and the label of each; order is that of every stack."""

FATALITY_ESTIMATES: Final = {"low": "Low", "best": "Best", "high": "High"}

# --- Displacement ----------------------------------------------------------------------------

DISPLACEMENT_COLUMNS: Final = (
    "year",
    "reference_date",
    "population_group",
    "measure",
    "origin_country",
    "origin_code",
    "origin_name",
    "host_country",
    "host_code",
    "host_name",
    "persons",
    "quality",
    "source_publisher",
    "source_url",
    # Single published figures only.
    "period_start",
    "families",
    "crossing",
    "source_date",
    "note",
)
POPULATION_GROUPS: Final = {
    "refugees": "Refugees",
    "asylum_seekers": "Asylum-seekers",
    "refugee_like": "People in a refugee-like situation",
    "idps": "Internally displaced people",
    "returned_refugees": "Returned refugees",
    "returned_idps": "Returned internally displaced people",
    "others_of_concern": "Others of concern to UNHCR",
    "host_community": "Host community",
    "acc_holders": "Afghan Citizen Card holders",
    "undocumented": "Undocumented Afghans",
    "returnees_all": "Returnees, all groups",
    "deportees": "Deported people",
}
MEASURES: Final = {"stock": "Stock", "flow": "Flow"}

# --- Colours by meaning ----------------------------------------------------------------------
# Checked for deuteranopia, protanopia and greyscale order (dark to light): the four victim
# groups keep a lightness step between neighbours in the stack.

VICTIM_COLOURS: Final = {
    "civilians": "#B2332C",
    "security": "#1F5A94",
    "militants": "#8C8C84",
    "unknown": "#D3CFC4",
}
VICTIM_COLOURS_ON_DARK: Final = VICTIM_COLOURS | {"civilians": "#C9463E", "security": "#3F7DBF"}
"""The same hues with a contrast of at least 3 to 1 against dark paper."""


def victim_colours(dark: bool) -> dict[str, str]:
    """Colour of each victim group on light or on dark paper."""
    return VICTIM_COLOURS_ON_DARK if dark else VICTIM_COLOURS


INK: Final = "#22262B"
MUTED: Final = "#5F666E"
LAND: Final = "#F4F1EA"
LINE: Final = "#C9C4B8"
BORDER: Final = "#4A4038"
ACCENT: Final = "#8A4B08"

BOUNDARY_NOTE: Final = "Boundaries shown do not imply endorsement."
