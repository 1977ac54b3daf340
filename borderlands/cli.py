"""Command line: `borderlands validate | build | coverage`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from borderlands import __version__
from borderlands.analysis.coverage import replace_block, report
from borderlands.data import Atlas, load
from borderlands.errors import BorderlandsError, DataFileError
from borderlands.settings import Settings, settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="borderlands", description="Tools of the atlas.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    validate = commands.add_parser("validate", help="check every shipped file")
    validate.add_argument("--root", type=Path, help="folder with incidents.csv and geodata/")
    build = commands.add_parser("build", help="derive files of geodata/ from the raw inputs")
    build.add_argument("what", help="districts, places, ucdp, displacement, datapackage or all")
    build.add_argument("--upstream", type=Path, help="folder of raw inputs")
    build.add_argument("--root", type=Path, help="folder with incidents.csv and geodata/")
    coverage = commands.add_parser("coverage", help="what the incident record covers, as Markdown")
    coverage.add_argument("--write", type=Path, help="document whose coverage block to replace")
    coverage.add_argument("--root", type=Path, help="folder with incidents.csv and geodata/")
    options = parser.parse_args(arguments)
    place = Settings(root=options.root.resolve()) if options.root else settings()
    try:
        if options.command == "validate":
            return _validate(place)
        if options.command == "coverage":
            return _coverage(options.write, place)
        return _build(options.what, options.upstream, place)
    except BorderlandsError as error:
        print(error, file=sys.stderr)
        return 2


def _load(place: Settings) -> Atlas:
    if not place.incidents_path.exists() and not place.geodata.exists():
        raise DataFileError(
            f"no data in {place.root}: set BORDERLANDS_ROOT to the folder that holds "
            "incidents.csv and geodata/"
        )
    return load(place)


def _validate(place: Settings) -> int:
    atlas = _load(place)
    for problem in atlas.problems:
        print(problem)
    counted = (
        f"{len(atlas.incidents):,} of {atlas.rows_read:,} incidents, {len(atlas.claims):,} claims, "
        f"{len(atlas.districts):,} districts, {len(atlas.places):,} places, "
        f"{len(atlas.displacement):,} displacement figures, {len(atlas.ucdp):,} UCDP rows"
    )
    print(f"{len(atlas.problems)} problems; valid: {counted}")
    return 1 if atlas.problems else 0


def _coverage(document: Path | None, place: Settings) -> int:
    atlas = _load(place)
    block = report(atlas.incidents, atlas.annual_totals)
    if document is None:
        print(block)
        return 0
    try:
        text = replace_block(document.read_text(encoding="utf-8"), block)
    except (OSError, ValueError) as error:
        raise DataFileError(f"{document}: {error}") from error
    document.write_text(text, encoding="utf-8")
    print(f"{document.name}: coverage written")
    return 0


def _build(what: str, upstream: Path | None, place: Settings) -> int:
    # Imported here: the builders pull in libraries that no other command needs.
    from borderlands.build import run

    for line in run(what, upstream, place.geodata):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
