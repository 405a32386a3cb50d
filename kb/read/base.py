"""The whole base of facts, read from its files and checked for dangling keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from kb.model.alignment import Alignment
from kb.model.authority import Authority
from kb.model.crosswalk import Crosswalk
from kb.model.mapping import Mapping
from kb.model.occupation import OccupationLink
from kb.model.ordinance import Ordinance
from kb.model.place import Place
from kb.model.procedure import Procedure
from kb.model.profession import Profession
from kb.model.qualification import Qualification
from kb.model.reason import Reason
from kb.model.rule import Rule
from kb.model.source import Source
from kb.model.unit import Unit
from kb.model.unit_alignment import UnitAlignment
from kb.model.unit_label import UnitLabel
from kb.read import mapping_set, unit_alignment, unit_label
from kb.read import record as records
from kb.read import unit as units_read
from kb.read.authorisation import Authorised, read_authorisations
from kb.read.origin import Origin
from kb.read.problem import Problem, ReadError
from kb.read.reason import read_reasons
from kb.read.reference import dangling, row_key
from kb.read.register import read_register
from kb.read.scheme import Schemes, read_schemes
from kb.read.sssom import MappingFile, parse_sssom, read_sssom
from kb.read.tsv import read_tsv
from kb.read.unit_label import labelled
from kb.read.yaml_file import load

Record = TypeVar("Record", bound=BaseModel)
Aligned = TypeVar("Aligned", bound=Alignment)
Result = TypeVar("Result")


@dataclass(frozen=True)
class Base:
    """Everything the knowledge base knows, as records, in a fixed order."""

    schemes: Schemes
    sources: dict[str, Source]
    authorities: dict[str, Authority]
    professions: dict[str, Profession]
    procedures: dict[str, Procedure]
    qualifications: dict[str, Qualification]
    occupations: list[OccupationLink]
    places: dict[str, Place]
    rules: dict[str, Rule]
    origins: dict[str, Origin]
    """``<kind>/<key>`` of each record that people write, to its file."""
    mappings: dict[str, list[Mapping]] = field(default_factory=dict)
    """Name of the set to its rows."""
    reasons: dict[str, dict[str, Reason]] = field(default_factory=dict)
    """Name of the set, key of the mapping: its reason in four languages, as far as it is translated."""
    crosswalks: dict[str, list[Crosswalk]] = field(default_factory=dict)
    """Tables of others between a national classification of occupations and ESCO."""
    units: dict[str, Unit] = field(default_factory=dict)
    """``nl-crebo:25656/B1-K1-W2`` to the unit."""
    ordinances: dict[str, Ordinance] = field(default_factory=dict)
    unit_alignments: list[UnitAlignment] = field(default_factory=list)
    authorisations: list[Authorised] = field(default_factory=list)
    """What both sides signed at the desk; none ships with the project."""

    @cached_property
    def main_occupations(self) -> dict[str, list[str]]:
        """Qualification to the occupations that it trains for."""
        found: dict[str, list[str]] = {}
        for link in self.occupations:
            if link.relation == "main":
                found.setdefault(link.qualification, []).append(link.occupation)
        return found

    def names_of_concept(self, scheme: str, slug: str) -> tuple[str, ...]:
        """Every name of a concept in every language."""
        return self.schemes[scheme][slug].all


class _Reading:
    """Collects records and problems, so that one run tells everything that is wrong."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / "kb" / "data"
        self.problems: list[Problem] = []
        self.origins: dict[str, Origin] = {}

    def attempt(self, default: Result, read: Callable[..., Result], *arguments: Any) -> Result:
        try:
            return read(*arguments)
        except ReadError as error:
            self.problems += error.problems
            return default

    def mapping(self, path: Path) -> dict[str, Any]:
        empty: dict[str, Any] = {}
        return self.attempt(empty, _mapping, path)

    def parsed(self, kind: type[Record], data: Any, path: Path, within: records.Location = ()) -> Record | None:
        try:
            return records.parse(kind, data, path, within)
        except ReadError as error:
            self.problems += error.problems
            return None

    def records_of(self, folder: str, kind: type[Record]) -> dict[str, Record]:
        """Records of files that hold many, ``<folder>/<jurisdiction>.yaml``; the slug is the key in the file."""
        found: dict[str, Record] = {}
        for path in sorted((self.data / folder).glob("*.yaml")):
            for slug, data in self.mapping(path).items():
                key = f"{path.stem}/{slug}"
                filled = _identified(data, key, path.stem, kind)
                parsed = self.parsed(kind, filled, path, (slug,))
                if parsed is not None:
                    found[key] = parsed
                    self.origins[f"{folder}/{key}"] = Origin(path, (slug,))
        return dict(sorted(found.items()))

    def files_of(self, folder: str, kind: type[Record]) -> dict[str, Record]:
        """Records of files that hold one, ``<folder>/<jurisdiction>/<slug>.yaml``: path = identity."""
        found: dict[str, Record] = {}
        for path in sorted((self.data / folder).glob("*/*.yaml")):
            key = f"{path.parent.name}/{path.stem}"
            data = self.mapping(path)
            if not data:
                continue
            filled = _identified(data, key, path.parent.name, kind)
            parsed = self.parsed(kind, filled, path)
            if parsed is not None:
                found[key] = parsed
                self.origins[f"{folder}/{key}"] = Origin(path)
        return found

    def rows_of(
        self, folder: str, kind: type[Record], read: Callable[[Path, type[Record]], list[Record]] = read_tsv
    ) -> list[Record]:
        """Rows of the tables in a folder and below it; a key stands once in all of them."""
        found: list[Record] = []
        for path in sorted((self.data / folder).rglob("*.tsv")):
            rows: list[Record] = self.attempt([], read, path, kind)
            for line, row in enumerate(rows, 2):
                key = f"{folder}/{row_key(row)}"
                if key in self.origins:
                    what = f"{row_key(row)} stands already in {self.origins[key].path.name}:{self.origins[key].line}"
                    self.problems.append(Problem(path, line, "", what, "keep one of the two"))
                self.origins[key] = Origin(path, row=line)
            found += rows
        return found

    def sets_of(self, folder: str, kind: type[Aligned]) -> list[MappingFile[Aligned]]:
        """The mapping files of a folder below mappings/."""
        paths = sorted((self.home / "mappings" / folder).glob("*.sssom.tsv"))
        found = [file for path in paths if (file := self.attempt(None, parse_sssom, path, kind)) is not None]
        self.problems += [problem for _, problems in found for problem in problems]
        # the good rows of a file with faults are still held against the rest, so that one run tells everything
        return [file for file, _ in found]

    def alignments(self) -> list[unit_alignment.AlignmentFile]:
        """The files of mappings/units, one for each pair."""
        paths = sorted((self.home / "mappings" / "units").glob("*.tsv"))
        found = [self.attempt(None, unit_alignment.read_alignments, path) for path in paths]
        return [file for file in found if file is not None]


