"""Districts by people killed, with the ranks that the reports leave open."""

from __future__ import annotations

import pandas as pd

from borderlands.analysis.group_titles import ranking_title
from borderlands.analysis.wording import decimal, plural
from borderlands.charts.bars import GUTTER, MEASURES, ROWS, plain, rest, stacks, tolls
from borderlands.charts.figure import Figure, Scope, assemble, empty
from borderlands.charts.look import Canvas


def ranking_figure(
    table: pd.DataFrame,
    total: int,
    canvas: Canvas,
    scope: Scope,
    *,
    per_100k: bool = False,
    without_population: int = 0,
    selectable: bool = False,
) -> Figure:
    """Ranking of districts; a rank that the range of reports leaves open is given as a span.

    Parameters
    ----------
    table : DataFrame
        From `breakdowns.ranking` with the same `per_100k`.
    total : int
        People killed in the whole selection.
    canvas, scope : Canvas, Scope
        Paper; period, filters, source, n.
    per_100k : bool
        Killed per 100,000 inhabitants instead of persons.
    without_population : int
        Districts left out because their population is unknown; named under the figure.
    selectable : bool
        Whether a bar can be picked (`pick`, field `admin2_code`).
    """
    title = ranking_title(table, total, per_100k=per_100k)
    if table.empty:
        return empty(canvas, scope, name="districts", title=title, why=title)
    drawn_rows = table.head(ROWS).copy()
    places = [
        f"{first}–{last}" if first != last else str(first)
        for first, last in zip(drawn_rows["rank_first"], drawn_rows["rank_last"], strict=True)
    ]
    same = drawn_rows["admin2_name"].duplicated(keep=False)
    named = drawn_rows["admin2_name"].where(
        ~same, drawn_rows["admin2_name"] + " (" + drawn_rows["admin1_name"] + ")"
    )
    drawn_rows["label"] = named
    numbers = [decimal(best) for best in drawn_rows["best"]] if per_100k else tolls(drawn_rows)
    drawn_rows["text"] = [
        f"{value}   rank {place}" if flag else value
        for value, place, flag in zip(numbers, places, drawn_rows["rank_depends"], strict=True)
    ]
    pick = "admin2_code" if selectable else ""
    if per_100k:
        layers = plain(drawn_rows, canvas, "best", "low", "high", pick=pick)
        measure = "People killed per 100,000 inhabitants, best figure with low–high range"
    else:
        layers = stacks(drawn_rows, canvas, ["label", "admin2_code", "incidents"], pick=pick)
        measure = "People killed by district and victim group, best figure with low–high range"
    notes = [rest(len(table), len(drawn_rows), "district")]
    if drawn_rows["rank_depends"].any():
        notes.append("Rank given where it depends on the estimate.")
    if per_100k and without_population:
        notes.append(
            f"{plural(without_population, 'district')} without a known population left out."
        )
    readable = table.assign(
        rank_span=[
            f"{a} to {b}" for a, b in zip(table["rank_first"], table["rank_last"], strict=True)
        ]
    )[
        [
            "admin2_code",
            "admin2_name",
            "admin1_name",
            "rank",
            "rank_span",
            *MEASURES,
            "rate_per_100k",
        ]
    ]
    readable = readable.rename(
        columns=MEASURES
        | {
            "admin2_code": "P-code",
            "admin2_name": "District",
            "admin1_name": "Province",
            "rank": "Rank (best)",
            "rank_span": "Ranks possible",
            "rate_per_100k": "Killed per 100,000",
        }
    )
    return assemble(
        layers,
        canvas,
        scope,
        name="districts-per-100k" if per_100k else "districts",
        title=title,
        measure=measure,
        kind="Horizontal bars",
        table=readable,
        gutter=GUTTER,
        note=" ".join(note for note in notes if note),
    )
