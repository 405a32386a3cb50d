"""Every text of an answer comes from a label, a record text or the wording in the reader's language, or is official."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from itertools import product
from typing import Any

import pytest
from pydantic import BaseModel

from kb.answers import source_words
from kb.answers.compose import worth
from kb.answers.hint import HINT
from kb.answers.plain import worth_text
from kb.answers.present import written_in
from kb.answers.question import ask
from kb.documents.factsheet import factsheet
from kb.documents.markdown import markdown
from kb.model.jurisdiction import HOSTS, MODES
from kb.model.text import LANGUAGES, Language, OfficialName, Text
from kb.read.base import Base
from kb.read.record import cites, nodes
from kb.release import Release
from kb.wording import catalogue, translator
from tests.kb.answers.test_languages import walk

QUALIFICATIONS = (
    "nl-crebo:25655", "nl-crebo:25656", "nl-crebo:25480", "nl-crebo:25737", "nl-crebo:25690", "nl-crebo:25001",
    "de-beruf:erzieher", "de-beruf:pflegefachmann", "de-beruf:koch", "de-beruf:tischler", "de-beruf:berufskraftfahrer",
    "de-beruf:friseur", "be-vl:bk-0243-2", "be-vl:bk-0139-4", "be-fr:carreleur-carreleuse",
)  # fmt: skip
CODES = frozenset({
    "id", "scheme", "code", "url", "email", "phone", "source", "checked", "on", "since", "until", "as_of", "lang",
    "language", "data_version", "published", "currency", "framework", "register", "answer", "regulated", "relation",
    "direction", "kind", "facts", "unit", "about", "looked_at", "qualification", "accepted", "set",
    "predicate", "law", "professions", "qualifications",
})  # fmt: skip
"""Keys whose texts are identifiers, dates, addresses and values of closed lists; labels stand beside them."""
OFFICIAL = frozenset({"publisher", "author", "article", "act", "city", "address"})
"""Keys whose texts are names and places of law as their owner writes them."""
LENGTH = re.compile(r"\d+(–\d+)? (?P<unit>.+)")
STOP_WORDS = {
    "en": re.compile(r"\b(the|and|with|which|who|from|only|that|this|for)\b"),
    "nl": re.compile(r"\b(het|een|niet|voor|wordt|zijn|naar|bij)\b"),
    "de": re.compile(r"\b(das|und|nicht|für|wird|eine|zur|auf|ist)\b"),
    "fr": re.compile(r"\b(les|des|du|et|pas|pour|avec|est|dans|une)\b"),
}
ADDRESS = re.compile(r"https?://\S+|<[^>]+>|\([\w-]+[:/][\w/:.,; -]+\)")


def records(base: Base) -> Iterator[BaseModel]:
    """Every record of the base that is written by hand."""
    for each in fields(base):
        value = getattr(base, each.name)
        if isinstance(value, dict) and each.name not in ("sources", "qualifications", "places"):
            yield from (record for record in value.values() if isinstance(record, BaseModel))


@lru_cache(maxsize=4)
def known(built: Release, base_key: int, language: Language) -> frozenset[str]:
    """All labels, record texts and sentences of the wording in a language."""
    base = _BASES[base_key]
    found = {labels[language] for labels in built.catalogue.labels.values()}
    found |= set(catalogue(language).values())
    found |= {node.in_(language) for record in records(base) for _, node in nodes(record) if isinstance(node, Text)}
    return frozenset(found)


_BASES: dict[int, Base] = {}


@lru_cache(maxsize=4)
def places(built: Release, base_key: int, language: Language) -> frozenset[str]:
    """Every place in a source, and every title, as this reader sees it."""
    base, books = _BASES[base_key], built.catalogue
    found = set()
    for record in records(base):
        for _, cite in cites(record):
            found.add(source_words.place(books, cite.at, written_in(base.sources[cite.source]), language))
    for rows in base.mappings.values():
        for row in rows:
            written = written_in(base.sources[row.statement_source])
            found.add(source_words.place(books, row.statement_at, written, language))
    for alignment in base.unit_alignments:
        for source, at in (
            (alignment.source, alignment.at),
            (alignment.legal_source, alignment.legal_at),
            (alignment.bridge_source, alignment.bridge_at),
        ):
            if source and at:
                found.add(source_words.place(books, at, written_in(base.sources[source]), language))
    found |= {source_words.title(books, each.title, written_in(each), language) for each in base.sources.values()}
    return frozenset(found)


def official(base: Base) -> frozenset[str]:
    """Names as their owners write them: of qualifications, professions, authorities, places."""
    found = {row.title for row in base.qualifications.values()}
    found |= {name for row in base.unit_alignments if (name := row.bridge_name)}
    found |= {name for place in base.places.values() for name in place.names}
    found |= {node.text for record in records(base) for _, node in nodes(record) if isinstance(node, OfficialName)}
    return frozenset(found)


def texts(answer: Any) -> Iterator[tuple[str, str]]:
    """Key and text of every string, but for official names and reasons, which carry their language."""
    if isinstance(answer, dict):
        if answer.keys() >= {"text", "lang"}:
            return
        for key, value in answer.items():
            yield from ((key, each) for each in [value] if isinstance(each, str))
            yield from texts(value) if not isinstance(value, list) else _of_list(key, value)


def _of_list(key: str, values: list[Any]) -> Iterator[tuple[str, str]]:
    for value in values:
        if isinstance(value, str):
            yield key, value
        else:
            yield from texts(value)


def cases() -> list[tuple[str, str, str]]:
    """Each qualification in each host; the modes take turns."""
    pairs = product(QUALIFICATIONS, HOSTS)
    return [(key, host, MODES[number % len(MODES)]) for number, (key, host) in enumerate(pairs)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_stands_somewhere_in_that_language(built: Release, base: Base, language: Language) -> None:
    _BASES[id(base)] = base
    allowed = known(built, id(base), language) | places(built, id(base), language) | official(base)
    strangers: dict[tuple[str, str], tuple[str, str, str]] = {}
    for case in cases():
        answer = worth(built.catalogue, ask(*case, language), built.version).as_json()
        for key, text in texts(answer):
            if key not in CODES | OFFICIAL and text not in allowed and not _is_composed(text, allowed, language):
                strangers.setdefault((key, text), case)
    assert sorted(strangers) == []


def _is_composed(text: str, allowed: frozenset[str], language: Language) -> bool:
    """A length of time, or the hint from a register: words of the language around a number or a title."""
    length = LENGTH.fullmatch(text)
    hint = translator(language)(HINT).partition("{title}")[0]
    return (length is not None and length["unit"] in allowed) or text.startswith(hint)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_in_another_language_is_marked_as_such(built: Release, base: Base, language: Language) -> None:
    reasons = {row.key: row for rows in base.mappings.values() for row in rows}
    english = {row.comment for row in reasons.values()}
    translated = {each.in_(language) for rows in base.reasons.values() for each in rows.values()}
    for case in cases():
        for _, value in walk(worth(built.catalogue, ask(*case, language), built.version).as_json()):
            if isinstance(value, dict) and "comment" in value:
                reason = value["comment"]
                assert reason["text"] in (english if reason["lang"] == "en" else translated)
                assert reason["lang"] in (language, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_text_or_factsheet_reads_like_another_language(built: Release, language: Language) -> None:
    """A crude second net: a line with three common words of another language and none of its own."""
    strange = set()
    for case in cases():
        answer = worth(built.catalogue, ask(*case, language), built.version)
        own = {reason["text"] for reason in _foreign(answer.as_json(), language)}
        for line in (*worth_text(answer).splitlines(), *_sheet(built, case, language)):
            if not any(text in line for text in own) and _reads_like_another(line, language):
                strange.add(line)
    assert sorted(strange) == []


def _sheet(built: Release, case: tuple[str, str, str], language: Language) -> list[str]:
    """The lines of the factsheet; none where no border is crossed."""
    question = ask(*case, language)
    if question.host.startswith(question.qualification.partition("-")[0]):
        return []
    return (
        markdown(factsheet(built, question)).decode().partition(f"## {translator(language)('Sources')}")[0].splitlines()
    )


def _foreign(answer: Any, language: Language) -> Iterator[dict[str, str]]:
    """Texts that are marked as standing in another language, and titles of sources in theirs."""
    for _, value in walk(answer):
        if isinstance(value, dict) and value.keys() >= {"text", "lang"} and value["lang"] != language:
            yield value
        if isinstance(value, dict) and value.keys() >= {"title", "publisher"}:
            yield {"text": value["title"]}


def _reads_like_another(line: str, language: Language) -> bool:
    bare = ADDRESS.sub("", line).casefold()
    if STOP_WORDS[language].search(bare):
        return False
    return any(len(words.findall(bare)) > 2 for other, words in STOP_WORDS.items() if other != language)
