"""Paths and options, read once from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Where the data lie.

    Attributes
    ----------
    root : Path
        Folder that holds `incidents.csv` and `geodata/`.
    """

    root: Path

    @property
    def incidents_path(self) -> Path:
        return self.root / "incidents.csv"

    @property
    def geodata(self) -> Path:
        return self.root / "geodata"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Settings of this process; `BORDERLANDS_ROOT` overrides the project folder."""
    default = Path(__file__).resolve().parent.parent
    return Settings(root=Path(os.environ.get("BORDERLANDS_ROOT", default)).resolve())
