"""The data package describes every shipped file, and `run` explains what it can't do."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from borderlands.build import run
from borderlands.errors import BuildError


def test_a_rebuilt_package_is_complete_and_always_the_same(shipped: Path, tmp_path: Path) -> None:
    folder = tmp_path / "geodata"
    shutil.copytree(shipped, folder)
    shutil.copy(shipped.parent / "incidents.csv", tmp_path)
    list(run("datapackage", None, folder))
    first = (folder / "datapackage.json").read_bytes()
    list(run("datapackage", None, folder))
    assert (folder / "datapackage.json").read_bytes() == first
    resources = {record["path"]: record for record in json.loads(first)["resources"]}
    files = {path.name for path in folder.iterdir() if path.suffix in (".csv", ".geojson")}
    assert files | {"../incidents.csv", "ucdp_balance.json"} == set(resources)
    for path, record in resources.items():
        content = (folder / path).read_bytes()
        assert record["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert record["bytes"] == len(content)
        assert record["licenses"]
        assert record["title"]
        if path.endswith(".csv"):
            header = next(csv.reader(content.decode().splitlines()))
            assert [field["name"] for field in record["schema"]["fields"]] == header
            assert all(field["description"] for field in record["schema"]["fields"])


@pytest.mark.parametrize(
    ("what", "message"),
    [("rivers", "choose one of districts, places"), ("places", "--upstream")],
)
def test_what_cannot_be_built_is_explained(what: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=message):
        list(run(what, None, tmp_path))
