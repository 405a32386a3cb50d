"""Our labels put on the units that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kb.model.unit import Unit
from kb.model.unit_label import UnitLabel
from kb.read.origin import Origin
from kb.read.problem import Problem


def labelled(units: Mapping[str, Unit], labels: Iterable[UnitLabel]) -> dict[str, Unit]:
    """The units with our labels; what a unit has itself, and its official title, stays."""
    found = dict(units)
    for row in labels:
        if (unit := found.get(row.id)) is not None:
            new = {name: label for name, label in row.labels.items() if getattr(unit, name) is None}
            found[row.id] = unit.model_copy(update=new)
    return found


def problems(
    labels: Iterable[UnitLabel], units: Mapping[str, Unit], origins: Mapping[str, Origin]
) -> Iterator[Problem]:
    """Labels of units that do not exist, and labels that say again what stands with the unit."""
    for row in labels:
        origin, unit = origins[f"unit-labels/{row.id}"], units.get(row.id)
        if unit is None:
            what, fix = f"{row.code} is no unit of {row.qualification}", "correct the code, or remove the row"
            yield Problem(origin.path, origin.line, "code", what, fix)
            continue
        for name, label in row.labels.items():
            if getattr(unit, name) is not None:
                what = f"the unit has a {name} already: {getattr(unit, name)}"
                yield Problem(origin.path, origin.line, name, what, "keep one of the two")
            elif label == unit.title:
                yield Problem(origin.path, origin.line, name, "that is the official title", "leave the cell empty")
