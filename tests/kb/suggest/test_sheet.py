"""Sheets for aligning units: every compulsory unit once in each direction, and nothing filled in is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb.errors import NotFoundError
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
