"""The pages of the desk: four languages, a label for every field, nothing from elsewhere; no sentence untranslated."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kb.model.text import LANGUAGES
from kb.wording import catalogue, missing
from tests.api.desk.conftest import Office
from tests.api.test_pages import HTML, keys, read

ROOT = Path(__file__).resolve().parents[3]
FILES = [*sorted((ROOT / "kb" / "desk").rglob("*.py")), *sorted((ROOT / "api" / "routes").glob("desk*.py"))]


def sentences() -> set[str]:
    """Every sentence of an error, and what stands in its place in a variable; codes are single words."""
    found: set[str] = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
                found |= {each.value for each in node.args if isinstance(each, ast.Constant) and " " in each.value}
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("what", "fix"):
                found |= {node.value.value} if isinstance(node.value, ast.Constant) else set()
    return found


def test_no_error_of_the_desk_lacks_a_translation() -> None:
    assert len(sentences()) > 60
    assert missing(sentences()) == {"nl": [], "de": [], "fr": [], "en": []}


@pytest.fixture
def pages(office_open: Office) -> dict[str, tuple[object, str]]:
    editor, stranger = office_open.sign_in("editor"), office_open.browser()
    from tests.kb.desk.small import ALIGNED, OLD

    texts = {language: f"Text {language}" for language in LANGUAGES}
    kinds = ({"kind": "mapping", "subject": OLD}, {"kind": "alignment", "subject": ALIGNED})
    made = [editor.post("/desk/api/statements", json=each).json()["id"] for each in kinds]
    described = {"kind": "description", "subject": "de-beruf.fachkraft-kueche_nl-crebo.25180", "texts": texts}
    made.append(editor.post("/desk/api/statements", json=described).json()["id"])
    stranger.post("/desk/report", data={"text": "Something is wrong."})
    found = {f"/desk/statements/{key}": (editor, key) for key in made}
    found |= dict.fromkeys(("/desk", "/desk/reports", "/desk/statements/st-unknown"), (editor, ""))
    return found | dict.fromkeys(("/desk/login", "/desk/report", "/verify"), (stranger, ""))


def test_every_page_speaks_one_language_and_labels_its_fields(pages: dict[str, tuple[object, str]]) -> None:
    for path, (browser, _) in pages.items():
        for language in LANGUAGES:
            answer = browser.get(f"{path}?lang={language}", headers=HTML)  # type: ignore[attr-defined]
            assert answer.status_code == (404 if "unknown" in path else 200), path
            reader = read(answer.text, language)
            translated = catalogue(language)
            english = {key for key in keys() if len(key) > 7 and key != translated.get(key, key)}
            left = [key for key in english if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", reader.text)]
            assert sorted(left) == [], (path, language)
            ids = [attributes["id"] for _, attributes in reader.elements if attributes.get("id")]
            assert len(ids) == len(set(ids)), path
            labelled = {attributes.get("for") for tag, attributes in reader.elements if tag == "label"}
            fields = [each for tag, each in reader.elements if tag in ("input", "select", "textarea")]
            assert [each for each in fields if each.get("type") != "hidden" and each.get("id") not in labelled] == []
            assert all("style" not in attributes for _, attributes in reader.elements)
