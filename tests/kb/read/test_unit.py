"""Units and their alignments: every fault is told with its line, and with what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.model.qualification import Qualification
from kb.model.unit import Unit, natural, required
from kb.model.unit_alignment import UnitAlignment, pair_of
from kb.read.problem import Problem
from tests.kb.conftest import REGISTER, Home

NURSE, CARER = "nl-crebo:10001", "nl-crebo:10002"
UNITS = "kb/data/units/nl-crebo.tsv"
ALIGNED = f"mappings/units/{pair_of(NURSE, CARER)}.tsv"

_UNIT = {"kind": "work-process", "language": "nl", "confidence": "high", "source": "nl/act", "at": "p. 1"}
_ROW = {
    "verdict": "covered", "reason_en": "both do it", "source": "nl/act", "at": "p. 1",
    "author_label": "drempel-editors", "alignment_date": "2026-11-27", "status": "proposed", "confidence": "high",
}  # fmt: skip


def table(path: Path, kind: type[Unit] | type[UnitAlignment], rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(kind.model_fields)
    lines = ["\t".join(columns), *("\t".join(row.get(name, "") for name in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def unit(qualification: str, code: str, title: str, **more: str) -> dict[str, str]:
    return {**_UNIT, "qualification": qualification, "code": code, "title": title, "checked": "2026-11-27", **more}


def aligned(holder: str, thing: str, code: str, name: str, **more: str) -> dict[str, str]:
    ends = {"subject_qualification": holder, "object_qualification": thing, "object": code, "object_name": name}
    return {**_ROW, **ends, "subject": "W1", **more}


ROWS = [
    aligned(NURSE, CARER, "W1", "Helpt"),
    aligned(CARER, NURSE, "W1", "Plant", verdict="partly"),
    aligned(CARER, NURSE, "W2", "Stuurt", verdict="missing", subject=""),
]


@pytest.fixture
def pair(home: Home) -> Home:
    """Two qualifications, three units, and a complete alignment."""
    register = home.root / REGISTER
    header, row = register.read_text("utf-8").splitlines()
    cells = dict(zip(list(Qualification.model_fields), row.split("\t"), strict=True))
    other = "\t".join({**cells, "code": "10002", "title": "Verzorgende"}.values())
    register.write_text("\n".join([header, row, other]) + "\n", "utf-8")
    units = [unit(NURSE, "W1", "Plant"), unit(NURSE, "W2", "Stuurt"), unit(CARER, "W1", "Helpt")]
    table(home.root / UNITS, Unit, units)
    table(home.root / ALIGNED, UnitAlignment, ROWS)
    return home


def test_a_complete_pair_reads(pair: Home) -> None:
    base = pair.base()
    assert sorted(base.units) == [f"{NURSE}/W1", f"{NURSE}/W2", f"{CARER}/W1"]
    assert [row.verdict for row in base.unit_alignments] == ["covered", "partly", "missing"]


def broken(pair: Home, number: int, **cells: str) -> Problem:
    rows = [{**row, **cells} if index == number else row for index, row in enumerate(ROWS)]
    table(pair.root / ALIGNED, UnitAlignment, rows)
    return pair.problem()


@pytest.mark.parametrize(
    ("number", "cells", "column", "said"),
    [
        (0, {"object": "W9", "object_name": "x"}, "object", "W9 is no unit"),
        (0, {"subject": "W7"}, "subject", "W7 is no unit"),
        (0, {"object_name": "Help"}, "object_name", "is not the name"),
        (0, {"subject": ""}, "", "name the units in subject"),
        (2, {"subject": "W1"}, "", "leave subject empty"),
        (0, {"reason_en": ""}, "", "reason in one line"),
        (0, {"reserved": "injections"}, "", "legal_source"),
        (0, {"reserved": "dancing", "legal_source": "nl/act", "legal_at": "art. 1"}, "reserved", "no concept"),
        (0, {"bridge": "course"}, "", "bridge_source"),
        (0, {"legal_source": "nl/act", "legal_at": "art. 1"}, "", "say what is reserved"),
        (0, {"source": "nl/nothing"}, "source", "not among the sources"),
        (0, {"author_label": "Jan Jansen"}, "author_label", "not known as a curator"),
        (0, {"verdict": "unknown"}, "", "no row"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(
    pair: Home, number: int, cells: dict[str, str], column: str, said: str
) -> None:
    if "object" in cells:  # the unit that lost its row is told too
        rows = [{**ROWS[0], **cells}, *ROWS[1:]]
        table(pair.root / ALIGNED, UnitAlignment, [ROWS[0], *rows])
    problem = broken(pair, number, **cells) if "object" not in cells else pair.problem()
    assert problem.key == column
    assert problem.line == number + 2 + ("object" in cells)
    assert said in str(problem)
    assert problem.fix


def test_a_unit_without_a_row_is_told(pair: Home) -> None:
    table(pair.root / ALIGNED, UnitAlignment, ROWS[:2])
    assert f"no row for W2 of {NURSE}" in pair.problem().what


def test_one_direction_alone_is_not_enough(pair: Home) -> None:
    table(pair.root / ALIGNED, UnitAlignment, ROWS[1:])
    assert f"no row for W1 of {CARER}" in pair.problem().what


def test_rows_stand_in_order_and_once(pair: Home) -> None:
    table(pair.root / ALIGNED, UnitAlignment, [ROWS[0], ROWS[2], ROWS[1]])
    assert "does not stand in its place" in pair.problem().what
    table(pair.root / ALIGNED, UnitAlignment, [ROWS[0], ROWS[0], *ROWS[1:]])
    assert "stands already in line 2" in pair.problem().what


def test_a_row_of_another_pair_does_not_belong_here(pair: Home) -> None:
    (pair.root / ALIGNED).rename(pair.root / "mappings" / "units" / "other.tsv")
    assert all("belongs to the pair" in problem.what for problem in pair.problems())


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"parent": "K1"}, "K1 is no unit"),
        ({"parent": "W2"}, "stands above itself"),
        ({"title": "", "language": ""}, "official title"),
        ({"language": ""}, "title and language"),
        ({"weeks_by_part": "12 weeks"}, "m1-18=12"),
        ({"code": "W 2"}, "not a unit code"),
    ],
)
def test_a_wrong_unit_is_told_with_its_line(pair: Home, cells: dict[str, str], said: str) -> None:
    (pair.root / ALIGNED).unlink()
    table(pair.root / UNITS, Unit, [unit(NURSE, "W1", "Plant"), {**unit(NURSE, "W2", "Stuurt"), **cells}])
    problem = pair.problem()
    assert said in problem.what
    assert problem.line == 3


def test_two_stands_before_ten() -> None:
    assert sorted(["A.10", "A.2", "B1-K1-W10", "B1-K1-W9"], key=natural) == ["A.2", "A.10", "B1-K1-W9", "B1-K1-W10"]


def test_choices_and_units_with_parts_are_not_required() -> None:
    units = [
        Unit.model_validate(unit(NURSE, code, code, kind=kind, parent=parent) | ({} if parent else {"parent": None}))
        for code, kind, parent in (("K1", "core-task", ""), ("W2", "work-process", "K1"), ("E1", "elective", ""))
    ]
    assert [each.code for each in required(units)] == ["W2"]
