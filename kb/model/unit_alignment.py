"""Alignments of units: how far the holder of one qualification covers one unit of another. Directed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from kb.model.concept import Concept, In
from kb.model.identifier import Key, QualificationId
from kb.model.text import Language, Line
from kb.model.unit import UnitCode, natural


class UnitAlignment(BaseModel):
    """One row: the holder of ``subject_qualification`` seen from the unit ``object`` of ``object_qualification``.

    ``subject`` are the units of the holder that cover it; none where it is missing. ``reserved``: activities in the
    unit that the law of the object's country keeps for certain persons; ``permit``: what such a person needs;
    ``legal_source`` and ``legal_at`` say where. ``bridge``: the step that closes the gap, only where a source
    (``bridge_source``, ``bridge_at``) names one. ``source`` and ``at``: what the verdict rests on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject_qualification: QualificationId
    object_qualification: QualificationId
    object: UnitCode
    object_name: Line
    verdict: Annotated[Concept, In("unit-verdicts")]
    subject: list[UnitCode] = []
    reason_nl: Line | None = None
    reason_de: Line | None = None
    reason_fr: Line | None = None
    reason_en: Line | None = None
    reserved: Annotated[list[Concept], In("reserved-activities")] = []
    permit: Annotated[list[Concept], In("permits")] = []
    legal_source: Key | None = None
    legal_at: Line | None = None
    bridge: Annotated[Concept, In("bridging-steps")] | None = None
    bridge_name: Line | None = None
    bridge_source: Key | None = None
    bridge_at: Line | None = None
    source: Key
    at: Line
    author_label: Line
    alignment_date: date
    status: Annotated[Concept, In("mapping-status")]
    confidence: Literal["high", "medium", "low"]

    @property
    def pair(self) -> str:
        """The name of the file of the pair: both qualifications, sorted."""
        return pair_of(self.subject_qualification, self.object_qualification)

    @property
    def id(self) -> str:
        """``<pair>/<scheme>.<code of the subject>--<object unit>``."""
        return f"{self.pair}/{_flat(self.subject_qualification)}--{self.object}"

    @property
    def order(self) -> tuple[str, str, tuple[tuple[int, str], ...]]:
        """The order of the rows of a file."""
        return self.subject_qualification, self.object_qualification, natural(self.object)

    @property
    def reasons(self) -> dict[Language, str]:
        """The reason by language; never empty."""
        found: dict[Language, str | None] = {
            "nl": self.reason_nl, "de": self.reason_de, "fr": self.reason_fr, "en": self.reason_en
        }  # fmt: skip
        return {language: reason for language, reason in found.items() if reason}

    @model_validator(mode="after")
    def _is_complete(self) -> UnitAlignment:
        wrong = [what for is_wrong, what in self._rules() if is_wrong]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _rules(self) -> tuple[tuple[bool, str], ...]:
        needs_law, has_law = bool(self.reserved or self.permit), bool(self.legal_source and self.legal_at)
        return (
            (self.verdict == "unknown", "a unit that was not compared has no row: remove it"),
            (self.verdict in ("covered", "partly") and not self.subject, f"{self.verdict}: name the units in subject"),
            (self.verdict == "missing" and bool(self.subject), "missing: leave subject empty, or write partly"),
            (not self.reasons, "write the reason in one line, in reason_nl, reason_de, reason_fr or reason_en"),
            (needs_law and not has_law, "reserved and permit need legal_source and legal_at: which law says so, where"),
            (has_law and not needs_law, "legal_source without reserved or permit: say what is reserved"),
            (bool(self.bridge) != bool(self.bridge_source and self.bridge_at),
             "bridge, bridge_source, bridge_at go together"),
        )  # fmt: skip


def pair_of(first: str, second: str) -> str:
    """``de-beruf.pflegefachmann_nl-crebo.25656`` of two qualifications in any order."""
    return "_".join(sorted((_flat(first), _flat(second))))


def _flat(qualification: str) -> str:
    return qualification.replace(":", ".")
