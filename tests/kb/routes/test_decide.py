"""The decision table: one route for every case, and the cases that a lawyer would check."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from kb.model.jurisdiction import HOSTS, MODES
from kb.read.yaml_file import load
from kb.routes.case import Case
from kb.routes.decide import route, start
from kb.routes.route import Route, RouteId, StartAnswer

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
WRITTEN = [(path.stem, case) for path in FILES for case in load(path)]
KEYS = {"situation", "case", "route", "may_start", "why", "articles", "possible"}
ALL = [
    Case(home, host, mode, regulated, listed, counts)
    for home, host, mode, regulated, listed, counts in product(
        ("nl", "de", "be"), HOSTS, MODES, ("yes", "no", "unknown"), (False, True), (False, True)
    )
]


def expected(case: Case) -> set[str]:
    """The table in other words: each line states all its conditions, so that at most one may fit."""
    abroad = case.home != case.host[:2]
    regulated = abroad and case.regulated == "yes"
    compared = regulated and not case.certificate_counts and case.mode != "temporary"
    table = {
        "national-qualification": not abroad,
        "no-recognition-needed": abroad and case.regulated == "no",
        "unknown": abroad and case.regulated == "unknown",
        "mutual-recognition": regulated and case.certificate_counts,
        "temporary-services": regulated and not case.certificate_counts and case.mode == "temporary",
        "automatic": compared and case.listed,
        "general-system": compared and not case.listed,
    }
    return {name for name, fits in table.items() if fits}


@pytest.mark.parametrize("case", ALL, ids=str)
def test_every_case_has_exactly_one_route(case: Case) -> None:
    assert expected(case) == {route(case).id}


def test_what_is_not_known_is_never_a_yes_or_a_no() -> None:
    unknown = [case for case in ALL if case.regulated == "unknown" and case.home != case.host[:2]]
    assert len(unknown) > 100
    for case in unknown:
        found = route(case)
        assert start(found).answer == "unknown"
        assert set(found.possible) >= {"no-recognition-needed", "general-system"}


def test_a_start_without_a_step_is_only_allowed_where_no_decision_is_needed() -> None:
    free = {route(case).id for case in ALL if start(route(case)).answer == "yes"}
    assert free == {"national-qualification", "no-recognition-needed", "mutual-recognition"}


def test_every_route_has_a_start_and_reasons() -> None:
    for name in get_args(RouteId):
        answer = start(Route(name))
        assert answer.answer in get_args(StartAnswer)
        assert answer.reasons


def test_articles_that_nobody_read_are_flagged() -> None:
    articles = {article for case in ALL for article in route(case).articles}
    assert articles
    assert all(article.act == "2005/36/EC" for article in articles)
    assert {article.article for article in articles if article.read} == set()


@pytest.mark.parametrize(("file", "written"), WRITTEN, ids=lambda value: str(value)[:60])
def test_the_written_case_is_decided_as_written(file: str, written: dict[str, Any]) -> None:
    assert written.keys() <= KEYS
    assert written["situation"]
    assert written["why"]
    found = route(Case(**written["case"]))
    assert (found.id, start(found).answer) == (written["route"], written["may_start"])
    if "articles" in written:
        assert [article.article for article in found.articles] == written["articles"]
    if "possible" in written:
        assert list(found.possible) == written["possible"]


def test_every_branch_is_named_by_a_written_case() -> None:
    assert {case["route"] for _, case in WRITTEN} == set(get_args(RouteId))
