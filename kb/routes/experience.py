"""The patterns of experience that open the activities of Annex IV; the numbers stand in the rules."""

from __future__ import annotations

from typing import Literal

from kb.model.rule import AnnexIVList, Pattern, Rule
from kb.routes.case import Case, Experience
from kb.routes.law import Law

LISTS = "eu/annex-iv"
PATTERNS = "eu/experience-patterns"


def annex_iv_list(case: Case, law: Law) -> AnnexIVList | Literal["none", "unknown"]:
    """The list in which the activity of the case stands, as stated or as a rule names the occupation."""
    if case.annex_iv != "unknown" or case.occupation is None:
        return case.annex_iv
    named = (rule.annex_iv_list for rule in law.all_in(LISTS, case) if rule.annex_iv_list and rule.occupations)
    return next(named, "unknown")


def pattern_rule(case: Case, law: Law) -> Rule | None:
    """The rule with the patterns of the list in which the activity of the case stands."""
    wanted = annex_iv_list(case, law)
    rules = law.all_in(PATTERNS, case)
    return next((rule for rule in rules if any(each.annex_iv_list == wanted for each in rule.patterns)), None)


def meets(case: Case, law: Law) -> bool:
    """Whether the experience of the case fits at least one pattern."""
    rule = pattern_rule(case, law)
    if rule is None or case.experience is None:
        return False
    open_to_case = (each for each in rule.patterns if case.occupation not in each.not_for)
    return any(_fits(each, case.experience) for each in open_to_case)


def _fits(pattern: Pattern, experience: Experience) -> bool:
    return (
        experience.independent >= pattern.independent
        and experience.self_employed >= pattern.self_employed
        and experience.employed >= pattern.employed
        and experience.executive >= pattern.executive
        and experience.training >= pattern.training
        and (pattern.ended_within is None or experience.ended_years_ago <= pattern.ended_within)
    )
