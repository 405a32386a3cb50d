"""IRIs: path = identity. Every record has one, and it never changes its meaning."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from kb.settings import Settings, settings

RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": XSD,
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "elm": "http://data.europa.eu/snb/model/elm/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "ksmo": "https://data.s-bb.nl/ksm/ont/ksmo#",
    "eqf": "http://data.europa.eu/snb/eqf/",
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "esco": "http://data.europa.eu/esco/occupation/",
}


def prefixes() -> dict[str, str]:
    """All prefixes, with ``def`` for our own terms and ``id`` for our own things."""
    return {**PREFIXES, "def": f"{settings().base}def#", "id": settings().base}


def prefixes_for_json_ld() -> dict[str, str]:
    """The prefixes of a JSON-LD context, where ``id`` is taken by JSON-LD itself."""
    return {name: space for name, space in prefixes().items() if name != "id"}


@lru_cache(maxsize=4096)
def term(name: str) -> ox.NamedNode:
    """The IRI of a prefixed name such as ``skos:prefLabel``."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(prefixes()[prefix] + local)


def iri(kind: str, key: str) -> ox.NamedNode:
    """The IRI of a record: ``iri("procedure", "nl/big-automatic")``, ``iri("qualification", "nl-crebo:25656")``."""
    return ox.NamedNode(f"{settings().base}{kind}/{key.replace(':', '/')}")


def key_of(node: str) -> str:
    """The key in an IRI of ours: ``nl/big-automatic``; ``nl-crebo:25656`` for qualifications and what they hold."""
    kind, _, key = node.removeprefix(settings().base).partition("/")
    return key.replace("/", ":", 1) if kind in ("qualification", "unit") else key


def expand(identifier: str) -> ox.NamedNode:
    """The IRI of a compact identifier: a qualification, a concept scheme of ours, or a term of another vocabulary."""
    prefix, _, local = identifier.partition(":")
    if prefix == "scheme":
        return iri("scheme", local)
    return term(identifier) if prefix in PREFIXES else iri("qualification", identifier)


def contract(node: str) -> str:
    """The compact identifier of an IRI; the inverse of ``expand``."""
    if node.startswith(f"{settings().base}qualification/"):
        return key_of(node)
    if node.startswith(f"{settings().base}scheme/"):
        return f"scheme:{key_of(node)}"
    return next(f"{prefix}:{node.removeprefix(space)}" for prefix, space in PREFIXES.items() if node.startswith(space))


def concept(scheme: str, slug: str) -> ox.NamedNode:
    """The IRI of a concept of one of our schemes."""
    return ox.NamedNode(f"{settings().base}scheme/{scheme}/{slug}")


def graph(name: str) -> ox.NamedNode:
    """The IRI of a named graph: registers, procedures, professions, authorities, sources, schemes ..."""
    return ox.NamedNode(f"{settings().base}graph/{name}")


def rebase(turtle: str) -> str:
    """Turtle of this project, which is written with the default base, under the base of the settings."""
    return turtle.replace(Settings.model_fields["base"].default, settings().base)


def header() -> str:
    """The PREFIX lines that the named queries share."""
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes().items())
