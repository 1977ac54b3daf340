"""The look of charts: paper, ink, type and colours, on light and on dark paper."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from cmcrameri import cm
from matplotlib.colors import to_hex, to_rgb

from borderlands import vocabulary as words

FONT: Final = "Source Sans, Liberation Sans, Arial, Helvetica, sans-serif"
"""Source Sans is the app's typeface; Liberation Sans comes with vl-convert and is wider, so that
lines broken for it fit in both."""

TITLE_SIZE: Final = 15
TEXT_SIZE: Final = 11.5
PADDING: Final = 10
_COUNT: Final = re.compile(r"n = (\S+) (\w+)")


@dataclass(frozen=True)
class Palette:
    """Colours of one paper."""

    paper: str
    ink: str
    muted: str
    grid: str
    line: str
    accent: str
    quiet: str


LIGHT: Final = Palette(
    paper="#FFFFFF",
    ink=words.INK,
    muted=words.MUTED,
    grid="#ECE9E2",
    line=words.LINE,
    accent=words.ACCENT,
    quiet="#8C8C84",
)
DARK: Final = Palette(
    paper="#14171B",
    ink="#ECEAE5",
    muted="#A9ADB2",
    grid="#2A2F36",
    line="#4A5058",
    accent="#E2A45C",
    quiet="#8C8C84",
)


@dataclass(frozen=True)
class Canvas:
    """Size and paper of a figure.

    Attributes
    ----------
    width, height : int
        Pixels of the whole picture, title and source line included. On screen the width follows
        the page; text is broken for this width.
    dark : bool
        Dark paper.
    compact : bool
        A part of a larger sheet that carries the source line for all its parts.
    """

    width: int = 640
    height: int = 330
    dark: bool = False
    compact: bool = False

    @property
    def palette(self) -> Palette:
        """Colours of this paper."""
        return DARK if self.dark else LIGHT

    @property
    def padding(self) -> int:
        """Pixels of bare paper on every side."""
        return 4 if self.compact else PADDING

    @property
    def title_size(self) -> float:
        """Font size of the title in pixels."""
        return 13 if self.compact else TITLE_SIZE

    @property
    def text_size(self) -> float:
        """Font size of all other text in pixels."""
        return 10.5 if self.compact else TEXT_SIZE

    def wrapped(self, text: str, size: float, *, bold: bool = False) -> list[str]:
        """Break a text into lines that fit the width."""
        letter = size * (0.535 if bold else 0.485)
        width = max(20, int((self.width - 2 * PADDING) / letter))
        # A separator stays with the words before it, and n with its number.
        tied = _COUNT.sub("n\u00a0=\u00a0\\1\u00a0\\2", text.replace(" · ", "\u00a0· "))
        return textwrap.wrap(tied, width) or [""]


def config(canvas: Canvas) -> dict[str, Any]:
    """Vega-Lite configuration of a figure."""
    look = canvas.palette
    # Every part names its font: the page's own theme would replace a general one.
    axis = {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelColor": look.muted,
        "labelFontSize": canvas.text_size,
        "titleColor": look.muted,
        "titleFontSize": canvas.text_size,
        "titleFontWeight": "normal",
        "gridColor": look.grid,
        "domainColor": look.line,
        "tickColor": look.line,
        "labelPadding": 4,
        "labelSeparation": 6,
    }
    return {
        "font": FONT,
        "background": look.paper,
        "view": {"stroke": None},
        "axis": axis,
        "axisY": {"domain": False, "ticks": False},
        "legend": {
            "labelFont": FONT,
            "labelColor": look.ink,
            "labelFontSize": canvas.text_size,
            "title": None,
            "symbolType": "square",
            "symbolSize": 90,
            "symbolStrokeWidth": 0,
            "columnPadding": 14,
        },
        "title": {
            "font": FONT,
            "subtitleFont": FONT,
            "anchor": "start",
            "frame": "bounds",
            "color": look.ink,
            "fontSize": canvas.title_size,
            "fontWeight": "bold",
            "lineHeight": round(canvas.title_size * 1.25),
            "subtitleColor": look.muted,
            "subtitleFontSize": canvas.text_size,
            "subtitleLineHeight": round(canvas.text_size * 1.3),
            "subtitlePadding": 4,
        },
        "text": {"color": look.ink, "fontSize": canvas.text_size, "font": FONT},
    }


def ramp(count: int, *, dark: bool = False) -> list[str]:
    """Sequential colours for counts (cmcrameri's lajolla), from bare paper to most."""
    light_first = (
        cm.lajolla if sum(cm.lajolla(0.0)[:3]) > sum(cm.lajolla(1.0)[:3]) else cm.lajolla_r
    )
    # On dark paper most is lightest, so that the eye still goes to the deadliest cells.
    steps = np.linspace(0.74, 0.14, count) if dark else np.linspace(0.06, 0.82, count)
    return [to_hex(light_first(step)) for step in steps]


def luminance(color: str) -> float:
    """Relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(color)
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def letters_on(color: str) -> str:
    """Black or white, whichever reads better on a colour: at least 4.5 to 1 on any."""
    # Where contrast with black, (L + 0.05) / 0.05, equals that with white, 1.05 / (L + 0.05).
    return "#000000" if luminance(color) > (1.05 * 0.05) ** 0.5 - 0.05 else "#FFFFFF"
