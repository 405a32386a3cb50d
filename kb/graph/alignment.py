"""Mapping sets and the crosswalks of others as quads: each status in its own named graph, crosswalks quite apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kb.graph import names
from kb.graph.codec import encode
from kb.graph.names import RDF_TYPE, expand, iri, term
from kb.model.crosswalk import Crosswalk
from kb.model.mapping import NO_TERM, Mapping, inverse
from kb.model.reason import Reason
from kb.model.text import LANGUAGES
from kb.read.mapping_head import head_of

ASSERTED = frozenset({"authorised", "published", "proposed"})
"""Statuses whose rows also stand as plain SKOS triples; the others are told but claim nothing."""


def of_sets(sets: dict[str, list[Mapping]], reasons: dict[str, dict[str, Reason]]) -> Iterator[ox.Quad]:
    """Every row as a ``sssom:Mapping`` of its set; where it claims something, the SKOS triple beside it."""
    for name, rows in sets.items():
        node = iri("mapping", name)
        yield from _head(node, name)
        for row in rows:
            graph = names.graph(f"mappings-{row.status}")
            mapping = iri("mapping", f"{name}/{row.key}")
            yield from encode(row, mapping, graph)
            yield from (ox.Quad(mapping, term("sssom:comment"), text, graph) for text in _reason(name, row, reasons))
            yield ox.Quad(node, term("sssom:mappings"), mapping, graph)
            yield from (ox.Quad(*triple, graph) for triple in _claims(row))


def _head(node: ox.NamedNode, name: str) -> Iterator[ox.Quad]:
    graph, head = names.graph("mapping-sets"), head_of(name)
    yield ox.Quad(node, RDF_TYPE, term("sssom:MappingSet"), graph)
    yield ox.Quad(node, term("dct:title"), ox.Literal(head["mapping_set_title"], language="en"), graph)
    yield ox.Quad(node, term("dct:license"), ox.NamedNode(head["license"]), graph)


def _reason(name: str, row: Mapping, reasons: dict[str, dict[str, Reason]]) -> Iterator[ox.Literal]:
    """The reason in the languages other than that of the row itself."""
    reason = reasons.get(name, {}).get(row.key)
    if reason is not None:
        yield from (ox.Literal(reason.in_(language), language=language) for language in LANGUAGES)


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
        labels: dict[ox.NamedNode, Counter[ox.Literal]] = defaultdict(Counter)
        for row in rows:
            scheme, _, code = row.subject_id.partition(":")
            subject = iri("occupation", f"{scheme}/{code}")
            yield ox.Quad(subject, term(row.predicate_id), expand(row.object_id), graph)
            labels[subject].update(_labels(row, scheme))
        for subject, counted in labels.items():
            yield from (ox.Quad(subject, term(kind), label, graph) for kind, label in _ranked(counted))


def _labels(row: Crosswalk, scheme: str) -> Iterable[ox.Literal]:
    yield ox.Literal(row.subject_label, language="de" if scheme.startswith("de") else "nl")
    if row.subject_label_fr:
        yield ox.Literal(row.subject_label_fr, language="fr")


def _ranked(counted: Counter[ox.Literal]) -> Iterator[tuple[str, ox.Literal]]:
    """The name that most rows give is the preferred one of its language; a table may give a code more names."""
    preferred: set[str | None] = set()
    for label, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0].value)):
        yield "skos:altLabel" if label.language in preferred else "skos:prefLabel", label
        preferred.add(label.language)
