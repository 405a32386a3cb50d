"""When a task may be done: written cases, and what must hold for every case."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from kb.read.yaml_file import load
from kb.release import Release
from kb.routes.route import StartAnswer
from kb.routes.task import Knowledge, TaskCase, task

WRITTEN = load(Path(__file__).parent / "tasks.yaml")
WITHOUT_CASE = {"no-alignment", "own-diploma"}
"""Said where there is no task to judge."""


@pytest.mark.parametrize("written", WRITTEN, ids=[each["situation"] for each in WRITTEN])
def test_the_case_is_decided_as_written(written: dict[str, Any]) -> None:
    case = {**written["case"], "permits": frozenset(written["case"].get("permits", ()))}
    found = task(TaskCase(**case))
    assert (found.answer, found.rule) == (written["answer"], written["rule"])


def every_case() -> Iterator[TaskCase]:
    permits = (frozenset[str](), frozenset({"delegation"}), frozenset({"visa"}))
    flags = product((False, True), repeat=4)
    for knows, start, allowed, flag in product(get_args(Knowledge), get_args(StartAnswer), permits, list(flags)):
        yield TaskCase(knows, start, *flag[:3], permits=allowed, directed=flag[3])


def test_knowledge_never_makes_a_permission() -> None:
    for case in every_case():
        if task(case).answer == "at-once":
            assert case.start == "yes"
            assert case.knows == "covered"
            assert not case.reserved
            assert not case.permits


def test_nothing_reserved_before_recognition() -> None:
    for case in every_case():
        if case.start == "no" and (case.reserved or case.permits) and case.knows != "unknown":
            assert task(case).answer == "not-yet"


def test_more_knowledge_never_closes_a_task() -> None:
    order = {"not-yet": 0, "unknown": 0, "supervised": 1, "at-once": 2}
    for case in every_case():
        if case.knows == "partly":
            less, more = (TaskCase(**{**vars(case), "knows": knows}) for knows in ("missing", "covered"))
            assert order[task(less).answer] <= order[task(case).answer] <= order[task(more).answer]


def test_every_rule_stands_in_the_vocabulary_with_a_definition_and_a_case(built: Release) -> None:
    rules = {key.partition("/")[2] for key in built.catalogue.labels if key.startswith("task-rules/")}
    assert {task(case).rule for case in every_case()} == rules - WITHOUT_CASE
    assert {written["rule"] for written in WRITTEN} == rules - WITHOUT_CASE
