"""Reading of files that are broken as files."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from borderlands.data.tables import read_table

COLUMNS = ("name", "value")


def read(tmp_path: Path, content: bytes) -> tuple[list[list[str]], list[str], list[int]]:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    frame, problems = read_table(path, "t.csv", COLUMNS)
    return frame.to_numpy().tolist(), [str(p) for p in problems], frame.index.tolist()


def test_plain_file_with_bom_spaces_and_blank_lines(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfname, value ,extra\r\n a , 1 ,x\r\n\r\nb,2,y\r\n"
    rows, problems, numbers = read(tmp_path, content)
    assert rows == [["a", "1"], ["b", "2"]]
    assert numbers == [2, 4]
    assert problems == []


def test_broken_quote_costs_its_own_row_only(tmp_path: Path) -> None:
    rows, problems, _ = read(tmp_path, b'name,value\n"a,1\nb,2\n"c"x,3\n')
    assert rows == [["b", "2"]]
    assert [p.split(":")[0] for p in problems] == ["t.csv row 2", "t.csv row 4"]
    assert all("broken CSV" in p for p in problems)


def test_latin1_byte_costs_its_own_row_only(tmp_path: Path) -> None:
    rows, problems, _ = read(tmp_path, b"name,value\ncaf\xe9,1\nb,2\n")
    assert rows == [["b", "2"]]
    assert "not UTF-8 (byte 0xE9)" in problems[0]


def test_wrong_number_of_fields(tmp_path: Path) -> None:
    rows, problems, _ = read(tmp_path, b"name,value\na,1,2\nb\nc,3\n")
    assert rows == [["c", "3"]]
    assert "expected 2 fields, got 3" in problems[0]
    assert "expected 2 fields, got 1" in problems[1]


def test_missing_and_repeated_columns_are_told_together(tmp_path: Path) -> None:
    rows, problems, _ = read(tmp_path, b"name,name\na,b\n")
    assert rows == []
    assert "missing columns: value; repeated columns: name" in problems[0]


def test_empty_missing_and_utf16_files(tmp_path: Path) -> None:
    assert "the file is empty" in read(tmp_path, b" \n")[1][0]
    assert "not a UTF-8 text file" in read(tmp_path, "name,value".encode("utf-16"))[1][0]
    frame, problems = read_table(tmp_path / "none.csv", "none.csv", COLUMNS)
    assert frame.empty
    assert "the file is missing" in str(problems[0])


def test_overlong_field(tmp_path: Path) -> None:
    rows, problems, _ = read(tmp_path, b"name,value\n" + b"a" * 5000 + b",1\n")
    assert rows == []
    assert "longer than 4,000 characters" in problems[0]


@given(some.binary(max_size=400))
def test_no_bytes_raise(tmp_path_factory: object, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"  # type: ignore[attr-defined]
    path.write_bytes(content)
    frame, problems = read_table(path, "any.csv", COLUMNS)
    assert list(frame.columns) == list(COLUMNS)
    assert isinstance(problems, list)
