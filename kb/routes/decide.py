"""From a case to a decision: where the flow ends, by which steps, and what the law says of it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.errors import DrempelError
from kb.model.rule import Rule
from kb.routes.case import Case, Ternary
from kb.routes.diagram import Diagram
from kb.routes.flow import FIRST, FLOW, RESULTS, Result
from kb.routes.law import Law
from kb.routes.measure import Compensation, compensation
from kb.routes.question import posed
from kb.routes.route import OutcomeId, RouteId


@dataclass(frozen=True)
class Step:
    """One condition on the way: the node of the flow, the answer, the rules that pose it or answer it."""

    node: str
    question: str
    answer: Ternary
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Decision:
    """What the rules give. ``route`` and ``outcome`` are unknown where more than one is possible."""

    route: RouteId
    outcome: OutcomeId
    possible: tuple[RouteId, ...]
    """Every route that the unknown facts leave open; the route itself if there is one."""
    outcomes: tuple[OutcomeId, ...]
    results: tuple[str, ...]
    """The ends of the flow that can be reached."""
    steps: tuple[Step, ...]
    """The chain of conditions, up to the first unknown one on which the result depends."""
    reached: frozenset[str]
    """The results, and every node to which the answers, taken one by one, allow a way."""
    open: tuple[str, ...]
    """Questions whose answer would settle more, in the order of the flow."""
    rules: tuple[Rule, ...]
    """What the results rest on: terms, papers, titles, remedies."""
    notes: tuple[Rule, ...]
    """Rules that people ask about in such a case: the card of professions, the Benelux decisions."""
    compensation: Compensation | None


def decide(case: Case, law: Law) -> Decision:
    """Route and result of a case, with the chain of conditions.

    Raises DrempelError for a day before the first rule.
    """
    if case.on < law.begins:
        raise DrempelError(
            "No rules are recorded for {on}.",
            "Write a day from {first} on.",
            field="on",
            on=case.on.isoformat(),
            first=law.begins.isoformat(),
        )
    diagram = Diagram(case, law)
    ends = [RESULTS[name] for name in diagram.results()]
    routes = tuple(dict.fromkeys(result.route for result in ends))
    outcomes = tuple(dict.fromkeys(result.outcome for result in ends))
    return Decision(
        route=routes[0] if len(routes) == 1 else "unknown",
        outcome=outcomes[0] if len(outcomes) == 1 else "unknown",
        possible=routes,
        outcomes=outcomes,
        results=tuple(result.id for result in ends),
        steps=tuple(_steps(diagram)),
        reached=diagram.reached(),
        open=diagram.open(),
        rules=_rules(ends, case, law),
        notes=tuple(law.notes(case)) if ends[0].route != "national-qualification" else (),
        compensation=compensation(case, law) if "measure" in outcomes else None,
    )


UNDECIDED = Decision("unknown", "unknown", (), ("unknown",), (), (), frozenset(), (), (), (), None)
"""For a day of which no rules are recorded."""


def _steps(diagram: Diagram) -> list[Step]:
    steps: list[Step] = []
    at, open_ = FIRST, diagram.open()
    while at in FLOW:
        node = FLOW[at]
        found = diagram.answered(node.question)
        rules = (found.by,) if found.by else posed(node.question.roles, diagram.case, diagram.law)
        steps.append(Step(at, node.question.id, found.answer, rules))
        if found.answer == "unknown" and node.question.id in open_:
            break
        # an unknown on which nothing depends is passed like a no: what makes it indifferent comes after it
        at = node.yes if found.answer == "yes" else node.no
    return steps


def _rules(ends: list[Result], case: Case, law: Law) -> tuple[Rule, ...]:
    """The rules that every possible result relies on, in the order of the first: what holds however it ends."""
    first, *others = ends
    common = tuple(role for role in first.roles if all(role in result.roles for result in others))
    return posed(common, case, law)
