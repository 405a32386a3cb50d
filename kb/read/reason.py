"""The reasons of mappings in nl, de and fr (``mappings/reasons``), held against the rows that they explain.

``<set>.tsv`` explains every row of its set; ``<set>.partial.tsv`` is a set on which translators are at work, where a
row may still be missing. A reason without its row, or of a comment that has changed since, is an error in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kb.model.mapping import Mapping
from kb.model.reason import Reason
from kb.read.problem import Problem, ReadError
from kb.read.sssom import MappingFile
from kb.read.tsv import Row, read_table

_PARTIAL = ".partial.tsv"


def read_reasons(folder: Path, sets: Iterable[MappingFile[Mapping]]) -> dict[str, dict[str, Reason]]:
    """Set to key of the mapping to reason; raises ReadError with everything that is wrong in the files of a folder."""
    named = {file.name: file for file in sets}
    found: dict[str, dict[str, Reason]] = {name: {} for name in named}
    problems: list[Problem] = []
    paths = sorted(folder.glob("*.tsv"))
    for path in paths:
        table = read_table(path, Reason)
        file = named.get(_set_of(path))
        problems += table.problems
        if file is None:
            problems.append(Problem(path, 1, "", f"there is no set {_set_of(path)}", "name the file like its set"))
            continue
        if table.rows or not table.problems:
            problems += _row_problems(path, table.rows, file)
        found[file.name].update({row.record.mapping: row.record for row in table.rows if row.record is not None})
    problems += _file_problems(folder, paths, named)
    if problems:
        raise ReadError(problems)
    return found


def reasons_text(reasons: Iterable[Reason]) -> str:
    """The file of some reasons, sorted by mapping."""
    columns = ("mapping", *(name for name in Reason.model_fields if name != "mapping"))
    ordered = sorted(reasons, key=lambda reason: reason.mapping)
    lines = ["\t".join(str(getattr(reason, name)) for name in columns) for reason in ordered]
    return "\n".join(["\t".join(columns), *lines]) + "\n"


def _set_of(path: Path) -> str:
    return path.name.partition(".")[0]


def _row_problems(path: Path, rows: list[Row[Reason]], file: MappingFile[Mapping]) -> Iterator[Problem]:
    comments = {row.key: row.comment for row in file.records}
    lines: dict[str, int] = {}
    for row in rows:
        key = row.cells["mapping"]
        if lines.setdefault(key, row.line) != row.line:
            what = f"{key} stands already in line {lines[key]}"
            yield Problem(path, row.line, "mapping", what, "keep one of the two")
        elif key not in comments:
            what = f"{file.path.name} has no row {key}"
            yield Problem(path, row.line, "mapping", what, "remove it or correct the key")
        elif row.cells["en"] != comments[key]:
            what = f"the comment in {file.path.name} is another one by now: {comments[key]}"
            yield Problem(path, row.line, "en", what, "translate it again, and write it into the column en")
    if not path.name.endswith(_PARTIAL):
        yield from _unexplained(path, lines, file)


def _unexplained(path: Path, lines: dict[str, int], file: MappingFile[Mapping]) -> Iterator[Problem]:
    for row in file.rows:
        if row.record is not None and row.record.key not in lines:
            what = f"{row.record.key} has no reason in nl, de and fr"
            yield Problem(file.path, row.line, "comment", what, f"add a row to {path.parent.name}/{path.name}")


def _file_problems(folder: Path, paths: list[Path], named: dict[str, MappingFile[Mapping]]) -> Iterator[Problem]:
    present = [_set_of(path) for path in paths]
    for name, file in named.items():
        if name not in present:
            fix = f"write {folder.name}/{name}{_PARTIAL} with the columns mapping, nl, de, fr, en"
            yield Problem(file.path, 1, "", "the set has no file of reasons in nl, de and fr", fix)
    for path in paths:
        if path.name.endswith(_PARTIAL) and present.count(_set_of(path)) > 1:
            yield Problem(path, 1, "", f"{_set_of(path)}.tsv stands beside it", "keep one of the two files")
