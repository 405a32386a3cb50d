"""The way of a case through the rules, as a drawing and in words."""

from __future__ import annotations

from collections.abc import Iterator

from kb.documents.document import Flow, FlowStep
from kb.documents.matter import Matter
from kb.routes.flow import FIRST, FLOW, RESULTS


def way(it: Matter) -> Iterator[Flow]:
    """Each question with its answer and the end to which the other answer leads; nothing if nothing was asked."""
    if not it.answer.route.steps:
        return
    w, route = it.writer, it.answer.route
    steps = tuple(_steps(it))
    ends = tuple(each.label for each in route.outcomes) or (route.outcome.label,)
    ends = tuple(f"{route.label}: {end}" if route.id != "unknown" else end for end in ends)
    said = " ".join(f"{number}. {step.question} {step.answer}." for number, step in enumerate(steps, 1))
    yield Flow(
        caption=w.says("The way of this case through the rules"),
        alternative=f"{said} {w.says('Result')}: {' / '.join(ends)}.",
        steps=steps,
        ends=ends,
    )


def _steps(it: Matter) -> Iterator[FlowStep]:
    at = FIRST
    for step in it.answer.route.steps:
        if at not in FLOW:
            return
        node, answer = FLOW[at], step.answer.id
        chosen, other = (node.yes, node.no) if answer == "yes" else (node.no, node.yes)
        is_open = answer == "unknown"
        yield FlowStep(
            question=step.question.label,
            answer=step.answer.label,
            is_open=is_open,
            other=it.presenter.label("answers", "no" if answer == "yes" else "yes")["label"],
            exit=_end(it, other) if other in RESULTS else None,
        )
        at = chosen


def _end(it: Matter, name: str) -> str:
    result = RESULTS[name]
    route = it.presenter.label("routes", result.route)["label"]
    outcome = it.presenter.label("route-outcomes", result.outcome)["label"]
    return f"{route}: {outcome}" if result.outcome != "nothing-to-decide" else str(route)
