"""Describe every shipped file in geodata/datapackage.json (Frictionless Data Package)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from borderlands.build.files import write_json
from borderlands.build.sources import FEATURE_FIELDS, RESOURCES, UNITS, Resource
from borderlands.data import specs
from borderlands.data.fields import Field
from borderlands.data.tables import file_digest

TABLES: Final = {
    "places.csv": specs.PLACES,
    "crossings.csv": specs.CROSSINGS,
    "displacement.csv": specs.DISPLACEMENT,
    "ucdp_district_months.csv": specs.UCDP,
    "../incidents.csv": specs.INCIDENTS,
    "claims.csv": specs.CLAIMS,
    "key_events.csv": specs.KEY_EVENTS,
    "annual_totals.csv": specs.ANNUAL_TOTALS,
    "distinct_pairs.csv": specs.DISTINCT_PAIRS,
}
TYPES: Final = {
    "text": "string",
    "code": "string",
    "address": "string",
    "whole": "integer",
    "number": "number",
    "date": "date",
}
MEDIA: Final = {
    ".csv": ("csv", "text/csv"),
    ".geojson": ("geojson", "application/geo+json"),
    ".json": ("json", "application/json"),
}


def build(geodata: Path) -> Iterator[str]:
    """Write datapackage.json for the files that are there.

    The descriptor holds no time of its own making: the same files give the same bytes.

    Parameters
    ----------
    geodata : Path
        Folder of the shipped files; `incidents.csv` lies beside it.

    Yields
    ------
    str
        A line of the report; it names files that are missing.
    """
    present = [resource for resource in RESOURCES if (geodata / resource.path).is_file()]
    missing = [resource.path for resource in RESOURCES if resource not in present]
    package = {
        "profile": "data-package",
        "name": "borderlands",
        "title": "Borderlands: data of the atlas",
        "description": "Districts, places, crossings, incidents, claims, displacement and "
        "long-run event counts of the Afghanistan-Pakistan border.",
        "resources": [describe(resource, geodata) for resource in present],
    }
    write_json(geodata / "datapackage.json", package)
    yield f"datapackage: {len(present)} files" + (f", missing {missing}" if missing else "")


def describe(resource: Resource, geodata: Path) -> dict[str, Any]:
    """Record of one file: what it is, where from, its digest, columns and known limits."""
    path = geodata / resource.path
    form, media = MEDIA[path.suffix]
    record: dict[str, Any] = {
        "name": path.stem.replace("_", "-"),
        "path": resource.path,
        "title": resource.title,
        "description": resource.description,
        "format": form,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_digest(path)}",
        "version": resource.version,
        "date": resource.date,
        "licenses": [{"name": resource.licence[0], "path": resource.licence[1]}],
        "sources": [
            {"title": title, "path": address} if address else {"title": title}
            for title, address in resource.sources
        ],
        "limits": list(resource.limits),
    }
    fields = columns(resource.path)
    if fields:
        record["schema"] = {"fields": fields, "missingValues": [""]}
    return {key: value for key, value in record.items() if value not in ("", [])}


def columns(path: str) -> list[dict[str, Any]]:
    """Columns of a table or properties of a layer: name, type, meaning, unit, constraints."""
    if path in TABLES:
        return [column(field) for field in TABLES[path]]
    return [
        _with_unit({"name": name, "type": kind, "description": meaning})
        for name, (kind, meaning) in FEATURE_FIELDS.get(path, {}).items()
    ]


def column(field: Field) -> dict[str, Any]:
    """One column in the terms of a Table Schema."""
    record: dict[str, Any] = {
        "name": field.name,
        "type": TYPES[field.kind],
        "description": field.meaning,
    }
    if field.kind == "address":
        record["format"] = "uri"
    constraints: dict[str, Any] = {"required": True} if field.required else {}
    if field.allowed:
        constraints["enum"] = list(field.allowed)
    if field.limits:
        constraints["minimum"], constraints["maximum"] = field.limits
    if constraints:
        record["constraints"] = constraints
    return _with_unit(record)


def _with_unit(record: dict[str, Any]) -> dict[str, Any]:
    name = record["name"]
    people = name.startswith(("fatalities_", "deaths_", "killed_"))
    unit = "persons" if people else UNITS.get(name)
    return record | ({"unit": unit} if unit else {})
