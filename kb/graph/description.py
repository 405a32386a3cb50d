"""What one version of the graph says on a record, with the nodes nested in it folded into its values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.graph import names
from kb.graph.names import RDF_TYPE, term
from kb.settings import settings

Item = frozenset[tuple[tuple[str, ...], str]]
"""One value of a field: path of predicates inside it (none for a plain value) to the object, as in N-Quads."""

_DERIVED = (
    "def:partOf def:hasStep def:effectOfSilence def:trainsFor def:relatedOccupation def:objectUnit def:subjectUnit "
    "cv:hasCompetentAuthority dct:identifier dct:replaces elm:hasPart elm:EQFLevel ksmo:opleidingscode "
    "skos:inScheme skos:topConceptOf skos:hasTopConcept skos:member skos:exactMatch skos:closeMatch skos:broadMatch "
    "skos:narrowMatch skos:relatedMatch sssom:mappings"
)
"""Predicates that repeat what another triple of the same build says: no change of their own."""


@dataclass
class Description:
    """The fields of one record: predicate to its values."""

    fields: dict[str, set[Item]] = field(default_factory=dict)

    def plain(self, predicate: str) -> list[str]:
        """The plain values of a predicate, in order."""
        return sorted(thing for item in self.fields.get(predicate, ()) for path, thing in item if not path)

    def names(self) -> list[str]:
        """The literals that name the record, of the first predicate that has any."""
        for group in _naming():
            found = [value for predicate in group for value in self.plain(predicate)]
            if found:
                return found
        return []

    def touches(self) -> set[str]:
        """The IRIs that the record names."""
        return {thing[1:-1] for items in self.fields.values() for item in items for _, thing in item if thing[0] == "<"}


def _naming() -> tuple[tuple[str, ...], ...]:
    """Predicates that name a record, the best first."""
    groups = ("sssom:subject_label sssom:object_label", "skos:prefLabel", "def:officialName", "def:placeName")
    more = ("dct:title", "rdfs:label", "def:objectName", "def:says")
    return tuple(tuple(term(name).value for name in group.split()) for group in (*groups, *more))


def split(line: str) -> tuple[str, str, str]:
    """Subject and predicate without brackets, and the object as it stands, of a line of N-Quads."""
    subject, predicate, rest = line.split(" ", 2)
    return subject[1:-1], predicate[1:-1], rest.rsplit(" ", 2)[0]


def root(line: str) -> str:
    """The IRI of the record that a line of N-Quads belongs to."""
    subject = line[1 : line.index(">")]
    return subject if subject.startswith(_terms()) else subject.partition("#")[0]


def _terms() -> str:
    return f"{settings().base}def#"


def derived() -> frozenset[str]:
    """The IRIs of the predicates that repeat what others say."""
    return frozenset({RDF_TYPE.value, *(names.term(name).value for name in _DERIVED.split())})


def describe(lines: Iterable[str]) -> dict[str, Description]:
    """The records of some lines of N-Quads, which must hold all lines of each of them."""
    nodes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    roots: set[str] = set()
    skipped = derived()
    for line in lines:
        subject, predicate, thing = split(line)
        roots.add(root(line))
        if predicate not in skipped:
            nodes[subject].append((predicate, thing))
    return {each: _description(each, nodes) for each in roots}


def _description(record: str, nodes: dict[str, list[tuple[str, str]]]) -> Description:
    found = Description()
    for predicate, thing in nodes.get(record, ()):
        found.fields.setdefault(predicate, set()).add(frozenset(_flat(thing, nodes, record)))
    return found


def _flat(
    thing: str, nodes: dict[str, list[tuple[str, str]]], record: str, path: tuple[str, ...] = ()
) -> Iterable[tuple[tuple[str, ...], str]]:
    if not thing.startswith(f"<{record}#"):
        yield path, thing
        return
    for predicate, inner in nodes.get(thing[1:-1], ()):
        yield from _flat(inner, nodes, record, (*path, predicate))
