"""Tab-separated tables to records: typed cells, every error with its line and column."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kb.read.problem import Problem, ReadError

BETWEEN_ITEMS = "|"

Record = TypeVar("Record", bound=BaseModel)


@dataclass(frozen=True)
class Row(Generic[Record]):
    """A line of a table: its number (from 1, the header included), its cells, the record if they make one."""

    line: int
    cells: dict[str, str]
    record: Record | None


@dataclass(frozen=True)
class Table(Generic[Record]):
    """All lines of a table and everything that is wrong with them."""

    rows: list[Row[Record]]
    problems: list[Problem]


def read_tsv(path: Path, kind: type[Record]) -> list[Record]:
    """The records of a table with the fields of ``kind`` as header; raises ReadError with all its errors."""
    table = read_table(path, kind)
    if table.problems:
        raise ReadError(table.problems)
    return [row.record for row in table.rows if row.record is not None]


def read_table(path: Path, kind: type[Record], optional: Collection[str] = ()) -> Table[Record]:
    """Lines and problems; a table with a wrong header is not read further. ``optional`` columns may be left out."""
    try:
        lines = path.read_text("utf-8-sig").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        return Table([], [Problem(path, 1, "", f"not UTF-8: {error.reason}", "save the file as UTF-8")])
    return parse_table(path, lines, kind, optional=optional)


def parse_table(
    path: Path, lines: list[str], kind: type[Record], first: int = 1, optional: Collection[str] = ()
) -> Table[Record]:
    """The table in some lines of a file, of which the header is number ``first``."""
    header = lines[0].split("\t")
    problems = _header_problems(path, first, header, list(kind.model_fields), optional)
    if problems:
        return Table([], problems)
    rows: list[Row[Record]] = []
    for number, line in enumerate(lines[1:], first + 1):
        cells = line.split("\t")
        if len(cells) != len(header):
            problems.append(_width_problem(path, number, len(cells), len(header)))
            continue
        named = dict(zip(header, cells, strict=True))
        record, wrong = _record(path, number, named, kind)
        problems += wrong
        rows.append(Row(number, named, record))
    return Table(rows, problems)


def _header_problems(
    path: Path, line: int, header: list[str], fields: list[str], optional: Collection[str]
) -> list[Problem]:
    missing = [
        Problem(path, line, name, "column is missing", "add the column")
        for name in fields
        if name not in header and name not in optional
    ]
    choices = ", ".join(fields)
    extra = [
        Problem(path, line, name, "is no column of this table", f"remove it or write one of: {choices}")
        for name in header
        if name not in fields
    ]
    doubled = [
        Problem(path, line, name, "column stands twice", "remove one of the two")
        for name in fields
        if header.count(name) > 1
    ]
    return missing + extra + doubled


def _width_problem(path: Path, line: int, found: int, expected: int) -> Problem:
    fix = "write one tab between two cells and none inside a cell"
    return Problem(path, line, "", f"{found} cells instead of {expected}", fix)


def _record(path: Path, line: int, cells: dict[str, str], kind: type[Record]) -> tuple[Record | None, list[Problem]]:
    values = {name: _value(kind, name, cell) for name, cell in cells.items() if cell}
    try:
        return kind.model_validate(values), []
    except ValidationError as error:
        return None, [_problem(path, line, item, kind) for item in error.errors()]


def _value(kind: type[BaseModel], name: str, cell: str) -> Any:
    """A cell as the field wants it; an empty cell counts as absent and never comes here."""
    is_list = get_origin(kind.model_fields[name].annotation) is list
    return cell.split(BETWEEN_ITEMS) if is_list else cell


def _problem(path: Path, line: int, error: ErrorDetails, kind: type[BaseModel]) -> Problem:
    location, message = error["loc"], error["msg"].removeprefix("Value error, ")
    column = str(location[0]) if location else ""
    if error["type"] == "missing":
        return Problem(path, line, column, "is empty", _fix_empty(kind, column))
    if not location:
        what, _, fix = message.partition(" -> ")
        return Problem(path, line, "", what, fix or "correct the row")
    item = f"item {int(location[1]) + 1}: " if len(location) > 1 and isinstance(location[1], int) else ""
    if error["type"] == "literal_error":
        what = f"{item}{error['input']!r} is not on the list"
        return Problem(path, line, column, what, f"write {error['ctx']['expected']}")
    return Problem(path, line, column, f"{item}{message}", "write a value of that form, or leave it empty")


def _fix_empty(kind: type[BaseModel], column: str) -> str:
    annotation = kind.model_fields[column].annotation
    if get_origin(annotation) is Literal:
        return f"this column may not be empty, write one of: {', '.join(map(str, get_args(annotation)))}"
    return "write a value, this column may not be empty"
