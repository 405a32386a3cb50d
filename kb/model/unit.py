"""Units: the official parts of a qualification (kerntaken and werkprocessen, Berufsbildpositionen, competences)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from kb.model.concept import Concept, In
from kb.model.identifier import Key, QualificationId
from kb.model.text import Language, Line

_CODE = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_PART = re.compile(r"[mwy]\d+(?:-\d+)?=\d+(?:\.\d+)?")

OPTIONAL_KINDS = frozenset({"specialisation", "elective", "additional"})
"""Kinds of units that not every holder has: they need a choice, so a comparison need not speak of them."""


def unit_code(value: str) -> str:
    """Check the code of a unit within its qualification: ``B1-K1-W2``, ``A.12``, ``I.1``."""
    if _CODE.fullmatch(value) is None:
        raise ValueError(f"{value!r} is not a unit code: letters and digits joined by single dots or hyphens")
    return value


def _part(value: str) -> str:
    if _PART.fullmatch(value) is None:
        raise ValueError(f"{value!r}: write m1-18=12 (months 1 to 18: 12 weeks), y2=6 (year 2), w1-52=8 (weeks)")
    return value


UnitCode = Annotated[str, AfterValidator(unit_code)]
Part = Annotated[str, AfterValidator(_part)]


def unit_id(qualification: str, code: str) -> str:
    """The identifier of a unit: ``nl-crebo:25656/B1-K1-W2``."""
    return f"{qualification}/{code}"


def natural(code: str) -> tuple[tuple[int, str], ...]:
    """Sort key in which 2 stands before 10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|[^\d.-]+", code))


class Unit(BaseModel):
    """One part of a qualification.

    ``title`` is the official name in its ``language``; where its text may not be carried over (Flemish competences)
    it is empty, ``number`` says which one is meant and ``label_nl`` is our own short paraphrase. The labels are
    always ours. ``weeks``: the guide value of the training plan; ``weeks_by_part``: the same by months (``m1-18=12``),
    years or weeks of the training. ``parent``: the code of the unit that this one belongs to. ``group``: the
    specialisation or the list of electives, in the words of the source.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    qualification: QualificationId
    code: UnitCode
    number: Line | None = None
    kind: Annotated[Concept, In("unit-kinds")]
    parent: UnitCode | None = None
    title: Line | None = None
    language: Language | None = None
    label_nl: Line | None = None
    label_de: Line | None = None
    label_fr: Line | None = None
    label_en: Line | None = None
    group: Line | None = None
    weeks: Annotated[Decimal, Field(ge=0)] | None = None
    weeks_by_part: list[Part] = []
    hours: Annotated[int, Field(ge=0)] | None = None
    confidence: Literal["high", "medium", "low"]
    source: Key
    at: Line
    as_of: Line | None = None
    checked: date
    note: Line | None = None

    @property
    def id(self) -> str:
        """``nl-crebo:25656/B1-K1-W2``."""
        return unit_id(self.qualification, self.code)

    @property
    def labels(self) -> dict[Language, str]:
        """Our own labels by language."""
        found: dict[Language, str | None] = {
            "nl": self.label_nl, "de": self.label_de, "fr": self.label_fr, "en": self.label_en
        }  # fmt: skip
        return {language: label for language, label in found.items() if label}

    @property
    def name(self) -> str:
        """The official title, or else our label."""
        return self.title or next(iter(self.labels.values()))

    @model_validator(mode="after")
    def _has_a_name(self) -> Unit:
        if self.title is None and not self.labels:
            raise ValueError("write the official title, or our own label where its text may not be carried over")
        if (self.title is None) != (self.language is None):
            raise ValueError("title and language stand together: an official title keeps its language")
        return self


def required(units: Iterable[Unit]) -> list[Unit]:
    """The units of a qualification that a comparison must speak of: its smallest ones, without the choices."""
    units = list(units)
    parents = {unit.parent for unit in units}
    found = [unit for unit in units if unit.code not in parents and unit.kind not in OPTIONAL_KINDS]
    return sorted(found, key=lambda unit: natural(unit.code))
