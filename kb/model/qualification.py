"""Qualifications: rows of the national registers, with what each row says of its own reliability."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.model.concept import Concept, In
from kb.model.identifier import Key, QualificationId, Scheme
from kb.model.text import Language, Line

Reliability = Literal["stated", "inferred", "unverified", "unknown"]
RowStatus = Literal["current", "latest-known", "superseded", "unknown", "former"]
"""``former``: of an older generation of the register, kept in ``registers/former`` so that old diplomas are found."""


ONLY_FORMER = ("kin", "seen_in_force")
"""Fields of former codes only: the tables of the registers themselves have no such columns."""


class Qualification(BaseModel):
    """One qualification or training occupation of a national register.

    Values that a compiler inferred carry ``*_reliability`` other than ``stated`` and, where given, the basis.
    ``unknown`` means that no value was read; the value field is then empty. ``level`` counts in
    ``level_framework`` (mbo, DQR, VKS, QRDG, CFC); ``eqf`` is the European level; neither says anything on access.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    scheme: Scheme
    code: Line
    official_code: Line | None = None
    title: Line
    title_feminine: Line | None = None
    language: Language
    title_en: Line | None = None
    title_en_reliability: Reliability = "unknown"
    kind: Annotated[Concept, In("qualification-kinds")]
    kind_text: Line | None = None
    """The kind of certificate in the words of the register, where the concept is wider."""
    level_framework: Literal["mbo", "dqr", "vks", "qrdg", "cfc"] | None = None
    level: Annotated[int, Field(ge=1, le=8)] | None = None
    level_reliability: Reliability = "unknown"
    level_basis: Line | None = None
    eqf: Annotated[int, Field(ge=1, le=8)] | None = None
    eqf_reliability: Reliability = "unknown"
    duration_months: Decimal | None = None
    duration_reliability: Reliability = "unknown"
    duration_text: Line | None = None
    pathways: list[Line] = []
    """Dutch leerweg (BOL, BBL)."""
    field: Line | None = None
    """The register's own grouping: opleidingsdomein with its code, Zuständigkeitsbereich, domain path."""
    isced_f: Annotated[str, Field(pattern=r"^\d{2,4}$")] | None = None
    isced_f_reliability: Reliability = "unknown"
    kldb: Annotated[str, Field(pattern=r"^\d{5}$")] | None = None
    isco: Annotated[str, Field(pattern=r"^\d{4}$")] | None = None
    dkz_id: Line | None = None
    dossier: Line | None = None
    dossier_title: Line | None = None
    dossier_reliability: Reliability = "unknown"
    dossier_basis: Line | None = None
    specialisations: list[Line] = []
    regulated_at_home: Literal["yes", "no", "partial", "unknown"] = "unknown"
    regulated_text: Line | None = None
    awarding_body: Line | None = None
    legal_basis: Line | None = None
    status: RowStatus
    status_reliability: Reliability
    status_text: Line | None = None
    valid_from: date | None = None
    valid_from_text: Line | None = None
    valid_to: date | None = None
    seen_in_force: date | None = None
    """A day on which a source shows it in force, where its first and last day are not known."""
    replaced_by: list[QualificationId] = []
    replaced_by_reliability: Reliability = "unknown"
    kin: list[QualificationId] = []
    """Of a former code: the rows beside which a list of the register puts it, without saying that they replaced it."""
    replaces_text: Line | None = None
    """Predecessors that stand in no register here, in the words of the source."""
    sources: Annotated[list[Key], Field(min_length=1)]
    as_of: Line | None = None
    """State of the source as the source gives it."""
    checked: date
    note: Line | None = None

    @property
    def id(self) -> str:
        """Compact identifier, ``nl-crebo:25656``."""
        return f"{self.scheme}:{self.code}"
