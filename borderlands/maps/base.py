"""The base map: what is under every layer, and the folium map that carries it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, cast

import folium
import geopandas as gpd
import pandas as pd
from branca.element import Element, MacroElement
from folium.elements import JSCSSMixin
from jinja2 import Template

VIEW: Final = ((30.7, 68.2), (35.9, 73.3))
"""South-west and north-east corner of the opening view, latitude first.

The south leaves room for the scale bar below Kandahar."""


@dataclass(frozen=True)
class BaseMap:
    """Geometry and names of the base map as one JSON text, made once a process."""

    text: str


def as_script(data: Any) -> str:
    """Data as a JavaScript expression that no pattern can damage.

    `<` cannot end a script element, `_` hides words from the component that renames folium's
    variables, and `'` cannot end a string around it. Braces stay as they are: whoever writes the
    expression must keep it from being read as a template, as `AtlasState` does.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("_", "\\u005f"),
        ("'", "\\u0027"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, escape)
    return text


def base_map(
    districts: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    boundary: gpd.GeoDataFrame,
    places: pd.DataFrame,
    crossings: pd.DataFrame,
) -> BaseMap:
    """Collect what the browser needs to draw the base map.

    Parameters
    ----------
    districts, provinces, boundary : GeoDataFrame
        Shipped layers, EPSG:4326.
    places : DataFrame
        `name`, `latitude`, `longitude`, `rank`.
    crossings : DataFrame
        `name`, `latitude`, `longitude`.
    """
    inside = districts.geometry.representative_point()
    rows: list[Any] = list(districts.itertuples())
    features = [
        {
            "type": "Feature",
            "geometry": shape.__geo_interface__,
            "properties": {
                "code": row.admin2_code,
                "name": row.admin2_name,
                "local": row.admin2_name_local or "",
                "province": row.admin1_name,
                "provinceCode": row.admin1_code,
                "country": row.country,
                "role": row.role,
                "population": None if pd.isna(row.population) else int(row.population),
                "at": {"lat": round(point.y, 3), "lon": round(point.x, 3)},
            },
        }
        for row, shape, point in zip(rows, districts.geometry, inside, strict=True)
    ]
    shown = places.sort_values(["rank", "name"])
    data = {
        "districts": {"type": "FeatureCollection", "features": features},
        "provinces": json.loads(provinces[["geometry"]].to_json()),
        "boundary": json.loads(boundary[["geometry"]].to_json()),
        "provinceNames": _province_names(provinces),
        "countries": [
            {"name": "Afghanistan", "lat": 33.05, "lon": 67.6},
            {"name": "Pakistan", "lat": 31.35, "lon": 71.35},
        ],
        "places": [
            {"name": p.name, "lat": p.latitude, "lon": p.longitude, "rank": int(p.rank)}
            for p in cast(Any, shown.itertuples(index=False))
        ],
        "crossings": [
            {"name": c.name, "lat": c.latitude, "lon": c.longitude}
            for c in crossings.itertuples(index=False)
        ],
    }
    return BaseMap(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _province_names(provinces: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    at = provinces.geometry.representative_point()
    return [
        {"name": row.admin1_name, "lat": round(point.y, 3), "lon": round(point.x, 3)}
        for row, point in zip(provinces.itertuples(), at, strict=True)
    ]


class AtlasBase(JSCSSMixin, MacroElement):
    """Folium element that draws the base map with our own script, which brings its styles.

    Parameters
    ----------
    script : str
        Address of the text of `assets.script`.
    config : dict
        `dark` (bool), `view` (corner pairs) and what else the script takes.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Borderlands.create({{ this._parent.get_name() }}, {{ this.config_script }});
        {% endmacro %}
        """
    )

    def __init__(self, script: str, config: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "atlas_base"
        self.default_js = [("borderlands", script)]
        self.config_script = as_script(config)


class _Verbatim(Element):
    """Text that is written as it stands; branca would read it as a template first."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: Any) -> str:
        return self.text


class AtlasState(MacroElement):
    """Folium element that hands the current view to the base map; replaces the view before."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Borderlands.update({{ this.state_script }});
        {% endmacro %}
        """
    )

    def __init__(self, state_script: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "atlas_state"
        self.state_script = state_script

    def render(self, **kwargs: Any) -> str:
        """Write the state into the figure, a long text, without parsing it as a template."""
        script = cast(Any, self._template.module).script(self, kwargs)
        cast(Any, self.get_root()).script.add_child(_Verbatim(script), name=self.get_name())
        return ""


class _LocalMap(folium.Map):
    """A folium map that names no script or style of its own: `AtlasBase` brings them."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium reads a class attribute
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


def atlas_map(
    script: str,
    *,
    dark: bool = False,
    view: tuple[tuple[float, float], tuple[float, float]] = VIEW,
    extra: dict[str, Any] | None = None,
) -> folium.Map:
    """A folium map with the base map on it and no tiles.

    Parameters
    ----------
    script : str
        Address of the text of `assets.script`.
    dark : bool
        Dark paper.
    view : pair of (latitude, longitude)
        South-west and north-east corner shown first.
    extra : dict, optional
        Further configuration for the script.
    """
    (south, west), (north, east) = view
    chart = _LocalMap(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=7,
        tiles=None,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=110,
    )
    config: dict[str, Any] = {"dark": dark, "view": view} | (extra or {})
    AtlasBase(script, config).add_to(chart)
    return chart


def state_layer(state: dict[str, Any]) -> folium.FeatureGroup:
    """The feature group for `st_folium(feature_group_to_add=...)` that carries a state."""
    group = folium.FeatureGroup(name="state")
    AtlasState(as_script(state)).add_to(group)
    return group
