"""What the graph says on an address, for reading: each node with its properties and values by name."""

from __future__ import annotations

from kb.answers.naming import Naming
from kb.answers.present import Shown
from kb.graph import names
from kb.graph.document import Triples
from kb.graph.names import RDF_TYPE
from kb.model.text import Language
from kb.release import Release
from kb.settings import settings


def described(release: Release, path: str, found: Triples, language: Language) -> Shown:
    """The nodes of a document: name, kinds, and for each property its values; ours lead to their own data."""
    naming = Naming(release.catalogue, language)
    iri = settings().base + path
    nodes: dict[str, dict[str, list[Shown]]] = {}
    for triple in found:
        properties = nodes.setdefault(str(triple.subject.value), {})  # type: ignore[union-attr]
        verb = triple.predicate.value
        name = naming.term(verb) if verb != RDF_TYPE.value else naming.term(names.term("dct:type").value)
        properties.setdefault(name, []).append(_value(naming, str(triple.object)))
    ordered = sorted(nodes, key=lambda node: (node != iri, node))
    return {
        "iri": iri,
        "title": naming.thing(iri),
        "nodes": [{"iri": node, "properties": sorted(nodes[node].items())} for node in ordered],
        "data_version": release.version,
    }


def _value(naming: Naming, thing: str) -> Shown:
    own = thing.startswith(f"<{settings().base}")
    path = thing[1:-1].removeprefix(settings().base) if own else ""
    href = f"/data/{path.partition('#')[0]}" if own else thing[1:-1] if thing.startswith("<http") else None
    anchor = f"#{path.partition('#')[2]}" if "#" in path else ""
    return {"text": naming.value(thing), "href": f"{href}{anchor}" if href else None}
