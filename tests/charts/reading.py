"""What every figure must hold, whatever it draws."""

from __future__ import annotations

from typing import Any

from borderlands.charts.figure import Figure


def texts(spec: Any) -> str:
    """All text of a specification."""
    if isinstance(spec, dict):
        return " ".join(texts(value) for value in spec.values())
    if isinstance(spec, list):
        return " ".join(texts(value) for value in spec)
    return str(spec)


def assert_stands_alone(figure: Figure, *, dark: bool) -> None:
    """Valid by Altair's schema; says title, source and n inside its frame; asks no other host."""
    spec = figure.chart.to_dict(validate=True)
    assert spec == figure.spec
    inside = texts(spec).replace("\u00a0", " ")
    for sentence in (figure.title, figure.source):
        for word in sentence.split():
            assert word in inside, (figure.name, word)
    assert f"n = {figure.n:,}" in figure.subtitle
    assert figure.title in figure.alt and figure.subtitle in figure.alt
    assert not figure.table.empty
    assert spec["config"]["background"] == ("#14171B" if dark else "#FFFFFF")
    assert not any("url" in data for data in _data(spec)), figure.name


def _data(spec: Any) -> list[dict[str, Any]]:
    """Every `data` of a specification, however deep."""
    if isinstance(spec, list):
        return [found for part in spec for found in _data(part)]
    if not isinstance(spec, dict):
        return []
    own = [spec["data"]] if isinstance(spec.get("data"), dict) else []
    parts = [value for name, value in spec.items() if name != "datasets"]
    return own + [found for part in parts for found in _data(part)]
