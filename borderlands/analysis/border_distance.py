"""How far from the border people are killed, on either side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from borderlands.analysis.casualties import measures
from borderlands.analysis.selections import TOLL
from borderlands.analysis.wording import number, percent, plural
from borderlands.crs import GEOGRAPHIC, METRIC
from borderlands.vocabulary import POINT_LEVELS

LIMITS_KM: Final = (0, 10, 25, 50, 100, float("inf"))


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
    pointed = incidents["latitude"].notna() & incidents["location_level"].isin(POINT_LEVELS)
    result = pd.Series(np.nan, index=incidents.index, name="border_km")
    if not pointed.any():
        return result
    line = shapely.union_all(boundary.to_crs(METRIC).geometry.to_numpy())
    # Many incidents share a place: measure each place once.
    places = incidents.loc[pointed, ["longitude", "latitude"]]
    group = places.groupby(["longitude", "latitude"], sort=False)
    unique = pd.DataFrame(list(group.indices), columns=["longitude", "latitude"])
    points = gpd.GeoSeries.from_xy(unique["longitude"], unique["latitude"], crs=GEOGRAPHIC)
    distance = shapely.distance(points.to_crs(METRIC).to_numpy(), line) / 1_000
    keyed = pd.Series(distance, index=pd.MultiIndex.from_frame(unique))
    found = keyed.reindex(pd.MultiIndex.from_frame(places)).to_numpy()
    side = np.where(incidents.loc[pointed, "country"] == "PAK", 1.0, -1.0)
    result.loc[pointed] = found * side
    return result


def profile(incidents: pd.DataFrame, boundary: gpd.GeoDataFrame) -> Profile:
    """Sum deaths by band of distance to the border on either side."""
    distance = border_km(incidents, boundary)
    known = distance.notna()
    sums = measures(incidents)[["incidents", *TOLL]]
    rows: list[dict[str, Any]] = []
    for country, sign in (("AFG", -1), ("PAK", 1)):
        own = incidents["country"] == country
        bands = list(pairwise(LIMITS_KM))
        for low, high in bands[::sign]:
            inside = known & own & (distance.abs() >= low) & (distance.abs() < high)
            label = f"{low:.0f}–{high:.0f} km" if np.isfinite(high) else f"over {low:.0f} km"
            band: dict[str, Any] = {
                "band": label,
                "country": country,
                "from_km": low,
                "to_km": high,
            }
            band |= {str(name): int(total) for name, total in sums.loc[inside].sum().items()}
            rows.append(band)
    bands_table = pd.DataFrame(rows)
    left = incidents.loc[~known]
    return Profile(
        bands=bands_table,
        placed=int(known.sum()),
        left_out=len(left),
        left_out_deaths=int(left["fatalities_best"].fillna(0).sum()),
        says=_says(bands_table),
        says_not=(
            f"It leaves out {plural(len(left), 'incident')} known only to a district or province "
            f"({number(left['fatalities_best'].fillna(0).sum())} killed), and it does not take "
            "into account how many people live in each band or how large it is."
        ),
    )


def _says(bands: pd.DataFrame) -> str:
    parts = []
    for country, name in (("PAK", "Pakistani"), ("AFG", "Afghan")):
        own = bands.loc[bands["country"] == country]
        total = own["fatalities_best"].sum()
        if not total:
            parts.append(f"on the {name} side nobody with a known place was killed")
            continue
        near = own.loc[own["to_km"] <= 25, "fatalities_best"].sum()
        parts.append(
            f"on the {name} side {number(near)} of {number(total)} people killed at a known place "
            f"({percent(near / total)}) died within 25 km of the border"
        )
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."
