"""What programs rely on besides the answers: problem documents, limits, the SPARQL protocol."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kb.settings import settings

FEW = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 2"
JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/nothing", 404),
        ("/api/v1/worth", 422),
        ("/api/v1/search", 422),
        ("/api/v1/search?q=kok&limit=many", 422),
        ("/api/v1/search?q=kok&limit=0", 422),
        (f"/api/v1/search?q={'x' * 201}", 422),
        ("/api/v1/qualifications?scheme=nl-crebo&level=9", 422),
        ("/api/v1/qualifications?scheme=nl-crebo&status=often", 422),
        ("/api/v1/qualifications/nl-crebo/1", 404),
        ("/api/v1/qualifications/nl-cerbo/25655", 422),
        ("/api/v1/sources/nl/nothing", 404),
        ("/api/v1/professions/nl/nothing", 404),
        ("/api/v1/procedures/nl/duo-childcare?lang=xx", 422),
        ("/api/v1/factsheet?qualification=nl-crebo:25655&host=de-nw&format=gif", 422),
        ("/api/v1/worth?qualification=nl-crebo:25655&host=nl&as_of=yesterday", 422),
        ("/api/v1/worth?qualification=nl-crebo:25655&host=nl&as_of=1066-10-14", 422),
    ],
)
def test_every_error_is_a_problem_document(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    body = answer.json()
    assert (answer.status_code, body["status"]) == (status, status), body
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["type"].startswith("https://w3id.org/drempel/problem/")
    assert body["title"]
    assert body["instance"] == path.partition("?")[0]


def test_a_wrong_parameter_is_named(client: TestClient) -> None:
    errors = client.get("/api/v1/search?limit=many").json()["errors"]
    assert {error["field"] for error in errors} == {"q", "limit"}


def test_a_method_that_is_not_offered_is_a_problem_too(client: TestClient) -> None:
    answer = client.delete("/api/v1/stats")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


@pytest.mark.parametrize("written", ["NL-CREBO:25655", " nl-crebo:25655 "])
def test_identifiers_are_read_with_tolerance(client: TestClient, written: str) -> None:
    answer = client.get("/api/v1/worth", params={"qualification": written, "host": "DE-NW", "lang": "De"})
    assert (answer.status_code, answer.json()["qualification"]["id"]) == (200, "nl-crebo:25655")


def test_every_answer_of_the_interface_may_be_read_from_other_sites(client: TestClient) -> None:
    for path in ("/api/v1/stats", "/api/v1/nothing", f"/sparql?query={FEW}"):
        assert client.get(path).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.get("/", headers={"accept": "text/html"}).headers


@pytest.mark.parametrize(
    ("accept", "served"),
    [
        ("application/json", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
        ("text/csv;q=0.2, application/sparql-results+json;q=0.9", JSON),
        ("text/csv, application/sparql-results+json;q=0", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("*/*", JSON),
        ("", JSON),
    ],
)
def test_the_liked_format_is_served(client: TestClient, accept: str, served: str) -> None:
    answer = client.get("/sparql", params={"query": FEW}, headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == served


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_format_may_stand_in_the_address(client: TestClient, form: str) -> None:
    answer = client.get("/sparql", params={"query": FEW, "format": form}, headers={"accept": "image/png"})
    assert answer.status_code == 200
    assert form in answer.headers["content-type"] or form == "tsv"


def test_an_unknown_format_is_told_with_the_choices(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": FEW, "format": "xlsx"})
    assert answer.status_code == 422
    assert {"json", "csv", "ttl"} <= set(answer.json()["choices"])


def test_a_posted_query_may_name_its_character_set(client: TestClient) -> None:
    kinds = ("application/sparql-query; charset=utf-8", "application/x-www-form-urlencoded; charset=UTF-8")
    bodies = ('ASK { ?s ?p "é"@fr }', "query=ASK%20%7B%20%3Fs%20%3Fp%20%22%C3%A9%22%40fr%20%7D")
    for kind, body in zip(kinds, bodies, strict=True):
        answer = client.post("/sparql", content=body.encode(), headers={"content-type": kind})
        assert answer.json()["boolean"] is False


def test_a_form_without_a_query_or_with_an_update_is_refused(client: TestClient) -> None:
    assert client.post("/sparql", data={"quary": FEW}).status_code == 400
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code in (400, 403)
    update = client.post("/sparql", content="CLEAR ALL", headers={"content-type": "application/sparql-query"})
    assert update.status_code == 403


@pytest.mark.parametrize("body", [b"\xff\xfe", b"\x00", "SELECT \ud800".encode("utf-8", "surrogatepass")])
def test_bytes_that_are_no_text_are_a_bad_query(client: TestClient, body: bytes) -> None:
    answer = client.post("/sparql", content=body, headers={"content-type": "application/sparql-query"})
    assert answer.status_code == 400


@pytest.fixture
def hasty(releases: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The application with a limit of one second."""
    monkeypatch.setenv("DREMPEL_DIST", str(releases))
    monkeypatch.setenv("DREMPEL_SPARQL_SECONDS", "1")
    settings.cache_clear()
    with TestClient(create_app()) as opened:
        yield opened
    settings.cache_clear()


def test_a_query_that_takes_too_long_is_told_what_to_ask_instead(hasty: TestClient) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?g != ?a) }"
    answer = hasty.get("/sparql", params={"query": endless})
    assert answer.status_code == 504
    assert "LIMIT" in answer.json()["fix"]
    assert hasty.get("/sparql", params={"query": FEW}).status_code == 200
    assert hasty.get("/healthz").status_code == 200
