"""What is known about one district: place, people, neighbours, moves, the long run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from borderlands import vocabulary as words
from borderlands.analysis.selections import day_in_words
from borderlands.analysis.wording import listed, number
from borderlands.crs import METRIC

ADJOINS_KM: Final = 0.5
"""Nearer than this a district lies on the border: the generalised lines are that exact."""
UCDP_FIRST_YEAR: Final = 1989
"""Coverage, not first event: a year without one is a zero."""


@dataclass(frozen=True)
class Facts:
    """A district as the layer describes it.

    Attributes
    ----------
    code, name, local_name, province, country : str
        P-code, name, name in local script (empty where unknown), province, country.
    other_names : tuple of str
        Further spellings and former names.
    area_km2 : float
        Area.
    population : int or None
        Inhabitants, None where no source gives them.
    population_source : str
        Source and year of the population.
    border_km : float
        Least distance of the district to the border, 0 where it adjoins it.
    neighbours : tuple of (str, str)
        P-code and name of each contiguous district, those across the border too.
    """

    code: str
    name: str
    local_name: str
    province: str
    country: str
    other_names: tuple[str, ...]
    area_km2: float
    population: int | None
    population_source: str
    border_km: float
    neighbours: tuple[tuple[str, str], ...]

    def in_words(self) -> list[str]:
        """The facts as short sentences."""
        said = []
        if self.local_name:
            said.append(f"In local script: {self.local_name}")
        if self.other_names:
            said.append(f"Also: {listed(list(self.other_names), 4)}")
        people = "Population not known from an open census"
        if self.population is not None:
            people = f"{number(self.population)} inhabitants ({self.population_source})"
        said.append(f"{people}; {number(self.area_km2)} km²")
        border = "adjoins the border"
        if self.border_km > 0:
            border = f"{number(max(self.border_km, 1))} km from the border at its nearest"
        names = listed([name for _, name in self.neighbours], 8) if self.neighbours else "none"
        said.append(f"{border[0].upper()}{border[1:]}; neighbours: {names}")
        return said


def facts(code: str, districts: gpd.GeoDataFrame, boundary: gpd.GeoDataFrame) -> Facts:
    """Facts of one district.

    Parameters
    ----------
    code : str
        P-code that is in the layer.
    districts : GeoDataFrame
        The harmonised coverage.
    boundary : GeoDataFrame
        The international boundary.

    Raises
    ------
    KeyError
        When no district has this code.
    """
    found = districts.loc[districts["admin2_code"] == code]
    if found.empty:
        raise KeyError(code)
    row: Any = found.iloc[0]
    shape = found.geometry.iloc[0]
    line = shapely.union_all(boundary.to_crs(METRIC).geometry.to_numpy())
    distance = float(found.to_crs(METRIC).geometry.iloc[0].distance(line)) / 1_000
    touching = districts.loc[
        shapely.intersects(districts.geometry.to_numpy(), shape)
        & (districts["admin2_code"] != code).to_numpy()
    ].sort_values(["country", "admin2_name"], ascending=[False, True])
    year = "" if pd.isna(row["population_year"]) else f" {int(row['population_year'])}"
    source = str(row["population_source"] or "")
    return Facts(
        code=code,
        name=str(row["admin2_name"]),
        local_name=str(row["admin2_name_local"] or ""),
        province=str(row["admin1_name"]),
        country=words.COUNTRIES[str(row["country"])],
        other_names=tuple(name for name in str(row["alternative_names"] or "").split("|") if name),
        area_km2=float(row["area_km2"]),
        population=None if pd.isna(row["population"]) else int(row["population"]),
        population_source=source if year.strip() in source else f"{source}{year}",
        border_km=0.0 if distance < ADJOINS_KM else distance,
        neighbours=tuple(zip(touching["admin2_code"], touching["admin2_name"], strict=True)),
    )


def deadliest(incidents: pd.DataFrame, rows: int = 5) -> pd.DataFrame:
    """Incidents with most killed (best, then high), the latest first among equals."""
    best = incidents["fatalities_best"].fillna(0).to_numpy(dtype="int64")
    # Only incidents that reach the toll of the last one shown are worth sorting.
    least = np.partition(best, -rows)[-rows] if len(best) > rows else 0
    known = incidents.loc[best >= max(least, 1)]
    order = ["fatalities_best", "fatalities_high", "event_date"]
    return known.sort_values(order, ascending=False).head(rows)


def moves(displacement: pd.DataFrame, code: str, rows: int = 6) -> pd.DataFrame:
    """Latest published figure of each kind of displacement from and to a district.

    Stocks and flows stay apart and nothing is summed: figures of different days, groups and
    sources do not add up.

    Returns
    -------
    DataFrame
        `direction` (`from` or `to`), `group`, `measure`, `persons`, `other` (the place at the
        other end), `day` (in words), `quality`, `source_publisher`, `source_url`; latest first.
    """
    parts = []
    for direction, own, other in (("from", "origin", "host"), ("to", "host", "origin")):
        part = displacement.loc[
            (displacement[f"{own}_code"] == code) & displacement["persons"].notna()
        ]
        parts.append(part.assign(direction=direction, other=part[f"{other}_name"]))
    both = pd.concat(parts, ignore_index=True)
    date = both["reference_date"]
    both["last"] = date.fillna(pd.to_datetime(both["year"].astype(str) + "-01-01"))
    both["day"] = [
        str(year) if pd.isna(day) else day_in_words(day)
        for day, year in zip(date, both["year"], strict=True)
    ]
    both["group"] = both["population_group"].map(words.POPULATION_GROUPS)
    latest = both.sort_values(["last", "persons"], ascending=False).drop_duplicates(
        ["direction", "population_group", "measure"]
    )
    columns = ["direction", "group", "measure", "persons", "other", "day", "quality"]
    return latest[[*columns, "source_publisher", "source_url"]].head(rows).reset_index(drop=True)


def long_run(ucdp: pd.DataFrame, code: str, country: str) -> pd.DataFrame:
    """UCDP deaths by year in a district, zeros included, from 1989 on, where UCDP begins.

    Returns
    -------
    DataFrame
        `year`, `events`, `deaths_low`, `deaths_best`, `deaths_high`. The last year is that of the
        country's latest count, so that years after it are missing, not zero.
    """
    sides = ucdp["admin2_code"].str[:2] == ("PK" if country == "Pakistan" else "AF")
    span = ucdp.loc[sides, "year"]
    columns = ["events", "deaths_low", "deaths_best", "deaths_high"]
    if span.empty:
        return pd.DataFrame(columns=["year", *columns])
    years = pd.RangeIndex(UCDP_FIRST_YEAR, int(span.max()) + 1, name="year")
    sums = ucdp.loc[ucdp["admin2_code"] == code].groupby("year")[columns].sum()
    return sums.reindex(years, fill_value=0).astype("int64").reset_index()
