"""The example of the docs runs as the docs say."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from PIL import Image

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "three_charts.py"


def test_three_charts_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(EXAMPLE), run_name="__main__")
    pictures = sorted(tmp_path.iterdir())
    assert [picture.suffix for picture in pictures] == [".png"] * 3
    for picture in pictures:
        with Image.open(picture) as image:
            assert image.width > 1_000
