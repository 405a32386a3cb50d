"""SHACL: core constraints by pyshacl, SPARQL constraints once each as a set query over the store.

A SPARQL constraint run per focus node costs about two thousand times as much as one query for all of them; a slow
test shows that both ways report the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kb.graph import names

_TARGETS = {
    SH.targetClass: "?this a <{}> .",
    SH.targetSubjectsOf: "?this <{}> ?any_object .",
    SH.targetNode: "VALUES ?this {{ <{}> }}",
}
_WHERE = re.compile(r"WHERE\s*\{", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Violation:
    """A node that breaks a rule: rule (file name of the shape), node, path, value, message by language."""

    rule: str
    node: str
    path: str
    value: str
    messages: tuple[tuple[str, str], ...]

    def message(self, language: str = "en") -> str:
        """The message in a language, else in English."""
        texts = dict(self.messages)
        return texts.get(language) or texts.get("en") or next(iter(texts.values()), "breaks the rule")


def violations(content: bytes, shapes: Path) -> list[Violation]:
    """All violations of the shapes of a folder by a graph in N-Quads, sorted."""
    data = rdflib_graph(content)
    store = _memory_store(content)
    found: set[Violation] = set()
    for path in sorted(shapes.glob("*.shacl.ttl")):
        rules = load_shapes(path)
        rule = path.name.removesuffix(".shacl.ttl")
        found.update(core(data, _without_sparql(rules), rule))
        found.update(sparql(store, rules, rule))
    return sorted(found)


def load_shapes(path: Path) -> Graph:
    """The shapes of one file, under the base of the settings."""
    return Graph().parse(data=names.rebase(path.read_text("utf-8")), format="turtle")


def rdflib_graph(content: bytes) -> Graph:
    """The quads as one graph of triples."""
    triples = sorted({f"{quad.triple} ." for quad in ox.parse(content, format=ox.RdfFormat.N_QUADS)})
    return Graph().parse(data="\n".join(triples), format="nt")


def _memory_store(content: bytes) -> ox.Store:
    store = ox.Store()
    store.bulk_load(content, format=ox.RdfFormat.N_QUADS)
    return store


def core(data: Graph, shapes: Graph, rule: str) -> Iterator[Violation]:
    """Violations found by pyshacl."""
    import pyshacl

    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    assert isinstance(report, Graph)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield Violation(
            rule,
            _first(report, result, SH.focusNode),
            _first(report, result, SH.resultPath),
            _first(report, result, SH.value),
            _messages(report.objects(result, SH.resultMessage)),
        )


def _first(graph: Graph, subject: Node, predicate: URIRef) -> str:
    found = graph.value(subject, predicate)
    return "" if found is None else str(found)


def _messages(literals: Iterable[Node]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((each.language or "en", str(each)) for each in literals if isinstance(each, Literal)))


def sparql(store: ox.Store, shapes: Graph, rule: str) -> Iterator[Violation]:
    """Violations of the SPARQL constraints: the target pattern joined with the constraint, one query each."""
    for shape, constraint in shapes.subject_objects(SH.sparql):
        query = _set_query(shapes, shape, constraint)
        solutions = store.query(query, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        messages = _messages(shapes.objects(constraint, SH.message))
        for solution in solutions:
            this, value = solution["this"], _optional(solution, "value")
            yield Violation(rule, str(getattr(this, "value", this)), "", value, messages)


def _optional(solution: ox.QuerySolution, name: str) -> str:
    try:
        return str(getattr(solution[name], "value", ""))
    except KeyError:
        return ""


def _set_query(shapes: Graph, shape: Node, constraint: Node) -> str:
    prefixes = "".join(
        f"PREFIX {shapes.value(each, SH.prefix)}: <{shapes.value(each, SH.namespace)}>\n"
        for declared in shapes.objects(constraint, SH.prefixes)
        for each in shapes.objects(declared, SH.declare)
    )
    select = str(shapes.value(constraint, SH.select)).replace("$this", "?this")
    return prefixes + _WHERE.sub(lambda _: f"WHERE {{ {_target(shapes, shape)} ", select, count=1)


def _target(shapes: Graph, shape: Node) -> str:
    """The pattern of the nodes that a shape looks at; raises ValueError for a shape that would look at none."""
    for kind, pattern in _TARGETS.items():
        if (target := shapes.value(shape, kind)) is not None:
            return pattern.format(target)
    raise ValueError(f"{shape} has no target: write sh:targetClass, sh:targetSubjectsOf or sh:targetNode")


def _without_sparql(shapes: Graph) -> Graph:
    plain = Graph()
    for triple in shapes:
        if triple[1] != SH.sparql:
            plain.add(triple)
    return plain
