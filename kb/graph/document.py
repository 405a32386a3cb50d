"""What the graph says on one address: the same triples in every format."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from kb.errors import NotFoundError
from kb.graph import names
from kb.graph.names import RDF_TYPE, XSD
from kb.graph.store import Row, Store
from kb.settings import settings

CONTEXT = "context.jsonld"
JSON_LD = "application/ld+json"
SERIALISED = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_VOCABULARY = "def"

Triples = list[ox.Triple]


def triples(store: Store, path: str) -> Triples:
    """The triples of an address below the base (``procedure/nl/big-automatic``) and of what is nested in it, sorted.

    Raises NotFoundError if the graph says nothing on it.
    """
    if path == _VOCABULARY:
        rows = store.select("vocabulary")
    else:
        rows = store.select("describe", {"root": ox.NamedNode(settings().base + path)}) if _is_path(path) else []
    if not rows:
        raise NotFoundError(
            "The graph says nothing on {path!r}.",
            "Look for it with a query, or by the search.",
            field="path",
            path=path[:200],
        )
    return sorted({_triple(row) for row in rows}, key=str)


def _is_path(path: str) -> bool:
    return all(each.isalnum() or each in "-._~/" for each in path)


def _triple(row: Row) -> ox.Triple:
    return ox.Triple(row["s"], row["p"], row["o"])  # type: ignore[arg-type]


def serialise(store: Store, found: Triples, media: str) -> bytes:
    """Triples in a format: Turtle, N-Triples, RDF/XML or JSON-LD with the published context."""
    if media == JSON_LD:
        return (json.dumps(json_ld(store, found), ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    form = SERIALISED[media]
    body = ox.serialize(found, format=form, prefixes=None if form == ox.RdfFormat.N_TRIPLES else names.prefixes())
    return body or b""


def context(store: Store) -> dict[str, Any]:
    """The JSON-LD context: our prefixes, and which properties lead to things."""
    things = sorted(_compact(str(getattr(row["property"], "value", ""))) for row in store.select("object_properties"))
    coerced = {name: {"@type": "@id"} for name in things if not name.startswith("http")}
    return {"@context": {"@version": 1.1, "id": "@id", "type": "@type", **names.prefixes_for_json_ld(), **coerced}}


def json_ld(store: Store, found: Triples) -> dict[str, Any]:
    """Triples as a JSON-LD document that names the published context."""
    coerced = context(store)["@context"]
    nodes: dict[str, dict[str, Any]] = {}
    for triple in found:
        subject, verb, thing = _value(triple.subject), triple.predicate, triple.object
        node = nodes.setdefault(subject, {"id": subject})
        if verb == RDF_TYPE:
            node.setdefault("type", []).append(_compact(_value(thing)))
        else:
            name = _compact(verb.value)
            node.setdefault(name, []).append(_json_value(thing, isinstance(coerced.get(name), dict)))
    return {"@context": settings().base + CONTEXT, "@graph": list(nodes.values())}


def _json_value(thing: Any, is_coerced: bool) -> Any:
    if isinstance(thing, ox.NamedNode):
        return thing.value if is_coerced else {"id": thing.value}
    if thing.language:
        return {"@value": thing.value, "@language": thing.language}
    if thing.datatype.value == f"{XSD}string":
        return {"@value": thing.value} if is_coerced else thing.value
    return {"@value": thing.value, "@type": thing.datatype.value}


def _compact(iri: str) -> str:
    """A prefixed name where one of our prefixes fits and the rest is a plain name; else the IRI."""
    for prefix, space in names.prefixes_for_json_ld().items():
        local = iri.removeprefix(space)
        if local != iri and local and all(each.isalnum() or each in "_-" for each in local):
            return f"{prefix}:{local}"
    return iri


def _value(thing: Any) -> str:
    return str(thing.value)
