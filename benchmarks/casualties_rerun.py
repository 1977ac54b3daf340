"""Server time of a filter change on the Casualties page with 400,000 incidents.

Run `python benchmarks/casualties_rerun.py`. The record is that of `aggregates.py`; it takes the
place of the shipped one in this process. Each view is drawn once to warm up, then a filter that no
cache knows is chosen and the rerun timed; the aim is 1 s.
"""

from __future__ import annotations

import argparse
import sys
import time
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
TYPES = ["armed_attack", "ied", "suicide_attack", "security_operation", "targeted_killing"]


def main() -> int:
    """Print the rerun of each view; exit code 1 when one misses the aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=400_000)
    options = parser.parse_args()
    data = load(settings())
    large = replace(data, incidents=grown(data, options.incidents))
    slowest = 0.0
    with patch.object(loaders, "_atlas", lambda key: large):
        for view in casualties_page.VIEWS:
            app = AppTest.from_file(str(APP), default_timeout=300)
            app.query_params["view"] = view
            app.query_params["period"] = ["2021-01-01", "2026-03-15"]
            app.run()
            app.switch_page("pages/casualties.py").run()
            taken = []
            for code in TYPES[:3]:
                begun = time.perf_counter()
                app.multiselect(key="event_type").set_value([code]).run()
                taken.append(time.perf_counter() - begun)
            if app.exception:
                print(app.exception[0].message)
                return 1
            print(f"{min(taken):6.2f} s  {view}")
            if view != "analysis":  # computed on purpose, behind a spinner
                slowest = max(slowest, min(taken))
    return int(slowest > AIM_S)


if __name__ == "__main__":
    sys.exit(main())
