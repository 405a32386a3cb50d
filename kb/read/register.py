"""Registers: the tables of qualifications in ``kb/data/registers``, checked row by row and as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from kb.model.identifier import scheme_of
from kb.model.qualification import ONLY_FORMER, Qualification
from kb.read.problem import Problem, ReadError
from kb.read.tsv import BETWEEN_ITEMS, Row, read_table

FORMER = "former"
"""Folder and status of the codes of older generations."""

_Rows = list[Row[Qualification]]
_Successors = dict[str, list[str]]


def read_register(path: Path) -> list[Qualification]:
    """The qualifications of ``<scheme>.tsv``; raises ReadError with all its errors.

    Besides the form of each row: the scheme is that of the file name, no code stands twice, each successor of
    the scheme stands in the table, and no chain of successors comes back to its start. The rows of
    ``former/<scheme>.tsv``, and only they, have the status ``former``; their successors stand in the register itself.
    """
    table = read_table(path, Qualification, _optional(path))
    problems = table.problems + list(_cross_problems(path, table.rows))
    if problems:
        raise ReadError(sorted(problems, key=lambda problem: problem.line))
    return [row.record for row in table.rows if row.record is not None]


def _cross_problems(path: Path, rows: _Rows) -> Iterator[Problem]:
    yield from _wrong_schemes(path, rows)
    yield from _doubled(path, rows)
    yield from _misplaced(path, rows)
    if not _is_former(path):
        yield from _unknown_successors(path, rows)
    yield from _cycles(path, rows)


def _is_former(path: Path) -> bool:
    return path.parent.name == FORMER


def _optional(path: Path) -> Collection[str]:
    """Tables of former codes have few of the columns; the others lack only those of former codes."""
    fields = Qualification.model_fields
    return [name for name in fields if not fields[name].is_required()] if _is_former(path) else ONLY_FORMER


def _misplaced(path: Path, rows: _Rows) -> Iterator[Problem]:
    """Former codes in the register, or present ones among the former: statistics would count them wrongly."""
    for row in rows:
        if (row.cells["status"] == FORMER) != _is_former(path):
            what = f"{row.cells['code']} has the status {row.cells['status']}"
            yield Problem(path, row.line, "status", what, f"rows of registers/{FORMER}, and only they, are {FORMER}")


def _wrong_schemes(path: Path, rows: _Rows) -> Iterator[Problem]:
    for row in rows:
        if row.cells["scheme"] != path.stem:
            what = f"{row.cells['scheme']!r} is not the scheme of this file"
            yield Problem(path, row.line, "scheme", what, f"write {path.stem}, or move the row")


def _doubled(path: Path, rows: _Rows) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        code = row.cells["code"]
        if first.setdefault(code, row.line) != row.line:
            what = f"{code} stands already in line {first[code]}"
            yield Problem(path, row.line, "code", what, "keep one of the two")


def _unknown_successors(path: Path, rows: _Rows) -> Iterator[Problem]:
    known = {_id(row) for row in rows}
    for row in rows:
        for successor in _successors(row):
            if scheme_of(successor) == path.stem and successor not in known:
                what = f"{successor} stands nowhere in this file"
                yield Problem(path, row.line, "replaced_by", what, "correct it, or name it in the note instead")


def _cycles(path: Path, rows: _Rows) -> Iterator[Problem]:
    """One problem for each row whose successors lead back to it."""
    following = {_id(row): _successors(row) for row in rows}
    for row in rows:
        if chain := _way_back(_id(row), following):
            what = f"the successors lead back to the row: {' -> '.join(chain)}"
            yield Problem(path, row.line, "replaced_by", what, "remove the wrong step")


def _way_back(start: str, following: _Successors) -> list[str]:
    """The chain from ``start`` to itself, empty if there is none."""
    ways = [[start, successor] for successor in following[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == start:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, successor] for successor in following.get(way[-1], [])]
    return []


def _id(row: Row[Qualification]) -> str:
    return f"{row.cells['scheme']}:{row.cells['code']}"


def _successors(row: Row[Qualification]) -> list[str]:
    cell = row.cells.get("replaced_by")
    return cell.split(BETWEEN_ITEMS) if cell else []
