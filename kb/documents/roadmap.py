"""The roadmap: how an authority judges one case, for advisers; three to six pages in sixteen sections."""

from __future__ import annotations

from kb.answers.question import Question
from kb.documents.document import Document, Section
from kb.documents.identity import Name, issue, unissued
from kb.documents.matter import matter
from kb.documents.road_procedure import procedure_sections
from kb.documents.road_profession import profession_sections
from kb.documents.said import NOTICE
from kb.release import Release
from kb.settings import settings


def roadmap(release: Release, question: Question) -> Document:
    """The roadmap of a question; raises what ``matter`` raises."""
    it = matter(release, question)
    w = it.writer
    sections = [*profession_sections(it), *procedure_sections(it)]
    checked = w.line(
        w.says("Compiled by the editors from the sources below; no authority has confirmed this document.")
    )
    last = Section(
        id="sources", title=w.says("Sources and who checked"), blocks=(it.paragraph(checked), w.sources(it.sources()))
    )
    document = unissued(
        kind="roadmap",
        language=question.language,
        title=w.says("Roadmap: {title} – {host}", title=it.row.title, host=it.answer.host.label),
        subtitle=it.subtitle(),
        sections=tuple(_numbered([*sections, last])),
        notice=w.says(NOTICE),
        funding=settings().funding,
    )
    return issue(document, Name("roadmap", question.language, question), release.version)


def _numbered(sections: list[Section]) -> list[Section]:
    """With the number of each main section before its title."""
    number, found = 0, []
    for section in sections:
        number += section.level == 1
        found.append(
            section.model_copy(update={"title": f"{number}. {section.title}"}) if section.level == 1 else section
        )
    return found
