"""``/api/v1/mappings``: rows as they are written, filtered and paged."""

from __future__ import annotations

from fastapi.testclient import TestClient

URL = "/api/v1/mappings"
ELECTRICIAN = "nl-crebo:25737"


def test_rows_of_a_subject_carry_status_author_reason_and_source(client: TestClient) -> None:
    body = client.get(URL, params={"subject": ELECTRICIAN, "status": "published", "lang": "de"}).json()
    (row,) = body["items"]
    assert row["subject"]["id"] == ELECTRICIAN
    assert row["object"]["id"] == "de-beruf:elektroniker-fachrichtung-energie-und-gebaeudetechnik"
    assert row["set"] == "de-beruf_nl-crebo"
    assert row["predicate"] == "skos:closeMatch"
    assert row["author"] == "Interreg Deutschland-Nederland"
    assert row["comment"]["text"]
    assert row["status"]["label"].startswith("von Kammer")
    assert row["sources"][0]["source"] in {source["id"] for source in body["sources"]}
    assert body["data_version"]


def test_the_object_side_finds_the_same_row(client: TestClient) -> None:
    query = {"object": "de-beruf:elektroniker-fachrichtung-energie-und-gebaeudetechnik", "status": "published"}
    assert ELECTRICIAN in {row["subject"]["id"] for row in client.get(URL, params=query).json()["items"]}


def test_pages_follow_each_other_without_gap_or_double(client: TestClient) -> None:
    whole = client.get(URL, params={"status": "published", "limit": 200}).json()
    keys, cursor = [], ""
    while cursor is not None:
        page = client.get(URL, params={"status": "published", "limit": 7, "cursor": cursor}).json()
        keys += [row["id"] for row in page["items"]]
        cursor = page["next_cursor"]
    assert keys == [row["id"] for row in whole["items"]]
    assert len(set(keys)) == len(keys) >= 20


def test_candidates_and_refused_rows_are_not_served(client: TestClient) -> None:
    for status in ("candidate", "rejected"):
        answer = client.get(URL, params={"status": status})
        assert answer.status_code == 422
        assert "published" in answer.json()["choices"]


def test_an_unknown_qualification_is_not_found(client: TestClient) -> None:
    assert client.get(URL, params={"subject": "nl-crebo:99999"}).status_code == 404
    assert client.get(URL, params={"subject": "rome:1"}).status_code == 422


def test_a_qualification_lists_its_mappings(client: TestClient) -> None:
    body = client.get("/api/v1/qualifications/nl-crebo/25737").json()
    assert any(row["status"]["id"] == "published" for row in body["mappings"])


def test_external_crosswalks_are_in_a_graph_of_their_own(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH <https://w3id.org/drempel/graph/external-crosswalks> { ?s ?p ?o } }"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert int(answer.json()["results"]["bindings"][0]["n"]["value"]) > 17_000


def test_a_claim_stands_as_a_plain_triple_in_the_graph_of_its_status_in_both_directions(client: TestClient) -> None:
    ask = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    ASK { GRAPH <https://w3id.org/drempel/graph/mappings-published> {
        <https://w3id.org/drempel/qualification/nl-crebo/25180> skos:closeMatch ?koch .
        ?koch skos:closeMatch <https://w3id.org/drempel/qualification/nl-crebo/25180> } }"""
    answer = client.get("/sparql", params={"query": ask}, headers={"Accept": "application/sparql-results+json"})
    assert answer.json()["boolean"] is True


def test_a_denial_is_no_plain_triple(client: TestClient) -> None:
    ask = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    ASK { <https://w3id.org/drempel/qualification/nl-crebo/25656> skos:exactMatch
          <https://w3id.org/drempel/qualification/de-beruf/altenpfleger> }"""
    answer = client.get("/sparql", params={"query": ask}, headers={"Accept": "application/sparql-results+json"})
    assert answer.json()["boolean"] is False
