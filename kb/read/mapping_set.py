"""Mapping sets (``mappings/*.sssom.tsv``) held against the registers, the sources and the rows that were refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kb.model.authority import Authority
from kb.model.identifier import SCHEMES, scheme_of
from kb.model.mapping import EDITORS, NO_TERM, Mapping
from kb.model.qualification import Qualification
from kb.model.source import Source
from kb.read import mapping_pair as pairs
from kb.read import record as records
from kb.read.problem import Problem
from kb.read.scheme import Schemes
from kb.read.sssom import MappingFile
from kb.read.tsv import Row

_PAST = frozenset({"superseded", "former"})
"""Statuses of a code that nobody is awarded any more."""


@dataclass(frozen=True)
class Known:
    """What the rows refer to."""

    schemes: Schemes
    sources: dict[str, Source]
    authorities: dict[str, Authority]
    qualifications: dict[str, Qualification]

    @property
    def curators(self) -> frozenset[str]:
        """Who may stand as author: the editors as a body, an authority by its name, the publisher of a source."""
        names = {name.text for authority in self.authorities.values() for name in authority.names}
        publishers = {source.publisher for source in self.sources.values() if source.publisher}
        return frozenset({EDITORS, *names, *publishers})


def pair_of(mapping: Mapping) -> str:
    """The name of the set that a row belongs to: both registers, sorted."""
    other = mapping.register_searched or scheme_of(mapping.object_id)
    return "_".join(sorted((scheme_of(mapping.subject_id), other)))


def problems(
    sets: Iterable[MappingFile[Mapping]], rejected: Iterable[MappingFile[Mapping]], known: Known
) -> Iterator[Problem]:
    """Everything that is wrong between the rows and the rest of the base."""
    sets, rejected = list(sets), list(rejected)
    refused = {pairs.pair(row): file.path for file in rejected for row in file.records}
    curators = known.curators
    for file in [*sets, *rejected]:
        for row in file.rows:
            if row.record is not None:
                yield from _row_problems(file, row, row.record, known, curators)
    for file in sets:
        yield from _misplaced(file, lambda status: status not in ("candidate", "rejected"))
        yield from pairs.problems(file, refused)
    for file in rejected:
        yield from _misplaced(file, lambda status: status == "rejected")


def _misplaced(file: MappingFile[Mapping], belongs: Callable[[str], bool]) -> Iterator[Problem]:
    for row in file.rows:
        if row.record is not None and not belongs(row.record.status):
            what = f"a row with status {row.record.status} does not belong into this folder"
            fix = "candidates stay in mappings/candidates, refused rows in mappings/rejected, all others in mappings"
            yield Problem(file.path, row.line, "status", what, fix)


def _row_problems(
    file: MappingFile[Mapping], row: Row[Mapping], mapping: Mapping, known: Known, curators: frozenset[str]
) -> Iterator[Problem]:
    found = (
        *_wrong_ends(mapping, file.name),
        *_superseded_ends(mapping, known.qualifications),
        *_wrong_labels(mapping, known.qualifications),
        *_wrong_author(mapping, known, curators),
        *_wrong_concepts(mapping, known.schemes),
    )
    yield from (Problem(file.path, row.line, column, what, fix) for column, what, fix in found)


Finding = tuple[str, str, str]


def _wrong_ends(mapping: Mapping, name: str) -> Iterator[Finding]:
    if mapping.object_id == NO_TERM and mapping.register_searched not in SCHEMES:
        yield "object_source", f"{mapping.object_source} is no register", f"write one of: {', '.join(SCHEMES)}"
    elif pair_of(mapping) != name:
        yield "object_id", f"the row belongs to the set {pair_of(mapping)}", "move it to the file of that name"


def _superseded_ends(mapping: Mapping, qualifications: dict[str, Qualification]) -> Iterator[Finding]:
    if mapping.status in ("lapsed", "rejected"):
        return
    for end, key in (("subject", mapping.subject_id), ("object", mapping.object_id)):
        if (row := qualifications.get(key)) and row.status in _PAST:
            after = f", and compare its successor {', '.join(row.replaced_by)} anew" if row.replaced_by else ""
            yield f"{end}_id", f"{key} is {row.status} in its register", f"write status lapsed{after}"


def _wrong_labels(mapping: Mapping, qualifications: dict[str, Qualification]) -> Iterator[Finding]:
    ends = [("subject", mapping.subject_id, mapping.subject_label)]
    if mapping.object_id != NO_TERM:
        ends.append(("object", mapping.object_id, mapping.object_label or ""))
    for end, key, label in ends:
        row = qualifications.get(key)
        if row is None:
            fix = f'look it up: drempel find "{label}"' if label else "correct it"
            yield f"{end}_id", f"{key} stands in no register", fix
        elif row.title != label:
            yield f"{end}_label", f"{label!r} is not the title in the register", f"write {row.title}"


def _wrong_author(mapping: Mapping, known: Known, curators: frozenset[str]) -> Iterator[Finding]:
    source = known.sources.get(mapping.statement_source)
    if source is None:
        yield "statement_source", f"{mapping.statement_source} is not among the sources", "add it to kb/data/sources"
    elif mapping.status in ("published", "authorised") and source.publisher == EDITORS:
        fix = "name the page of the organisation that says so, or write status proposed"
        yield "statement_source", f"{mapping.status} rests on the editors' own reading", fix
    for column, name in (("author_label", mapping.author_label), ("reviewer_label", mapping.reviewer_label)):
        if name is not None and name not in curators:
            fix = f"write {EDITORS}, the name of an authority, or the publisher of a source"
            yield column, f"{name} is not known as a curator", fix
    if mapping.status == "proposed" and mapping.author_label != EDITORS:
        yield "author_label", f"a proposed row is the editors', not {mapping.author_label}'s", f"write {EDITORS}"


def _wrong_concepts(mapping: Mapping, schemes: Schemes) -> Iterator[Finding]:
    for location, scheme, slug in records.concepts(mapping):
        known = schemes.get(scheme, {})
        if slug not in known:
            choices = ", ".join(sorted(name for name in known if name))
            yield str(location[0]), f"{slug!r} is no concept of the scheme {scheme}", f"write one of: {choices}"
