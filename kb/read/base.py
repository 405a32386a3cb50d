"""The whole base of facts, read from its files and checked for dangling keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from kb.model.authority import Authority
from kb.model.fact import Fact, Unknown
from kb.model.occupation import OccupationLink
from kb.model.place import Place
from kb.model.procedure import Basis, Procedure
from kb.model.profession import Profession
from kb.model.qualification import Qualification
from kb.model.source import Source
from kb.read import record as records
from kb.read.problem import Problem, ReadError
from kb.read.register import read_register
from kb.read.scheme import Schemes, read_schemes
from kb.read.tsv import read_tsv
from kb.read.yaml_file import line_of, load

Record = TypeVar("Record", bound=BaseModel)
Result = TypeVar("Result")


@dataclass(frozen=True)
class Origin:
    """Where a record stands: file, and the place in it."""

    path: Path
    within: records.Location = ()


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
    origins: dict[str, Origin]
    """``<kind>/<key>`` of each record that people write, to its file."""

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

    def rows_of(self, folder: str, kind: type[Record]) -> Iterator[tuple[Path, list[Record]]]:
        for path in sorted((self.data / folder).glob("*.tsv")):
            yield path, self.attempt([], read_tsv, path, kind)


def read_base(home: Path) -> Base:
    """Read and cross-check all facts below ``home``; raises ReadError that lists every problem of every file."""
    reading = _Reading(home)
    base = Base(
        schemes=reading.attempt({}, read_schemes, home / "ontology" / "schemes"),
        sources=_sources(reading),
        authorities=reading.records_of("authorities", Authority),
        professions=reading.records_of("professions", Profession),
        procedures=reading.files_of("procedures", Procedure),
        qualifications=_qualifications(reading),
        occupations=[row for _, rows in reading.rows_of("occupations", OccupationLink) for row in rows],
        places={row.code: row for _, rows in reading.rows_of("places", Place) for row in rows},
        origins=reading.origins,
    )
    problems = reading.problems + list(_dangling(base, home))
    if problems:
        raise ReadError(problems)
    return base


def _sources(reading: _Reading) -> dict[str, Source]:
    found = reading.records_of("sources", Source)
    for path, rows in reading.rows_of("sources", Source):
        for line, row in enumerate(rows, 2):
            if row.id in found:
                reading.problems.append(Problem(path, line, "id", f"{row.id} stands twice", "rename one of the two"))
            found[row.id] = row
    return dict(sorted(found.items()))


def _qualifications(reading: _Reading) -> dict[str, Qualification]:
    found: dict[str, Qualification] = {}
    for path in sorted((reading.data / "registers").glob("*.tsv")):
        rows: list[Qualification] = reading.attempt([], read_register, path)
        for row in rows:
            found[row.id] = row
    return dict(sorted(found.items()))


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


def _dangling(base: Base, home: Path) -> Iterator[Problem]:
    """References to sources, authorities, professions, qualifications and concepts that do not exist."""
    for folder, found in _by_folder(base):
        for key, record in found.items():
            origin = base.origins.get(f"{folder}/{key}")
            if origin is None:
                continue
            for location, name, what, fix in _bad_references(base, record):
                place = (*origin.within, *location)
                shown = ".".join(str(step) for step in place)
                yield Problem(origin.path, line_of(origin.path, place), shown, f"{name!r} {what}", fix)
    for link in base.occupations:
        if link.qualification not in base.qualifications or link.source not in base.sources:
            path = home / "kb" / "data" / "occupations"
            yield Problem(path, 1, link.qualification, "unknown qualification or source", "correct the row")


def _by_folder(base: Base) -> Iterable[tuple[str, dict[str, Any]]]:
    return (
        ("sources", base.sources),
        ("authorities", base.authorities),
        ("professions", base.professions),
        ("procedures", base.procedures),
    )


Bad = tuple[records.Location, str, str, str]


def _bad_references(base: Base, record: BaseModel) -> Iterator[Bad]:
    for location, scheme, slug in records.concepts(record):
        known = base.schemes.get(scheme, {})
        if slug not in known:
            choices = ", ".join(sorted(name for name in known if name))
            yield location, slug, f"is no concept of the scheme {scheme}", f"write one of: {choices}"
    for location, kind, key in _references(record):
        if key not in getattr(base, kind):
            yield location, key, f"is not among the {kind}", f"correct it or add it to kb/data/{kind}"


def _references(record: BaseModel) -> Iterator[tuple[records.Location, str, str]]:
    for location, node in records.nodes(record):
        if isinstance(node, Fact):
            yield (*location, "cite", "source"), "sources", node.cite.source
        if isinstance(node, Basis):
            yield (*location, "law"), "sources", node.law
        if isinstance(node, Unknown):
            for index, source in enumerate(node.unknown.looked_at):
                yield (*location, "unknown", "looked_at", index), "sources", source
            if node.unknown.ask:
                yield (*location, "unknown", "ask"), "authorities", node.unknown.ask
        yield from _keys(location, node)


def _keys(location: records.Location, node: BaseModel) -> Iterator[tuple[records.Location, str, str]]:
    for name, kind in (("authority", "authorities"), ("body", "authorities"), ("part_of", "authorities")):
        if value := getattr(node, name, None):
            yield (*location, name), kind, value
    for name, kind in (("professions", "professions"), ("qualifications", "qualifications")):
        for index, value in enumerate(getattr(node, name, [])):
            yield (*location, name, index), kind, value
