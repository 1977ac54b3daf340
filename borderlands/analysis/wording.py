"""Numbers and findings in words, computed from the data they describe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def number(value: float) -> str:
    """Thousands separators, no false decimals."""
    return f"{value:,.0f}"


def toll_range(low: float, best: float, high: float) -> str:
    """A toll as "46" or "46 (20–50)": the best figure and, if it differs, the range."""
    if low == high:
        return number(best)
    return f"{number(best)} ({number(low)}–{number(high)})"


def change_in_words(share: float | None) -> str:
    """A relative change as an analyst says it; None stands for nothing to compare with."""
    if share is None:
        return "no comparison"
    if abs(share) < 0.005:
        return "unchanged"
    sign = "+" if share > 0 else "−"
    return f"{sign}{abs(share) * 100:,.0f}%"


def plural(count: int, singular: str, several: str | None = None) -> str:
    """ "1 incident", "2 incidents"."""
    return f"{number(count)} {singular if count == 1 else several or singular + 's'}"


_VICTIMS = {
    "civilians": ("civilian", "civilians"),
    "security": ("of the security forces", "of the security forces"),
    "militants": ("militant", "militants"),
    "unknown": ("not stated", "not stated"),
}


def victims_in_words(split: Mapping[Any, int]) -> str:
    """ "16 of the security forces, 1 militant": the groups of `VICTIM_GROUPS` with dead."""
    return ", ".join(plural(split[code], *_VICTIMS[code]) for code in _VICTIMS if split[code])


def times(count: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def percent(share: float) -> str:
    """A share of 0 to 1 without false decimals: "31%", "under 1%", "over 99%"."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 < share < 1:
        return "over 99%"
    return f"{share * 100:.0f}%"


def percent_range(low: float, high: float) -> str:
    """Two shares as "31–38%", or as one when they read the same."""
    first, last = percent(low), percent(high)
    if first == last:
        return first
    return f"{first[:-1]}–{last}" if "r" not in first + last else f"{first} to {last}"


def decimal(value: float) -> str:
    """Two digits that matter: "0.42", "3.4", "12", "1,204"."""
    if abs(value) >= 9.95:
        return number(value)
    return f"{value:.1f}" if abs(value) >= 0.995 else f"{value:.2f}"


def listed(names: list[str], at_most: int = 3) -> str:
    """ "A", "A and B", "A, B and C", "A, B and 4 others"."""
    if len(names) > at_most:
        rest = len(names) - at_most + 1
        return f"{', '.join(names[: at_most - 1])} and {rest} others"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
