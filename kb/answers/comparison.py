"""The answer to "what does the holder of A know and do of what B asks", in both directions."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from kb.answers.present import Shown
from kb.answers.worth import Concept
from kb.model.text import Language


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Aspect(_Part):
    """Level, duration or field of both, and how they stand to each other (never a statement on worth)."""

    a: str | float | None
    b: str | float | None
    relation: Concept | None
    """None where one of the two is not known."""


class UnitStatus(_Part):
    """One unit of the host's qualification: verdict, what covers it, reason, law, bridge.

    ``light``: green (full knowledge and authorised), yellow (full knowledge, not authorised), red (little knowledge);
    None for what is covered in part or not compared, for which that scale has no step.
    """

    unit: Shown
    verdict: Concept
    by: list[Shown]
    reason: Shown | None = None
    light: Concept | None = None
    reserved: list[Concept] = []
    permit: list[Concept] = []
    law: Shown | None = None
    bridge: Shown | None = None
    status: Concept | None = None
    author: str | None = None
    confidence: str | None = None
    is_choice: bool = False
    weight: float | None = None
    sources: list[Shown] = []


class Direction(_Part):
    """The holder of one qualification seen from the units of the other."""

    holder: str
    host: str
    aligned: bool
    coverage: Concept
    share: float | None
    """Share of the content that is covered, 0 to 1; None if nothing is aligned."""
    counts: dict[str, int]
    units: list[UnitStatus]
    extra: list[Shown]
    """Units of the holder that no unit of the host asks for."""
    reserved: list[Concept]
    bridges: list[Shown]


class Comparison(_Part):
    """Two qualifications side by side; every text is in the language asked for, official names keep theirs."""

    a: Shown
    b: Shown
    language: Language
    data_version: str
    level: Aspect
    duration_months: Aspect
    field: Aspect
    statements: list[Shown]
    """What the mappings say of the two as a whole."""
    directions: list[Direction]
    rule: str
    """The rule of coverage, in words."""
    weights: dict[str, float]
    notes: list[Shown]
    unknowns: list[Concept]
    sources: list[Shown]

    def as_json(self) -> dict[str, Any]:
        """The JSON form, the same from library, CLI and HTTP."""
        return self.model_dump(mode="json")


Light = Literal["green", "yellow", "red"]
