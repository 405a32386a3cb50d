"""The compensation measure: which kinds, who chooses, how long at most (Article 14)."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.rule import LEVELS, Level, Rule
from kb.routes.case import Case, Ternary
from kb.routes.law import Law
from kb.routes.question import QUESTIONS, evaluate

_BY_LEVEL = "eu/measure-by-level"
_BY_CASE: dict[str, tuple[str, Ternary]] = {
    "eu/measure-legal-knowledge": ("law-advice", "yes"),
    "eu/measure-annex-iv-manager": ("self-employed-rules", "yes"),
    "eu/measure-listed-profession": ("sectoral", "yes"),
    "eu/measure-third-country": ("eu-diploma", "no"),
}
"""Cases in which the host may choose whatever the levels: the role of the rule, and the answer that makes the case."""

MEASURE_QUESTIONS = ("law-advice", "self-employed-rules")
"""Questions that only the measure asks."""


@dataclass(frozen=True)
class Compensation:
    """``choosers``: applicant, authority, both-imposed; more than one where a level is not known."""

    kinds: tuple[str, ...]
    choosers: tuple[str, ...]
    rules: tuple[Rule, ...]


def compensation(case: Case, law: Law) -> Compensation:
    """Who may choose the measure in a case, and what the measures are."""
    default = law.rule("eu/measure-choice", case)
    by_level = law.rule(_BY_LEVEL, case)
    by_case = [law.rule(role, case) for role, (asked, answer) in _BY_CASE.items() if _is(asked, answer, case, law)]
    imposing = [rule for rule in by_case if rule.chooser != "applicant"]
    by_levels = _choosers(case, by_level)
    choosers = ("authority",) if imposing else by_levels
    # a rule without pairs of levels says that the level never takes the choice away
    is_deciding = not imposing and (by_levels != ("applicant",) or not by_level.measures)
    deciding = [*by_case, by_level] if is_deciding else by_case
    limits = [rule for role in ("eu/adaptation-period", "eu/aptitude-test") if (rule := law.find(role, case))]
    is_narrowed = bool(by_level.kinds) and case.held_level in {each.held for each in by_level.measures}
    kinds = tuple(by_level.kinds if is_narrowed else default.kinds)
    return Compensation(kinds, choosers, (default, *deciding, *limits))


def _is(question: str, answer: Ternary, case: Case, law: Law) -> bool:
    """Whether that is the answer of the case, or of the law for it; a case nobody speaks of is not one of these."""
    asked = QUESTIONS.get(question)
    return answer == (evaluate(asked, case, law).answer if asked else case.answer(question))


def _choosers(case: Case, by_level: Rule) -> tuple[str, ...]:
    """Over the levels that the case leaves open; the applicant chooses for a pair that the table does not name."""
    cells = {(each.held, each.required): each.chooser for each in by_level.measures}
    held: tuple[Level, ...] = (case.held_level,) if case.held_level else LEVELS
    required: tuple[Level, ...] = (case.required_level,) if case.required_level else LEVELS
    return tuple(sorted({cells.get((one, other), "applicant") for one in held for other in required}))
