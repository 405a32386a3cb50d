"""Units (``kb/data/units/*.tsv``) as a whole: each file holds one register, each parent exists, no circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.model.identifier import scheme_of
from kb.model.unit import Unit, unit_id
from kb.read.origin import Origin
from kb.read.problem import Problem


def problems(units: Mapping[str, Unit], origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """Everything that is wrong between the rows."""
    for key, unit in units.items():
        origin = origins[f"units/{key}"]
        scheme = scheme_of(unit.qualification)
        if scheme != origin.path.name.partition(".")[0]:
            what = f"{unit.qualification} does not belong into {origin.path.name}"
            yield Problem(origin.path, origin.line, "qualification", what, f"move the row to {scheme}.tsv")
        if unit.parent is None:
            continue
        parent = units.get(unit_id(unit.qualification, unit.parent))
        if parent is None:
            what = f"{unit.parent} is no unit of {unit.qualification}"
            yield Problem(origin.path, origin.line, "parent", what, "correct the code, or add the parent")
        elif parent is unit or parent.parent == unit.code:
            yield Problem(origin.path, origin.line, "parent", f"{unit.code} stands above itself", "correct the parent")
