"""Server time of a filter change on the Casualties page with 400,000 incidents.

Run `python benchmarks/casualties_rerun.py`. The record is that of `aggregates.py`; it takes the
place of the shipped one in this process. Each view is drawn once to warm up, then a filter that no
cache knows is chosen and the rerun timed: once so that a part of the record is left (a type of
incident), once so that nearly all of it is (a day off the period). The aim is 1 s, on the clock,
for the least of the runs; the median and the processor's time tell how busy the machine was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from aggregates import grown
from streamlit.testing.v1 import AppTest

from borderlands.data import load
from borderlands.settings import settings
from borderlands.ui import casualties_page, loaders

APP = Path(__file__).resolve().parent.parent / "app.py"
AIM_S = 1.0
TYPES = ("armed_attack", "ied", "suicide_attack", "security_operation", "targeted_killing")
WHOLE = ("2021-01-01", "2026-03-15")


def by_type(app: AppTest, turn: int) -> None:
    """Leave one type of incident."""
    app.multiselect(key="event_type").set_value([TYPES[turn % len(TYPES)]]).run()


def by_period(app: AppTest, turn: int) -> None:
    """Leave all but the first days."""
    last = dt.date.fromisoformat(WHOLE[1])
    app.date_input(key="period").set_value((dt.date(2021, 1, 2 + turn), last)).run()


CHANGES: dict[str, Callable[[AppTest, int], None]] = {
    "one type of incident": by_type,
    "nearly the whole record": by_period,
}


def main() -> int:
    """Print the reruns of each view; exit code 1 when one misses the aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=400_000)
    parser.add_argument("--times", type=int, default=5, choices=range(1, 6))
    options = parser.parse_args()
    data = load(settings())
    large = replace(data, incidents=grown(data, options.incidents))
    slowest = 0.0
    print("  least  median  processor")
    with patch.object(loaders, "_atlas", lambda key: large):
        for view in casualties_page.VIEWS:
            for name, change in CHANGES.items():
                app = AppTest.from_file(str(APP), default_timeout=300)
                app.query_params["view"] = view
                app.query_params["period"] = list(WHOLE)
                app.run()
                app.switch_page("pages/casualties.py").run()
                clock, work = [], []
                for turn in range(options.times):
                    begun, worked = time.perf_counter(), time.process_time()
                    change(app, turn)
                    clock.append(time.perf_counter() - begun)
                    work.append(time.process_time() - worked)
                if app.exception:
                    print(app.exception[0].message)
                    return 1
                least, usual = min(clock), statistics.median(clock)
                print(f"{least:5.2f} s {usual:5.2f} s {min(work):8.2f} s  {view}, {name}")
                slowest = max(slowest, least)
    return int(slowest > AIM_S)


if __name__ == "__main__":
    sys.exit(main())
