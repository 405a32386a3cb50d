"""SSSOM TSV files: a head in YAML, then a table. Own reader, since the usual one lets planted faults through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from kb.model.alignment import Alignment
from kb.read.problem import Problem, ReadError
from kb.read.tsv import Row, Table, parse_table

_IDENTIFIERS = ("subject_id", "object_id", "object_source", "predicate_id", "mapping_justification")
_HEAD_KEYS = ("mapping_set_id", "mapping_set_title", "license", "curie_map")


Record = TypeVar("Record", bound=Alignment)


@dataclass(frozen=True)
class MappingFile(Generic[Record]):
    """A file that was read: its head, and its rows with their lines."""

    path: Path
    head: dict[str, Any]
    rows: list[Row[Record]]

    @property
    def name(self) -> str:
        """``de-beruf_nl-crebo`` of ``de-beruf_nl-crebo.sssom.tsv``."""
        return set_name(self.path)

    @property
    def records(self) -> list[Record]:
        """The records, in the order of the file."""
        return [row.record for row in self.rows if row.record is not None]


def set_name(path: Path) -> str:
    """The name of the set that a file holds."""
    return path.name.removesuffix(".sssom.tsv")


def read_sssom(path: Path, kind: type[Record]) -> MappingFile[Record]:
    """Head and rows of a file; raises ReadError with everything that is wrong in it, line by line."""
    file, problems = parse_sssom(path, kind)
    if problems:
        raise ReadError(problems)
    return file


def parse_sssom(path: Path, kind: type[Record]) -> tuple[MappingFile[Record], list[Problem]]:
    """As much of a file as can be read, and its problems; raises ReadError where nothing can be read."""
    try:
        lines = path.read_text("utf-8-sig").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise ReadError([Problem(path, 1, "", f"not UTF-8: {error.reason}", "save the file as UTF-8")]) from error
    size = _head_size(lines)
    head = _head(path, lines[:size])
    body = lines[size:] or [""]
    table = parse_table(path, body, kind, size + 1)
    problems = [*_head_problems(path, head), *_row_problems(path, table, head)]
    return MappingFile(path, head, table.rows), sorted(problems, key=lambda problem: problem.line)


def _head_size(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))


def _head(path: Path, lines: list[str]) -> dict[str, Any]:
    try:
        head = yaml.safe_load("\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ReadError([Problem(path, line, "", f"broken YAML: {error.problem}", "mend the head")]) from error
    if not isinstance(head, dict):
        raise ReadError([Problem(path, 1, "", "the head is no mapping of keys", "write lines such as # key: value")])
    return head


def _head_problems(path: Path, head: dict[str, Any]) -> Iterator[Problem]:
    for key in _HEAD_KEYS:
        if not head.get(key):
            yield Problem(path, 1, key, "is missing in the head", f"write # {key}: ... above the table")
    stated = str(head.get("mapping_set_id", ""))
    if stated and stated.rpartition("/")[2] != set_name(path):
        fix = f"end it in /{set_name(path)}, or rename the file"
        yield Problem(path, 1, "mapping_set_id", f"{stated} is not the set of this file", fix)


def _row_problems(path: Path, table: Table[Record], head: dict[str, Any]) -> Iterator[Problem]:
    prefixes = head.get("curie_map") or {}
    undeclared = {(row.line, name) for row in table.rows for name in _undeclared(row.cells, prefixes)}
    yield from (each for each in table.problems if (each.line, each.key) not in undeclared)
    for line, name in sorted(undeclared):
        what = "has a prefix that the head does not declare"
        yield Problem(path, line, name, what, f"write one of: {', '.join(sorted(prefixes))}; or add it to curie_map")
    yield from _order_problems(path, table.rows)


def _undeclared(cells: dict[str, str], prefixes: dict[str, str]) -> Iterator[str]:
    for name in _IDENTIFIERS:
        prefix, colon, _ = cells.get(name, "").partition(":")
        if colon and prefix not in prefixes:
            yield name


def _order_problems(path: Path, rows: list[Row[Record]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    placed: list[tuple[Row[Record], tuple[str, ...]]] = []
    for row in rows:
        if (record := row.record) is None:
            continue
        if first.setdefault(record.key, row.line) != row.line:
            what = f"stands already in line {first[record.key]}"
            yield Problem(path, row.line, "subject_id", what, "keep one of the two")
        if placed and record.order < placed[-1][1]:
            # the row before is the stray one if this row goes well with the rows before that
            is_before = len(placed) == 1 or placed[-2][1] <= record.order
            stray, order = placed.pop() if is_before else (row, record.order)
            what = f"{order[0]}, {order[1]} does not stand in its place"
            yield Problem(path, stray.line, "subject_id", what, "sort by subject_id, object_id, direction")
            if not is_before:
                continue
        placed.append((row, record.order))


def sssom_text(head: dict[str, Any], kind: type[Record], records: Iterable[Record]) -> str:
    """The file of some records: head, header, rows in order."""
    columns = list(kind.model_fields)
    ordered = sorted(records, key=lambda record: record.order)
    top = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=10_000)
    lines = [f"# {line}" for line in top.splitlines()]
    lines.append("\t".join(columns))
    lines += ["\t".join(_cell(getattr(record, name)) for name in columns) for record in ordered]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)
