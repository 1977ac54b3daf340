"""Three charts from incidents.csv, without the app: run `python docs/examples/three_charts.py`.

Writes deaths over time, a ranking of districts and the claims about Barmal as PNG into the current
folder. In a notebook, `figure.chart` draws itself.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from borderlands.analysis.breakdowns import ranking
from borderlands.analysis.casualties import by_period, toll
from borderlands.analysis.claims import side_by_side
from borderlands.analysis.selections import Selection, in_words, select
from borderlands.analysis.titles import periods_title
from borderlands.charts.accounts import claims_figure, claims_height
from borderlands.charts.export import as_png
from borderlands.charts.figure import Figure, Scope
from borderlands.charts.look import Canvas
from borderlands.charts.over_time import deaths_over_time
from borderlands.charts.ranking import ranking_figure
from borderlands.data import load
from borderlands.settings import settings

SOURCE = "Source: Borderlands incident record. Documented public reports, not a complete count."


def figures() -> list[Figure]:
    """The three figures for 2024."""
    data = load(settings())
    year = Selection(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    incidents = select(data.incidents, year, data.districts)
    now, before = (
        toll(select(data.incidents, span, data.districts)) for span in (year, year.preceding())
    )
    scope = Scope(in_words(year, {}), SOURCE, len(incidents))

    months = by_period(incidents, "month", year.start, year.end)
    title = periods_title(now, before, months, "month")
    over_time = deaths_over_time(
        months, "month", data.key_events, Canvas(1120, 400), scope, title=title
    )

    districts = ranking_figure(
        ranking(incidents, data.districts), now.best, Canvas(720, 400), scope
    )

    strike = incidents.loc[
        (incidents["admin2_name"] == "Barmal") & (incidents["event_date"] == "2024-12-24")
    ].iloc[0]
    accounts = side_by_side(strike, data.claims)
    claims = claims_figure(
        accounts,
        "Air strike, Barmal, 24 December 2024",
        Canvas(960, claims_height(len(accounts))),
        Scope("24 December 2024 · Barmal, Paktika", SOURCE, 1),
    )
    return [over_time, districts, claims]


if __name__ == "__main__":
    for figure in figures():
        path = Path(f"{figure.name}.png")
        path.write_bytes(as_png(figure))
        print(f"{path}: {figure.title}")
