"""From a question to a document of a kind."""

from __future__ import annotations

from collections.abc import Callable

from kb.answers.question import Question
from kb.documents.description import description
from kb.documents.document import Document
from kb.documents.factsheet import factsheet
from kb.documents.identity import Name
from kb.documents.overview import overview
from kb.documents.roadmap import roadmap
from kb.release import Release

COMPOSERS: dict[str, Callable[[Release, Question], Document]] = {
    "roadmap": roadmap,
    "factsheet": factsheet,
    "description": description,
}
"""The kinds of documents on one case."""


def compose(release: Release, kind: str, question: Question) -> Document:
    """The document of a kind on a case; raises what its composer raises."""
    return COMPOSERS[kind](release, question)


def recompose(release: Release, name: Name) -> Document:
    """The document of a name, as this release has it."""
    if name.question is None:
        return overview(release, name.language, name.selection)
    return compose(release, name.kind, name.question)
