"""The cases of the W3C test suite for the SPARQL 1.1 Protocol, and what the specification says beside them.

The suite loads its own data; here the named graphs of the release stand for them. Updates, which the suite wants done,
are all refused: this service only reads.
"""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef

from kb.graph.example import examples

BASE = "https://w3id.org/drempel/graph/"
RULES, PLACES, SOURCES = (f"{BASE}{name}" for name in ("rules", "places", "sources"))
RULE, PLACE = "<https://w3id.org/drempel/def#Rule>", "<https://w3id.org/drempel/def#Place>"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
QUERY, FORM, UPDATE = "application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update"
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
BOTH = f"ASK {{ ?rule a {RULE} . ?place a {PLACE} }}"


def parsed(text: str, media: str) -> Graph:
    triples = (quad.triple for quad in ox.parse(text, format=ox.RdfFormat.from_media_type(media)))
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def is_true(answer: object) -> bool:
    assert answer.status_code == 200, answer.text  # type: ignore[attr-defined]
    return bool(answer.json()["boolean"])  # type: ignore[attr-defined]


def test_query_get(client: TestClient) -> None:
    assert is_true(client.get("/sparql", params={"query": "ASK {}"}))


def test_query_post_form(client: TestClient) -> None:
    assert is_true(client.post("/sparql", data={"query": "ASK {}"}))


def test_query_post_direct(client: TestClient) -> None:
    assert is_true(client.post("/sparql", content="ASK {}", headers={"content-type": QUERY}))


