"""Numbers and findings in words, computed from the data they describe."""

from __future__ import annotations


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
    return f"{sign}{abs(share) * 100:,.0f} %"


def plural(count: int, singular: str, several: str | None = None) -> str:
    """ "1 incident", "2 incidents"."""
    return f"{number(count)} {singular if count == 1 else several or singular + 's'}"
