"""Mapping sets and the crosswalks of others as quads: each status in its own named graph, crosswalks quite apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kb.graph import names
from kb.graph.codec import encode
from kb.graph.names import RDF_TYPE, expand, iri, term
from kb.model.crosswalk import Crosswalk
from kb.model.mapping import NO_TERM, Mapping

ASSERTED = frozenset({"authorised", "published", "proposed"})
"""Statuses whose rows also stand as plain SKOS triples; the others are told but claim nothing."""

_INVERSE = {"skos:broadMatch": "skos:narrowMatch", "skos:narrowMatch": "skos:broadMatch"}


def inverse(predicate: str) -> str:
    """The predicate read from the object to the subject."""
    return _INVERSE.get(predicate, predicate)


def of_sets(sets: dict[str, list[Mapping]]) -> Iterator[ox.Quad]:
    """Every row as a ``sssom:Mapping`` of its set; where it claims something, the SKOS triple beside it."""
    for name, rows in sets.items():
        node = iri("mapping", name)
        yield ox.Quad(node, RDF_TYPE, term("sssom:MappingSet"), names.graph("mapping-sets"))
        for row in rows:
            graph = names.graph(f"mappings-{row.status}")
            mapping = iri("mapping", f"{name}/{row.key}")
            yield from encode(row, mapping, graph)
            yield ox.Quad(node, term("sssom:mappings"), mapping, graph)
            yield from (ox.Quad(*triple, graph) for triple in _claims(row))


def _claims(row: Mapping) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    if row.status not in ASSERTED or row.predicate_modifier is not None or row.object_id == NO_TERM:
        return
    subject, thing = expand(row.subject_id), expand(row.object_id)
    yield subject, term(row.predicate_id), thing
    if row.direction == "both":
        yield thing, term(inverse(row.predicate_id)), subject


def of_crosswalks(tables: dict[str, list[Crosswalk]]) -> Iterator[ox.Quad]:
    """Occupation mappings of others, in a graph of their own that no answer asks."""
    graph = names.graph("external-crosswalks")
    for rows in tables.values():
        for row in rows:
            scheme, _, code = row.subject_id.partition(":")
            subject = iri("occupation", f"{scheme}/{code}")
            yield ox.Quad(subject, term(row.predicate_id), expand(row.object_id), graph)
            yield from (ox.Quad(subject, term("skos:prefLabel"), label, graph) for label in _labels(row, scheme))


def _labels(row: Crosswalk, scheme: str) -> Iterable[ox.Literal]:
    yield ox.Literal(row.subject_label, language="de" if scheme.startswith("de") else "nl")
    if row.subject_label_fr:
        yield ox.Literal(row.subject_label_fr, language="fr")
