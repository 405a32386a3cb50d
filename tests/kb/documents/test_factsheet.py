"""The factsheet says what the answer says, in one language, with sources and unknowns."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from kb.answers.question import ask
from kb.documents.document import Document, Line
from kb.documents.factsheet import ANSWERS, factsheet
from kb.documents.markdown import markdown
from kb.errors import DrempelError, NotFoundError
from kb.release import Release
from kb.routes.route import OutcomeId

_RIGHTS = {"nl": "Uw rechten", "de": "Ihre Rechte", "fr": "Vos droits", "en": "Your rights"}


def sheet(built: Release, lang: str = "en", case: str = "nl-crebo:25655 de-nw employed") -> Document:
    return factsheet(built, ask(*case.split(), lang))


def section(document: Document, name: str) -> list[Line]:
    """The lines of a section."""
    found = next(each for each in document.sections if each.id == name)
    return [line for block in found.blocks for line in _lines(block)]


def _lines(block: object) -> list[Line]:
    if hasattr(block, "lines"):
        return list(block.lines)
    if hasattr(block, "rows"):
        return [line for row in block.rows for line in row.lines]
    return [block.line]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["nl", "de", "fr", "en"])
def test_each_language_has_its_own_wording(built: Release, lang: str) -> None:
    text = markdown(sheet(built, lang)).decode()
    for other, title in _RIGHTS.items():
        assert (f"## {title}" in text) == (other == lang)


def test_it_has_its_ten_parts_in_their_order(built: Release) -> None:
    document = sheet(built)
    names = ["who", "need", "where", "papers", "cost", "answers", "rights", "duties", "help", "sources"]
    assert [each.id for each in document.sections] == names
    assert "no rights can be derived" in document.notice


def test_sources_and_version_stand_in_it(built: Release) -> None:
    document = sheet(built)
    assert document.identity.data_version == built.version
    assert "https://www.gesetze-im-internet.de/pflbg" in markdown(document).decode()


def test_every_mark_points_at_a_source_of_the_list(built: Release) -> None:
    document = sheet(built)
    listed = {each.number for each in document.sections[-1].blocks[0].entries}  # type: ignore[union-attr]
    marked = {
        mark.source
        for name in ("need", "where", "papers", "rights")
        for line in section(document, name)
        for mark in line.marks
    }
    assert marked
    assert marked <= listed


def test_what_was_not_found_says_whom_to_ask(built: Release) -> None:
    lines = section(sheet(built, "de", "nl-crebo:25656 de-nw employed"), "cost")
    assert all(
        line.missing and line.text.startswith("Nicht gefunden. Bitte fragen: Bezirksregierung Münster")
        for line in lines
    )


@pytest.mark.parametrize("lang", ["nl", "de", "fr", "en"])
def test_rights_and_duties_name_no_article(built: Release, lang: str) -> None:
    for case in ("nl-crebo:25656 de-nw employed", "de-beruf:erzieher nl employed"):
        for name in ("who", "need", "answers", "rights"):
            said = " ".join(line.text for line in section(sheet(built, lang, case), name))
            assert not re.search(r"§|\b[Aa]rt(ikel|icle)?\.? ?\d", said)


def test_every_outcome_of_the_rules_has_plain_words() -> None:
    assert set(ANSWERS) >= set(get_args(OutcomeId))


def test_no_factsheet_where_no_border_is_crossed(built: Release) -> None:
    with pytest.raises(DrempelError) as caught:
        sheet(built, case="nl-crebo:25655 nl employed")
    assert caught.value.field == "host"
    with pytest.raises(NotFoundError):
        sheet(built, case="nl-crebo:1 de-nw employed")


def test_a_citizen_is_not_sent_after_what_no_longer_holds(built: Release) -> None:
    lines = section(sheet(built, "en", "de-beruf:physiotherapeut nl employed"), "papers")
    assert lines
    assert not any(line.doubt == "out of date" for line in lines)
