"""The wizard: the next question of the flow, given the answers so far; generated from the flow itself."""

from __future__ import annotations

from collections.abc import Mapping

from kb.routes.case import Ternary
from kb.routes.decide import Decision
from kb.routes.measure import MEASURE_QUESTIONS
from kb.routes.question import QUESTIONS

MOST = 9
"""So many questions at most; what is then still open stays unknown, with the routes that it leaves possible."""

ANSWERABLE = tuple(name for name, question in QUESTIONS.items() if question.asked in ("person", "law"))
"""What one may ask of a person or adviser; the rest the base answers, or only the authority that compares."""

FACTS = (*(name for name, question in QUESTIONS.items() if question.asked != "base"), *MEASURE_QUESTIONS)
"""Every question that may be answered in a case; what home, host and mode say already is none of them."""


def next_question(decision: Decision, given: Mapping[str, Ternary]) -> str | None:
    """The first open question that nobody has been asked yet; None if the route is settled or enough was asked."""
    if len(given) >= MOST or len(decision.possible) <= 1:
        return None
    return next((name for name in decision.open if name in ANSWERABLE and name not in given), None)
