"""Derive the files of geodata/ from raw inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from borderlands.build import datapackage, displacement, districts, places, ucdp
from borderlands.errors import BuildError

Builder = Callable[[Path, Path], Iterable[str]]

BUILDERS: Final[dict[str, Builder]] = {
    "districts": districts.build,
    "places": places.build,
    "ucdp": ucdp.build,
    "displacement": displacement.build,
}
"""Builders by name, in the order in which they may run: later ones read the districts."""


def run(what: str, upstream: Path | None, geodata: Path) -> Iterator[str]:
    """Run one builder, or `all`, then describe the result in datapackage.json.

    Parameters
    ----------
    what : str
        A key of `BUILDERS`, `all`, or `datapackage`, which needs no raw inputs.
    upstream : Path or None
        Folder of raw inputs.
    geodata : Path
        Folder to write to.

    Yields
    ------
    str
        Lines of the report.

    Raises
    ------
    BuildError
        `what` is unknown, raw inputs are missing, or a file cannot be derived.
    """
    names = list(BUILDERS) if what == "all" else [what] if what in BUILDERS else []
    if not names and what != "datapackage":
        raise BuildError(
            f"cannot build {what!r}; choose one of {', '.join(BUILDERS)}, datapackage, all"
        )
    if names and upstream is None:
        raise BuildError(f"building {what} needs the raw inputs; pass their folder with --upstream")
    for name in names:
        assert upstream is not None
        yield from BUILDERS[name](upstream, geodata)
    yield from datapackage.build(geodata)


__all__ = ["BUILDERS", "run"]
