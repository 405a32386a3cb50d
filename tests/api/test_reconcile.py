"""The Reconciliation Service API 0.2, as OpenRefine asks it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import validate

URL = "/api/v1/reconcile"
TEXT = {"type": "string"}
NAMED = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
# what version 0.2 of the specification demands of answers, in our own words
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace", "defaultTypes"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "identifierSpace": {"type": "string", "format": "uri"},
        "defaultTypes": {"type": "array", "items": NAMED},
        "view": {"required": ["url"], "properties": {"url": {"pattern": r"\{\{id\}\}"}}},
        "preview": {"required": ["url", "width", "height"], "properties": {"url": {"pattern": r"\{\{id\}\}"}}},
    },
}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score", "match", "type"],
    "properties": {"score": {"type": "number"}, "match": {"type": "boolean"}, "type": {"items": NAMED}},
}
RESULTS = {
    "type": "object",
    "additionalProperties": {"required": ["result"], "properties": {"result": {"type": "array", "items": CANDIDATE}}},
}
EXTENSION = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {"additionalProperties": {"additionalProperties": {"type": "array", "items": {"maxProperties": 1}}}},
    },
}


def ask(client: TestClient, queries: Any, **parameters: str) -> Any:
    return client.post(URL, data={"queries": json.dumps(queries)}, params=parameters)


def test_the_manifest_names_every_service_and_each_answers(client: TestClient) -> None:
    found = client.get(URL, params={"lang": "de"}).json()
    validate(found, MANIFEST)
    for name in ("entity", "property", "type"):
        suggest = found["suggest"][name]
        answer = client.get(suggest["service_url"] + suggest["service_path"], params={"prefix": "", "lang": "de"})
        validate(answer.json(), {"required": ["result"], "properties": {"result": {"items": NAMED}}})
    proposed = found["extend"]["propose_properties"]
    answer = client.get(proposed["service_url"] + proposed["service_path"], params={"type": "qualification"})
    validate(answer.json(), {"required": ["properties"], "properties": {"properties": {"items": NAMED}}})


def test_a_list_of_misspelled_titles_in_several_languages_finds_its_qualifications(client: TestClient) -> None:
    queries = {
        "q0": {"query": "Pedagogisch medewerkr kinderopvang", "type": "qualification"},
        "q1": {"query": "Pfelgefachmann", "type": ["qualification"], "limit": 3},
        "q2": {"query": "zzxxqq"},
        "q3": {"query": "IHK Nord Westfalen", "type": "authority"},
    }
    found = ask(client, queries, lang="nl").json()
    validate(found, RESULTS)
    assert found["q0"]["result"][0]["name"].casefold().startswith("pedagogisch medewerker")
    assert found["q1"]["result"][0]["id"] == "qualification/de-beruf/pflegefachmann"
    assert len(found["q1"]["result"]) <= 3
    assert found["q2"]["result"] == []
    assert all(each["id"].startswith("authority/") for each in found["q3"]["result"])


def test_the_country_narrows_a_query(client: TestClient) -> None:
    query = {"query": "Verzorgende", "type": "qualification", "properties": [{"pid": "country", "v": "be"}]}
    found = ask(client, {"q": query}).json()["q"]["result"]
    assert found
    assert all(each["id"].startswith("qualification/be-") for each in found)


def test_values_are_added_to_what_was_matched(client: TestClient) -> None:
    asked = {"ids": ["qualification/nl-crebo/25655"], "properties": [{"id": "country"}, {"id": "level"}, {"id": "url"}]}
    found = client.post(URL, data={"extend": json.dumps(asked)}).json()
    validate(found, EXTENSION)
    assert found["rows"]["qualification/nl-crebo/25655"] == {
        "country": [{"str": "nl"}],
        "level": [{"int": 4}],
        "url": [],
    }


def test_a_preview_may_stand_in_a_frame_and_a_suggestion_follows_the_typing(client: TestClient) -> None:
    preview = client.get(f"{URL}/preview", params={"id": "qualification/nl-crebo/25655", "lang": "fr"})
    assert "25655" in preview.text
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    suggested = client.get(f"{URL}/suggest/entity", params={"prefix": "friseur"}).json()["result"]
    assert any("riseur" in each["name"] for each in suggested)


@pytest.mark.parametrize(
    ("form", "status", "kind"),
    [
        ({"queries": "{"}, 400, "bad-json"),
        ({"queries": "[]"}, 400, "bad-json"),
        ({"queries": '{"q": 1}'}, 400, "bad-json"),
        ({"queries": '{"q": {"query": 5}}'}, 400, "bad-json"),
        ({"queries": '{"q": {"query": "kok", "limit": 0}}'}, 400, "bad-json"),
        ({"queries": '{"q": {"query": "kok", "properties": "nl"}}'}, 400, "bad-json"),
        ({"queries": '{"q": {"query": "kok", "type": "planet"}}'}, 422, "invalid-choice"),
        ({"queries": "[" * 100_000}, 400, "bad-json"),
        ({}, 400, "bad-json"),
        ({"extend": "{}"}, 400, "bad-json"),
        ({"extend": '{"ids": ["qualification/nl-crebo/1"], "properties": [{"id": "level"}]}'}, 404, "not-found"),
        ({"extend": '{"ids": ["x"], "properties": [{"id": "colour"}]}'}, 422, "invalid-choice"),
        ({"queries": json.dumps({str(n): {"query": "kok"} for n in range(501)})}, 413, "batch-too-long"),
        ({"queries": "x" * 2_100_000}, 413, "too-large"),
    ],
)
def test_bad_input_is_a_problem_document(client: TestClient, form: dict[str, str], status: int, kind: str) -> None:
    answer = client.post(URL, data=form)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert answer.json()["type"].endswith(kind)
