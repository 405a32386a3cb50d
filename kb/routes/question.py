"""The questions that the flow asks of a case: each answers yes, no or unknown from the facts of the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Literal

from kb.model.jurisdiction import state_of
from kb.model.rule import LEVELS, Rule
from kb.routes.case import Case, Ternary
from kb.routes.experience import PATTERNS, annex_iv_list, meets, pattern_rule
from kb.routes.law import Law

Asked = Literal["base", "person", "law", "authority"]
"""Who can answer: the question itself, the person, whoever knows the law, or only the authority that compares."""

Test = Callable[[Case, Law], Ternary]


@dataclass(frozen=True)
class Question:
    """A condition of the law. ``roles``: the rules of the Union (or what overrides them) that pose it."""

    id: str
    asked: Asked
    roles: tuple[str, ...] = ()
    test: Test | None = None
    """What the facts of the case say; None: only an answer to the question itself."""


@dataclass(frozen=True)
class Answered:
    """An answer and the rule that gave it, if the law itself did."""

    answer: Ternary
    by: Rule | None = None


def posed(roles: tuple[str, ...], case: Case, law: Law) -> tuple[Rule, ...]:
    """The rules that fill the roles in a case; of the patterns of experience those of the list in question."""
    found = (pattern_rule(case, law) if role == PATTERNS else law.find(role, case) for role in roles)
    return tuple(rule for rule in found if rule)


def evaluate(question: Question, case: Case, law: Law) -> Answered:
    """The answer of the facts; then that of the law where it asks of the person (nationality may not matter), else
    the one given, else that of the law."""
    found = question.test(case, law) if question.test else "unknown"
    given = case.answer(question.id)
    settled = law.settled(question.id, case) if found == "unknown" else None
    if settled is not None and settled[0] != "unknown" and (question.asked == "person" or given == "unknown"):
        return Answered(*settled)
    return Answered(found if found != "unknown" else given)


def _ternary(value: bool) -> Ternary:
    return "yes" if value else "no"


def _own(case: Case, _: Law) -> Ternary:
    return _ternary(case.home == state_of(case.host))


def _temporary(case: Case, _: Law) -> Ternary:
    return _ternary(case.mode == "temporary")


def _regulated(case: Case, _: Law) -> Ternary:
    return case.regulated


def _annex_iv(case: Case, law: Law) -> Ternary:
    found = annex_iv_list(case, law)
    return "unknown" if found == "unknown" else _ternary(found != "none")


def _pattern(case: Case, law: Law) -> Ternary:
    """No experience stated is unknown, not a no."""
    if case.experience is None or annex_iv_list(case, law) in ("none", "unknown"):
        return "unknown"
    return _ternary(meets(case, law))


def _one_year(case: Case, law: Law) -> Ternary:
    if case.experience is None:
        return "unknown"
    years = law.rule("eu/one-year-of-practice", case).years or 0
    return _ternary(case.experience.in_last_ten() >= years)


def _level_gap(case: Case, law: Law) -> Ternary:
    """Whether the host may refuse because the level held lies too far below the one required."""
    gaps = {(each.held, each.required) for each in law.rule("eu/level-gap", case).measures}
    held = (case.held_level,) if case.held_level else LEVELS
    required = (case.required_level,) if case.required_level else LEVELS
    possible = {pair in gaps for pair in product(held, required)}
    return "unknown" if len(possible) > 1 else _ternary(possible.pop())


def _whole(case: Case, _: Law) -> Ternary:
    return "unknown" if case.difference == "unknown" else _ternary(case.difference == "whole")


def _substantial(case: Case, _: Law) -> Ternary:
    return "unknown" if case.difference == "unknown" else _ternary(case.difference != "none")


QUESTIONS: dict[str, Question] = {
    each.id: each
    for each in (
        Question("own-qualification", "base", test=_own),
        Question("regulated", "law", ("eu/regulated-profession",), _regulated),
        Question("certificate", "law", ("eu/certificate-across-states",)),
        Question("title-only", "law", ("eu/title-only",)),
        Question("title-used", "person", ("eu/title-only",)),
        Question("eu-national", "person", ("eu/nationals",)),
        Question("eu-diploma", "person", ("eu/evidence-of-a-member-state",)),
        Question("recognised-three-years", "person", ("eu/third-country-diploma",)),
        Question("complete", "person", ("eu/evidence-of-a-member-state",)),
        Question("temporary", "base", ("eu/temporary-services",), _temporary),
        Question("established", "person", ("eu/temporary-services",)),
        Question("home-regulated", "law", ("eu/home-regulated",)),
        Question("training-regulated", "law", ("eu/regulated-training",)),
        Question("one-year", "person", ("eu/one-year-of-practice",), _one_year),
        Question("service-home-regulated", "law", ("eu/service-home-regulated",)),
        Question("service-one-year", "person", ("eu/service-one-year",), _one_year),
        Question("listed", "law", ("eu/automatic-recognition",)),
        Question("service-open", "law", ("eu/service-without-listed-title",)),
        Question("health-or-safety", "law", ("eu/prior-check",)),
        Question("sectoral", "law", ("eu/not-listed-professions",)),
        Question("acquired-rights", "person", ("eu/acquired-rights",)),
        Question("general-system-open", "law", ("eu/exceptional-reason",)),
        Question("annex-iv", "law", ("eu/annex-iv",), _annex_iv),
        Question("experience-pattern", "person", ("eu/experience-patterns",), _pattern),
        Question("common-training", "law", ("eu/common-training",)),
        Question("same-profession", "authority", ("eu/same-profession",)),
        Question("separable", "authority", ("eu/partial-access",)),
        Question("level-gap", "law", ("eu/level-gap",), _level_gap),
        Question("difference-whole", "authority", ("eu/substantial-difference",), _whole),
        Question("difference-substantial", "authority", ("eu/substantial-difference",), _substantial),
        Question("covered", "authority", ("eu/covered-by-experience",)),
    )
}
