"""What a holder may do already: at once, under guidance, not yet; unit by unit where units were compared."""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers.worth import Task
from kb.documents.document import Line, Run, Table
from kb.documents.facts import capital
from kb.documents.matter import Matter

_LISTS = ("at_once", "supervised", "not_yet", "unknown")


def task_table(it: Matter) -> Iterator[Table]:
    """A row for each of the lists that holds something; nothing where no units were compared."""
    w, found = it.writer, it.answer.tasks
    if found.qualification is None:
        return
    lists = [(found.labels[name], getattr(found, name)) for name in _LISTS]
    rows = tuple(((w.line(capital(label)),), (_names(it, tasks),)) for label, tasks in lists if tasks)
    yield Table(
        caption=w.says("Tasks and when they may be done"),
        header=(w.says("When"), w.says("Tasks of {title}", title=found.qualification["title"]["text"])),
        rows=rows,
        widths=(1, 4),
    )


def _names(it: Matter, tasks: list[Task]) -> Line:
    """The tasks of a list in one line, with the sources of their comparison."""
    parts: list[str | Run] = []
    for task in tasks:
        label, title = task.unit["label"], task.unit["title"]
        chosen = label if label and (label["lang"] == it.writer.language or title is None) else title
        parts += ["; "] if parts else []
        parts.append(it.writer.official(chosen))
    return it.writer.line(*parts, cites=[source for task in tasks for source in task.sources[:1]])


def task_counts(it: Matter) -> Iterator[Line]:
    """The same in one line of numbers."""
    w, found = it.writer, it.answer.tasks
    if found.qualification is None:
        return
    counts = [f"{found.labels[name]} {len(tasks)}" for name in _LISTS if (tasks := getattr(found, name))]
    head = w.says("Of the tasks of this qualification there:")
    yield w.line(
        head,
        " ",
        w.official(found.qualification["title"]),
        f" – {', '.join(counts)}. ",
        w.says("The roadmap names each of them."),
    )
