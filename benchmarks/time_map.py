"""How fast the time map scrubs in Chromium, beside the two usual ways of folium.

    python benchmarks/time_map.py [--sizes 1000 5000 10000 50000] [--steps 60]

The shipped record is repeated to each size: dates moved by up to 400 days, places by up to 0.15
degrees, seed 7. Every way shows the same windows: half of the whole span wide, moved by equal
steps from one end to the other, districts shaded and incidents drawn as circles.

- **time control**: one step of ours, from the call to the end of the script (`script`) and until
  the browser has laid out and painted that frame (`painted`); also for a window that grows to hold
  the whole record. `processor` is the mean time that the main thread kept a processor busy, which
  other programs on the machine do not lengthen as they lengthen the others.
- **new map**: folium writes a new map for the step (circles in one GeoJson layer on a canvas,
  the fastest way folium has; districts in another) and the browser opens it.
- **feature group**: folium writes the same layers as a group for `feature_group_to_add` and the
  browser runs them in the map that is already there.

The last two leave out Streamlit's rerun and transport, which they need and ours does not: they
are lower bounds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import folium
import numpy as np
import pandas as pd
from branca.element import Figure
from playwright.sync_api import CDPSession, Page, sync_playwright
from streamlit_folium import _get_feature_group_string
from xstatic.pkg import leaflet

from borderlands.analysis.casualties import by_district
from borderlands.data import Atlas, load
from borderlands.maps import assets
from borderlands.maps.base import atlas_map, base_map
from borderlands.maps.classes import Classing
from borderlands.maps.incidents import day_numbers, pack, tolls
from borderlands.maps.measures import MEASURES, measure_states
from borderlands.maps.palettes import palette
from borderlands.maps.timeline import timeline
from borderlands.settings import settings

SEED = 7
SIZE = {"width": 1600, "height": 900}
MAP_HEIGHT = 690
COLUMNS = (
    "Incidents",
    "Step, processor",
    "Step, script",
    "Step, painted",
    "Step with all shown, painted",
    "First draw",
    "Payload, kB",
    "Bytes an incident",
    "New map a step",
    "Feature group a step",
    "Ratio to new map",
    "Ratio to group",
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def repeated(incidents: pd.DataFrame, size: int) -> pd.DataFrame:
    """The record repeated to a size with jitter in time and place."""
    random = np.random.default_rng(SEED)
    rows = incidents.iloc[np.arange(size) % len(incidents)].copy()
    rows["event_date"] += pd.to_timedelta(random.integers(-400, 401, size), unit="D")
    last = incidents["event_date"].max()
    rows["event_date"] = rows["event_date"].clip(pd.Timestamp(2021, 1, 1), last)
    for column in ("latitude", "longitude"):
        rows[column] += random.uniform(-0.15, 0.15, size)
    return rows.sort_values("event_date", ignore_index=True)


def our_state(incidents: pd.DataFrame, data: Atlas) -> dict[str, Any]:
    """State of the time map without details, which travel apart."""
    codes = list(data.districts["admin2_code"])
    entries, title, place = palette(incidents, "victim")
    start, end = (incidents["event_date"].iloc[at].date() for at in (0, -1))
    time_part = timeline(start, end, data.key_events)
    known = incidents.loc[incidents["admin2_code"] != ""]
    number = {code: at for at, code in enumerate(codes)}
    values = tolls(known)
    values["incidents"] = values["best"] * 0 + 1
    measures = measure_states(
        MEASURES,
        day_numbers(known["event_date"]),
        known["admin2_code"].map(number).to_numpy(dtype="int64"),
        values,
        pd.to_numeric(data.districts["population"]).to_numpy(dtype="float64"),
        (time_part["from"], time_part["to"]),
        Classing(),
        moving=True,
        dark=False,
    )
    return {
        "incidents": pack(incidents, codes, place.to_numpy(dtype="int64")),
        "palette": entries,
        "paletteTitle": title,
        "measures": measures,
        "measure": "best",
        "points": True,
        "time": time_part,
        "frame": {"title": "", "subtitle": "", "source": "Benchmark"},
    }


def windows(span: tuple[int, int], steps: int) -> list[list[int]]:
    """Windows of half the span, moved from its start to its end."""
    first, last = span
    length = (last - first) // 2
    return [[int(at), int(at) + length] for at in np.linspace(first, last - length, steps)]


def growing(span: tuple[int, int], steps: int) -> list[list[int]]:
    """Windows from the start of the span that grow over its last tenth: nearly all is drawn."""
    first, last = span
    return [[first, int(at)] for at in np.linspace(last - (last - first) // 10, last, steps)]


def write_page(folder: Path, data: Atlas) -> Path:
    """Our map as a page with everything it needs beside it."""
    base = base_map(data.districts, data.provinces, data.boundary, data.places, data.crossings)
    (folder / "map.js").write_text(assets.script(base.text), "utf-8")
    shutil.copytree(leaflet.BASE_DIR, folder / "leaflet")
    chart = atlas_map("map.js", extra={"fill": True})
    figure = Figure(height=f"{MAP_HEIGHT}px").add_child(chart)
    page = folder / "ours.html"
    page.write_text(figure.render(), "utf-8")
    return page


_STEPS = """
async (spans) => {
  const control = BL_ATLAS.time, script = [], painted = [];
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  // Called within a frame, a message arrives when that frame has been laid out and painted.
  const after = () => new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });
  for (const [from, to] of spans) {
    await frame();
    const start = performance.now();
    control.window.put(from, to);
    control.apply();
    script.push(performance.now() - start);
    await after();
    painted.push(performance.now() - start);
  }
  return { script, painted };
}
"""


def measure_ours(page: Page, path: Path, state: dict[str, Any], steps: int) -> dict[str, Any]:
    """First draw, scrub steps and payload of the time control."""
    text = json.dumps(state, separators=(",", ":"))
    page.goto(path.as_uri())
    page.wait_for_function("window.BL_ATLAS && BL_ATLAS.settled")
    first = page.evaluate(
        """async (text) => {
          const start = performance.now();
          Borderlands.update(JSON.parse(text));
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          return performance.now() - start;
        }""",
        text,
    )
    time_part = state["time"]
    spans = windows((time_part["from"], time_part["to"]), steps)
    page.evaluate(_STEPS, spans[:5])
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = processor_time(session)
    result = page.evaluate(_STEPS, spans)
    used = (processor_time(session) - before) / steps
    whole = page.evaluate(_STEPS, growing((time_part["from"], time_part["to"]), steps))
    columns = sum(len(column[1]) for column in state["incidents"]["columns"].values())
    return {
        "first": first,
        "script": result["script"],
        "painted": result["painted"],
        "whole": whole["painted"],
        "processor": used,
        "payload": len(text),
        "per_incident": columns / state["incidents"]["n"],
    }


def processor_time(session: CDPSession) -> float:
    """Milliseconds of processor that the page's main thread has used so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration")) * 1e3


