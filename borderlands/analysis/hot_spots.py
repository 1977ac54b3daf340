"""Districts whose neighbourhood holds more violence than chance would put there."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from esda.getisord import G_Local
from libpysal.weights import Queen, W
from statsmodels.stats.multitest import multipletests

from borderlands.analysis.casualties import by_district
from borderlands.analysis.wording import listed, plural

DRAWS: Final = 9_999
SEED: Final = 20241224
RATE: Final = 0.05
LEAST: Final = 10


@dataclass(frozen=True)
class HotSpots:
    """Result of the test.

    Attributes
    ----------
    districts : DataFrame
        `admin2_code`, `admin2_name`, `admin1_name`, `country`, `value`, `z`, `p` (one-sided, from
        permutations), `q` (p adjusted for all districts), `kind` (`hot`, `nominal` or `none`).
    says, says_not : str
        One plain sentence each.
    """

    districts: pd.DataFrame
    says: str
    says_not: str


SAYS_NOT: Final = (
    "It does not say that every place in such a district is dangerous, nor that others are safe; "
    "it treats large and small districts alike and knows only what the record holds, which for "
    "Balochistan is little more than cross-border events."
)


def contiguity(districts: gpd.GeoDataFrame) -> W:
    """Queen contiguity over the whole coverage, across the international boundary too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Queen.from_dataframe(
            districts, ids=list(districts["admin2_code"]), silence_warnings=True
        )


def hot_spots(
    incidents: pd.DataFrame,
    districts: gpd.GeoDataFrame,
    *,
    column: str = "fatalities_best",
    what: str = "deaths",
    weights: W | None = None,
) -> HotSpots:
    """Getis-Ord Gi* by district (Ord and Getis 1995), corrected for testing every district.

    Binary queen weights with the district itself; p from 9,999 conditional permutations (seed
    20241224); false discovery rate held at 5 % (Benjamini and Hochberg 1995). Only clusters of
    high values are tested.

    Parameters
    ----------
    incidents : DataFrame
        The selection; incidents without a district are left out.
    districts : GeoDataFrame
        The harmonised coverage.
    column : str
        Sum to test.
    what : str
        Plural noun for the sentence.
    weights : W, optional
        `contiguity(districts)`, from a caller that keeps it.
    """
    table = by_district(incidents, districts).reset_index(drop=True)
    value = table[column].to_numpy(dtype="float64")
    result = table[["admin2_code", "admin2_name", "admin1_name", "country"]].copy()
    result["value"] = value
    result["z"], result["p"], result["q"], result["kind"] = np.nan, np.nan, np.nan, "none"
    affected = int((value > 0).sum())
    if affected < LEAST:
        text = (
            f"No hot spot is looked for: {plural(affected, 'district')} with {what}; "
            f"at least {LEAST} are needed."
        )
        return HotSpots(result, text, SAYS_NOT)
    weights = weights or contiguity(districts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        test: Any = G_Local(value, weights, transform="B", star=True, permutations=0)
    result["z"], upper = _permuted(value, weights, np.asarray(test.Gs))
    result["p"] = upper
    rejected, adjusted, _, _ = multipletests(upper, alpha=RATE, method="fdr_bh")
    result["q"] = adjusted
    result.loc[upper < RATE, "kind"] = "nominal"
    result.loc[rejected, "kind"] = "hot"
    return HotSpots(result, _sentence(result, what), SAYS_NOT)


def _permuted(
    value: npt.NDArray[np.float64], weights: W, observed: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Standard score and upper tail of each district's share among those of drawn neighbours.

    What `G_Local` computes with `permutations`, without drawing anew each time and with the upper
    tail where it folds the nearer one; a hot spot needs the upper.
    """
    neighbours = [weights.cardinalities[code] for code in weights.id_order]
    drawn = _draws(len(value), max(neighbours))
    score, upper = np.empty(len(value)), np.empty(len(value))
    for place, count in enumerate(neighbours):
        around = np.delete(value, place)[drawn[:, :count]].sum(axis=1)
        shares = (value[place] + around) / value.sum()
        upper[place] = (1 + (shares >= observed[place]).sum()) / (DRAWS + 1)
        spread = shares.std()
        score[place] = (observed[place] - shares.mean()) / spread if spread else np.nan
    return score, upper


@lru_cache(maxsize=4)
def _draws(districts: int, neighbours: int) -> npt.NDArray[np.int64]:
    """Neighbours drawn from all other districts, without repetition; one row a draw."""
    generator = np.random.RandomState(SEED)
    rows = [generator.choice(districts - 1, neighbours, replace=False) for _ in range(DRAWS)]
    return np.stack(rows)


def _sentence(result: pd.DataFrame, what: str) -> str:
    hot = result.loc[result["kind"] == "hot"].sort_values(["q", "value"], ascending=[True, False])
    if hot.empty:
        return f"No district stands out once all {len(result)} tests are allowed for."
    sides = hot["country"].nunique()
    across = ", on both sides of the border" if sides == 2 else ""
    names = listed(hot["admin2_name"].tolist(), 5)
    verb = "forms a hot spot" if len(hot) == 1 else "form hot spots"
    return f"{names} {verb} of {what} together with their neighbours{across}."