@pytest.mark.parametrize("accept", [JSON, XML, "text/csv", "text/tab-separated-values"])
@pytest.mark.parametrize("query", ["SELECT (1 AS ?value) {}", "ASK {}"])
def test_query_content_type_select_and_ask(client: TestClient, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == accept


@pytest.mark.parametrize("accept", TRIPLES)
@pytest.mark.parametrize("query", [f"DESCRIBE <{BASE[:-6]}rule/eu/level-gap>", "CONSTRUCT { <urn:s> <urn:p> 1 } {}"])
def test_query_content_type_describe_and_construct(client: TestClient, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert len(parsed(answer.text, accept)) > 0


@pytest.mark.parametrize(("graphs", "found"), [((RULES,), False), ((PLACES,), False), ((RULES, PLACES), True)])
def test_query_dataset_default_graphs(client: TestClient, graphs: tuple[str, ...], found: bool) -> None:
    """By GET, by form, and in the address of a direct POST."""
    given = [("default-graph-uri", each) for each in graphs]
    address = "&".join(f"{name}={quote(value, safe='')}" for name, value in given)
    assert is_true(client.get("/sparql", params=[("query", BOTH), *given])) is found
    body = f"query={quote(BOTH)}&{address}"
    assert is_true(client.post("/sparql", content=body, headers={"content-type": FORM})) is found
    assert is_true(client.post(f"/sparql?{address}", content=BOTH, headers={"content-type": QUERY})) is found


def test_query_dataset_named_graphs(client: TestClient) -> None:
    query = f"ASK {{ GRAPH ?g {{ ?s a {RULE} }} }}"
    assert is_true(client.get("/sparql", params={"query": query, "named-graph-uri": RULES}))
    assert not is_true(client.get("/sparql", params={"query": query, "named-graph-uri": PLACES}))
    assert not is_true(client.get("/sparql", params={"query": f"ASK {{ ?s a {RULE} }}", "named-graph-uri": RULES}))


def test_query_dataset_full(client: TestClient) -> None:
    query = f"ASK {{ ?place a {PLACE} . GRAPH <{RULES}> {{ ?rule a {RULE} }} }}"
    given = [("query", query), ("default-graph-uri", PLACES), ("named-graph-uri", RULES), ("named-graph-uri", SOURCES)]
    assert is_true(client.get("/sparql", params=given))
    assert not is_true(client.get("/sparql", params=given[:2]))


def test_query_multiple_dataset(client: TestClient) -> None:
    """The data set of the request has precedence over that of the query."""
    query = f"ASK FROM <{PLACES}> {{ ?rule a {RULE} }}"
    assert not is_true(client.get("/sparql", params={"query": query}))
    assert is_true(client.get("/sparql", params={"query": query, "default-graph-uri": RULES}))


def test_the_default_graph_is_the_union_of_all(client: TestClient) -> None:
    assert is_true(client.get("/sparql", params={"query": BOTH}))
    candidates = "ASK { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), 'candidate')) }"
    assert not is_true(client.get("/sparql", params={"query": candidates}))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert answer.status_code == 405


def test_bad_multiple_queries(client: TestClient) -> None:
    assert client.get("/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D").status_code == 400
    both = client.post("/sparql?query=ASK%20%7B%7D", content="ASK {}", headers={"content-type": QUERY})
    assert both.status_code == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/x-sparql", None])
def test_bad_query_wrong_or_missing_media_type(client: TestClient, kind: str | None) -> None:
    headers = {"content-type": kind} if kind else {}
    answer = client.post("/sparql", content=b"ASK {}", headers=headers)
    assert answer.status_code == 415
    assert QUERY in answer.json()["choices"]


def test_bad_query_missing_form_type(client: TestClient) -> None:
    assert client.post("/sparql", content=b"query=ASK%20%7B%7D").status_code == 415


def test_bad_query_non_utf8(client: TestClient) -> None:
    content = "ASK { ?s ?p 'é' }".encode("utf-16")
    assert client.post("/sparql", content=content, headers={"content-type": QUERY}).status_code == 400
    assert client.get("/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%27%E9%27%20%7D").status_code == 400


def test_bad_query_syntax_names_line_and_column(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p"})
    body = answer.json()
    assert (answer.status_code, body["line"]) == (400, 2)
    assert body["column"] >= 14


UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP SILENT GRAPH <urn:g>",
    "LOAD <http://127.0.0.1:9/>", "load silent <http://127.0.0.1:9/> into graph <urn:g>", "CREATE GRAPH <urn:g>",
    "COPY DEFAULT TO <urn:g>", "MOVE <urn:g> TO DEFAULT", "ADD <urn:a> TO <urn:b>",
    "PREFIX : <urn:> WITH :g DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ; DROP ALL", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
]  # fmt: skip


@pytest.mark.parametrize("text", UPDATES)
def test_updates_are_refused_in_every_way_of_sending(client: TestClient, text: str) -> None:
    answers = [
        client.get("/sparql", params={"query": text}),
        client.get("/sparql", params={"update": text}),
        client.post("/sparql", data={"query": text}),
        client.post("/sparql", data={"update": text}),
        client.post("/sparql", content=text, headers={"content-type": QUERY}),
        client.post("/sparql", content=text, headers={"content-type": UPDATE}),
        client.post("/sparql?using-graph-uri=urn:g", content=text, headers={"content-type": UPDATE}),
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert all(answer.json()["type"].endswith("query-refused") for answer in answers)


@pytest.mark.parametrize("address", ["", "no-iri", "<urn:x>", "urn:a b"])
def test_what_is_no_address_of_a_graph_is_told(client: TestClient, address: str) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}", "default-graph-uri": address})
    assert answer.status_code == 400


def test_what_is_too_long_is_told(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK {}" + " " * 20_000}).status_code == 414
    for size in (150_000, 1_000_000):
        long = "ASK {}" + " " * size
        assert client.post("/sparql", content=long, headers={"content-type": QUERY}).status_code == 413
        assert client.post("/sparql", data={"query": long}).status_code == 413


def test_a_form_that_nobody_accepts_is_told_with_the_choices(client: TestClient) -> None:
    for query, accept in (("ASK {}", "image/png"), ("ASK {}", "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", JSON)):
        answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert answer.status_code == 406
        assert answer.json()["choices"]


def test_the_answer_says_its_caps_and_whether_it_was_cut(client: TestClient) -> None:
    few = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 2"})
    assert int(few.headers["x-limit-rows"]) > 1000
    assert few.headers["x-truncated"] == "false"
    assert few.headers["x-data-version"]
    many = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert len(many.json()["results"]["bindings"]) == int(many.headers["x-limit-rows"])


def test_other_sites_may_ask(client: TestClient) -> None:
    asked = client.options(
        "/sparql", headers={"origin": "https://example.org", "access-control-request-method": "POST"}
    )
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "POST" in asked.headers["access-control-allow-methods"]


@pytest.mark.parametrize("accept", [*TRIPLES, "*/*", "text/html,*/*;q=0.5"])
def test_without_a_query_the_service_describes_itself(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", headers={"accept": accept})
    assert answer.status_code == 200
    media = answer.headers["content-type"].partition(";")[0]
    told = parsed(answer.text, media)
    sd, sh = "http://www.w3.org/ns/sparql-service-description#", "http://www.w3.org/ns/shacl#"
    names = {str(name) for name in told.objects(None, URIRef(f"{sd}name"))}
    assert {RULES, f"{BASE}mappings-proposed", f"{BASE}external-crosswalks"} <= names
    labels = {each.language for each in told.objects(None, URIRef("http://www.w3.org/2000/01/rdf-schema#label"))}  # type: ignore[attr-defined]
    assert labels == {"nl", "de", "fr", "en"}
    shown = {str(text) for text in told.objects(None, URIRef(f"{sh}select"))}
    assert shown == {each.text for each in examples()}


def test_every_named_graph_is_described(client: TestClient) -> None:
    rows = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}).json()
    there = {row["g"]["value"] for row in rows["results"]["bindings"]}
    told = Graph().parse(data=client.get("/sparql").text, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert there == {str(name) for name in told.objects(None, URIRef(f"{sd}name"))}
