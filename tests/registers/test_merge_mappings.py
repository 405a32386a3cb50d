"""Merging reviewed rows: good rows in, bad rows told and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.model.mapping import Mapping
from kb.read.sssom import read_sssom
from scripts.registers.merge_mappings import main
from scripts.registers.table import write_records
from tests.kb.read.test_sssom import SET, mapping

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    (folder / "mappings").mkdir(parents=True)
    (folder / "kb").symlink_to(ROOT / "kb")
    (folder / "ontology").symlink_to(ROOT / "ontology")
    return folder


def handed_in(folder: Path, *rows: Mapping, sector: str = "food") -> str:
    path = folder / f"{SET}.{sector}.tsv"
    write_records(path, Mapping, rows)
    return str(path)


def stored(home: Path) -> list[Mapping]:
    return read_sssom(home / "mappings" / f"{SET}.sssom.tsv", Mapping).records


def test_rows_are_merged_sorted_and_once(tmp_path: Path, home: Path) -> None:
    second = mapping(
        subject_id="nl-crebo:25641", subject_label="Kapper", object_id="de-beruf:friseur", object_label="Friseur"
    )
    file = handed_in(tmp_path, second, mapping())
    assert main([file], home) == 0
    assert main([file], home) == 0
    assert stored(home) == [mapping(), second]


def test_a_bad_row_is_told_and_the_good_one_is_taken(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = handed_in(tmp_path, mapping(object_label="Cook"), mapping(direction="both"))
    assert main([file], home) == 1
    assert f"{SET}.food.tsv:2: object_label" in capsys.readouterr().err
    assert stored(home) == [mapping(direction="both")]


def test_check_writes_nothing(tmp_path: Path, home: Path) -> None:
    assert main(["--check", handed_in(tmp_path, mapping())], home) == 0
    assert not list((home / "mappings").iterdir())


def test_another_row_for_the_same_pair_needs_replace(tmp_path: Path, home: Path) -> None:
    changed = mapping(coverage="most")
    assert main([handed_in(tmp_path, mapping())], home) == 0
    again = handed_in(tmp_path, changed, sector="again")
    assert main([again], home) == 1
    assert stored(home) == [mapping()]
    assert main(["--replace", again], home) == 0
    assert stored(home) == [changed]
