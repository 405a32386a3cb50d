"""Exact versions of what two sides sign: the substance of records as canonical JSON (RFC 8785)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import rfc8785
from pydantic import BaseModel

from kb.model.identifier import scheme_of
from kb.model.mapping import Mapping
from kb.model.ordinance import Ordinance
from kb.model.qualification import Qualification
from kb.model.source import Source
from kb.model.unit import Unit, natural
from kb.model.unit_alignment import UnitAlignment

Plain = dict[str, Any]
Kind = Literal["mapping", "alignment", "description"]

FORMAT = "drempel-statement/1"
_OF_THE_READING = frozenset({"checked", "as_of", "note", "seen_in_force", "read"})
"""Fields that say how and when a record was read: a second reading is no new version."""
_OF_THE_STATUS = frozenset({"status"})
"""The status of a comparison follows from what is signed, so it is no part of it."""
_JURISDICTIONS = {"nl-crebo": "nl", "de-beruf": "de", "be-fed": "be"}


@dataclass(frozen=True)
class Pair:
    """What a statement is about, as it stands in one build: both qualifications, and what is said of them."""

    kind: Kind
    subject: str
    sides: tuple[Plain, Plain]
    content: Plain | None
    """None where the build no longer holds the comparison; of a description, that of the desk."""


def canonical(value: Any) -> bytes:
    """The canonical bytes of a JSON value."""
    return rfc8785.dumps(value)


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def jurisdiction_of(qualification: str) -> str:
    """Who is competent for a qualification: the state, or the Community whose register it stands in."""
    scheme = scheme_of(qualification)
    return _JURISDICTIONS.get(scheme, scheme)


def side(row: Qualification, units: Iterable[Unit], ordinances: Iterable[Ordinance], laws: Iterable[Source]) -> Plain:
    """A qualification with its units and the law that it rests on."""
    return {
        "qualification": row.id,
        "jurisdiction": jurisdiction_of(row.id),
        "record": plain(row, _OF_THE_READING),
        "units": [plain(unit, _OF_THE_READING) for unit in sorted(units, key=lambda unit: natural(unit.code))],
        "law": [
            *(plain(each, _OF_THE_READING) for each in sorted(ordinances, key=lambda each: each.id)),
            *(plain(each, _OF_THE_READING) for each in sorted(laws, key=lambda each: each.id)),
        ],
    }


def of_mapping(row: Mapping) -> Plain:
    """What a mapping says."""
    return plain(row, _OF_THE_STATUS)


def of_alignments(rows: Sequence[UnitAlignment], laws: Iterable[Source]) -> Plain:
    """What the rows of a pair say, with the law that they name."""
    ordered = sorted(rows, key=lambda row: row.order)
    return {
        "rows": [plain(row, _OF_THE_STATUS) for row in ordered],
        "law": [plain(each, _OF_THE_READING) for each in sorted(laws, key=lambda each: each.id)],
    }


def plain(record: BaseModel, without: frozenset[str]) -> Plain:
    """The values of a record that it has; lists of plain values sorted, since the graph keeps no order of them."""
    found = record.model_dump(exclude=set(without), exclude_none=True)
    return {name: _value(value) for name, value in found.items()}


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return sorted(map(_value, value))
    return value
