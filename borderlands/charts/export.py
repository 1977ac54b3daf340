"""Figures as files: PNG and SVG without a browser, tables as CSV that no spreadsheet executes."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import vl_convert

from borderlands.charts.figure import Figure

_FORMULA = re.compile(r"^[=+\-@\t\r]")


def as_png(figure: Figure, *, scale: float = 2) -> bytes:
    """PNG at `scale` times the figure's size in pixels."""
    return bytes(vl_convert.vegalite_to_png(figure.spec, scale=scale))


def as_svg(figure: Figure) -> bytes:
    """SVG with text as text."""
    return str(vl_convert.vegalite_to_svg(figure.spec)).encode()


def neutral(cell: Any) -> Any:
    """A text cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def as_csv(table: pd.DataFrame) -> bytes:
    """CSV (UTF-8 with a byte order mark, so that spreadsheets read names in local script)."""
    safe = pd.DataFrame({neutral(str(name)): table[name].map(neutral) for name in table.columns})
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
