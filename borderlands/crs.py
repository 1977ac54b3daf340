"""Coordinate reference systems: where each is used and why."""

from __future__ import annotations

GEOGRAPHIC = "EPSG:4326"
"""Longitude and latitude in degrees; the system of every shipped file and every web map."""

METRIC = "EPSG:32642"
"""UTM zone 42N in metres. Scale error stays under 0.4 % along the border from Chitral to Chaman
(66-74 degrees E) and under 0.8 % to its western end at 61 degrees E: enough for cleaning
boundaries and for distances in km."""

EQUAL_AREA = "+proj=aea +lat_1=31 +lat_2=36 +lat_0=33.5 +lon_0=70 +datum=WGS84 +units=m +no_defs"
"""Albers equal-area centred on the border; used for `area_km2` only."""
