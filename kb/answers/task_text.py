"""The tasks of an answer as plain text for the terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.answers.unit_view import line
from kb.answers.worth import Task, Tasks

_SIGNS = {"at_once": "[+]", "supervised": "[~]", "not_yet": "[-]", "unknown": "[?]"}


def task_lines(found: Tasks, language: str) -> Iterator[str]:
    """The four lists, those with the same rule together; the reason where nothing was compared."""
    if found.why:
        yield f"\n[?] {found.why.label}"
        return
    if found.qualification:
        profession = f"; {found.profession['label']}" if found.profession else ""
        yield f"\n{found.qualification['title']['text']} ({found.qualification['id']}){profession}"
    for name, sign in _SIGNS.items():
        if tasks := getattr(found, name):
            yield f"{sign} {found.labels[name]}: {len(tasks)}"
            yield from _by_rule(tasks, language)


def _by_rule(tasks: list[Task], language: str) -> Iterator[str]:
    groups: dict[str, list[Task]] = defaultdict(list)
    for each in tasks:
        groups[each.rule.label].append(each)
    for label, group in groups.items():
        yield f"    {label}"
        yield from (f"      {each.unit['code']} {line(each.unit, language)}{_law(each)}" for each in group)


def _law(task: Task) -> str:
    said = "; ".join(concept.label for concept in (*task.reserved, *task.permit))
    law = f" ({task.law['source']}, {task.law['at']})" if task.law else ""
    return f" ! {said}{law}" if said else law
