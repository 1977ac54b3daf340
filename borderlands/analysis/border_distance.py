"""How far from the border people are killed, on either side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from borderlands.analysis.casualties import each_toll, sums_by
from borderlands.analysis.titles import SMALL
from borderlands.analysis.wording import number, percent, plural
from borderlands.crs import GEOGRAPHIC, METRIC
from borderlands.vocabulary import POINT_LEVELS

LIMITS_KM: Final = (0, 10, 25, 50, 100, float("inf"))
NEAR_KM: Final = 25
_SIDES: Final = {"PAK": "Pakistani", "AFG": "Afghan"}


@dataclass(frozen=True)
class Profile:
    """Deaths by signed distance band.

    Attributes
    ----------
    bands : DataFrame
        One row a band from the Afghan interior to the Pakistani interior: `band` (label),
        `country`, `from_km`, `to_km`, `incidents`, `fatalities_low/best/high`.
    placed, left_out : int
        Incidents with an exact or near place; incidents known only to a district or province.
    left_out_deaths : int
        People killed (best) in those left out.
    says, says_not : str
        One plain sentence each.
    """

    bands: pd.DataFrame
    placed: int
    left_out: int
    left_out_deaths: int
    says: str
    says_not: str


def border_km(incidents: pd.DataFrame, boundary: gpd.GeoDataFrame) -> pd.Series:
    """Distance to the border in km: Pakistan positive, Afghanistan negative.

    Returns
    -------
    Series
        `border_km`, NaN for incidents without a point or known only to a district or coarser.
    """
    latitudes = incidents["latitude"].to_numpy(dtype="float64")
    pointed = incidents["location_level"].isin(POINT_LEVELS).to_numpy() & ~np.isnan(latitudes)
    result = np.full(len(incidents), np.nan)
    if pointed.any():
        line = shapely.union_all(boundary.to_crs(METRIC).geometry.to_numpy())
        longitude = incidents["longitude"].to_numpy(dtype="float64")[pointed]
        latitude = latitudes[pointed]
        # Many incidents share a place: measure each place once, to about a metre.
        steps = np.round(longitude * 1e5) * 1e8 + np.round(latitude * 1e5)
        place, _ = pd.factorize(steps)
        at = np.empty(place.max() + 1, dtype="int64")
        at[place] = np.arange(len(place))
        points = gpd.GeoSeries.from_xy(longitude[at], latitude[at], crs=GEOGRAPHIC)
        distance = shapely.distance(points.to_crs(METRIC).to_numpy(), line) / 1_000
        side = np.where(incidents["country"].to_numpy()[pointed] == "PAK", 1.0, -1.0)
        result[pointed] = distance[place] * side
    return pd.Series(result, index=incidents.index, name="border_km")


def profile(incidents: pd.DataFrame, boundary: gpd.GeoDataFrame) -> Profile:
    """Sum deaths by band of distance to the border on either side."""
    distance = border_km(incidents, boundary).to_numpy()
    known = ~np.isnan(distance)
    abroad = np.signbit(distance)
    count = len(LIMITS_KM) - 1
    band = np.searchsorted(LIMITS_KM, np.abs(np.nan_to_num(distance)), side="right") - 1
    # Afghan bands run inwards to the border, Pakistani ones outwards from it.
    place = np.where(abroad, count - 1 - band, count + band)
    # The last bin holds what cannot be placed.
    sums = sums_by(each_toll(incidents), np.where(known, place, 2 * count), 2 * count + 1)
    totals, unplaced = sums.iloc[:-1], sums.iloc[-1]
    limits = list(pairwise(LIMITS_KM))
    order = [("AFG", span) for span in limits[::-1]] + [("PAK", span) for span in limits]
    rows = [
        {"band": _label(low, high), "country": country, "from_km": low, "to_km": high}
        for country, (low, high) in order
    ]
    bands_table = pd.DataFrame(rows).join(totals)
    left_out, deaths = int(unplaced["incidents"]), int(unplaced["fatalities_best"])
    return Profile(
        bands=bands_table,
        placed=int(known.sum()),
        left_out=left_out,
        left_out_deaths=deaths,
        says=_says(bands_table),
        says_not=(
            f"It leaves out {plural(left_out, 'incident')} known only to a district or province "
            f"({number(deaths)} killed), and it does not take "
            "into account how many people live in each band or how large it is."
        ),
    )


def _label(low: float, high: float) -> str:
    return f"{low:.0f}–{high:.0f} km" if np.isfinite(high) else f"over {low:.0f} km"


def _says(bands: pd.DataFrame) -> str:
    """Each side that has an incident with a known place, the one with more dead first."""
    sums = bands.groupby("country")[["incidents", "fatalities_best"]].sum()
    sums = sums.loc[sums["incidents"] > 0].sort_values("fatalities_best", ascending=False)
    if not sums["fatalities_best"].sum():
        return "Nobody was killed at a known place."
    parts: list[str] = []
    for country, total in sums["fatalities_best"].items():
        own = bands.loc[(bands["country"] == country) & (bands["to_km"] <= NEAR_KM)]
        near = int(own["fatalities_best"].sum())
        share = f" ({percent(near / total)})" if 0 < near < total and total >= SMALL else ""
        count = f"{number(near) if near else 'none'} of {number(total)}" if total else "nobody"
        if near == total > 1:
            count = f"all {number(total)}"
        # What is counted is said once.
        whom, where = "", ""
        if not parts:
            whom = " people killed at a known place"
            where = f" died within {NEAR_KM} km of the border"
        parts.append(f"on the {_SIDES[str(country)]} side {count}{whom}{share}{where}")
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."
