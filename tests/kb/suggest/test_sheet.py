"""Sheets for aligning units: every compulsory unit once in each direction, and nothing filled in is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb.errors import NotFoundError
from kb.read.problem import ReadError
from kb.read.unit_alignment import read_alignments
from kb.suggest.sheet import sheet

ROOT = Path(__file__).resolve().parents[3]
ON = date(2026, 11, 27)


def rows(text: str) -> list[dict[str, str]]:
    head, *lines = (line.split("\t") for line in text.splitlines())
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_a_new_pair_gets_one_open_row_for_each_unit_and_direction() -> None:
    # a hairdresser and a cook: nobody will align this pair
    found = rows(sheet(ROOT, "nl-crebo:25641", "be-vl:bk-0252-4", ON))
    assert {row["verdict"] for row in found} == {""}
    assert [row["object"] for row in found if row["object_qualification"] == "be-vl:bk-0252-4"] == [
        str(number) for number in range(1, 28)
    ]
    assert "B1-K2-W4" in {row["object"] for row in found if row["object_qualification"] == "nl-crebo:25641"}


def test_the_sheet_of_a_finished_pair_is_the_file_itself() -> None:
    pair = ROOT / "mappings" / "units" / "de-beruf.pflegefachmann_nl-crebo.25656.tsv"
    text = sheet(ROOT, "nl-crebo:25656", "de-beruf:pflegefachmann", ON)
    assert sorted(text.splitlines()) == sorted(pair.read_text("utf-8").splitlines())


def test_a_qualification_without_units_has_no_sheet() -> None:
    with pytest.raises(NotFoundError, match="No units"):
        sheet(ROOT, "nl-crebo:1", "be-vl:bk-0252-4", ON)


def test_suggestions_stand_in_a_column_of_their_own_and_no_verdict_is_filled_in() -> None:
    found = rows(sheet(ROOT, "nl-crebo:25641", "be-vl:bk-0252-4", ON, suggest=True))
    assert {row["verdict"] for row in found} == {""}
    assert {row["subject"] for row in found} == {""}
    assert any(row["suggested"] for row in found)
    assert all(row["suggested"].count(" | ") < 3 for row in found)


def test_a_table_that_still_has_the_suggestions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "be-vl.bk-0252-4_nl-crebo.25641.tsv"
    path.write_text(sheet(ROOT, "nl-crebo:25641", "be-vl:bk-0252-4", ON, suggest=True), "utf-8")
    with pytest.raises(ReadError, match="suggested"):
        read_alignments(path)


def test_rows_that_are_filled_in_get_no_suggestion() -> None:
    found = rows(sheet(ROOT, "nl-crebo:25656", "de-beruf:pflegefachmann", ON, suggest=True))
    assert {row["suggested"] for row in found} == {""}
