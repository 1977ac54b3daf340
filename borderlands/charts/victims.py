"""What all stacks by victim group share: colours, order, ranges, numbers beside bars."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from borderlands import vocabulary as words

LABELS = list(words.VICTIM_GROUPS.values())


def stacked(sums: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Long form with the ends of each block, so that a stack never depends on the drawing.

    Parameters
    ----------
    sums : DataFrame
        `keys` and the four victim columns.
    keys : list of str
        Columns carried along.

    Returns
    -------
    DataFrame
        `keys`, `group` (label), `killed`, `from`, `to`; blocks of nobody are left out.
    """
    columns = [f"fatalities_{group}" for group in words.VICTIM_GROUPS]
    killed = sums[columns].to_numpy(dtype="int64").T
    ends = killed.cumsum(axis=0)
    group, row = np.nonzero(killed)
    blocks = sums[keys].iloc[row].reset_index(drop=True)
    blocks["group"] = np.array(LABELS, dtype=object)[group]
    blocks["killed"] = killed[group, row]
    blocks["from"] = (ends - killed)[group, row]
    blocks["to"] = ends[group, row]
    return blocks


def color(*, dark: bool, offset: int = 4, legend: bool = True) -> alt.Color:
    """Fixed colours by victim group, the legend as one line under the title."""
    return alt.Color(
        "group:N",
        scale=alt.Scale(domain=LABELS, range=list(words.victim_colours(dark).values())),
        legend=alt.Legend(orient="top", direction="horizontal", offset=offset) if legend else None,
    )
