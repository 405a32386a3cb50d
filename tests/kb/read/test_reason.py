"""Reasons of mappings in nl, de and fr: none without its row, none of a comment that has changed, none missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.model.mapping import Mapping
from kb.model.reason import Reason
from kb.read.base import Base
from kb.read.problem import Problem, ReadError
from kb.read.reason import read_reasons, reasons_text
from kb.read.sssom import MappingFile, read_sssom
from tests.kb.read.test_sssom import SET, mapping, written

KEY = mapping().key


def reason(**changes: str) -> Reason:
    texts = {"nl": "Zelfde beroep.", "de": "Gleicher Beruf.", "fr": "Même métier.", "en": mapping().comment}
    return Reason.model_validate({"mapping": KEY, **texts, **changes})


def the_set(folder: Path) -> MappingFile[Mapping]:
    return read_sssom(written(folder, mapping(), mapping(subject_id="nl-crebo:25181")), Mapping)


def read(folder: Path, text: str, name: str = f"{SET}.partial.tsv") -> dict[str, dict[str, Reason]]:
    (folder / "reasons").mkdir(exist_ok=True)
    (folder / "reasons" / name).write_text(text, "utf-8")
    return read_reasons(folder / "reasons", [the_set(folder)])


def faults(folder: Path, text: str, name: str = f"{SET}.partial.tsv") -> list[Problem]:
    with pytest.raises(ReadError) as caught:
        read(folder, text, name)
    return caught.value.problems


def test_a_set_under_way_gives_what_is_translated(tmp_path: Path) -> None:
    assert read(tmp_path, reasons_text([reason()])) == {SET: {KEY: reason()}}


def test_a_finished_set_leaves_no_row_out(tmp_path: Path) -> None:
    (problem,) = faults(tmp_path, reasons_text([reason()]), f"{SET}.tsv")
    assert problem.path.name == f"{SET}.sssom.tsv"
    assert problem.line == len(problem.path.read_text("utf-8").splitlines())
    assert "nl-crebo-25181" in problem.what


def test_a_reason_of_a_comment_that_has_changed_is_told_with_the_new_comment(tmp_path: Path) -> None:
    (problem,) = faults(tmp_path, reasons_text([reason(en="Same occupation.")]))
    assert (problem.line, problem.key) == (2, "en")
    assert mapping().comment in problem.what


def test_a_reason_without_its_row_and_one_that_stands_twice_are_told(tmp_path: Path) -> None:
    lost = "nl-crebo-1--de-beruf-koch--forward"
    told = faults(tmp_path, reasons_text([reason(), reason(), reason(mapping=lost)]))
    assert [(each.line, each.key) for each in told] == [(2, "mapping"), (4, "mapping")]
    assert lost in told[0].what
    assert "line 3" in told[1].what


def test_an_empty_language_is_told(tmp_path: Path) -> None:
    problems = faults(tmp_path, reasons_text([reason()]).replace("Même métier.", ""))
    assert [(each.line, each.key, each.what) for each in problems] == [(2, "fr", "is empty")]


def test_a_file_of_no_set_and_a_set_without_a_file_are_told(tmp_path: Path) -> None:
    problems = faults(tmp_path, reasons_text([]), "nl-crebo_nl-crebo.tsv")
    assert [each.path.name for each in problems] == ["nl-crebo_nl-crebo.tsv", f"{SET}.sssom.tsv"]


def test_a_set_is_finished_or_under_way_but_not_both(tmp_path: Path) -> None:
    read(tmp_path, reasons_text([]))
    assert any("stands beside it" in each.what for each in faults(tmp_path, reasons_text([reason()]), f"{SET}.tsv"))


def test_no_shipped_reason_is_a_copy_of_the_english_one(base: Base) -> None:
    rows = [row for rows in base.reasons.values() for row in rows.values()]
    assert [row.mapping for row in rows if row.en in (row.nl, row.de, row.fr)] == []
