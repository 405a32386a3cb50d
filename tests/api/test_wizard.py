"""The wizard over HTTP, on the command line and in the library: one answer, and errors that name the field."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from kb.answers.advice import advise
from kb.answers.canonical import dumps
from kb.answers.compose import worth
from kb.answers.question import ask
from kb.release import Release
from kb.routes.flow import FLOW, RESULTS

WIZARD = "/api/v1/wizard"
INSTALLER = {"qualification": "nl-crebo:25737", "host": "de-nw", "mode": "self-employed", "lang": "nl"}
GUARD = {"qualification": "nl-crebo:25690", "host": "be-vl"}


def answer(client: TestClient, **asked: Any) -> dict[str, Any]:
    found = client.get(WIZARD, params=asked)
    assert found.status_code == 200, found.text
    shown: dict[str, Any] = found.json()
    return shown


def command(releases: Path, *arguments: str) -> bytes:
    environment = {**os.environ, "DREMPEL_DIST": str(releases)}
    run = subprocess.run([sys.executable, "-m", "kb.cli", *arguments], capture_output=True, check=True, env=environment)
    return run.stdout


def test_the_same_case_is_the_same_bytes_from_library_command_and_http(
    client: TestClient, built: Release, releases: Path
) -> None:
    facts = {"eu-national": ["yes"], "training": ["3"], "self_employed": ["4"]}
    library = dumps(advise(built, ask("nl-crebo:25737", "de-nw", "self-employed", "nl"), facts).as_json()).encode()
    http = client.get(WIZARD, params={**INSTALLER, "eu-national": "yes", "training": "3", "self_employed": "4"}).content
    written = [f"--fact={name}={value}" for name, (value,) in facts.items()]
    asked = ("ask", "nl-crebo:25737", "--in", "de-nw", "--mode", "self-employed", "--lang", "nl", *written, "--json")
    assert library == http == command(releases, *asked)


def test_worth_is_the_same_bytes_too(client: TestClient, built: Release, releases: Path) -> None:
    library = dumps(worth(built.catalogue, ask("nl-crebo:25656", "de-nw", language="de"), built.version).as_json())
    http = client.get("/api/v1/worth?qualification=nl-crebo:25656&host=de-nw&lang=de").content
    asked = ("worth", "nl-crebo:25656", "--in", "de-nw", "--lang", "de", "--json")
    assert library.encode() == http == command(releases, *asked)


def test_following_the_questions_leads_to_a_route_within_nine(client: TestClient) -> None:
    facts: dict[str, str] = {}
    shown = answer(client, **INSTALLER)
    while shown["next"]:
        assert shown["next"]["number"] == len(facts) + 1 <= shown["next"]["most"] == 9
        facts[shown["next"]["id"]] = "no" if shown["next"]["id"] == "experience-pattern" else "yes"
        shown = answer(client, **INSTALLER, **facts)
    assert 1 <= len(facts) <= 9
    assert shown["route"]["id"] == "general-system"
    assert {each["id"] for each in shown["route"]["measure"]["choosers"]} == {"applicant"}


def test_whoever_knows_nothing_gets_the_routes_that_are_possible(client: TestClient) -> None:
    facts: dict[str, str] = {}
    shown = answer(client, home="nl", host="be-fr")
    while shown["next"]:
        facts[shown["next"]["id"]] = "unknown"
        shown = answer(client, home="nl", host="be-fr", **facts)
    assert len(facts) <= 9
    assert shown["route"]["id"] == "unknown"
    assert shown["may_start"]["answer"] == "unknown"
    assert {"no-recognition-needed", "general-system"} <= {each["id"] for each in shown["route"]["possible"]}


def test_the_link_brings_anybody_to_the_same_state(client: TestClient) -> None:
    shown = answer(client, **INSTALLER, **{"eu-national": "yes", "complete": "unknown"})
    assert answer(client, **dict(parse_qsl(shown["link"]))) == shown


def test_four_years_on_ones_own_with_a_training_open_the_route_of_experience(client: TestClient) -> None:
    known = {"eu-national": "yes", "complete": "yes"}
    enough = answer(client, **INSTALLER, **known, self_employed="4", training="2")
    assert enough["route"]["id"] == "experience"
    less = answer(client, **INSTALLER, **known, self_employed="3", training="2")
    assert "experience" not in {less["route"]["id"], *(each["id"] for each in less["route"]["possible"])}


BAD = [
    ({"regulated": ["yes", "no"], "home": "nl"}, "regulated"),
    ({"home": "nl", "regulated": "no", "listed": "yes"}, "regulated"),
    ({"home": "nl", "held_level": "f"}, "held_level"),
    ({"home": "nl", "as_of": "2026-02-30"}, "as_of"),
    ({"home": "nl", "as_of": "2010-01-01"}, "on"),
    ({"home": "nl", "training": "many"}, "training"),
    ({"home": "nl", "employed": "61"}, "employed"),
    ({"home": "nl", "nationality": "Dutch"}, "nationality"),
    ({}, "home"),
]


@pytest.mark.parametrize("language", ["nl", "de", "fr", "en"])
@pytest.mark.parametrize(("asked", "field"), BAD, ids=[str(asked) for asked, _ in BAD])
def test_bad_input_names_the_field(client: TestClient, asked: dict[str, Any], field: str, language: str) -> None:
    found = client.get(WIZARD, params={"host": "de-nw", "lang": language, **asked})
    assert found.status_code == 422
    assert found.json()["field"] == field
    assert found.headers["content-type"] == "application/problem+json"


def test_an_answer_that_the_base_contradicts_is_refused(client: TestClient) -> None:
    found = client.get(WIZARD, params={**GUARD, "regulated": "no"})
    assert (found.status_code, found.json()["field"]) == (422, "regulated")


@pytest.mark.parametrize("language", ["nl", "de", "fr", "en"])
def test_the_drawing_shows_every_question_and_marks_the_way(client: TestClient, built: Release, language: str) -> None:
    shown = client.get(f"{WIZARD}.svg", params={**GUARD, "lang": language})
    assert shown.headers["content-type"].startswith("image/svg+xml")
    root = etree.fromstring(shown.content)
    boxes = root.findall(".//{*}rect")
    assert len(boxes) == len(FLOW) + len(RESULTS)
    advice = answer(client, **GUARD, lang=language)
    marked = [box for box in boxes if "on" in box.get("class", "").split()]
    assert len(marked) == len(advice["given"])
    description = root.findtext("{*}desc") or ""
    assert all(each["question"]["label"] in description for each in advice["given"])
    assert root.get("lang") == language


def test_the_wizard_stores_and_echoes_no_person(client: TestClient) -> None:
    found = client.get(WIZARD, params={**GUARD, "name": "somebody"})
    assert found.status_code == 422
    assert "set-cookie" not in {name.lower() for name in client.get(WIZARD, params=GUARD).headers}


def test_the_json_is_json(client: TestClient) -> None:
    assert json.loads(client.get(WIZARD, params=GUARD).content)["host"]["id"] == "be-vl"
