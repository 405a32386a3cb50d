"""The importer of kerntaken and werkprocessen: what is left out, what keeps its doubt."""

from __future__ import annotations

from kb.model.unit import Unit
from scripts.registers.nl_units import GAPS, convert
from scripts.registers.source_list import SourceList

PLAN = "github:cedanl/samenwijzer@db4beccc1234:oeren/talland_oeren/25655_BBL_2025.pdf (p. 6)"


def dutch(code: str, **cells: str) -> dict[str, str]:
    parent = code.rpartition("-")[0] if "-W" in code else ""
    usual = {
        "crebo": "25655",
        "unit_code": code,
        "unit_kind": "werkproces" if parent else "kerntaak",
        "parent_code": parent,
        "title_nl": "Voert interventies uit",
        "role": "",
        "confidence": "high",
        "source_url": PLAN,
        "as_of": "",
        "note": "list complete",
    }
    return usual | cells


def from_nl(*rows: dict[str, str], by_hand: set[str] | None = None) -> list[Unit]:
    return convert(rows, {"25655"}, by_hand or set(), SourceList("nl"))


def test_units_stand_in_the_order_of_their_codes_below_their_core_task() -> None:
    found = from_nl(dutch("B1-K1-W10"), dutch("B1-K1-W2"), dutch("B1-K1"))
    assert [(unit.code, unit.kind, unit.parent) for unit in found] == [
        ("B1-K1", "core-task", None),
        ("B1-K1-W2", "work-process", "B1-K1"),
        ("B1-K1-W10", "work-process", "B1-K1"),
    ]
    assert {unit.at for unit in found} == {"p. 6"}


def test_a_work_process_whose_core_task_was_not_read_stands_alone() -> None:
    assert from_nl(dutch("B1-K1-W2"))[0].parent is None


def test_of_a_list_with_gaps_only_sure_rows_are_taken_and_say_so() -> None:
    found = from_nl(dutch("B1-K1-W1", note=""), dutch("B1-K1-W2", note="", confidence="low"))
    assert [(unit.code, unit.note) for unit in found] == [("B1-K1-W1", GAPS)]


def test_of_a_complete_list_every_row_is_taken_with_its_confidence_and_role() -> None:
    found = from_nl(dutch("B1-K1-W1", confidence="low", role="Samenwerkingspartner"))
    assert [(unit.confidence, unit.note) for unit in found] == [("low", "role: Samenwerkingspartner")]


def test_unknown_codes_empty_titles_and_lists_read_by_people_are_left_out() -> None:
    assert from_nl(dutch("B1-K1-W1", crebo="1"), dutch("B1-K1-W2", title_nl="")) == []
    assert from_nl(dutch("B1-K1-W1"), by_hand={"25655"}) == []
