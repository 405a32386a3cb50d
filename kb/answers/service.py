"""The description of the SPARQL service: languages, formats, graphs and example queries, in RDF."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kb.graph import names
from kb.graph.example import Example, examples
from kb.graph.guarded import TRIPLES
from kb.model.text import LANGUAGES
from kb.release import Release
from kb.wording import translator

_SD = "http://www.w3.org/ns/sparql-service-description#"
_SH = "http://www.w3.org/ns/shacl#"
_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip

GRAPHS = {
    "authorities": "Authorities, chambers and information points",
    "external-crosswalks": "Crosswalks between lists of occupations, made by others",
    "mapping-sets": "The sets that the mappings belong to",
    "mappings-disputed": "Comparisons of qualifications that somebody disputes",
    "mappings-lapsed": "Comparisons that have lapsed",
    "mappings-proposed": "Comparisons proposed by the editors, confirmed by nobody",
    "mappings-published": "Comparisons that others have published",
    "mappings-reviewed": "Comparisons that a second editor has reviewed",
    "mappings-authorised": "Comparisons that both countries have authorised",
    "mappings-rejected": "Comparisons that were looked at and refused",
    "occupations": "Which occupations a qualification trains for",
    "ontology": "The terms of this knowledge base",
    "ordinances": "German training ordinances",
    "places": "Places: regions and municipalities",
    "procedures": "Procedures of recognition, with their facts and sources",
    "professions": "Professions: regulated or not, by jurisdiction",
    "registers": "The registers of qualifications",
    "rules": "Rules of law",
    "schemes": "Lists of concepts in four languages",
    "sources": "Where the facts come from: publisher, date, day of reading",
    "unit-alignments": "Comparisons unit by unit",
    "units": "Units of qualifications: work processes, positions, modules",
}
"""The named graphs; the default graph is their union. Candidates, which no person has seen, are in none of them."""

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def description(release: Release, endpoint: str, media: str) -> bytes:
    """The description in a format of triples; ``endpoint`` is the address under which the service was called."""
    triples = [ox.Triple(*each) for each in (*_service(endpoint), *_graphs(release, endpoint), *_examples(endpoint))]
    prefixes = {"sd": _SD, "sh": _SH, "rdfs": names.PREFIXES["rdfs"], "dct": names.PREFIXES["dct"]}
    return ox.serialize(triples, format=TRIPLES[media], prefixes=prefixes) or b""


def _service(endpoint: str) -> Iterator[Triple]:
    service = ox.NamedNode(endpoint)
    yield service, names.RDF_TYPE, _sd("Service")
    yield service, _sd("endpoint"), service
    yield service, _sd("supportedLanguage"), _sd("SPARQL11Query")
    yield service, _sd("feature"), _sd("UnionDefaultGraph")
    for name in _FORMATS:
        yield service, _sd("resultFormat"), ox.NamedNode(f"http://www.w3.org/ns/formats/{name}")


def _graphs(release: Release, endpoint: str) -> Iterator[Triple]:
    data, union = ox.NamedNode(f"{endpoint}#dataset"), ox.NamedNode(f"{endpoint}#default-graph")
    yield ox.NamedNode(endpoint), _sd("defaultDataset"), data
    yield data, names.RDF_TYPE, _sd("Dataset")
    yield data, names.term("owl:versionInfo"), ox.Literal(release.version)
    yield data, _sd("defaultGraph"), union
    yield union, names.RDF_TYPE, _sd("Graph")
    sizes = (release.figures or {}).get("graphs", {})
    for name, sentence in GRAPHS.items():
        if sizes and name not in sizes:
            continue
        graph, node = names.graph(name), ox.NamedNode(f"{endpoint}#{name}")
        yield data, _sd("namedGraph"), node
        yield node, names.RDF_TYPE, _sd("NamedGraph")
        yield node, _sd("name"), graph
        for language in LANGUAGES:
            yield node, names.term("rdfs:label"), ox.Literal(translator(language)(sentence), language=language)
        if name in sizes:
            yield node, ox.NamedNode("http://rdfs.org/ns/void#triples"), ox.Literal(sizes[name])


def _examples(endpoint: str) -> Iterator[Triple]:
    for example in examples():
        node = ox.NamedNode(f"{endpoint}#example-{example.name}")
        yield node, names.RDF_TYPE, ox.NamedNode(f"{_SH}SPARQLExecutable")
        yield node, names.RDF_TYPE, ox.NamedNode(f"{_SH}SPARQLSelectExecutable")
        yield node, ox.NamedNode(f"{_SH}select"), ox.Literal(example.text)
        yield node, ox.NamedNode("https://schema.org/target"), ox.NamedNode(endpoint)
        yield node, ox.NamedNode("https://schema.org/keywords"), ox.Literal(example.group)
        yield from _words(node, example)


def _words(node: ox.NamedNode, example: Example) -> Iterator[Triple]:
    for language in LANGUAGES:
        yield node, names.term("rdfs:label"), ox.Literal(example.title[language], language=language)
        yield node, names.term("rdfs:comment"), ox.Literal(example.comment[language], language=language)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
