"""Linked data: every address below the base resolves, in every format, to the same triples."""

from __future__ import annotations

import json
from collections import defaultdict

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from kb import history
from kb.graph.description import root
from kb.graph.document import JSON_LD, SERIALISED, context, serialise, triples
from kb.release import Release
from kb.settings import settings

FORMATS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
}
PROCEDURE = "procedure/nl/big-automatic"


def parsed(body: bytes, form: ox.RdfFormat, release: Release) -> set[str]:
    if form == ox.RdfFormat.JSON_LD:
        document = json.loads(body)
        assert document["@context"] == f"{settings().base}context.jsonld"
        body = json.dumps({**document, **context(release.catalogue.store)}).encode()
    return {str(quad.triple) for quad in ox.parse(body, format=form)}


@pytest.fixture(scope="module")
def by_record(built: Release) -> dict[str, set[str]]:
    """What the graph says, by record: read from the dump, not by the query that serves it."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in history.graph(built.folder).decode().splitlines():
        if line.startswith(f"<{settings().base}"):
            path = root(line).removeprefix(settings().base)
            found["def" if path.startswith("def") else path].add(line.rsplit(" ", 2)[0])
    return found


def sample(by_record: dict[str, set[str]]) -> list[str]:
    """The first, middle and last address of every kind."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for path in sorted(by_record):
        kinds[path.partition("/")[0]].append(path)
    return sorted({paths[at] for paths in kinds.values() for at in (0, len(paths) // 2, -1)})


def test_a_sample_of_every_kind_gives_the_same_triples_in_every_format(
    client: TestClient, built: Release, by_record: dict[str, set[str]]
) -> None:
    paths = sample(by_record)
    assert len(paths) > 30
    for path in paths:
        for extension, (media, form) in FORMATS.items():
            answer = client.get(f"/data/{path}.{extension}")
            assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media), path
            assert parsed(answer.content, form, built) == by_record[path], path


def test_every_address_of_the_graph_resolves(built: Release, by_record: dict[str, set[str]]) -> None:
    """Subjects, objects and graphs below the base; each tenth record, since they are many."""
    store, named = built.catalogue.store, set()
    for lines in by_record.values():
        for line in lines:
            thing = line.split(" ", 2)[2]
            if thing.startswith(f"<{settings().base}"):
                named.add(thing[1:-1].removeprefix(settings().base).partition("#")[0])
    assert named - set(by_record) == set()
    for path in sorted(by_record)[::10]:
        assert {str(triple) for triple in triples(store, path)} == by_record[path], path


@pytest.mark.parametrize(
    ("accept", "served"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("application/n-triples;q=0.4, application/rdf+xml;q=0.8", "application/rdf+xml"),
        ("text/turtle;q=0, */*;q=0.1", "application/ld+json"),
        ("text/*;q=0.3, application/rdf+xml;q=0.2, text/turtle;q=0.1", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"),
        ("", "text/turtle"),
    ],
)
def test_the_format_follows_the_accept_header(client: TestClient, accept: str, served: str) -> None:
    answer = client.get(f"/data/{PROCEDURE}", headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, served)
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("image/png", 406, "not-acceptable"),
        ("text/turtle;q=0", 406, "not-acceptable"),
        ("turtle please", 400, "bad-header"),
        ("text/turtle;q=high", 400, "bad-header"),
        ("text/turtle;q=2", 400, "bad-header"),
        (";;;", 400, "bad-header"),
    ],
)
def test_a_wrong_accept_header_is_a_problem(client: TestClient, accept: str, status: int, kind: str) -> None:
    for path in (f"/data/{PROCEDURE}", f"/id/{PROCEDURE}"):
        answer = client.get(path, headers={"accept": accept}, follow_redirects=False)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["type"].endswith(kind)


def test_a_thing_is_no_document(client: TestClient) -> None:
    to_data = client.get(f"/id/{PROCEDURE}", headers={"accept": "text/turtle"}, follow_redirects=False)
    assert (to_data.status_code, to_data.headers["location"]) == (303, f"/data/{PROCEDURE}")
    to_page = client.get(f"/id/{PROCEDURE}", headers={"accept": "text/html"}, follow_redirects=False)
    assert to_page.headers["location"].startswith("/procedures/nl/big-automatic")
    for path in ("scheme/modes/employed", "source/nl/awb", "def"):
        html = client.get(f"/id/{path}", headers={"accept": "text/html"})
        assert (html.status_code, html.headers["content-type"].partition(";")[0]) == (200, "text/html")
    assert client.get("/id/procedure/nl/nothing", headers={"accept": "text/turtle"}).status_code == 404


@pytest.mark.parametrize("path", ["nothing", "procedure/nl/nothing.ttl", "a b", "x>y", "../etc/passwd", "def%23Fee%00"])
def test_what_is_not_there_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(f"/data/{path}", headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_an_answer_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"/data/{PROCEDURE}.ttl")
    again = client.get(f"/data/{PROCEDURE}.ttl", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"/data/{PROCEDURE}.nt", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200
    assert first.headers["content-location"] == f"/data/{PROCEDURE}.ttl"
    assert 'rel="alternate"; type="application/ld+json"' in first.headers["link"]


def test_the_context_is_published_and_shipped(client: TestClient, built: Release) -> None:
    served = client.get("/context.jsonld")
    assert served.headers["content-type"] == "application/ld+json"
    shipped = json.loads((settings().home / "ontology" / "context.jsonld").read_text("utf-8"))
    assert served.json() == shipped == context(built.catalogue.store), "write it anew: python -m scripts.context"


def test_both_ends_of_a_document_are_sorted_alike(built: Release) -> None:
    found = triples(built.catalogue.store, PROCEDURE)
    assert {*SERIALISED, JSON_LD} == {media for media, _ in FORMATS.values()}
    assert serialise(built.catalogue.store, found, JSON_LD) == serialise(built.catalogue.store, found, JSON_LD)
