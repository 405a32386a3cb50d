"""The HTTP interface as programs and browsers meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from fastapi.testclient import TestClient

from api.negotiate import language, media_type
from kb.read.base import Base
from kb.wording import missing

TEMPLATES = Path(__file__).resolve().parents[2] / "api" / "pages" / "templates"
WORTH = "/api/v1/worth?qualification=nl-crebo:25655&host=de-nw"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/search?q=verpleegkundige",
        "/api/v1/qualifications?scheme=nl-crebo&status=current&level=4",
        "/api/v1/qualifications/nl-crebo/25655",
        WORTH,
        "/api/v1/procedures/nl/duo-childcare",
        "/api/v1/professions/nl/childcare-worker",
        "/api/v1/authorities/nl/duo",
        "/api/v1/sources/nl/wet-big",
        "/api/v1/factsheet?qualification=nl-crebo:25655&host=de-nw&format=json",
        "/healthz",
        "/readyz",
        "/openapi.json",
    ],
)
def test_every_endpoint_answers_json_with_the_data_version(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["X-Data-Version"]
    assert json.loads(answer.text)


@pytest.mark.parametrize(
    ("path", "field", "choice"),
    [
        (f"{WORTH}&lang=xx", "lang", "fr"),
        (f"{WORTH}&mode=sometimes", "mode", "temporary"),
        ("/api/v1/worth?qualification=nl-crebo:25655&host=mars", "host", "be-dg"),
        ("/api/v1/worth?qualification=xx-reg:1&host=nl", "qualification", "de-beruf"),
        ("/api/v1/search?q=kok&scheme=nope", "scheme", "nl-crebo"),
    ],
)
def test_a_wrong_choice_lists_the_valid_ones(client: TestClient, path: str, field: str, choice: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    problem = answer.json()
    assert (problem["field"], problem["status"]) == (field, 422)
    assert choice in problem["choices"]


@pytest.mark.parametrize("path", ["/api/v1/worth?qualification=nl-crebo:1&host=nl", "/api/v1/procedures/nl/nothing"])
def test_an_unknown_thing_is_a_404_that_says_where_to_look(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["fix"]


def test_pages_of_a_register_follow_each_other_without_gap_or_double(client: TestClient, base: Base) -> None:
    codes: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get(f"/api/v1/qualifications?scheme=be-dg&limit=7&cursor={cursor}").json()
        codes += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(codes) == sorted(key for key in base.qualifications if key.startswith("be-dg:"))


@pytest.mark.parametrize("lang", ["nl", "de", "fr", "en"])
@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=kok", "/qualifications/nl-crebo/25480", "/worth?qualification=nl-crebo:25656&host=be-vl",
     "/procedures/nl/duo-childcare", "/authorities/nl/duo", "/nowhere", "/worth?qualification=nl-crebo:9&host=nl"],
)  # fmt: skip
def test_every_page_speaks_its_language(client: TestClient, path: str, lang: str) -> None:
    joint = "&" if "?" in path else "?"
    answer = client.get(f"{path}{joint}lang={lang}", headers={"accept": "text/html"})
    assert f'<html lang="{lang}">' in answer.text
    assert answer.headers["content-language"] == lang
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "http-equiv" not in answer.text


def test_a_text_of_strangers_is_escaped(client: TestClient) -> None:
    answer = client.get("/search?q=<script>alert(1)</script>", headers={"accept": "text/html"})
    assert "<script>alert" not in answer.text


def test_no_sentence_of_the_pages_lacks_a_translation() -> None:
    found = extract_from_dir(TEMPLATES, [("**.html", "jinja2")])
    keys = {str(message[2]) for message in found}
    assert keys
    assert missing(keys) == {"nl": [], "de": [], "fr": [], "en": []}


@pytest.mark.parametrize(
    ("header", "expected"),
    [("text/html;q=0.5, application/json", "application/json"), ("*/*", "text/html"), ("image/png", None),
     ("application/json;q=0", None), ("text/*;q=0.1", "text/html"), ("", "text/html"), (";;q=x", None)],
)  # fmt: skip
def test_accept_is_read_by_weight(header: str, expected: str | None) -> None:
    assert media_type(header, ["text/html", "application/json"]) == expected


@pytest.mark.parametrize(("header", "expected"), [("fr-BE, de;q=0.9", "fr"), ("da, de-AT;q=0.3", "de"), ("da", "nl")])
def test_accept_language_is_read_by_weight(header: str, expected: str) -> None:
    assert language(header, ("nl", "de", "fr", "en"), "nl") == expected


def test_a_comparison_is_answered_in_both_directions(client: TestClient) -> None:
    found = client.get("/api/v1/compare?a=nl-crebo:25656&b=de-beruf:pflegefachmann&lang=de").json()
    assert [each["aligned"] for each in found["directions"]] == [True, True]
    assert found["sources"]


def test_a_country_is_answered_with_its_candidates(client: TestClient) -> None:
    found = client.get("/api/v1/compare?a=nl-crebo:25656&country=de&lang=de").json()
    assert found["candidates"][0]["coverage"]["id"] in ("whole", "most")


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ("a=nl-crebo:25656&b=nl-crebo:25656", 422, "b"),
        ("a=nl-crebo:25656&b=procedure/nl/big-automatic", 422, "b"),
        ("a=nl-crebo:1&b=nl-crebo:25656", 404, "a"),
        ("a=nl-crebo:25656&country=nl", 422, "country"),
        ("a=nl-crebo:25656", 422, "b"),
    ],
)
def test_a_comparison_that_makes_no_sense_says_why(client: TestClient, query: str, status: int, field: str) -> None:
    answer = client.get(f"/api/v1/compare?{query}")
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert answer.json()["fix"]
