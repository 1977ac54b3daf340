"""Deaths and deaths per incident by actor, type or target."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from borderlands.analysis.group_titles import breakdown_title, lethality_title
from borderlands.analysis.wording import decimal, number, plural
from borderlands.charts.bars import GUTTER, MEASURES, ROWS, plain, rest, stacks, tolls
from borderlands.charts.figure import Figure, Scope, assemble, empty
from borderlands.charts.look import Canvas

COUNTED: Final = {
    "perpetrator": "Dead of incidents begun by each, its own included",
    "perpetrator or initiator": "Dead of incidents begun by each, its own included",
    "target": "Dead of incidents aimed at each, attackers included",
}
"""What a bar counts, where the name of the row could be taken for the killer or the killed."""


def breakdown_figure(
    sums: pd.DataFrame,
    noun: str,
    canvas: Canvas,
    scope: Scope,
    *,
    rows: int = ROWS,
    selectable: bool = False,
) -> Figure:
    """Deaths by actor, type or target, stacked by victim group.

    Parameters
    ----------
    sums : DataFrame
        From `breakdowns.by_code`.
    noun : str
        What the rows are, such as "type of incident".
    canvas, scope : Canvas, Scope
        Paper; period, filters, source, n.
    rows : int
        Rows drawn.
    selectable : bool
        Whether a bar can be picked (`pick`, field `code`).
    """
    title = breakdown_title(sums, noun)
    counted = COUNTED.get(noun, f"People killed by {noun}")
    name = "deaths-by-" + noun.replace(" ", "-")
    if sums.empty:
        return empty(canvas, scope, name=name, title=title, why=title)
    # The rule of counting comes before the split, which the legend shows.
    short = canvas.compact and noun in COUNTED
    drawn = sums.head(rows).assign(text=tolls(sums.head(rows)))
    return assemble(
        stacks(drawn, canvas, ["label", "code", "incidents"], pick="code" if selectable else ""),
        canvas,
        scope,
        name=name,
        title=title,
        measure=counted + ("" if short else ", by victim group, best figure with low–high range"),
        kind="Horizontal bars",
        table=sums[["label", *MEASURES]].rename(columns={"label": noun.capitalize()} | MEASURES),
        gutter=GUTTER,
        note=rest(len(sums), len(drawn), "row"),
    )


def lethality_figure(sums: pd.DataFrame, noun: str, canvas: Canvas, scope: Scope) -> Figure:
    """Deaths per incident, for groups with five or more incidents of known toll."""
    title = lethality_title(sums, noun)
    best = "deaths_per_incident_best"
    ranked = sums.loc[sums["enough"]].sort_values(best, ascending=False, kind="stable").head(ROWS)
    counted = (
        f"{COUNTED[noun]}, per incident:"
        if noun in COUNTED
        else f"People killed per incident by {noun},"
    )
    name = "lethality-by-" + noun.replace(" ", "-")
    if ranked.empty:
        return empty(canvas, scope, name=name, title=title, why=title)
    ranked = ranked.assign(
        text=[
            f"{decimal(mean)} each, n = {number(known)}"
            for mean, known in zip(ranked[best], ranked["known_toll"], strict=True)
        ]
    )
    few = int((~sums["enough"]).sum())
    names: dict[str, Any] = {
        "label": noun.capitalize(),
        "incidents": "Incidents",
        "known_toll": "Incidents with a known toll",
        "deaths_per_incident_low": "Killed per incident, low",
        best: "Killed per incident, best",
        "deaths_per_incident_high": "Killed per incident, high",
        "enough": "Enough to rank",
    }
    return assemble(
        plain(ranked, canvas, best, "deaths_per_incident_low", "deaths_per_incident_high"),
        canvas,
        scope,
        name=name,
        title=title,
        measure=f"{counted} mean of best figures with low–high range",
        kind="Horizontal bars",
        table=sums[list(names)].rename(columns=names),
        gutter=GUTTER,
        note=f"{plural(few, 'group')} with fewer than five incidents not ranked." if few else "",
    )
