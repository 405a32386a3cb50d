"""Triples that follow from the records: standard terms beside our own, and the short cuts that queries use."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kb.graph import names
from kb.graph.derived_step import derived_steps
from kb.graph.names import RDF_TYPE, iri, term
from kb.model.occupation import OccupationLink
from kb.model.procedure import Procedure
from kb.model.qualification import Qualification
from kb.model.unit import Unit, unit_id
from kb.model.unit_alignment import UnitAlignment

Pair = tuple[ox.NamedNode, ox.NamedNode | ox.Literal]


def of_qualification(row: Qualification) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """Scheme membership, EQF level as the European concept, SBB's own terms for crebo codes."""
    node = iri("qualification", row.id)
    scheme = iri("scheme", row.scheme)
    yield node, term("skos:inScheme"), scheme
    yield node, term("skos:topConceptOf"), scheme
    yield node, term("dct:identifier"), ox.Literal(row.id)
    if row.eqf is not None:
        yield node, term("elm:EQFLevel"), term(f"eqf:{row.eqf}")
    if row.scheme == "nl-crebo":
        yield node, RDF_TYPE, term("ksmo:MboKwalificatie")
        yield node, term("ksmo:opleidingscode"), ox.Literal(row.code)
    for successor in row.replaced_by:
        yield iri("qualification", successor), term("dct:replaces"), node


def of_link(link: OccupationLink) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    """The occupation itself on the qualification: ``def:trainsFor`` or ``def:relatedOccupation``."""
    verb = term("def:trainsFor" if link.relation == "main" else "def:relatedOccupation")
    yield iri("qualification", link.qualification), verb, names.concept("occupations", link.occupation)


def of_procedure(record: Procedure) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """Identifier and competent authority, which CPSV-AP makes mandatory; the steps; what follows from silence."""
    node = iri("procedure", record.id)
    yield from _steps(record, node)
    for effect in record.silence:
        yield node, term("def:effectOfSilence"), names.concept("silence-effects", effect)
    yield node, term("dct:identifier"), ox.Literal(record.id)
    if isinstance(record.authorities, list):
        for role in record.authorities:
            if role.role == "decides":
                yield node, term("cv:hasCompetentAuthority"), iri("authority", role.authority)


def _steps(
    record: Procedure, node: ox.NamedNode
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """``def:hasStep``: the steps that a source lists, else those that the facts imply."""
    for number, _ in enumerate(record.steps, 1):
        yield node, term("def:hasStep"), ox.NamedNode(f"{node.value}#steps-{number}")
    for number, step in enumerate(derived_steps(record) if not record.steps else (), 1):
        own = ox.NamedNode(f"{node.value}#derived-step-{number}")
        yield node, term("def:hasStep"), own
        yield own, RDF_TYPE, term("def:DerivedStep")
        yield own, term("def:partOf"), node
        yield own, term("dct:type"), names.concept("step-kinds", step.kind)
        yield own, term("def:who"), names.concept("actors", step.who)


def of_unit(row: Unit) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """What the unit is a part of, by ELM's own term, and our labels with their language."""
    node = iri("unit", row.id)
    above = iri("unit", unit_id(row.qualification, row.parent)) if row.parent else None
    yield above or iri("qualification", row.qualification), term("elm:hasPart"), node
    for language, label in row.labels.items():
        yield node, term("skos:altLabel"), ox.Literal(label, language=language)


def of_alignment(row: UnitAlignment) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    """The units themselves beside their codes."""
    node = iri("unit-alignment", row.id)
    yield node, term("def:objectUnit"), iri("unit", unit_id(row.object_qualification, row.object))
    for code in row.subject:
        yield node, term("def:subjectUnit"), iri("unit", unit_id(row.subject_qualification, code))
