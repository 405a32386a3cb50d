"""Alignments of units (``mappings/units/<pair>.tsv``) held against the units, the sources and the vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.model.mapping import EDITORS
from kb.model.unit import Unit, required, unit_id
from kb.model.unit_alignment import UnitAlignment
from kb.read import record as records
from kb.read.mapping_set import Finding, Known
from kb.read.problem import Problem, ReadError
from kb.read.tsv import Row, read_table


@dataclass(frozen=True)
class AlignmentFile:
    """A file that was read, with the lines of its rows."""

    path: Path
    rows: list[Row[UnitAlignment]]

    @property
    def name(self) -> str:
        """The pair."""
        return self.path.name.removesuffix(".tsv")

    @property
    def records(self) -> list[UnitAlignment]:
        """The rows that make records, in the order of the file."""
        return [row.record for row in self.rows if row.record is not None]


def read_alignments(path: Path) -> AlignmentFile:
    """The rows of a file; raises ReadError with everything that is wrong in their form."""
    table = read_table(path, UnitAlignment)
    if table.problems:
        raise ReadError(table.problems)
    return AlignmentFile(path, table.rows)


def problems(files: Iterable[AlignmentFile], units: Mapping[str, Unit], known: Known) -> Iterator[Problem]:
    """Everything that is wrong between the rows and the rest of the base."""
    of: dict[str, list[Unit]] = {}
    for unit in units.values():
        of.setdefault(unit.qualification, []).append(unit)
    curators = known.curators
    for file in files:
        for row in file.rows:
            if row.record is not None:
                found = (*_ends(row.record, file, units, known), *_rest(row.record, known, curators))
                yield from (Problem(file.path, row.line, column, what, fix) for column, what, fix in found)
        yield from _order(file)
        yield from _gaps(file, of)


def _ends(row: UnitAlignment, file: AlignmentFile, units: Mapping[str, Unit], known: Known) -> Iterator[Finding]:
    if row.pair != file.name:
        yield "object_qualification", f"the row belongs to the pair {row.pair}", f"move it to {row.pair}.tsv"
    if row.subject_qualification == row.object_qualification:
        yield "object_qualification", "a qualification is not aligned with itself", "correct one of the two"
    ends = (("subject", row.subject_qualification, row.subject), ("object", row.object_qualification, [row.object]))
    for column, qualification, codes in ends:
        if qualification not in known.qualifications:
            yield f"{column}_qualification", f"{qualification} stands in no register", 'look it up: drempel find "..."'
            continue
        for code in codes:
            if unit_id(qualification, code) not in units:
                fix = f"write one of those that this lists: drempel show {qualification}"
                yield column, f"{code} is no unit of {qualification}", fix
    unit = units.get(unit_id(row.object_qualification, row.object))
    if unit is not None and unit.name != row.object_name:
        yield "object_name", f"{row.object_name!r} is not the name of {row.object}", f"write {unit.name}"


def _rest(row: UnitAlignment, known: Known, curators: frozenset[str]) -> Iterator[Finding]:
    for column in ("source", "legal_source", "bridge_source"):
        key = getattr(row, column)
        if key is not None and key not in known.sources:
            yield column, f"{key} is not among the sources", "add it to kb/data/sources"
    if row.author_label not in curators:
        fix = f"write {EDITORS}, the name of an authority, or the publisher of a source"
        yield "author_label", f"{row.author_label} is not known as a curator", fix
    for location, scheme, slug in records.concepts(row):
        choices = known.schemes.get(scheme, {})
        if slug not in choices:
            listed = ", ".join(sorted(name for name in choices if name))
            yield str(location[0]), f"{slug!r} is no concept of the scheme {scheme}", f"write one of: {listed}"


def _order(file: AlignmentFile) -> Iterator[Problem]:
    first: dict[str, int] = {}
    previous: UnitAlignment | None = None
    for row in file.rows:
        if (record := row.record) is None:
            continue
        if first.setdefault(record.id, row.line) != row.line:
            what = f"{record.object} stands already in line {first[record.id]}"
            yield Problem(file.path, row.line, "object", what, "keep one of the two")
        elif previous is not None and record.order < previous.order:
            fix = "sort by subject_qualification, then by the number of the unit"
            yield Problem(file.path, row.line, "object", f"{record.object} does not stand in its place", fix)
        previous = record


def _gaps(file: AlignmentFile, of: Mapping[str, list[Unit]]) -> Iterator[Problem]:
    """Both directions, and in each a row for every unit that a comparison must speak of."""
    spoken: dict[tuple[str, str], set[str]] = {}
    for record in file.records:
        spoken.setdefault((record.subject_qualification, record.object_qualification), set()).add(record.object)
    for subject, thing in list(spoken):
        codes = spoken.get((thing, subject), set())
        missing = [unit.code for unit in required(of.get(subject, [])) if unit.code not in codes]
        if missing:
            what = f"no row for {', '.join(missing)} of {subject} (the holder of {thing} seen from there)"
            fix = "write covered, partly or missing for each; drempel mappings sheet adds them"
            yield Problem(file.path, 1, "object", what, fix)
