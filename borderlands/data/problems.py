"""What is wrong in the data: one record a finding, worded so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CURE = 'correct the row, then run "borderlands validate"'


@dataclass(frozen=True, order=True)
class Problem:
    """One finding about one file.

    Attributes
    ----------
    file : str
        Path relative to the data root, with forward slashes.
    row : int
        Row as a spreadsheet counts it (the header is row 1); 0 for the file as a whole.
    column : str
        Column concerned, or an empty string.
    message : str
        What is wrong: where, expected, got.
    cure : str
        What to do next.
    leaves_out : bool
        Whether the row (or, with row 0, the whole file) is left out by the app.
    """

    file: str
    row: int
    column: str
    message: str
    cure: str = CURE
    leaves_out: bool = True

    def __str__(self) -> str:
        where = f"{self.file} row {self.row}" if self.row else self.file
        return f"{where}: {self.message}; {self.cure}"


def unreadable(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that make a whole file unusable."""
    return [problem for problem in problems if problem.row == 0 and problem.leaves_out]
