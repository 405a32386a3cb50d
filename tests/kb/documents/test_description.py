"""The description says who stands behind it, never more than is true, and each judgement without colour."""

from __future__ import annotations

import pytest

from kb.answers.question import ask
from kb.documents.description import description
from kb.documents.document import Table
from kb.errors import DrempelError
from kb.release import Release


def test_it_names_the_publisher_and_says_that_the_other_side_has_not_confirmed(built: Release) -> None:
    document = description(built, ask("nl-crebo:25808", "de-nw", "employed", "en"))
    behind = next(each for each in document.sections if each.id == "behind").blocks[0]
    said = [line.text for line in behind.lines]  # type: ignore[union-attr]
    assert said[0].startswith("One side stands behind it: Ler(n)ende Euregio")
    assert not any("Both countries" in line for line in said)


def test_every_activity_has_a_judgement_that_is_read_without_colour(built: Release) -> None:
    document = description(built, ask("nl-crebo:25808", "de-nw", "employed", "nl"))
    table = next(each for each in document.sections if each.id == "clusters").blocks[0]
    assert isinstance(table, Table)
    judged = {row[1][0].text for row in table.rows}
    assert judged == {"+ gedekt", "± gedeeltelijk gedekt", "– ontbreekt"}
    assert all(row[0][0].runs[0].lang == "de" for row in table.rows)


def test_a_regulated_profession_is_sent_to_the_roadmap(built: Release) -> None:
    with pytest.raises(DrempelError) as caught:
        description(built, ask("nl-crebo:25655", "de-nw", "employed", "en"))
    assert "drempel roadmap" in caught.value.fix


def test_what_was_never_compared_says_so(built: Release) -> None:
    document = description(built, ask("de-beruf:koch", "be-dg", "employed", "de"))
    assert any(
        line.missing
        for section in document.sections
        for block in section.blocks
        for line in getattr(block, "lines", ())
    )
