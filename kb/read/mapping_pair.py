"""What the rows of a set may say of the same two qualifications: nothing twice, nothing against each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb.model.identifier import scheme_of
from kb.model.mapping import EDITORS, Mapping, inverse
from kb.read.problem import Problem
from kb.read.sssom import MappingFile
from kb.read.tsv import Row

Pair = tuple[str, str]
_RELATED = "skos:relatedMatch"
_ASIDE = frozenset({"disputed", "lapsed", "rejected"})
"""Statuses that claim nothing, so that they contradict nothing."""


def problems(file: MappingFile[Mapping], refused: dict[Pair, Path]) -> Iterator[Problem]:
    """Pairs that were refused, denied, or told differently from either side."""
    yield from _refused(file, refused)
    yield from _contradictions(file)
    yield from _directions(file)
    yield from _not_found(file)


def pair(mapping: Mapping) -> Pair:
    """Both ends in alphabetical order, the register searched for an end that was not found."""
    first, second = sorted((mapping.subject_id, mapping.target))
    return first, second


def _turned(mapping: Mapping, predicate: str) -> str:
    """A relation between the subject and the first of the pair: turned where the subject is the second."""
    return predicate if mapping.subject_id == pair(mapping)[0] else inverse(predicate)


def _speaks(mapping: Mapping) -> bool:
    return mapping.status not in _ASIDE


def _refused(file: MappingFile[Mapping], refused: dict[Pair, Path]) -> Iterator[Problem]:
    for row in file.rows:
        if row.record is not None and _speaks(row.record) and (path := refused.get(pair(row.record))):
            what = f"{row.record.subject_id} and {row.record.target} were refused in {path.name}"
            yield Problem(file.path, row.line, "object_id", what, "keep one of the two rows")


def _contradictions(file: MappingFile[Mapping]) -> Iterator[Problem]:
    """A match in one direction that is denied in the other one (or the same), unless one of them is disputed."""
    denied = {_said(row, row.predicate_id): row for row in file.records if row.predicate_modifier and _speaks(row)}
    for row, mapping in _claims(file):
        # what is not even close is not exact either
        weaker = ["skos:closeMatch"] if mapping.predicate_id == "skos:exactMatch" else []
        for predicate in (mapping.predicate_id, *weaker):
            if (other := denied.get(_said(mapping, predicate))) is not None:
                name = mapping.predicate_id.removeprefix("skos:").removesuffix("Match")
                what = f"{name}, but {other.author_label} says Not for {other.subject_id} and {other.target}"
                fix = "correct one of the two, or write status disputed"
                yield Problem(file.path, row.line, "predicate_id", what, fix)


def _directions(file: MappingFile[Mapping]) -> Iterator[Problem]:
    """Two rows of the editors for one pair tell the same relation from either side; only the coverage may differ."""
    first: dict[Pair, tuple[str, int]] = {}
    for row, mapping in _claims(file):
        if mapping.author_label != EDITORS or mapping.register_searched:
            continue
        relation, line = first.setdefault(pair(mapping), (_turned(mapping, mapping.predicate_id), row.line))
        if (wanted := _turned(mapping, relation)) != mapping.predicate_id:
            what = f"{mapping.predicate_id}, but line {line} tells another relation of the same two qualifications"
            fix = f"write {wanted}, or correct line {line}; where the directions differ, the coverage says so"
            yield Problem(file.path, row.line, "predicate_id", what, fix)


def _not_found(file: MappingFile[Mapping]) -> Iterator[Problem]:
    """No counterpart found, although a row of the editors names one that is more than related."""
    found = {
        (mapping.subject_id, scheme_of(mapping.object_id)): row.line
        for row, mapping in _claims(file)
        if mapping.author_label == EDITORS and not mapping.register_searched and mapping.predicate_id != _RELATED
    }
    for row, mapping in _claims(file):
        if mapping.register_searched and (line := found.get((mapping.subject_id, mapping.target))):
            what = f"no counterpart found in {mapping.target}, but line {line} names one"
            yield Problem(file.path, row.line, "object_id", what, "remove one of the two rows")


def _claims(file: MappingFile[Mapping]) -> Iterator[tuple[Row[Mapping], Mapping]]:
    for row in file.rows:
        if row.record is not None and row.record.predicate_modifier is None and _speaks(row.record):
            yield row, row.record


def _said(mapping: Mapping, predicate: str) -> tuple[str, str, str]:
    return *pair(mapping), _turned(mapping, predicate)
