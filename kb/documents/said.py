"""Sentences that several documents say in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from kb.documents.document import Line
from kb.documents.facts import capital
from kb.documents.matter import Matter

NOTICE = (
    "This document informs; no rights can be derived from it. Only the competent authority decides on recognition. "
    "The editors of this knowledge base are not an authority."
)


def needed(it: Matter) -> Iterator[Line]:
    """Whether recognition is needed, and who says so; an unknown is never told as a no."""
    w, answer = it.writer, it.answer
    profession = answer.profession
    statement = profession.statement
    if profession.regulated == "unknown":
        yield w.line(
            w.says("We did not find whether this work is regulated there. That does not mean that it is free.")
        )
        yield w.missing(ask=it.authority)
        return
    says = NEEDED[_need(it)]
    detail = statement.get("detail") if statement else None
    parts = [w.says(says), *([f" {detail}"] if detail else [])]
    yield w.fact(statement, *parts) if statement else w.line(*parts)


NEEDED = {
    "no": "No. There this work is not regulated: nobody has to recognise your diploma first.",
    "title": "Only if you want to use the protected title. The work itself is free.",
    "automatic": "Yes, but your diploma is on a list: it is recognised without a comparison of its content.",
    "yes": "Yes. There this work is regulated: first you need the decision of an authority.",
    "temporary": "Not in full. For temporary work a report beforehand can be enough.",
}


def _need(it: Matter) -> str:
    answer = it.answer
    if answer.profession.regulated == "no" or answer.route.id == "no-recognition-needed":
        return "no"
    if answer.profession.kind and answer.profession.kind.id == "protected-title":
        return "title"
    return {"automatic": "automatic", "temporary-services": "temporary"}.get(answer.route.id, "yes")


def start(it: Matter) -> Line:
    """Whether the holder may start now, and why."""
    w, found = it.writer, it.answer.may_start
    return w.line(f"{capital(found.label)}. ", " ".join(found.because))


def regulation(it: Matter) -> Line:
    """Yes, no or unknown, of which kind, and what the source says of it."""
    w, profession = it.writer, it.answer.profession
    kind = f" ({profession.kind.label})" if profession.kind and profession.regulated != "no" else ""
    head = f"{profession.regulated_label}{kind}"
    statement = profession.statement
    if statement is None:
        return w.line(f"{head}. ", w.missing(ask=it.authority)) if profession.regulated == "unknown" else w.line(head)
    return w.fact(statement, head, *([f". {statement['detail']}"] if statement.get("detail") else []))
