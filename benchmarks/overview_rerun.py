"""Server time of a filter change on the Overview, beside a map built anew with a loop of markers.

Run `python benchmarks/overview_rerun.py`. Both sides are timed in one process, in turn, on the
shipped record; the first, warming run of each is not counted.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import folium
from streamlit.testing.v1 import AppTest

from borderlands.analysis.casualties import by_district
from borderlands.analysis.selections import Selection, select
from borderlands.data import Atlas, load
from borderlands.maps.incidents import details
from borderlands.settings import settings

APP = Path(__file__).resolve().parent.parent / "app.py"
AREAS = ["PK525", "PK530", "PK503", "PK5", "AF12", "PAK", "PK509", "waziristan", "PK513", "AFG"]


def rerun(app: AppTest, area: str) -> None:
    """Choose an area on the running Overview."""
    app.multiselect(key="area").set_value([area]).run()


def naive(data: Atlas, selection: Selection) -> str:
    """The usual way: a new map, a styled polygon layer and one marker an incident."""
    incidents = select(data.incidents, selection, data.districts)
    table = by_district(incidents, data.districts).set_index("admin2_code")["fatalities_best"]
    chart = folium.Map(location=[33, 70], zoom_start=7, tiles=None)
    layer = data.districts.assign(killed=table.reindex(data.districts["admin2_code"]).to_numpy())
    folium.GeoJson(
        layer.to_json(),
        style_function=lambda f: {"fillOpacity": min(1, (f["properties"]["killed"] or 0) / 100)},
        tooltip=folium.GeoJsonTooltip(["admin2_name", "killed"]),
    ).add_to(chart)
    pointed = incidents.loc[incidents["latitude"].notna()]
    for row, record in zip(pointed.itertuples(), details(pointed, data.claims), strict=True):
        folium.CircleMarker(
            [row.latitude, row.longitude],
            radius=4,
            tooltip=record["title"],
            popup=folium.Popup(record["notes"], max_width=300),
        ).add_to(chart)
    return str(chart.get_root().render())


def timed(act: Callable[[], object]) -> float:
    """Seconds that an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    """Print medians and 95th percentiles as a Markdown table."""
    data = load(settings())
    days = data.incidents["event_date"]
    whole = {"start": days.min().date(), "end": days.max().date()}
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.query_params["period"] = [f"{whole['start']}", f"{whole['end']}"]
    app.run()
    ours: list[float] = []
    theirs: list[float] = []
    rerun(app, AREAS[-1])
    naive(data, Selection(**whole, areas=(AREAS[-1],)))
    for area in AREAS:
        ours.append(timed(lambda area=area: rerun(app, area)))
        theirs.append(timed(lambda area=area: naive(data, Selection(**whole, areas=(area,)))))
    print(f"{len(data.incidents):,} incidents in the record, {len(AREAS)} filter changes\n")
    print("| filter change on Overview | median s | slowest s |")
    print("| --- | ---: | ---: |")
    print(f"| the whole rerun of the page | {statistics.median(ours):.3f} | {max(ours):.3f} |")
    print(
        f"| only a new map with a loop of markers | {statistics.median(theirs):.3f} "
        f"| {max(theirs):.3f} |"
    )


if __name__ == "__main__":
    main()
