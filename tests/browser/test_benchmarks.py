"""The benchmark of the time map still runs: its pages depend on how maps are served."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from borderlands.settings import settings

pytestmark = pytest.mark.browser


def test_time_map_prints_its_figures() -> None:
    script = settings().root / "benchmarks" / "time_map.py"
    done = subprocess.run(
        [sys.executable, str(script), "--sizes=400", "--steps=3", "--baseline-steps=1"],
        capture_output=True,
        text=True,
        cwd=settings().root,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"^\| 400 \|( [\d.,/ ]+ \|){10,}", done.stdout, re.MULTILINE), done.stdout