def folium_layers(incidents: pd.DataFrame, data: Atlas, into: Any) -> None:
    """Districts shaded and circles, one GeoJson layer each."""
    sums = by_district(incidents, data.districts).set_index("admin2_code")["fatalities_best"]
    shapes = data.districts[["admin2_code", "geometry"]]
    most = max(1, sums.max())
    folium.GeoJson(
        shapes,
        style_function=lambda f: {
            "fillOpacity": float(sums.get(f["properties"]["admin2_code"], 0)) / most,
            "weight": 0.6,
        },
    ).add_to(into)
    drawn = incidents.loc[incidents["location_level"].isin(("site", "near_site"))]
    points = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [x, y]},
            "properties": {"killed": 0 if pd.isna(killed) else int(killed)},
        }
        for x, y, killed in zip(
            drawn["longitude"], drawn["latitude"], drawn["fatalities_best"], strict=True
        )
    ]
    if points:
        folium.GeoJson(
            {"type": "FeatureCollection", "features": points},
            marker=folium.CircleMarker(radius=4, weight=1, fill=True),
        ).add_to(into)


class _PlainMap(folium.Map):
    """A folium map that takes Leaflet from beside the page."""

    default_js = [("leaflet", "leaflet/leaflet.js")]  # noqa: RUF012
    default_css = [("leaflet_css", "leaflet/leaflet.css")]  # noqa: RUF012


