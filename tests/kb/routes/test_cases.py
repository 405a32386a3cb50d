"""Cases that a lawyer can read, each decided as written; every rule of law is relied on by at least one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kb.read.yaml_file import load
from kb.routes.case import parse
from kb.routes.decide import Decision, decide
from kb.routes.law import Law
from kb.routes.route import ROUTES, start
from kb.routes.wizard import FACTS

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
WRITTEN = [(f"{path.stem}-{number}", case) for path in FILES for number, case in enumerate(load(path), 1)]
KEYS = {
    "situation", "case", "why", "source", "route", "outcome", "outcomes", "possible", "may_start", "articles", "rules",
    "not_rules", "measure", "terms", "asks", "answers",
}  # fmt: skip


def decided(written: dict[str, Any], law: Law) -> Decision:
    return decide(parse({"on": "2026-11-27", **written["case"]}, FACTS), law)


def relied_on(found: Decision) -> dict[str, Any]:
    """Every rule that an answer to the case shows."""
    measure = found.compensation.rules if found.compensation else ()
    steps = (rule for step in found.steps for rule in step.rules)
    return {rule.id: rule for rule in (*steps, *found.rules, *found.notes, *measure)}


@pytest.mark.parametrize(("name", "written"), WRITTEN, ids=[name for name, _ in WRITTEN])
def test_the_case_is_decided_as_written(law: Law, name: str, written: dict[str, Any]) -> None:
    assert written.keys() <= KEYS, f"{name}: {sorted(written.keys() - KEYS)}"
    assert written["situation"]
    assert written["why"]
    assert written["source"]
    found = decided(written, law)
    assert found.route == written["route"]
    assert start(found.route, found.possible).answer == written["may_start"]
    rules = relied_on(found)
    for key, value in (
        ("outcome", found.outcome),
        ("outcomes", list(found.outcomes)),
        ("possible", list(found.possible)),
    ):
        assert written.get(key, value) == value
    assert set(written.get("rules", ())) <= rules.keys()
    assert not set(written.get("not_rules", ())) & rules.keys()
    articles = {each.article for rule in rules.values() for each in rule.articles}
    assert set(written.get("articles", ())) <= articles
    for rule, period in written.get("terms", {}).items():
        assert f"{rules[rule].period.value} {rules[rule].period.unit}" == period
    if "measure" in written:
        assert found.compensation is not None
        assert list(found.compensation.choosers) == written["measure"]["choosers"]
        assert list(found.compensation.kinds) == written["measure"].get("kinds", list(found.compensation.kinds))
    if "asks" in written:
        assert found.open[0] == written["asks"]
    answers = {step.question: step.answer for step in found.steps}
    assert written.get("answers", {}).items() <= answers.items()


def test_there_are_enough_cases_and_each_route_is_reached() -> None:
    assert len(WRITTEN) >= 100
    assert {case["route"] for _, case in WRITTEN} == set(ROUTES)


def test_every_rule_in_force_has_a_case(law: Law) -> None:
    used = {rule for _, written in WRITTEN for rule in relied_on(decided(written, law))}
    in_force = {key for key, rule in law.rules.items() if rule.status != "superseded"}
    assert sorted(in_force - used) == []


def test_rules_that_were_replaced_come_out_in_no_case(law: Law) -> None:
    used = {rule for _, written in WRITTEN for rule in relied_on(decided(written, law))}
    replaced = {key for key, rule in law.rules.items() if rule.status == "superseded"}
    assert replaced
    assert not replaced & used
    refused = {rule for _, written in WRITTEN for rule in written.get("not_rules", ())}
    assert replaced <= refused, "a case says of each that it must not come out"
