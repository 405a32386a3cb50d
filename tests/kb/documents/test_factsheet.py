"""The factsheet says what the answer says, in one language, with sources and unknowns."""

from __future__ import annotations

import json

import pytest

from kb.answers.compose import worth
from kb.answers.question import ask
from kb.documents.factsheet import factsheet
from kb.errors import InvalidChoiceError
from kb.release import Release

_TITLE_OF_UNKNOWNS = {
    "nl": "Wat niet bekend is",
    "de": "Was nicht bekannt ist",
    "fr": "Ce qui n’est pas connu",
    "en": "What is not known",
}


def sheet(built: Release, lang: str, form: str = "md") -> str:
    question = ask("nl-crebo:25655", "de-nw", "employed", lang)
    return factsheet(worth(built.catalogue, question, built.version), form)


@pytest.mark.parametrize("lang", ["nl", "de", "fr", "en"])
def test_each_language_has_its_own_wording(built: Release, lang: str) -> None:
    text = sheet(built, lang)
    for other, title in _TITLE_OF_UNKNOWNS.items():
        assert (title in text) == (other == lang)


def test_sources_and_version_stand_in_it(built: Release) -> None:
    text = sheet(built, "en")
    assert built.version in text
    assert "gesetze-im-internet.de/pflbg" in text


def test_json_is_the_answer_itself(built: Release) -> None:
    assert json.loads(sheet(built, "en", "json"))["route"]["id"] == "automatic"


def test_a_format_that_is_not_offered_is_refused_with_the_choices(built: Release) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        sheet(built, "en", "pdf")
    assert caught.value.choices == ["md", "json"]
