"""Professions of a host: whether access is regulated there, by what, for whom."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kb.model.concept import Concept, In
from kb.model.fact import Fact, Unknown
from kb.model.identifier import Key, QualificationId
from kb.model.jurisdiction import Jurisdiction, Mode
from kb.model.procedure import Basis
from kb.model.text import OfficialName, Text

Answer = Literal["yes", "no", "unknown"]


class Regulated(Fact):
    """Whether access is regulated when working in these modes, with the source of the yes AND of the no."""

    modes: Annotated[list[Mode], Field(min_length=1)]
    answer: Literal["yes", "no"]
    kind: Annotated[Concept | None, In("regulation-kinds")] = None
    detail: Text | None = None


class Access(Fact):
    """Qualifications of the host itself that give access."""

    qualifications: Annotated[list[QualificationId], Field(min_length=1)]


class Automatic(Fact):
    """Qualifications of other states that are recognised without a comparison of content (Annex V and its mirrors)."""

    qualifications: Annotated[list[QualificationId], Field(min_length=1)]
    condition: Text | None = None


class NotAutomatic(Fact):
    """A near qualification that is NOT on the automatic list, with the reason, because people ask."""

    qualifications: Annotated[list[QualificationId], Field(min_length=1)]
    reason: Text


class Level(Fact):
    """Article 11 level (a-e) of Directive 2005/36/EC at which the host regulates; not an EQF level."""

    level: Literal["a", "b", "c", "d", "e"]


class Start(Fact):
    """Whether somebody may work before recognition, and as what."""

    modes: Annotated[list[Mode], Field(min_length=1)]
    answer: Literal["yes", "supervised", "no"]
    detail: Text
    other_tasks: Literal["supervised"] | None = None
    """Where the answer is no: whether the source leaves open the work of the profession that is not reserved."""


class Activity(Fact):
    """An activity that the law reserves to this profession."""

    text: Text


class Profession(Fact):
    """A profession in one jurisdiction, tied to an ``occupation`` that the jurisdictions share.

    ``regulated`` states each mode at most once; a mode that no entry names is unknown.
    """

    id: Key
    jurisdiction: Jurisdiction
    names: Annotated[list[OfficialName], Field(min_length=1)]
    labels: Text
    occupation: Annotated[Concept, In("occupations")]
    regulated: Annotated[list[Regulated], Field(min_length=1)] | Unknown
    legal_basis: Annotated[list[Basis], Field(min_length=1)] | Unknown
    reserved_activities: list[Activity] = []
    access: list[Access] = []
    automatic: list[Automatic] = []
    not_automatic: list[NotAutomatic] = []
    art11_level: list[Level] = []
    before_recognition: list[Start] = []
    of_region: bool = False
    """A rule of the Region, not of the Community: be-vl holds both, and only the Community's reach into Brussels."""
    authority: Key | None = None
    """Whom to ask about this profession."""
