"""Concept schemes: no concept goes without one of the four languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.model.text import LANGUAGES
from kb.read.problem import ReadError
from kb.read.scheme import read_scheme, read_schemes
from tests.kb.conftest import Home

TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://w3id.org/drempel/scheme/colours/> .
<https://w3id.org/drempel/scheme/colours> a skos:ConceptScheme ;
    skos:prefLabel "Kleuren"@nl, "Farben"@de, "Couleurs"@fr, "Colours"@en .

:red a skos:Concept ;
    skos:prefLabel "rood"@nl, "rot"@de, "rouge"@fr, "red"@en ; skos:altLabel "scarlet"@en .
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "colours.ttl"
    path.write_text(text, "utf-8")
    return path


def test_a_scheme_gives_labels_and_other_names(tmp_path: Path) -> None:
    found = read_scheme(written(tmp_path, TURTLE))
    assert found["red"].labels.de == "rot"
    assert found["red"].all == ("rood", "rot", "rouge", "red", "scarlet")
    assert found[""].labels.en == "Colours"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_concept_without_a_language_fails_and_says_which(tmp_path: Path, language: str) -> None:
    text = TURTLE.replace(
        {"nl": '"rood"', "de": '"rot"', "fr": '"rouge"', "en": '"red"'}[language] + f"@{language}", '"x"@es'
    )
    with pytest.raises(ReadError) as raised:
        read_scheme(written(tmp_path, text))
    (found,) = raised.value.problems
    assert (found.line, found.key, found.what) == (6, "red", f"no label in {language}")
    assert f'"..."@{language}' in found.fix


def test_a_concept_without_any_label_fails(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no label in nl"):
        read_scheme(written(tmp_path, TURTLE + "\n:blue a skos:Concept .\n"))


def test_two_labels_in_one_language_fail(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="two labels in de"):
        read_scheme(written(tmp_path, TURTLE.replace('"rot"@de', '"rot"@de, "roth"@de')))


def test_broken_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as raised:
        read_scheme(written(tmp_path, TURTLE.replace('"rot"@de', '"rot@de')))
    (found,) = raised.value.problems
    assert "broken Turtle" in found.what
    assert found.line == 7


def test_a_scheme_that_lacks_a_language_fails_the_whole_reading(home: Home) -> None:
    home.edit("ontology/schemes/answers.ttl", '"oui"@fr, ', "")
    found = home.problems()[0]
    assert (found.path.name, found.key, found.what) == ("answers.ttl", "yes", "no label in fr")


def test_all_shipped_concepts_have_four_labels() -> None:
    schemes = read_schemes(Path(__file__).resolve().parents[3] / "ontology" / "schemes")
    assert len(schemes) > 30
    for names in schemes.values():
        assert all(text.strip() for each in names.values() for text in each.labels.model_dump().values())
