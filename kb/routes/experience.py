"""The patterns of experience that open the activities of Annex IV; the numbers stand in the rules."""

from __future__ import annotations

from typing import Literal

from kb.model.rule import AnnexIVList, Pattern
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


def patterns(case: Case, law: Law) -> list[Pattern]:
    """The patterns of the list in which the activity of the case stands, as the most special rule gives them."""
    found_in = annex_iv_list(case, law)
    for rule in law.all_in(PATTERNS, case):
        found = [each for each in rule.patterns if each.annex_iv_list == found_in]
        if found:
            return found
    return []


def meets(case: Case, law: Law) -> bool:
    """Whether the experience of the case fits at least one pattern."""
    return case.experience is not None and any(
        _fits(each, case.experience) for each in patterns(case, law) if case.occupation not in each.not_for
    )


def _fits(pattern: Pattern, experience: Experience) -> bool:
    return (
        experience.independent >= pattern.independent
        and experience.self_employed >= pattern.self_employed
        and experience.employed >= pattern.employed
        and experience.executive >= pattern.executive
        and experience.training >= pattern.training
        and (pattern.ended_within is None or experience.ended_years_ago <= pattern.ended_within)
    )
