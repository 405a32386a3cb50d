"""What a document on one case is composed from: the answer, the records behind it, and the writer of its lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kb.answers import law, nearest
from kb.answers.compose import worth
from kb.answers.present import Presenter, Shown
from kb.answers.question import Question
from kb.answers.worth import Worth
from kb.documents.document import Line, Paragraph, Run
from kb.documents.writer import Writer
from kb.errors import DrempelError
from kb.model.jurisdiction import state_of
from kb.model.profession import Profession
from kb.model.qualification import Qualification
from kb.release import Release


@dataclass(frozen=True)
class Matter:
    """The case of a document."""

    release: Release
    question: Question
    answer: Worth
    presenter: Presenter
    writer: Writer
    also: list[Shown] = field(default_factory=list)
    """Sources of further answers that the document draws on."""

    @cached_property
    def row(self) -> Qualification:
        """The qualification of the holder."""
        return self.release.catalogue.qualification(self.question.qualification)

    @cached_property
    def profession(self) -> Profession | None:
        """The profession of the host."""
        key = self.answer.profession.id
        return self.release.catalogue.profession(key) if key else None

    @cached_property
    def counterpart(self) -> Qualification | None:
        """The nearest qualification of the host."""
        found = nearest.best(nearest.comparisons(self.release.catalogue, self.row, self.question.host))
        return self.release.catalogue.qualification(found.other) if found and found.other else None

    @property
    def main(self) -> Shown | None:
        """The first procedure that leads into the profession."""
        return next(iter(self.answer.procedures), None)

    @property
    def authority(self) -> Shown | None:
        """Whom to ask: who decides, else who knows of the profession, else who advises in the host."""
        deciding = self.main["authority"] if self.main else None
        return deciding or self.answer.profession.authority or self.adviser

    @cached_property
    def adviser(self) -> Shown | None:
        """Who answers general questions on recognition in the host."""
        return self._adviser(self.question.host)

    @cached_property
    def adviser_at_home(self) -> Shown | None:
        """Who answers them where the qualification comes from."""
        return self._adviser(state_of(self.row.scheme))

    def _adviser(self, host: str) -> Shown | None:
        key = self.release.catalogue.adviser(host)
        return self.presenter.authority(key) if key else None

    def title(self, row: Qualification) -> Run:
        """The official title of a qualification."""
        return self.writer.official({"text": row.title, "lang": row.language})

    def registered(self, row: Qualification, *parts: str | Run, reliability: str = "stated") -> Line:
        """A value out of the register, with the mark of the register and how reliable the value is."""
        for source in row.sources:
            self.presenter.cited.setdefault(source, row.checked)
        cite = {"source": row.sources[0], "checked": row.checked.isoformat()}
        return self.writer.line(*parts, cites=[cite], status=self.presenter.label("fact-status", reliability))

    @property
    def home(self) -> str:
        """The state in which the qualification was given."""
        return str(self.answer.qualification["country"]["label"])

    def subtitle(self) -> Line:
        """From where to where, in which way of working."""
        answer = self.answer
        return self.writer.line(f"{self.home} → {answer.host.label} · {answer.mode.label} · {self.row.id}")

    @staticmethod
    def paragraph(line: Line) -> Paragraph:
        """A paragraph of one line."""
        return Paragraph(line=line)

    def sources(self) -> list[Shown]:
        """The sources of the answer and of everything shown besides."""
        return list(
            {each["id"]: each for each in [*self.answer.sources, *self.also, *self.presenter.sources()]}.values()
        )


def matter(release: Release, question: Question) -> Matter:
    """The case of a question; raises NotFoundError for an unknown code, DrempelError where no border is crossed."""
    row = release.catalogue.qualification(question.qualification)
    if state_of(row.scheme) == state_of(question.host):
        raise DrempelError(
            "{id} is a qualification of {host} itself: no border is crossed.",
            "Choose a host in another country, for example --in de-nw or host=de-nw.",
            field="host",
            id=row.id,
            host=question.host,
        )
    answer = worth(release.catalogue, question, release.version)
    presenter = Presenter(release.catalogue, question.language)
    return Matter(release, question, answer, presenter, Writer(question.language, law.day(question, release.version)))
