"""How much of a qualification is covered: the rule, with its weights and thresholds out of the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.model.unit import Unit

_STEPS = ("whole", "most", "part", "little")


@dataclass(frozen=True)
class Share:
    """Share of the content between 0 and 1, and the concept of ``coverage`` that it makes."""

    value: float
    coverage: str


def weights(units: Sequence[Unit], of: Mapping[str, float]) -> dict[str, float]:
    """Code of each unit to what it counts: the weeks that its source states, else their mean, by its kind's weight."""
    told = [float(unit.weeks) for unit in units if unit.weeks]
    mean = sum(told) / len(told) if told else 1.0
    return {unit.code: of[f"unit-kinds/{unit.kind}"] * float(unit.weeks or mean) for unit in units}


def share(verdicts: Mapping[str, str], weight: Mapping[str, float], of: Mapping[str, float]) -> Share | None:
    """The share of the units that have a verdict; None if none of them counts."""
    total = sum(weight[code] for code in verdicts)
    if not total:
        return None
    value = sum(weight[code] * of[f"unit-verdicts/{verdict}"] for code, verdict in verdicts.items()) / total
    return Share(value, next(step for step in _STEPS if value >= of[f"coverage/{step}"] - 1e-9))