def plain_map() -> folium.Map:
    return _PlainMap([33.4, 70.7], zoom_start=7, tiles=None, prefer_canvas=True)


_PAINT = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def measure_new_map(
    page: Page, folder: Path, parts: list[pd.DataFrame], data: Atlas
) -> list[float]:
    """Milliseconds from window to picture with a new map each time."""
    took = []
    for part in parts:
        start = time.perf_counter()
        chart = plain_map()
        folium_layers(part, data, chart)
        path = folder / "new.html"
        path.write_text(Figure().add_child(chart).render(), "utf-8")
        page.goto(path.as_uri())
        page.evaluate(_PAINT)
        took.append((time.perf_counter() - start) * 1e3)
    return took


def measure_group(page: Page, folder: Path, parts: list[pd.DataFrame], data: Atlas) -> list[float]:
    """Milliseconds from window to picture with a feature group into the map at hand."""
    chart = plain_map()
    path = folder / "group.html"
    path.write_text(Figure().add_child(chart).render(), "utf-8")
    page.goto(path.as_uri())
    page.evaluate(f"window.map_div = {chart.get_name()}; window.feature_group = []")
    took = []
    for part in parts:
        start = time.perf_counter()
        holder = plain_map()
        Figure().add_child(holder)
        group = folium.FeatureGroup(name="step")
        folium_layers(part, data, group)
        script = _get_feature_group_string(group, holder)
        page.evaluate(
            """(script) => {
              for (const old of window.feature_group) map_div.removeLayer(old);
              window.feature_group = [];
              (0, eval)(script);
            }""",
            script,
        )
        page.evaluate(_PAINT)
        took.append((time.perf_counter() - start) * 1e3)
    return took


def spread(values: list[float]) -> str:
    """Median and 95th percentile."""
    return f"{statistics.median(values):,.1f} / {np.percentile(values, 95):,.1f}"


def run(sizes: list[int], steps: int, baseline_steps: int) -> list[dict[str, Any]]:
    """Measure every size in one browser."""
    data = load(settings())
    rows = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        path = write_page(folder, data)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=FLAGS
        )
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(300_000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        for size in sizes:
            incidents = repeated(data.incidents, size)
            row: dict[str, Any] = {"size": size}
            row |= measure_ours(page, path, our_state(incidents, data), steps)
            if baseline_steps:
                days = day_numbers(incidents["event_date"])
                spans = windows((int(days[0]), int(days[-1])), baseline_steps)
                parts = [incidents.loc[(days >= a) & (days <= b)] for a, b in spans]
                row["new_map"] = measure_new_map(page, folder, parts, data)
                row["group"] = measure_group(page, folder, parts, data)
            rows.append(row)
        browser.close()
    if errors:
        raise RuntimeError(f"a page failed, so its times mean nothing: {errors[0]}")
    return rows


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000, 10_000, 50_000])
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--baseline-steps", type=int, default=5)
    chosen = parser.parse_args()
    rows = run(chosen.sizes, chosen.steps, chosen.baseline_steps)
    load, processors = os.getloadavg()[0], os.cpu_count()
    print(
        f"{processors} processors, load {load:.1f} at the end (above {processors} they are shared)."
    )
    print(f"Seed {SEED}; median / 95th percentile in ms; {SIZE['width']} x {MAP_HEIGHT} map.\n")
    print(f"| {' | '.join(COLUMNS)} |")
    print("|" + "---:|" * len(COLUMNS))
    for row in rows:
        cells = [
            f"{row['size']:,}",
            f"{row['processor']:.1f}",
            spread(row["script"]),
            spread(row["painted"]),
            spread(row["whole"]),
            f"{row['first']:,.0f}",
            f"{row['payload'] / 1e3:,.0f}",
            f"{row['per_incident']:.0f}",
        ]
        if "group" in row:
            painted = statistics.median(row["painted"])
            cells += [spread(row["new_map"]), spread(row["group"])]
            cells += [
                f"{statistics.median(row[name]) / painted:,.0f}" for name in ("new_map", "group")
            ]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
