"""The tools for language models, asked over standard input and output by the client of the SDK."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

Call = tuple[str, dict[str, Any]]
NURSE = {"qualification": "nl-crebo:25655", "host": "de-nw", "lang": "de"}
CALLS: dict[str, Call] = {
    "find": ("find", {"text": "verpleegkundge", "lang": "nl"}),
    "nothing": ("find", {"text": "zzxxqq"}),
    "worth": ("worth", NURSE),
    "compare": ("compare", {"first": "nl-crebo:25656", "second": "de-beruf:pflegefachmann"}),
    "not-compared": ("compare", {"first": "nl-crebo:25655", "second": "de-beruf:friseur"}),
    "roadmap": ("roadmap", NURSE),
    "sparql": ("sparql", {"query": "SELECT ?s WHERE { ?x <http://purl.org/dc/terms/source> ?s } LIMIT 600"}),
    "update": ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}),
    "service": ("sparql", {"query": "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}),
    "mars": ("worth", {**NURSE, "host": "mars"}),
    "unknown-code": ("worth", {**NURSE, "qualification": "nl-crebo:1"}),
}


@pytest.fixture(scope="module")
def answers(releases: Path) -> dict[str, Any]:
    """Every call of one session."""
    environment = {**os.environ, "DREMPEL_DIST": str(releases)}
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "kb.cli", "mcp"], env=environment)

    async def session() -> dict[str, Any]:
        async with Client(parameters) as client:
            found: dict[str, Any] = {name: await client.call_tool(*call) for name, call in CALLS.items()}
            found["tools"] = {each.name for each in (await client.list_tools()).tools}
            found["instructions"] = client.instructions
            return found

    return asyncio.run(asyncio.wait_for(session(), 120))


def said(answer: Any) -> dict[str, Any]:
    assert not answer.is_error, answer.content
    body: dict[str, Any] = json.loads(answer.content[0].text)
    return body


def test_five_tools_and_how_to_read_their_answers(answers: dict[str, Any]) -> None:
    assert answers["tools"] == {"find", "worth", "compare", "roadmap", "sparql"}
    assert "the base does not know" in answers["instructions"]


@pytest.mark.parametrize("name", ["find", "worth", "compare", "roadmap", "sparql"])
def test_every_answer_names_its_sources_and_the_data_version(answers: dict[str, Any], name: str) -> None:
    answer = said(answers[name])
    assert answer["data_version"]
    assert all(source["id"] for source in answer["sources"])
    assert answer["sources"]
    assert answer["abstains"] is False


def test_what_the_base_does_not_know_is_said(answers: dict[str, Any]) -> None:
    assert said(answers["nothing"])["abstains"] is True
    assert said(answers["not-compared"])["abstains"] is True
    assert "unknowns" in said(answers["roadmap"])


def test_rows_of_a_query_are_limited(answers: dict[str, Any]) -> None:
    answer = said(answers["sparql"])
    assert len(answer["results"]["bindings"]) == 500
    assert answer["more_rows"] is True


@pytest.mark.parametrize(
    ("name", "told"), [("mars", "de-nw"), ("unknown-code", "nl-crebo:1"), ("update", "read"), ("service", "SERVICE")]
)
def test_an_error_says_what_to_write_instead(answers: dict[str, Any], name: str, told: str) -> None:
    assert answers[name].is_error
    assert told in answers[name].content[0].text
    assert "Traceback" not in answers[name].content[0].text
