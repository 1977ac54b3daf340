"""Describe columns once: type, limits, meaning. Schemas, messages and docs come from here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from borderlands.data.problems import Problem

Kind = Literal["text", "code", "whole", "number", "date", "address"]

EARLIEST = dt.date(1900, 1, 1)
# With the controls of C1, line separators and the marks that turn the direction of text around:
# they let a name read as another.
_MARKUP = re.compile(r"[<>\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"^[=+\-@]")
_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?(?:[/?#][^\s\"<>]*)?", re.I
)


@dataclass(frozen=True)
class Field:
    """One column of a shipped table.

    Attributes
    ----------
    name : str
        Column name; the unit is part of it where there is one.
    kind : str
        `text`, `code` (one of `allowed`), `whole` number >= 0, `number`, `date` (ISO 8601 day)
        or `address` (http or https).
    meaning : str
        One sentence for the data package and the docs.
    required : bool
        Whether a blank is a fault.
    allowed : tuple of str
        Codes, for kind `code`.
    limits : tuple of float
        Inclusive lowest and highest value, for numbers.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    limits: tuple[float, float] | None = None


def is_plain(text: str) -> bool:
    """Whether a text holds neither markup nor control characters."""
    return _MARKUP.search(text) is None


def is_address(text: str) -> bool:
    """Whether a text is a well-formed http(s) address that is safe to put in a link."""
    return len(text) <= 2_000 and _ADDRESS.fullmatch(text) is not None


def type_columns(
    frame: pd.DataFrame, fields: Sequence[Field], name: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Turn a frame of text into typed columns, and say which cells do not fit.

    Parameters
    ----------
    frame : DataFrame
        Text columns, index `row`.
    fields : sequence of Field
        The columns wanted.
    name : str
        File name for the problems.

    Returns
    -------
    frame : DataFrame
        The rows without fault: `Int64`, `float64`, `datetime64[ns]` or `object` text (blank
        text is an empty string; blank numbers and dates are NA).
    problems : list of Problem
        Every faulty cell.
    """
    problems: list[Problem] = []
    typed: dict[str, pd.Series[Any]] = {}
    for field in fields:
        column = frame[field.name].astype(object)
        blank = column == ""
        if field.required:
            problems += _problems(name, field, frame.index[blank], column, "is empty")
        typed[field.name], faulty, expected = _CONVERT[field.kind](column, blank, field)
        problems += _problems(name, field, frame.index[faulty], column, expected)
    result = pd.DataFrame(typed, index=frame.index)
    bad = {problem.row for problem in problems}
    result = result.loc[~result.index.isin(bad)]
    ranged, more = _check_limits(result, tuple(fields), name)
    return ranged, problems + more


def _problems(
    name: str, field: Field, rows: Iterable[int], column: pd.Series[Any], expected: str
) -> list[Problem]:
    found = []
    for row in rows:
        got = str(column.loc[row])
        shown = f" {got[:60]!r}" if got else ""
        found.append(Problem(name, int(row), field.name, f"{field.name}{shown} {expected}"))
    return found


_Converted = tuple["pd.Series[Any]", "pd.Series[bool]", str]


def _text(column: pd.Series[Any], blank: pd.Series[bool], field: Field) -> _Converted:
    faulty = column.map(lambda cell: not is_plain(cell) or bool(_FORMULA.search(cell)))
    expected = "holds markup (< or >), a control character or a leading = + - @; write plain text"
    return column, faulty.astype(bool), expected


def _code(column: pd.Series[Any], blank: pd.Series[bool], field: Field) -> _Converted:
    faulty = ~blank & ~column.isin(field.allowed)
    return column, faulty, f"is not one of {', '.join(field.allowed)}"


def _address(column: pd.Series[Any], blank: pd.Series[bool], field: Field) -> _Converted:
    faulty = ~blank & ~column.map(is_address).astype(bool)
    return column, faulty, "is not a well-formed http(s) address"


def _whole(column: pd.Series[Any], blank: pd.Series[bool], field: Field) -> _Converted:
    fits = column.map(lambda cell: cell.isascii() and cell.isdigit() and len(cell) <= 12)
    numbers = pd.to_numeric(column.where(fits.astype(bool)), errors="coerce").astype("Int64")
    return numbers, ~blank & ~fits.astype(bool), "is not a whole number of 0 or more"


def _number(column: pd.Series[Any], blank: pd.Series[bool], field: Field) -> _Converted:
    fits = column.map(lambda cell: re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", cell) is not None)
    numbers = pd.to_numeric(column.where(fits.astype(bool)), errors="coerce").astype("float64")
    return numbers, ~blank & ~fits.astype(bool), "is not a number"


def _date(column: pd.Series[Any], blank: pd.Series[bool], field: Field) -> _Converted:
    def parse(cell: str) -> dt.date | None:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell) is None:
            return None
        try:
            day = dt.date.fromisoformat(cell)
        except ValueError:
            return None
        return day if EARLIEST <= day <= dt.date.today() else None

    days = pd.to_datetime(column.map(parse)).astype("datetime64[ns]")
    return days, ~blank & days.isna(), "is not a day written YYYY-MM-DD, or lies in the future"


_CONVERT: dict[Kind, Callable[[pd.Series[Any], pd.Series[bool], Field], _Converted]] = {
    "text": _text,
    "code": _code,
    "address": _address,
    "whole": _whole,
    "number": _number,
    "date": _date,
}


@lru_cache(maxsize=32)
def limits_schema(fields: tuple[Field, ...]) -> pa.DataFrameSchema:
    """Pandera schema of the numeric limits of a table."""
    columns = {}
    for field in fields:
        if field.limits is None:
            continue
        low, high = field.limits
        text = f"must lie between {low:g} and {high:g}"
        check = pa.Check.in_range(low, high, error=text)
        columns[field.name] = pa.Column(checks=[check], nullable=True)
    return pa.DataFrameSchema(columns)


def _check_limits(
    frame: pd.DataFrame, fields: tuple[Field, ...], name: str
) -> tuple[pd.DataFrame, list[Problem]]:
    try:
        limits_schema(fields).validate(frame, lazy=True)
    except SchemaErrors as errors:
        problems = [
            Problem(
                name,
                int(case["index"]),
                str(case["column"]),
                f"{case['column']} {case['failure_case']} {case['check']}",
            )
            for case in errors.failure_cases.to_dict("records")
        ]
        bad = {problem.row for problem in problems}
        return frame.loc[~frame.index.isin(bad)], problems
    return frame, []
