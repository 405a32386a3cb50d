"""SPARQL over HTTP: reading only, in the format asked for, with an error that says what is wrong."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

ASK = "ASK { ?s ?p ?o }"
SELECT = "SELECT ?s WHERE { ?s a <http://purl.org/vocab/cpsv#PublicService> } LIMIT 2"
CONSTRUCT = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 2"


@pytest.mark.parametrize(
    ("accept", "query", "served"),
    [
        ("application/sparql-results+json", SELECT, "application/sparql-results+json"),
        ("text/csv", SELECT, "text/csv"),
        ("application/sparql-results+xml", ASK, "application/sparql-results+xml"),
        ("text/turtle", CONSTRUCT, "text/turtle"),
        ("application/ld+json", CONSTRUCT, "application/ld+json"),
    ],
)
def test_the_format_asked_for_is_served(client: TestClient, accept: str, query: str, served: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(served)
    assert answer.text.strip()


def test_a_query_may_be_posted_as_a_form_or_directly(client: TestClient) -> None:
    form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", content=SELECT, headers={"content-type": "application/sparql-query"})
    assert form.json() == direct.json()
    assert len(form.json()["results"]["bindings"]) == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("SELECT nonsense", 400), ("SELECT * { ?s ?p }", 400), ("INSERT DATA { <a:a> <a:b> <a:c> }", 403),
     ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403), ("LOAD <http://127.0.0.1:9/>", 403)],
)  # fmt: skip
def test_a_bad_query_is_refused_with_a_reason(client: TestClient, query: str, status: int) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_an_update_and_an_unreadable_body_are_refused(client: TestClient) -> None:
    update = client.post("/sparql", content="CLEAR ALL", headers={"content-type": "application/sparql-update"})
    image = client.post("/sparql", content=b"x", headers={"content-type": "image/png"})
    unserved = client.get("/sparql", params={"query": SELECT}, headers={"accept": "image/png"})
    assert (update.status_code, image.status_code, unserved.status_code) == (403, 415, 406)
