"""Colours of the circles by what an incident is."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from borderlands import vocabulary as words
from borderlands.maps.incidents import main_victims

COLOUR_BY: Final = {
    "victim": "Who was killed",
    "actor": "Perpetrator",
    "event_type": "Type of incident",
}

Palette = tuple[list[dict[str, str]], str, "pd.Series[Any]"]


def palette(incidents: pd.DataFrame, by: str, *, dark: bool = False) -> Palette:
    """Colours of the circles: entries, title, and each incident's place among the entries.

    `by` is `victim`, `actor` or `event_type`.
    """
    if by == "actor":
        return _grouped(incidents["actor1_group"], words.ACTOR_GROUPS, "Perpetrator", dark)
    if by == "event_type":
        return _grouped(incidents["event_type"], words.EVENT_TYPES, "Type of incident", dark)
    entries = [
        {"color": words.victim_colours(dark)[group], "label": label}
        for group, label in words.VICTIM_GROUPS.items()
    ]
    number = {group: place for place, group in enumerate(words.VICTIM_GROUPS)}
    return entries, "Most of those killed", main_victims(incidents).map(number)


_DISTINCT: Final = ("#1F5A94", "#B2332C", "#C08A2B", "#4F7A5B", "#6B5B8C", "#5AA0B8")
_DISTINCT_ON_DARK: Final = ("#3F7DBF", "#C9463E", "#C08A2B", "#5E9470", "#8F7DB8", "#5AA0B8")
_REST: Final = "#8C8C84"


def _grouped(codes: pd.Series[Any], labels: dict[str, str], title: str, dark: bool) -> Palette:
    """The six most frequent codes get a colour each, the rest share grey."""
    most = codes.value_counts().index[: len(_DISTINCT)].tolist()
    entries = [
        {"color": color, "label": labels.get(code, code)}
        for code, color in zip(most, _DISTINCT_ON_DARK if dark else _DISTINCT, strict=False)
    ]
    entries.append({"color": _REST, "label": "All others"})
    number = {code: place for place, code in enumerate(most)}
    return entries, title, codes.map(number).fillna(len(most)).astype("int64")
