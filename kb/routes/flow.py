"""The decision table as a flow: from each question a yes and a no lead to the next one, or to a result.

The order is that of the table: the first rule that fits decides. Engine, wizard, drawing and documentation all
read this one flow. Source of each question: its rules in ``kb/data/rules``.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.routes.question import QUESTIONS, Question
from kb.routes.route import OutcomeId, RouteId


@dataclass(frozen=True)
class Node:
    """A place in the flow at which a question is asked; ``yes`` and ``no`` name a later node or a result."""

    id: str
    question: Question
    yes: str
    no: str


@dataclass(frozen=True)
class Result:
    """An end of the flow: route, what comes of it, and the rules that say so."""

    id: str
    route: RouteId
    outcome: OutcomeId
    roles: tuple[str, ...] = ()


def _node(name: str, yes: str, no: str, question: str = "") -> Node:
    return Node(name, QUESTIONS[question or name], yes, no)


FLOW: dict[str, Node] = {
    node.id: node
    for node in (
        _node("own-qualification", "national-qualification", "regulated"),
        _node("regulated", "certificate", "no-recognition-needed"),
        _node("certificate", "mutual-recognition", "title-only"),
        _node("title-only", "title-used", "eu-national"),
        _node("title-used", "eu-national", "work-without-title"),
        _node("eu-national", "eu-diploma", "national-procedure"),
        _node("eu-diploma", "complete", "recognised-three-years"),
        _node("recognised-three-years", "complete", "national-procedure"),
        _node("complete", "temporary", "no-full-qualification"),
        # temporary services: whoever may not use this title goes on as if to settle
        _node("temporary", "established", "listed"),
        _node("established", "service-home-regulated", "listed"),
        _node("service-home-regulated", "service-listed", "service-training-regulated"),
        _node("service-training-regulated", "service-listed", "service-one-year", "training-regulated"),
        _node("service-one-year", "service-listed", "listed"),
        _node("service-listed", "declared-service", "service-open", "listed"),
        _node("service-open", "health-or-safety", "listed"),
        _node("health-or-safety", "checked-service", "declared-service"),
        # establishment: automatic recognition, experience, general system
        _node("listed", "automatic-recognition", "sectoral"),
        _node("sectoral", "acquired-rights", "annex-iv"),
        _node("acquired-rights", "acquired-rights-recognition", "general-system-open"),
        _node("general-system-open", "same-profession", "treaty-comparison"),
        _node("annex-iv", "experience-pattern", "common-training"),
        _node("experience-pattern", "experience-recognition", "pattern-missing"),
        _node("pattern-missing", "same-profession", "treaty-comparison", "general-system-open"),
        _node("common-training", "common-training-recognition", "same-profession"),
        _node("same-profession", "home-regulated", "separable"),
        _node("separable", "partial-access", "refusal"),
        _node("home-regulated", "level-gap", "training-regulated"),
        _node("training-regulated", "level-gap", "one-year"),
        _node("one-year", "level-gap", "treaty-comparison"),
        _node("level-gap", "refusal-possible", "difference-whole"),
        _node("difference-whole", "whole-separable", "difference-substantial"),
        _node("whole-separable", "partial-decision", "negative-decision", "separable"),
        _node("difference-substantial", "covered", "full-recognition"),
        _node("covered", "full-recognition", "compensation-measure"),
    )
}
FIRST = "own-qualification"

_TERMS = ("eu/acknowledgement", "eu/decision-term")
_PERSON = ("eu/appeal", "eu/papers", "eu/language")
_DECISION = (*_TERMS, *_PERSON, "eu/title")
_PARTIAL = (*_TERMS, "eu/extension", *_PERSON, "eu/partial-access-title")
_GENERAL = ("eu/general-system", *_TERMS, "eu/extension", *_PERSON)
_DECLARATION = ("eu/declaration", "eu/declaration-papers", "eu/service-title", "eu/no-registration")
_CHECK = ("eu/prior-check-term", "eu/prior-check-delay", "eu/prior-check-test", "eu/prior-check-silence", "eu/appeal")

RESULTS: dict[str, Result] = {
    result.id: result
    for result in (
        Result("national-qualification", "national-qualification", "nothing-to-decide"),
        Result("no-recognition-needed", "no-recognition-needed", "nothing-to-decide", ("eu/voluntary-statement",)),
        Result("mutual-recognition", "mutual-recognition", "nothing-to-decide"),
        Result("work-without-title", "work-without-title", "nothing-to-decide"),
        Result("national-procedure", "national-procedure", "comparison"),
        Result("no-full-qualification", "no-full-qualification", "comparison", ("eu/incomplete-training",)),
        Result("declared-service", "temporary-services", "declaration", _DECLARATION),
        Result("checked-service", "temporary-services", "prior-check", (*_DECLARATION, *_CHECK)),
        Result("automatic-recognition", "automatic", "recognised", _DECISION),
        Result("acquired-rights-recognition", "acquired-rights", "recognised", _DECISION),
        Result("experience-recognition", "experience", "recognised", (*_DECISION, "eu/extension")),
        Result("common-training-recognition", "common-training", "recognised", _DECISION),
        Result("full-recognition", "general-system", "recognised", (*_GENERAL, "eu/title")),
        Result("compensation-measure", "general-system", "measure", (*_GENERAL, "eu/reasons")),
        Result("refusal-possible", "general-system", "may-be-refused", (*_GENERAL, "eu/refusal")),
        Result("partial-decision", "general-system", "partial-access", ("eu/general-system", *_PARTIAL)),
        Result("negative-decision", "general-system", "refused", (*_GENERAL, "eu/refusal")),
        Result("partial-access", "partial-access", "partial-access", _PARTIAL),
        Result("refusal", "refusal", "refused", (*_TERMS, "eu/extension", "eu/refusal", "eu/appeal")),
        Result("treaty-comparison", "treaty-comparison", "comparison", ("eu/treaty-comparison",)),
    )
}
