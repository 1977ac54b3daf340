"""The benchmarks still run: a figure in README is worth what its script is."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from borderlands.settings import settings

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("time_map.py --sizes 400 --steps 3 --baseline-steps 1", r"^\| 400 \|( [\d.,/ ]+ \|){10,}"),
        ("aggregates.py --incidents 2000 --times 1", r"^ +[\d.]+ ms +[\d.]+ ms .* ranking$"),
    ],
)
def test_benchmark_prints_its_figures(command: str, line: str) -> None:
    script, *rest = command.split()
    done = subprocess.run(
        [sys.executable, str(settings().root / "benchmarks" / script), *rest],
        capture_output=True,
        text=True,
        cwd=settings().root,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(line, done.stdout, re.MULTILINE), done.stdout
