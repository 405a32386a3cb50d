"""Recognition procedures: who decides, on which papers, in what time, at what price, with what result."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt, model_validator

from kb.model.concept import Concept, In
from kb.model.fact import Fact, Unknown
from kb.model.identifier import Key, QualificationId, Scheme
from kb.model.jurisdiction import Home, Jurisdiction, Mode
from kb.model.measure import Period
from kb.model.text import Language, Line, OfficialName, Text

Amount = Annotated[Decimal, Field(ge=0, max_digits=8, decimal_places=2)]


class Role(Fact):
    """An authority's part in the procedure; ``role`` of ``authority-roles``: decides, receives, advises ..."""

    role: Annotated[Concept, In("authority-roles")]
    authority: Key
    where: Text | None = None
    """Local competence in our words, where it depends on place or subject."""


class Basis(Fact):
    """A law (source key) and the article that carries the procedure."""

    law: Key
    article: Line | None = None


class Fee(Fact):
    """What the applicant pays: one amount, or a range with ``to``; 0 only if the source says free of charge."""

    item: Annotated[Concept, In("fee-items")]
    amount: Amount
    to: Amount | None = None
    typical: Amount | None = None
    currency: Literal["EUR"] = "EUR"
    approximate: bool = False
    payment: Annotated[list[Concept], In("fee-payments")] = ["not-recorded"]
    condition: Text | None = None

    @model_validator(mode="after")
    def _range_in_order(self) -> Fee:
        if self.to is not None and self.to < self.amount:
            raise ValueError(f"fee range ends at {self.to}, below its start {self.amount}")
        return self


class Term(Fact):
    """How long a step takes; ``nature`` tells the statutory term from a target and from what was observed."""

    step: Annotated[Concept, In("term-steps")]
    nature: Annotated[Concept, In("term-natures")]
    period: Period
    counted_from: Annotated[Concept | None, In("term-starts")] = None
    silence: Annotated[Concept | None, In("silence-effects")] = None
    condition: Text | None = None


class Document(Fact):
    """A paper to hand in; ``form``: original, certified copy, plain copy ...; ``max_age`` if it must be recent."""

    type: Annotated[Concept, In("document-types")]
    form: Annotated[Concept, In("document-forms")] = "not-recorded"
    max_age: Period | None = None
    condition: Text | None = None


class PaperLanguages(Fact):
    """Languages in which papers are accepted, and the translation asked for all others."""

    accepted: Annotated[list[Language], Field(min_length=1)]
    translation: Annotated[Concept | None, In("translation-kinds")] = None
    condition: Text | None = None


class JobLanguage(Fact):
    """The language that the work asks for; ``level`` is CEFR, the Dutch 3F, ``none`` or ``sufficient``."""

    language: Language | None = None
    level: Annotated[Concept, In("language-levels")]
    skills: Annotated[list[Concept], In("language-skills")] = []
    checked_when: Annotated[Concept | None, In("language-check-moments")] = None
    condition: Text | None = None


class Compensation(Fact):
    """A measure that fills a gap (or ``none``), with who chooses it."""

    measure: Annotated[Concept, In("compensation-measures")]
    chooser: Annotated[Concept | None, In("choosers")] = None
    longest: Period | None = None
    condition: Text | None = None


class Condition(Fact):
    """What else is asked besides the qualification: character, health, insurance, registration ..."""

    condition: Annotated[Concept, In("conditions")]
    detail: Text | None = None


class Appeal(Fact):
    """A way to go against the decision, with the body and the term."""

    step: Annotated[Concept, In("appeal-steps")]
    body: Key | None = None
    term: Period | None = None
    silence_after: Period | None = None
    """Open too when the authority has not decided within this time."""
    condition: Text | None = None


class Outcome(Fact):
    """What the holder gets at the end, and what it does not give."""

    gives: Annotated[Concept, In("outcomes")]
    not_gives: Annotated[list[Concept], In("outcomes")] = []
    detail: Text | None = None


class Channel(Fact):
    """How one applies."""

    kind: Annotated[Concept, In("channel-kinds")]
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    email: Line | None = None
    identification: Annotated[list[Concept], In("identification-means")] = ["not-recorded"]


class Step(Fact):
    """One thing to do, in order."""

    do: Text
    who: Annotated[Concept, In("actors")] = "applicant"
    authority: Key | None = None


class Remark(Fact):
    """What no concept carries, in our words."""

    text: Text


class Procedure(Fact):
    """A recognition procedure of one jurisdiction.

    Scope: ``professions`` (keys of the host's professions) or ``any_qualification`` for procedures that are open
    to every diploma (level evaluations, validation); ``schemes`` and ``qualifications`` narrow it further.
    Each list of facts holds at least one fact, or stands as one ``unknown`` that says where one looked.
    """

    id: Key
    jurisdiction: Jurisdiction
    title: Text
    official_title: OfficialName | None = None
    summary: Text
    kind: Annotated[Concept, In("procedure-kinds")]
    routes: Annotated[list[Concept], In("routes")] = []
    homes: Annotated[list[Home], Field(min_length=1)]
    modes: Annotated[list[Mode], Field(min_length=1)]
    professions: list[Key] = []
    any_qualification: bool = False
    for_other_diplomas: bool = False
    """Only for diplomas that no register here holds (school leaving, higher education): no answer shows it."""
    schemes: list[Scheme] = []
    qualifications: list[QualificationId] = []
    priority: NonNegativeInt = 50
    """Order among the procedures that fit one case: the main one first (0), voluntary ones last."""
    authorities: Annotated[list[Role], Field(min_length=1)] | Unknown
    legal_basis: Annotated[list[Basis], Field(min_length=1)] | Unknown
    steps: list[Step] = []
    fees: Annotated[list[Fee], Field(min_length=1)] | Unknown
    terms: Annotated[list[Term], Field(min_length=1)] | Unknown
    documents: Annotated[list[Document], Field(min_length=1)] | Unknown
    paper_languages: Annotated[list[PaperLanguages], Field(min_length=1)] | Unknown
    job_language: Annotated[list[JobLanguage], Field(min_length=1)] | Unknown
    compensation: Annotated[list[Compensation], Field(min_length=1)] | Unknown
    conditions: list[Condition] = []
    appeal: Annotated[list[Appeal], Field(min_length=1)] | Unknown
    outcome: Annotated[list[Outcome], Field(min_length=1)] | Unknown
    channels: Annotated[list[Channel], Field(min_length=1)] | Unknown
    remarks: list[Remark] = []
    replaces_rows: list[Line] = []
    """Rows of the compiled fact tables that this record carries (for the count of what was converted)."""

    @property
    def silence(self) -> list[str]:
        """What follows if no decision comes (``silence-effects``), as far as a term or a way of appeal says so."""
        terms = self.terms if isinstance(self.terms, list) else []
        said = {term.silence for term in terms if term.silence is not None}
        appeals = self.appeal if isinstance(self.appeal, list) else []
        said |= {"appeal-open" for each in appeals if each.silence_after is not None}
        return sorted(said) or ["not-recorded"]

    @model_validator(mode="after")
    def _has_scope(self) -> Procedure:
        if not self.professions and not self.any_qualification:
            raise ValueError("no scope: name professions, or say any_qualification: true")
        return self
