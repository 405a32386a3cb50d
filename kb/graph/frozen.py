"""What a statement is about, out of the records that a build reads, or out of the store of a release: the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kb.errors import NotFoundError
from kb.graph.catalogue import Catalogue
from kb.model.frozen import Kind, Pair, Plain, of_alignments, of_mapping, side
from kb.model.mapping import Mapping
from kb.model.ordinance import Ordinance
from kb.model.qualification import Qualification
from kb.model.source import Source
from kb.model.unit import Unit
from kb.model.unit_alignment import UnitAlignment, pair_of
from kb.read.base import Base


class Books(Protocol):
    """Where records are looked up."""

    def mapping(self, key: str) -> Mapping | None: ...
    def rows(self, pair: str) -> list[UnitAlignment]: ...
    def qualification(self, key: str) -> Qualification | None: ...
    def units(self, key: str) -> list[Unit]: ...
    def ordinances(self, key: str) -> list[Ordinance]: ...
    def source(self, key: str) -> Source: ...


def pair(books: Books, kind: Kind, subject: str) -> Pair | None:
    """A mapping (``<set>/<key>``), an alignment or a description (a pair of qualifications) as it stands.

    None if neither the comparison nor its two ends are there; content None if only the comparison is gone.
    """
    content, ends = _mapping(books, subject) if kind == "mapping" else _aligned(books, kind, subject)
    sides = [_side(books, row) for end in ends if (row := books.qualification(end)) is not None]
    return Pair(kind, subject, (sides[0], sides[1]), content) if len(sides) == 2 else None


def _mapping(books: Books, subject: str) -> tuple[Plain | None, tuple[str, ...]]:
    row = books.mapping(subject)
    if row is None or row.register_searched:
        return None, ()
    return of_mapping(row), tuple(sorted((row.subject_id, row.object_id)))


def _aligned(books: Books, kind: Kind, subject: str) -> tuple[Plain | None, tuple[str, ...]]:
    ends = tuple(sorted(end.replace(".", ":", 1) for end in subject.split("_")))
    if len(ends) != 2 or pair_of(*ends) != subject:
        return None, ()
    rows = books.rows(subject) if kind == "alignment" else []
    laws = [books.source(key) for key in sorted({row.legal_source for row in rows if row.legal_source})]
    return (of_alignments(rows, laws) if rows else None), ends


def _side(books: Books, row: Qualification) -> Plain:
    ordinances = books.ordinances(row.id)
    keys = sorted({*row.sources, *(each.source for each in ordinances)})
    laws = [source for key in keys if (source := books.source(key)).kind == "law"]
    return side(row, books.units(row.id), ordinances, laws)


class OfRelease:
    """The store of a release."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def mapping(self, key: str) -> Mapping | None:
        """A mapping by its key."""
        try:
            return self._catalogue.mapping(key)
        except NotFoundError:
            return None

    def rows(self, pair: str) -> list[UnitAlignment]:
        """The rows of a pair."""
        return self._catalogue.pair(pair)

    def qualification(self, key: str) -> Qualification | None:
        """A qualification by its identifier."""
        try:
            return self._catalogue.qualification(key)
        except NotFoundError:
            return None

    def units(self, key: str) -> list[Unit]:
        """The units of a qualification."""
        return self._catalogue.units_of(key)

    def ordinances(self, key: str) -> list[Ordinance]:
        """The training ordinances of a qualification."""
        return self._catalogue.ordinances_of(key)

    def source(self, key: str) -> Source:
        """A source by its key."""
        return self._catalogue.source(key)


class OfBase:
    """The records of the files."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._rows = {f"{name}/{row.key}": row for name, rows in base.mappings.items() for row in rows}

    def mapping(self, key: str) -> Mapping | None:
        """A mapping by its key."""
        return self._rows.get(key)

    def rows(self, pair: str) -> list[UnitAlignment]:
        """The rows of a pair."""
        return [row for row in self._base.unit_alignments if row.pair == pair]

    def qualification(self, key: str) -> Qualification | None:
        """A qualification by its identifier."""
        return self._base.qualifications.get(key)

    def units(self, key: str) -> list[Unit]:
        """The units of a qualification."""
        return _with(self._base.units.values(), key)

    def ordinances(self, key: str) -> list[Ordinance]:
        """The training ordinances of a qualification."""
        return [each for each in self._base.ordinances.values() if key in each.qualifications]

    def source(self, key: str) -> Source:
        """A source by its key."""
        return self._base.sources[key]


def _with(units: Iterable[Unit], qualification: str) -> list[Unit]:
    return [unit for unit in units if unit.qualification == qualification]
