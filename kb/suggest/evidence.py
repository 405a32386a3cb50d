"""The evidence for a pair: each kind with its strength and a line that a reviewer can follow. ISCO is no evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log, prod

from kb.model.qualification import Qualification
from kb.suggest.occupation_link import Links

_FURTHER = frozenset({"further-training", "master-craftsperson", "retraining"})
_PARTS = frozenset({"partial-qualification"})
_LEVELS = {0: 1.0, 1: 0.97, 2: 0.92}


@dataclass(frozen=True)
class Evidence:
    """One reason: ``strength`` 0-1 is how far it goes alone."""

    kind: str
    strength: float
    text: str

    def __str__(self) -> str:
        return f"{self.kind} {self.strength:.2f}: {self.text}"


@dataclass(frozen=True)
class Profile:
    """What is known of a qualification for the comparison."""

    row: Qualification
    national: Links
    dictionary: Links
    main: frozenset[str]
    related: frozenset[str]


def shared_occupation(first: Profile, second: Profile) -> Iterator[Evidence]:
    """A common ESCO occupation: over both national tables, or over ESCO's labels on one side or both."""
    both = _meeting(first.national, second.national)
    if both is not None:
        weight, text = both
        yield Evidence("eures", round(0.6 * weight, 4), text)
    mixed = [
        _meeting(first.dictionary, second.dictionary),
        _meeting(first.national, second.dictionary),
        _meeting(first.dictionary, second.national),
    ]
    if found := [each for each in mixed if each is not None]:
        weight, text = max(found)
        yield Evidence("esco-label", round(0.55 * weight, 4), text)


def _meeting(first: Links, second: Links) -> tuple[float, str] | None:
    common = [(first[key].weight * second[key].weight, key) for key in first.keys() & second.keys()]
    if not common:
        return None
    weight, key = max(common)
    return round(weight, 4), f"{first[key].through} = {key} = {second[key].through}"


def same_training(first: Profile, second: Profile, crowd: Mapping[str, int]) -> Iterator[Evidence]:
    """A common occupation in the links of the editors; one that many train for (``crowd``) says less."""
    if common := sorted(first.main & second.main):
        least = min(crowd.get(occupation, 1) for occupation in common)
        strength = round(max(0.4, 0.6 - 0.07 * log(max(least, 1))), 4)
        yield Evidence("occupation", strength, f"both train for {', '.join(common)}")
    elif common := sorted((first.main | first.related) & (second.main | second.related)):
        yield Evidence("occupation", 0.2, f"both are asked about for {', '.join(common)}")


def alike_title(likeness: float, name: str, is_one_language: bool) -> Iterator[Evidence]:
    """The titles themselves."""
    if likeness > 0:
        strength = likeness * (0.75 if is_one_language else 0.5)
        yield Evidence("title", round(strength, 4), f"like {name} ({likeness:.2f})")


def fit(first: Qualification, second: Qualification) -> float:
    """How well level, duration, field and kind agree (a factor of at most 1); an unknown costs little."""
    factors = (each(first, second) for each in (_level, _duration, _field, _kind))
    return round(prod(factors), 4)


def _level(first: Qualification, second: Qualification) -> float:
    if first.eqf is None or second.eqf is None:
        return 0.95
    return _LEVELS.get(abs(first.eqf - second.eqf), 0.75)


def _duration(first: Qualification, second: Qualification) -> float:
    if first.duration_months is None or second.duration_months is None:
        return 0.98
    return 1.0 if abs(first.duration_months - second.duration_months) <= 12 else 0.94


def _field(first: Qualification, second: Qualification) -> float:
    if first.isced_f is None or second.isced_f is None:
        return 0.98
    return 1.0 if first.isced_f[:3] == second.isced_f[:3] else 0.85


def _kind(first: Qualification, second: Qualification) -> float:
    factor = 0.75 if (first.kind in _FURTHER) != (second.kind in _FURTHER) else 1.0
    return factor * (0.8 if (first.kind in _PARTS) != (second.kind in _PARTS) else 1.0)


def score(evidence: Iterable[Evidence], factor: float) -> float:
    """All evidence together (each piece as if it stood alone), times the fit."""
    return round((1 - prod(1 - each.strength for each in evidence)) * factor, 4)
