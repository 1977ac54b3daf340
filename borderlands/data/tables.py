"""Read a CSV file so that one bad row costs one row.

The shipped tables hold no line break inside a field. Each line is therefore a record of its
own, and a broken quote or a stray byte cannot swallow the rows behind it, as it would with a
reader that looks for the closing quote in the rest of the file.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from borderlands.data.problems import Problem

MAX_BYTES = 100 * 1024 * 1024
MAX_FIELD = 4_000

BUILT: Final = {
    "geodata/places.csv": "places",
    "geodata/ucdp_district_months.csv": "ucdp",
    "geodata/ucdp_balance.json": "ucdp",
    "geodata/displacement.csv": "displacement",
}
"""Builder of each derived file; that of the layers is `districts`, the others are kept by hand."""


def file_digest(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def restoring(name: str) -> str:
    """What to do about a file that cannot be used: where it comes from again."""
    cure = f'restore {name} from the download, or with "git restore {name}"'
    what = "districts" if name.endswith(".geojson") else BUILT.get(name)
    return f'{cure}, or run "borderlands build {what} --upstream FOLDER"' if what else cure


def read_bytes(path: Path, name: str) -> tuple[bytes, list[Problem]]:
    """Content of a file, or the problem that keeps it from being read."""
    restore = restoring(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            return b"", [Problem(name, 0, "", "larger than 100 MB", "split or shorten the file")]
        raw = path.read_bytes()
    except FileNotFoundError:
        return b"", [Problem(name, 0, "", "the file is missing", restore)]
    except OSError as error:
        return b"", [Problem(name, 0, "", f"cannot be read ({error.strerror})", restore)]
    if not raw.removeprefix(b"\xef\xbb\xbf").strip():
        return b"", [Problem(name, 0, "", "the file is empty", restore)]
    if b"\x00" in raw:
        cure = 'save it again as "CSV UTF-8"' if name.endswith(".csv") else restore
        return b"", [Problem(name, 0, "", "not a UTF-8 text file (NUL bytes)", cure)]
    return raw, []


def read_table(path: Path, name: str, columns: Sequence[str]) -> tuple[pd.DataFrame, list[Problem]]:
    """Read a CSV file as text.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        How problems call it.
    columns : sequence of str
        Columns that must be there; others are ignored.

    Returns
    -------
    frame : DataFrame
        `columns` as stripped strings (empty where blank), index `row` counted as a spreadsheet
        counts, header = 1. Empty when the file as a whole cannot be used.
    problems : list of Problem
        All that was found; rows named in it are not in `frame`.
    """
    empty = pd.DataFrame({column: pd.Series(dtype=object) for column in columns})
    raw, problems = read_bytes(path, name)
    if problems:
        return empty, problems
    lines = raw.removeprefix(b"\xef\xbb\xbf").splitlines()
    header, found = _parse_line(lines[0])
    if header is None:
        return empty, [Problem(name, 0, "", f"the header cannot be read ({found})")]
    header = [cell.strip() for cell in header]
    repeated = sorted(cell for cell, count in Counter(header).items() if count > 1 and cell)
    missing = [column for column in columns if column not in header]
    if missing or repeated:
        parts = [f"missing columns: {', '.join(missing)}"] if missing else []
        parts += [f"repeated columns: {', '.join(repeated)}"] if repeated else []
        cure = f"the header must hold {', '.join(columns)}"
        return empty, [Problem(name, 0, "", "; ".join(parts), cure)]
    places = [header.index(column) for column in columns]
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells, fault = _parse_line(line)
        if cells is None:
            problems.append(Problem(name, number, "", fault))
        elif len(cells) != len(header):
            fault = f"expected {len(header)} fields, got {len(cells)} (a comma or quote too many?)"
            problems.append(Problem(name, number, "", fault))
        else:
            numbers.append(number)
            rows.append([cells[place].strip() for place in places])
    if not rows and not problems:
        problems.append(Problem(name, 0, "", "holds no rows", restoring(name)))
    frame = pd.DataFrame(rows, columns=list(columns), dtype=object)
    frame.index = pd.Index(numbers, name="row", dtype="int64")
    return frame, problems


def _parse_line(line: bytes) -> tuple[list[str] | None, str]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = line[error.start]
        return None, f"not UTF-8 (byte 0x{byte:02X}); save the file as CSV UTF-8"
    try:
        cells = next(csv.reader([text], strict=True))
    except csv.Error as error:
        return None, f"broken CSV ({error}); check the quotes"
    if any(len(cell) > MAX_FIELD for cell in cells):
        return None, f"a field is longer than {MAX_FIELD:,} characters"
    return cells, ""
