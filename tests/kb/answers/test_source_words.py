"""Places in sources, their dates and the editors' own titles are told in the reader's language; headings stay."""

from __future__ import annotations

import re

import pytest

from kb.answers import source_words
from kb.answers.present import written_in
from kb.model.source import Source
from kb.model.text import Language
from kb.read.base import Base
from kb.read.record import cites
from kb.release import Release

OTHERS: tuple[Language, ...] = ("nl", "de", "fr")
ENGLISH = re.compile(
    r"\b(the|and|with|for|of|read|not|only|lists?|rows?|entry|entries|former|paragraphs?|whole|first|last|second|third"
    r"|column|opening|answer|heading|contents|preamble|members|example|requirements|knowledge|background|newer|older"
    r"|undated|copy|leaflet|address|under|sentences?|warning|overview|units|levels?|search|searched|reading|activities"
    r"|competences|since|after|before|by|to|from|amended)\b"
)
ALSO_WORDS_OF = {"nl": {"of", "level", "after", "units"}, "de": {"after"}}
"""Words that English shares with another language (Dutch ``of``: or)."""


@pytest.mark.parametrize(
    ("text", "source", "reader", "shown"),
    [
        ("page as a whole", "nl", "de", "die ganze Seite"),
        ("opening and Voorwaarden", "nl", "fr", "début et Voorwaarden"),
        ("Voorwaarden", "nl", "fr", "Voorwaarden"),
        ("Send your application", "en", "nl", "Send your application"),
        ("Conditions and first paragraph", "en", "nl", "Conditions and first paragraph"),
        ("application, portal of North Rhine-Westphalia", "en", "nl", "aanvraag, portaal van Noordrijn-Westfalen"),
        (
            "§ 5 Abs. 2; former Anlage, row Nederland no. 4",
            "de",
            "nl",
            "§ 5 Abs. 2; vroegere Anlage, rij Nederland nr. 4",
        ),
        ("news of 11 January 2024", "nl", "de", "Nachricht vom 11. Januar 2024"),
        ("consolidated text, state of April 2026", None, "fr", "texte consolidé, état : avril 2026"),
        ("page as a whole", "nl", "en", "page as a whole"),
    ],
)
def test_our_words_are_told_in_the_language_of_the_reader(
    built: Release, text: str, source: Language | None, reader: Language, shown: str
) -> None:
    assert source_words.place(built.catalogue, text, source, reader) == shown


@pytest.mark.parametrize(
    ("text", "source", "shown"),
    [
        ("Personalverordnung (PersVO) Nordrhein-Westfalen of 4 August 2020", "de",
         "Personalverordnung (PersVO) Nordrhein-Westfalen van 4 augustus 2020"),
        ("Bachelor Professional in Transport Management and Logistics", "de",
         "Bachelor Professional in Transport Management and Logistics"),
        ("Internationale Diplomawaardering (home page)", "nl", "Internationale Diplomawaardering (startpagina)"),
    ],
)  # fmt: skip
def test_a_title_keeps_the_words_of_its_source(built: Release, text: str, source: Language, shown: str) -> None:
    assert source_words.title(built.catalogue, text, source, "nl") == shown


def left(texts: set[tuple[str, Language | None]], reader: Language, shown: dict[str, str]) -> list[str]:
    """Texts that still hold an English word, those of English sources apart."""
    return sorted(
        shown[text]
        for text, source in texts
        if source != "en"
        and set(ENGLISH.findall(shown[text]))
        - ALSO_WORDS_OF.get(reader, set())
        - ALSO_WORDS_OF.get(source or "", set())
    )


@pytest.mark.parametrize("reader", OTHERS)
def test_no_english_word_is_left_in_a_place(built: Release, base: Base, reader: Language) -> None:
    records = (*base.procedures.values(), *base.professions.values(), *base.authorities.values())
    texts = {(cite.at, written_in(base.sources[cite.source])) for record in records for _, cite in cites(record)}
    texts |= {
        (row.statement_at, written_in(base.sources[row.statement_source]))
        for rows in base.mappings.values()
        for row in rows
    }
    shown = {text: source_words.place(built.catalogue, text, source, reader) for text, source in texts}
    assert left(texts, reader, shown) == []


@pytest.mark.parametrize("reader", OTHERS)
def test_no_english_word_is_left_in_the_date_of_a_source(built: Release, base: Base, reader: Language) -> None:
    texts: set[tuple[str, Language | None]] = {
        (source.published_text, None) for source in base.sources.values() if source.published_text
    }
    shown = {text: source_words.place(built.catalogue, text, source, reader) for text, source in texts}
    assert left(texts, reader, shown) == []


def test_what_the_editors_wrote_themselves_bears_a_title_in_each_language(built: Release, base: Base) -> None:
    def ours(source: Source) -> bool:
        return source.publisher == "drempel-editors" or (source.kind == "background" and source.url is None)

    titles = {source.title for source in base.sources.values() if ours(source)}
    assert len(titles) > 3
    for reader in OTHERS:
        same = [each for each in titles if source_words.title(built.catalogue, each, None, reader) == each]
        assert same == [], reader
