"""Figures as files: PNG and SVG without a browser."""

from __future__ import annotations

import vl_convert

from borderlands.charts.figure import Figure


def as_png(figure: Figure, *, scale: float = 2) -> bytes:
    """PNG at `scale` times the figure's size in pixels."""
    return bytes(vl_convert.vegalite_to_png(figure.spec, scale=scale))


def as_svg(figure: Figure) -> bytes:
    """SVG with text as text."""
    return str(vl_convert.vegalite_to_svg(figure.spec)).encode()
