"""An error that a reader can cause is told in the reader's language, with the values that caused it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kb.answers import lookup, place
from kb.answers.past import as_of
from kb.answers.question import ask
from kb.cli import _asked_language
from kb.errors import DrempelError
from kb.release import Release
from kb.wording import missing, translator

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("answers", "routes", "documents")
FILES = [path for folder in FOLDERS for path in sorted((ROOT / "kb" / folder).glob("*.py"))]
FILES = [*FILES, ROOT / "kb" / "graph" / "catalogue.py"]
CAUSES: dict[str, Callable[[Release], object]] = {
    "nl-crebo:1": lambda built: lookup.lookup(built, "nl-crebo:1"),
    "xx:1": lambda built: lookup.lookup(built, "xx:1"),
    "procedure/nl/nothing": lambda built: lookup.lookup(built, "procedure/nl/nothing"),
    "nothing": lambda built: lookup.lookup(built, "nothing"),
    "mars": lambda _: ask("nl-crebo:25655", "mars"),
    "soon": lambda _: ask("nl-crebo:25655", "nl", as_of="soon"),
    "Atlantis": lambda built: place.resolve(built.catalogue, "Atlantis", "nl"),
    "Antwerpen": lambda built: place.resolve(built.catalogue, "Antwerpen", "nl"),
    "1900-01-01": lambda built: as_of(built.catalogue, date(1900, 1, 1), date(2026, 11, 27)),
}


@pytest.mark.parametrize("language", ["nl", "de", "fr"])
@pytest.mark.parametrize("cause", CAUSES)
def test_an_error_is_told_in_the_language_of_the_reader(built: Release, cause: str, language: str) -> None:
    with pytest.raises(DrempelError) as caught:
        CAUSES[cause](built)
    told, english = caught.value.told(translator(language)), caught.value.told(str)  # type: ignore[arg-type]
    assert all(other != text for other, text in zip(told, english, strict=True) if text)
    assert cause.rpartition("/")[2] in told[0]


def sentences() -> set[str]:
    """The first two arguments of every error raised, and what stands in their place in a variable."""
    found: set[str] = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
                found |= {each.value for each in node.args[:2] if isinstance(each, ast.Constant)}  # type: ignore[misc]
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "what":
                found |= {node.value.value} if isinstance(node.value, ast.Constant) else set()  # type: ignore[arg-type]
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "_NOT_FOUND":
                found |= {each.value for each in ast.walk(node.value) if isinstance(each, ast.Constant)}  # type: ignore[misc]
    return found


def test_no_error_of_the_answers_lacks_a_translation() -> None:
    assert len(sentences()) > 15
    assert missing(sentences()) == {"nl": [], "de": [], "fr": [], "en": []}


def test_an_error_page_and_a_problem_document_speak_the_language_asked_for(client: TestClient) -> None:
    page = client.get("/qualifications/nl-crebo/1?lang=de", headers={"accept": "text/html"}).text
    assert "Kein Abschluss &#39;nl-crebo:1&#39; in dieser Wissensbasis." in page
    asked = client.get("/api/v1/qualifications/nl-crebo/1?lang=fr").json()
    assert asked["detail"] == "Pas de diplôme 'nl-crebo:1' dans cette base."
    assert client.get("/api/v1/qualifications/nl-crebo/1").json()["detail"].startswith("No qualification")


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["worth", "x", "--lang", "fr"], "fr"),
        (["find", "--lang=de"], "de"),
        (["find", "--lang", "xx"], "en"),
        ([], "en"),
    ],
)
def test_the_command_line_tells_errors_in_the_language_of_the_option(arguments: list[str], language: str) -> None:
    assert _asked_language(arguments) == language
