"""Who against whom: every text names the side."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from borderlands.maps.incidents import actors


@pytest.mark.parametrize(
    ("actor1", "group1", "actor2", "group2", "expected"),
    [
        (
            "security forces",
            "pakistan_forces",
            "civilians",
            "civilians",
            "Pakistani forces against civilians. Attributed by UNAMA",
        ),
        (
            "Pakistan Air Force",
            "pakistan_forces",
            "Taliban",
            "afghan_taliban_forces",
            "Pakistan Air Force against Taliban. Attributed by UNAMA",
        ),
        (
            "unidentified gunmen",
            "unidentified_militants",
            "police",
            "pakistan_forces",
            "Unidentified gunmen against Pakistani forces (police). Attributed by UNAMA",
        ),
        ("Taliban", "TTP", "", "", "TTP (Taliban). Attributed by UNAMA"),
    ],
)
def test_every_side_is_named(actor1, group1, actor2, group2, expected):
    incident = SimpleNamespace(
        actor1=actor1,
        actor1_group=group1,
        actor2=actor2,
        actor2_group=group2,
        attribution="attributed",
        attributed_by="UNAMA",
    )
    assert actors(incident) == expected
    incident.attributed_by = ""
    assert actors(incident) == expected.replace("by UNAMA", "by an authority")