def read_base(home: Path) -> Base:
    """Read and cross-check all facts below ``home``; raises ReadError that lists every problem of every file."""
    reading = _Reading(home)
    sets = reading.sets_of("", Mapping)
    aligned = reading.alignments()
    units = {row.id: row for row in reading.rows_of("units", Unit)}
    labels = reading.rows_of("unit-labels", UnitLabel)
    base = Base(
        schemes=reading.attempt({}, read_schemes, home / "ontology" / "schemes"),
        sources=_sources(reading),
        authorities=reading.records_of("authorities", Authority),
        professions=reading.records_of("professions", Profession),
        procedures=reading.files_of("procedures", Procedure),
        qualifications=_qualifications(reading),
        occupations=reading.rows_of("occupations", OccupationLink),
        places={row.code: row for row in reading.rows_of("places", Place)},
        rules=reading.records_of("rules", Rule),
        units=labelled(units, labels),
        ordinances={row.id: row for row in reading.rows_of("ordinances", Ordinance)},
        unit_alignments=[record for file in aligned for record in file.records],
        authorisations=reading.attempt([], read_authorisations, home),
        origins={**reading.origins, **_origins_of_rows(sets), **_origins_of_alignments(aligned)},
        mappings={file.name: file.records for file in sets},
        reasons=reading.attempt({}, read_reasons, home / "mappings" / "reasons", sets),
        crosswalks={file.name: file.records for file in reading.sets_of("external", Crosswalk)},
    )
    known = mapping_set.Known(base.schemes, base.sources, base.authorities, base.qualifications)
    wrong_rows = list(mapping_set.problems(sets, reading.sets_of("rejected", Mapping), known))
    wrong_units = [*units_read.problems(units, base.origins), *unit_label.problems(labels, units, base.origins)]
    wrong_alignments = unit_alignment.problems(aligned, base.units, known)
    problems = [*reading.problems, *dangling(base), *wrong_rows, *wrong_units, *wrong_alignments]
    if problems:
        raise ReadError(problems)
    return base


def read_rejected(home: Path) -> list[Mapping]:
    """The rows that were looked at and refused; raises ReadError."""
    paths = sorted((home / "mappings" / "rejected").glob("*.sssom.tsv"))
    return [row for path in paths for row in read_sssom(path, Mapping).records]


def read_known(home: Path) -> mapping_set.Known:
    """What rows of mappings refer to, as far as it reads; the problems of other files are left to ``read_base``."""
    reading = _Reading(home)
    return mapping_set.Known(
        schemes=reading.attempt({}, read_schemes, home / "ontology" / "schemes"),
        sources=_sources(reading),
        authorities=reading.records_of("authorities", Authority),
        qualifications=_qualifications(reading),
    )


def _origins_of_rows(sets: list[MappingFile[Mapping]]) -> dict[str, Origin]:
    return {
        f"mapping/{file.name}/{row.record.key}": Origin(file.path, row=row.line)
        for file in sets
        for row in file.rows
        if row.record is not None
    }


def _origins_of_alignments(files: list[unit_alignment.AlignmentFile]) -> dict[str, Origin]:
    return {
        f"unit-alignment/{row.record.id}": Origin(file.path, row=row.line)
        for file in files
        for row in file.rows
        if row.record is not None
    }


def _sources(reading: _Reading) -> dict[str, Source]:
    found = reading.records_of("sources", Source)
    return dict(sorted({**found, **{row.id: row for row in reading.rows_of("sources", Source)}}.items()))


def _qualifications(reading: _Reading) -> dict[str, Qualification]:
    rows = reading.rows_of("registers", Qualification, lambda path, _: read_register(path))
    return {row.id: row for row in sorted(rows, key=lambda row: row.id)}


def _mapping(path: Path) -> dict[str, Any]:
    data = load(path)
    if not isinstance(data, dict):
        raise ReadError([Problem(path, 1, "", "not a mapping of keys", "write key: value lines")])
    return data


def _identified(data: Any, key: str, jurisdiction: str, kind: type[BaseModel]) -> Any:
    """The path names the record, so the file never repeats its identifier."""
    if not isinstance(data, dict):
        return data
    place = {"jurisdiction": jurisdiction} if "jurisdiction" in kind.model_fields else {}
    return {**data, **place, "id": key}
