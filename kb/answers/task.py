"""What the holder may do on Monday: the units of the nearest compared qualification of the host, by the law there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from kb.answers import profile, setting
from kb.answers.comparison import UnitStatus
from kb.answers.direction import direction
from kb.answers.nearest import Comparison
from kb.answers.present import Presenter, Shown
from kb.answers.question import Question
from kb.answers.setting import Target
from kb.answers.worth import Concept, Task, Tasks
from kb.model.identifier import scheme_of
from kb.model.jurisdiction import registers, state_of
from kb.model.profession import Start as StartBefore
from kb.model.qualification import Qualification
from kb.routes.route import Start
from kb.routes.task import TASK_ANSWERS, Knowledge, TaskCase, TaskRule, task

TITLE_ALONE = "title-alone-is-protected"


@dataclass(frozen=True)
class Opening:
    """May work start in a profession, and the facts on work before recognition that say so."""

    start: Start
    facts: list[StartBefore]


def tasks(
    presenter: Presenter,
    row: Qualification,
    question: Question,
    counterparts: list[Comparison],
    opening: Callable[[Target | None], Opening],
) -> Tasks:
    """The four lists; empty, with the reason, where the units were compared with no qualification of the host."""
    compared = _compared(presenter, row, question, counterparts)
    if not compared:
        is_own = state_of(row.scheme) == state_of(question.host)
        return _tasks(presenter, why=_concept(presenter, "task-rules", "own-diploma" if is_own else "no-alignment"))
    first, *others = (presenter.catalogue.qualification(key) for key in compared)
    target = next(iter(setting.targets(presenter.catalogue, first, question)), None)
    found = opening(target)
    state = state_of(question.host)
    judged = [
        (case := _case(presenter, status, state, found), _task(presenter, status, case))
        for status in direction(presenter, row.id, first.id).units
        if not status.is_choice
    ]
    return _tasks(
        presenter,
        [(task(case).answer, shown) for case, shown in judged],
        qualification=profile.name(first),
        profession=_profession(target, question),
        start=_concept(presenter, "answers", found.start.answer),
        others=[profile.name(each) for each in others],
    )


def _compared(
    presenter: Presenter, row: Qualification, question: Question, counterparts: list[Comparison]
) -> list[str]:
    """The qualifications of the host whose units were compared with the holder's: those of the profession that the
    answer is about first, then the nearest by the mappings."""
    wanted = registers(question.host)
    aligned = [key for key in presenter.catalogue.compared_with(row.id) if scheme_of(key) in wanted]
    near = [each.other for each in counterparts if each.claims]
    own = _main_professions(presenter, row, question)

    def order(key: str) -> tuple[bool, int, str]:
        is_of_other = own.isdisjoint(_main_professions(presenter, presenter.catalogue.qualification(key), question))
        return is_of_other, near.index(key) if key in near else len(near), key

    return sorted(aligned, key=order)


def _main_professions(presenter: Presenter, row: Qualification, question: Question) -> set[str]:
    found = setting.targets(presenter.catalogue, row, question)
    return {each.profession.id for each in found if each.relation == "main"}


def _case(presenter: Presenter, status: UnitStatus, state: str, found: Opening) -> TaskCase:
    reserved = [concept.id for concept in status.reserved]
    return TaskCase(
        knows=cast(Knowledge, status.verdict.id),
        start=found.start.answer,
        title_only=TITLE_ALONE in found.start.reasons,
        other_tasks=any(each.other_tasks for each in found.facts),
        reserved=bool(reserved),
        permits=frozenset(concept.id for concept in status.permit),
        directed=bool(reserved) and all((slug, state) in presenter.catalogue.directed for slug in reserved),
    )


def _task(presenter: Presenter, status: UnitStatus, case: TaskCase) -> Task:
    decided = task(case)
    return Task(
        unit={name: status.unit[name] for name in ("id", "code", "kind", "title", "label")},
        rule=_concept(presenter, "task-rules", decided.rule),
        verdict=status.verdict,
        because=list(_because(presenter, status, decided)),
        by=status.by,
        reserved=status.reserved,
        permit=status.permit,
        law=status.law,
        bridge=status.bridge,
        sources=status.sources,
    )


def _because(presenter: Presenter, status: UnitStatus, decided: TaskRule) -> Iterator[Shown]:
    yield {"text": presenter.label("task-rules", decided.rule)["label"], "lang": presenter.language}
    if status.reason:
        yield status.reason


def _profession(target: Target | None, question: Question) -> Shown | None:
    if target is None:
        return None
    return {"id": target.profession.id, "label": target.profession.labels.in_(question.language)}


def _tasks(
    presenter: Presenter,
    judged: list[tuple[str, Task]] | None = None,
    *,
    qualification: Shown | None = None,
    profession: Shown | None = None,
    start: Concept | None = None,
    why: Concept | None = None,
    others: list[Shown] | None = None,
) -> Tasks:
    lists = {answer: [shown for found, shown in judged or [] if found == answer] for answer in TASK_ANSWERS}
    names = {answer: answer.replace("-", "_") for answer in TASK_ANSWERS}
    return Tasks(
        qualification=qualification,
        profession=profession,
        start=start,
        labels={names[answer]: presenter.label("task-answers", answer)["label"] for answer in TASK_ANSWERS},
        at_once=lists["at-once"],
        supervised=lists["supervised"],
        not_yet=lists["not-yet"],
        unknown=lists["unknown"],
        why=why,
        others=others or [],
    )


def _concept(presenter: Presenter, scheme: str, slug: str) -> Concept:
    return Concept(**presenter.label(scheme, slug))
