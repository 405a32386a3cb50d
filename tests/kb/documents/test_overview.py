"""The overview names for each profession and place who decides there, and nobody of another place."""

from __future__ import annotations

import pytest
from lxml import etree

from kb.documents.document import Table
from kb.documents.overview import COLUMNS, overview
from kb.documents.render import render
from kb.errors import InvalidChoiceError
from kb.release import Release


def test_each_place_has_its_own_authority(built: Release) -> None:
    table = overview(built, "en", ["physiotherapist"]).sections[0].blocks[1]
    assert isinstance(table, Table)
    (row,) = table.rows
    cells = dict(zip(COLUMNS, row[1:], strict=True))
    assert "BIG" in cells["nl"][0].text
    assert "Münster" in cells["de-nw"][0].text
    assert "Niedersachsen" in cells["de-ni"][0].text
    assert not any("Niedersachsen" in line.text for line in cells["de-nw"])
    assert all(line.marks or line.missing for cell in row[1:] for line in cell)


def test_an_occupation_that_is_not_on_the_list_is_refused(built: Release) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        overview(built, "en", ["wizard"])
    assert "physiotherapist" in caught.value.choices


@pytest.mark.parametrize("language", ["nl", "de", "fr", "en"])
def test_the_drawing_has_real_text_and_a_title(built: Release, language: str) -> None:
    root = etree.fromstring(render(overview(built, language, ["physiotherapist"]), "svg"))  # type: ignore[arg-type]
    assert root.get("lang") == language
    assert root.findtext("{*}title")
    assert any("BIG" in (each.text or "") for each in root.iter("{*}text"))
