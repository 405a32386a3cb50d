"""An answer says the same in four languages, and each label is that of the catalogue in the language asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kb.answers.compose import worth
from kb.answers.question import ask
from kb.model.text import LANGUAGES
from kb.read.base import Base
from kb.release import Release

CASES = [
    ("nl-crebo:25655", "de-nw", "employed"),
    ("nl-crebo:25656", "de-nw", "employed"),
    ("nl-crebo:25737", "de-nw", "self-employed"),
    ("nl-crebo:25690", "be-vl", "temporary"),
    ("de-beruf:erzieher", "nl", "employed"),
    ("de-beruf:pflegefachmann", "be-fr", "employed"),
    ("be-vl:bk-0243-2", "nl", "employed"),
    ("nl-crebo:25001", "be-dg", "employed"),
    ("nl-crebo:25655", "be-bru", "employed"),
]
KNOWN = {
    "nl": ("Niet gereglementeerd", "Nederland"),
    "de": ("Niederlande", "unbekannt"),
    "fr": ("Pays-Bas", "inconnu"),
    "en": ("Netherlands", "unknown"),
}


def answer(built: Release, case: tuple[str, str, str], language: str) -> dict[str, Any]:
    return worth(built.catalogue, ask(*case, language), built.version).as_json()


def walk(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from walk(item, (*path, name))


def texts_of(built: Release, base: Base, language: str) -> dict[str, set[str]]:
    """Identifier to every label in a language."""
    found: dict[str, set[str]] = {}
    for key, labels in built.catalogue.labels.items():
        found.setdefault(key.rpartition("/")[2], set()).add(labels[language])
    for key, authority in base.authorities.items():
        found.setdefault(key, set()).add(authority.labels.in_(language))  # type: ignore[arg-type]
    for key, profession in base.professions.items():
        found.setdefault(key, set()).add(profession.labels.in_(language))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_every_label_is_that_of_the_language(
    built: Release, base: Base, case: tuple[str, str, str], language: str
) -> None:
    texts = texts_of(built, base, language)
    labelled = [
        value
        for _, value in walk(answer(built, case, language))
        if isinstance(value, dict) and isinstance(value.get("label"), str)
    ]
    assert len(labelled) > 10
    wrong = [
        (each["id"], each["label"]) for each in labelled if "id" in each and each["id"] is not None
        and each["label"] not in texts[each["id"]]
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_the_four_answers_differ_in_words_only(built: Release, case: tuple[str, str, str]) -> None:
    shapes = []
    for language in LANGUAGES:
        found = answer(built, case, language)
        del found["language"]
        shapes.append([(path, value) for path, value in walk(found) if not isinstance(value, str | dict | list)])
    assert shapes[0] == shapes[1] == shapes[2] == shapes[3]


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_our_own_sentences_change_with_the_language(built: Release, base: Base, case: tuple[str, str, str]) -> None:
    german = answer(built, case, "de")
    for shown in (*german["procedures"], *german["general_procedures"]):
        record = base.procedures[shown["id"]]
        assert (shown["title"], shown["summary"]) == (record.title.de, record.summary.de)
        for fee, fact in zip(shown["fee"], record.fees, strict=True) if isinstance(record.fees, list) else ():
            assert fee.get("condition") in {each.condition.de if each.condition else None for each in record.fees}
            assert fact.currency == "EUR"


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_official_names_stay_in_the_language_of_their_owner(built: Release, case: tuple[str, str, str]) -> None:
    titles = [answer(built, case, language)["qualification"]["title"] for language in LANGUAGES]
    names = [answer(built, case, language)["profession"]["names"] for language in LANGUAGES]
    assert titles == [titles[0]] * 4
    assert names == [names[0]] * 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_labels_as_a_reader_knows_them(built: Release, language: str) -> None:
    texts = [value for _, value in walk(answer(built, CASES[-2], language)) if isinstance(value, str)]
    assert any(known in text for known in KNOWN[language] for text in texts)
