"""Our labels of units: beside what the unit has, never over it; a label of no unit is an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from kb.model.unit import Unit
from kb.model.unit_label import UnitLabel
from kb.read.origin import Origin
from kb.read.unit_label import labelled, problems

UNIT = Unit.model_validate({
    "qualification": "de-beruf:koch", "code": "A.1", "kind": "core", "title": "Kochen", "language": "de",
    "label_nl": "koken", "confidence": "high", "source": "de/x", "at": "x", "checked": "2026-11-27",
})  # fmt: skip
UNITS = {UNIT.id: UNIT}
ORIGINS = {f"unit-labels/de-beruf:koch/{code}": Origin(Path("de-beruf.tsv"), row=2) for code in ("A.1", "A.2")}


def label(code: str = "A.1", **labels: str) -> UnitLabel:
    return UnitLabel(qualification="de-beruf:koch", code=code, **labels)  # type: ignore[arg-type]


def test_a_label_stands_beside_the_title() -> None:
    found = labelled(UNITS, [label(label_fr="cuisiner")])[UNIT.id]
    assert (found.title, found.label_fr, found.label_nl) == ("Kochen", "cuisiner", "koken")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (label("A.2", label_fr="cuisiner"), "no unit"),
        (label(label_nl="koken en bakken"), "already"),
        (label(label_de="Kochen"), "official title"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(row: UnitLabel, said: str) -> None:
    (found,) = problems([row], UNITS, ORIGINS)
    assert said in found.what
    assert found.line == 2


def test_a_row_without_a_label_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least one language"):
        label()
