"""What both sides signed, as a build takes it over: it holds only as long as both sides stand as they were signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kb.graph import names
from kb.graph.codec import encode
from kb.graph.frozen import OfBase, pair
from kb.graph.names import iri, term
from kb.model.authorisation import Authorisation
from kb.model.lapse import reasons
from kb.model.mapping import Mapping
from kb.model.unit_alignment import UnitAlignment
from kb.read.base import Base

_AUTHORISED = "authorised"
_OVERRULES = frozenset({"proposed", "published"})
"""Statuses that an authorisation stands above; what is disputed or has lapsed stays so."""


def held(base: Base) -> list[Authorisation]:
    """Every authorisation; one whose sides or content have changed since is lapsed, whether the desk knows or not."""
    books = OfBase(base)
    found = []
    for each in base.authorisations:
        row = each.row
        why = reasons(each.document, pair(books, row.kind, row.subject)) if row.holds else []
        told = {"status": "lapsed", "reasons": sorted({reason.reason for reason in why})}
        found.append(row.model_copy(update=told) if why else row)
    return found


def quads(found: Iterable[Authorisation]) -> Iterator[ox.Quad]:
    """The authorisations in a graph of their own, each beside the mapping that it is about."""
    graph = names.graph("authorisations")
    for row in found:
        node = iri("authorisation", row.id)
        yield from encode(row, node, graph)
        if row.kind == "mapping":
            yield ox.Quad(node, term("def:authorises"), iri("mapping", row.subject), graph)


def _subjects(found: Iterable[Authorisation], kind: str) -> frozenset[str]:
    """What is authorised now; an example authorises nothing."""
    return frozenset(row.subject for row in found if row.holds and row.kind == kind and row.example == "no")


def mappings(base: Base, found: Iterable[Authorisation]) -> dict[str, list[Mapping]]:
    """The mapping sets, with the status of those that are authorised."""
    subjects = _subjects(found, "mapping")
    return {
        name: [
            row.model_copy(update={"status": _AUTHORISED})
            if f"{name}/{row.key}" in subjects and row.status in _OVERRULES
            else row
            for row in rows
        ]
        for name, rows in base.mappings.items()
    }


def alignments(base: Base, found: Iterable[Authorisation]) -> list[UnitAlignment]:
    """The alignments of units, with the status of the pairs that are authorised."""
    subjects = _subjects(found, "alignment")
    return [
        row.model_copy(update={"status": _AUTHORISED}) if row.pair in subjects and row.status in _OVERRULES else row
        for row in base.unit_alignments
    ]
