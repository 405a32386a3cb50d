"""When a task of a host's qualification may be done: a pure function of what is learnt and of what the law says.

Knowledge never makes a permission: a task is open at once only where the law lets the work start. The rules stand, with
their definitions, in ``ontology/schemes/task-rules.ttl``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from kb.routes.route import StartAnswer

Knowledge = Literal["covered", "partly", "missing", "unknown"]
TaskAnswer = Literal["at-once", "supervised", "not-yet", "unknown"]
TASK_ANSWERS: tuple[TaskAnswer, ...] = get_args(TaskAnswer)

_BY_ORDER = frozenset({"delegation"})


@dataclass(frozen=True)
class TaskCase:
    """One unit of the host's qualification, seen from a holder, in a host and a mode."""

    knows: Knowledge
    """The verdict of the comparison of units."""
    start: StartAnswer
    """May work start in the profession of the host's qualification."""
    title_only: bool = False
    """Whether the law protects the title alone."""
    other_tasks: bool = False
    """Whether a source says that work which is not reserved is open in a profession that is closed."""
    reserved: bool = False
    """Whether the law keeps an activity of the unit for certain persons."""
    permits: frozenset[str] = frozenset()
    """What such a person needs (concepts of ``permits``)."""
    directed: bool = False
    """Whether the law also allows everything reserved in it by order or under direction and supervision."""


@dataclass(frozen=True)
class TaskRule:
    """The answer (``task-answers``) and the rule that gives it (``task-rules``)."""

    answer: TaskAnswer
    rule: str


def task(case: TaskCase) -> TaskRule:
    """When the task may be done; the law is asked first, then what was learnt."""
    if case.knows == "unknown":
        return TaskRule("unknown", "not-compared")
    if case.reserved or case.permits:
        return _reserved(case)
    if case.knows == "missing":
        return TaskRule("not-yet", "not-learnt")
    return _unreserved(case)


def _reserved(case: TaskCase) -> TaskRule:
    if case.start == "no":
        return TaskRule("not-yet", "reserved-before-recognition")
    if case.directed or case.permits == _BY_ORDER:
        return TaskRule("not-yet", "not-learnt") if case.knows == "missing" else TaskRule("supervised", "by-order")
    return TaskRule("not-yet", "permit-first" if case.permits else "reserved")


def _unreserved(case: TaskCase) -> TaskRule:
    match case.start:
        case "no" if case.other_tasks:
            return TaskRule("supervised", "beside-the-profession")
        case "no":
            return TaskRule("not-yet", "profession-closed")
        case "unknown":
            return TaskRule("unknown", "law-unknown")
        case "supervised":
            return TaskRule("supervised", "profession-supervised")
    if case.knows == "partly":
        return TaskRule("supervised", "partly-learnt")
    return TaskRule("at-once", "learnt-title-protected" if case.title_only else "learnt")
