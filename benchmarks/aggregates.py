"""How long each aggregate takes over 400,000 incidents; run `python benchmarks/aggregates.py`.

The incidents are rows of the shipped record drawn with replacement, each moved to a random day
between 2021 and the record's last day (seed 20241224). Times are the best of five runs; the aim is
0.1 s for each.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from borderlands import vocabulary as words
from borderlands.analysis import breakdowns, comparison, periods
from borderlands.analysis.border_distance import profile
from borderlands.analysis.casualties import by_district, by_group, by_period, toll
from borderlands.analysis.claims import contested
from borderlands.analysis.dossier import deadliest
from borderlands.analysis.record import RECORD_START
from borderlands.analysis.selections import Selection, select
from borderlands.data import Atlas, load
from borderlands.settings import settings

SEED = 20241224
AIM_S = 0.1


def grown(data: Atlas, count: int) -> pd.DataFrame:
    """A record of `count` incidents made from the shipped one."""
    generator = np.random.default_rng(SEED)
    shipped = data.incidents
    rows = shipped.iloc[generator.integers(0, len(shipped), count)].reset_index(drop=True)
    span = (shipped["event_date"].max() - pd.Timestamp(RECORD_START)).days + 1
    days = np.sort(generator.integers(0, span, count))
    rows["event_date"] = pd.Timestamp(RECORD_START) + pd.to_timedelta(days, unit="D")
    # The first of each keeps its name, so that claims find their incident.
    again = rows["incident_id"].duplicated()
    rows["incident_id"] = rows["incident_id"].where(~again, [f"made-{n}" for n in range(count)])
    return rows


def aggregates(data: Atlas, record: pd.DataFrame) -> dict[str, Callable[[], object]]:
    """Every aggregate that a page asks for."""
    start, end = RECORD_START, record["event_date"].max().date()
    half = start + (end - start) // 2
    middle = pd.Timestamp(half)
    early, late = (
        record.loc[record["event_date"] <= middle],
        record.loc[record["event_date"] > middle],
    )
    one = comparison.Side("first", early, start, half)
    two = comparison.Side("second", late, half + dt.timedelta(days=1), end)
    waziristan = Selection(start, end, areas=("waziristan",))
    districts = data.districts
    return {
        "select one region": lambda: select(record, waziristan, districts),
        "toll": lambda: toll(record),
        "by week": lambda: by_period(record, "week", start, end),
        "by month": lambda: by_period(record, "month", start, end),
        "by actor": lambda: by_group(record, "actor1_group"),
        "by district": lambda: by_district(record, districts),
        "type of incident, lethality": lambda: breakdowns.by_code(
            record, "event_type", words.EVENT_TYPES
        ),
        "ranking": lambda: breakdowns.ranking(record, districts),
        "district by month": lambda: breakdowns.district_periods(
            record, districts, "month", start, end
        ),
        "day of year": lambda: periods.cumulative(record, end),
        "methods by year": lambda: periods.method_shares(record, "year", start, end),
        "civilian share by quarter": lambda: periods.civilian_share(record, "quarter", start, end),
        "ratios of two halves": lambda: comparison.ratios(one, two),
        "distance to the border": lambda: profile(record, data.boundary),
        "contested incidents": lambda: contested(record, data.claims),
        "deadliest": lambda: deadliest(record),
    }


def best_of(run: Callable[[], object], times: int) -> tuple[float, float]:
    """Least seconds of several runs: on the clock, and of the processor."""
    taken = []
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        run()
        taken.append((time.perf_counter() - begun, time.process_time() - worked))
    return min(clock for clock, _ in taken), min(work for _, work in taken)


def main() -> int:
    """Print each time; exit code 1 when one misses the aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=400_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    data = load(settings())
    record = grown(data, options.incidents)
    found = {name: best_of(run, options.times) for name, run in aggregates(data, record).items()}
    if options.json:
        print(
            json.dumps({"incidents": options.incidents, "seed": SEED, "seconds": found}, indent=1)
        )
    else:
        print("   clock    processor")
        for name, (clock, work) in sorted(found.items(), key=lambda pair: -pair[1][0]):
            verdict = "ok  " if clock <= AIM_S else "SLOW"
            print(f"{clock * 1000:8.1f} ms {work * 1000:8.1f} ms  {verdict}  {name}")
    return int(any(clock > AIM_S for clock, _ in found.values()))


if __name__ == "__main__":
    sys.exit(main())
