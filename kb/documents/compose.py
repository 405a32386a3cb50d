"""From a question to a document of a kind."""

from __future__ import annotations

from collections.abc import Callable

from kb.answers.question import Question
from kb.documents.document import Document
from kb.documents.factsheet import factsheet
from kb.documents.identity import Name
from kb.documents.roadmap import roadmap
from kb.release import Release

COMPOSERS: dict[str, Callable[[Release, Question], Document]] = {
    "roadmap": roadmap,
    "factsheet": factsheet,
}


def compose(release: Release, kind: str, question: Question) -> Document:
    """The document of a kind on a case; raises what its composer raises."""
    return COMPOSERS[kind](release, question)


def recompose(release: Release, name: Name) -> Document:
    """The document of a name, as this release has it."""
    assert name.question is not None
    return compose(release, name.kind, name.question)
