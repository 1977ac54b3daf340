"""What all stacks by victim group share: colours, order, ranges, numbers beside bars."""

from __future__ import annotations

import altair as alt
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
    parts = []
    base = pd.Series(0, index=sums.index)
    for group, label in words.VICTIM_GROUPS.items():
        killed = sums[f"fatalities_{group}"]
        part = sums[keys].assign(group=label, killed=killed)
        part["from"] = base
        base = base + killed
        part["to"] = base
        parts.append(part.loc[killed > 0])
    return pd.concat(parts, ignore_index=True)


def color(*, offset: int = 4, legend: bool = True) -> alt.Color:
    """Fixed colours by victim group, the legend as one line under the title."""
    return alt.Color(
        "group:N",
        scale=alt.Scale(domain=LABELS, range=list(words.VICTIM_COLOURS.values())),
        legend=alt.Legend(orient="top", direction="horizontal", offset=offset) if legend else None,
    )
