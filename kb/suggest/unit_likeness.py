"""Units of one qualification that may cover a unit of another: a drafting aid out of titles, never a verdict.

Words are compared across languages, and the best way counts: the same word; a pair of the table of words (ESCO, BA and
VDAB competences); a translation that is part of a compound; a concept of the glossary of trade terms; letter pairs in
common. Rare words count more.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kb.model.unit import Unit
from kb.suggest.unit_word import TradeTerm, UnitWord, words

_PART = 5
_LEAST_LETTERS = 0.5
_ABOUT = 0.6
"""What two words count that the glossary says are about the same thing."""
_ABOVE = 0.3
"""What the words of the unit above (kerntaak) count beside its own."""


@dataclass(frozen=True)
class Suggestion:
    """A unit, how alike (0 to 1, comparable within one sheet only), and the words that met."""

    unit: Unit
    score: float
    evidence: tuple[str, ...]


class UnitSuggester:
    """Ranks units. The same units and words give the same answers."""

    def __init__(self, units: Iterable[Unit], table: Iterable[UnitWord], terms: Iterable[TradeTerm] = ()) -> None:
        self._units = {unit.id: unit for unit in units}
        self._pairs: dict[str, dict[str, float]] = defaultdict(dict)
        for row in table:
            self._pairs[f"nl {row.nl}"][f"de {row.de}"] = row.weight
            self._pairs[f"de {row.de}"][f"nl {row.nl}"] = row.weight
        self._stems = [
            (f"{language} {stem}", term.concept)
            for term in terms
            for language, stems in (("nl", term.nl), ("de", term.de))
            for stem in stems
        ]
        self._about = lru_cache(maxsize=50_000)(self._concepts)
        self._words = {key: self._weighted(unit) for key, unit in self._units.items()}
        seen = Counter(word for own in self._words.values() for word in own)
        self._rarity = {word: math.log((len(self._words) + 1) / count) for word, count in seen.items()}
        self._alike = lru_cache(maxsize=200_000)(self._compare)

    def suggestions(self, thing: Unit, own: Iterable[Unit], limit: int = 3) -> list[Suggestion]:
        """The units of the holder that may cover ``thing``, the most alike first; none that have nothing in common."""
        found = [self._suggestion(thing, unit) for unit in own]
        ordered = sorted(found, key=lambda each: (-each.score, each.unit.code))
        return [each for each in ordered if each.score > 0][:limit]

    def _weighted(self, unit: Unit) -> dict[str, float]:
        """Word, marked with its language, to what it counts."""
        language = unit.language or "nl"
        own = dict.fromkeys((f"{language} {word}" for word in words(unit.name, language)), 1.0)
        above = self._units.get(f"{unit.qualification}/{unit.parent}") if unit.parent else None
        extra = words(above.name, language) if above else []
        return {**dict.fromkeys((f"{language} {word}" for word in extra), _ABOVE), **own}

    def _suggestion(self, thing: Unit, unit: Unit) -> Suggestion:
        first, second = self._words[thing.id], self._words[unit.id]
        forth, met = self._one_way(first, second)
        back, _ = self._one_way(second, first)
        score = 2 * forth * back / (forth + back) if forth + back else 0.0
        return Suggestion(unit, round(score, 3), tuple(met))

    def _one_way(self, first: Mapping[str, float], second: Mapping[str, float]) -> tuple[float, list[str]]:
        """The share of the first one's words, by rarity, that the second one has; and the pairs that met."""
        whole = total = 0.0
        met: list[tuple[float, str]] = []
        for word, counts in first.items():
            weight = counts * self._rarity.get(word, 1.0)
            whole += weight
            best, other = max(((self._alike(word, each), each) for each in second), default=(0.0, ""))
            total += weight * best
            if best >= _LEAST_LETTERS:
                met.append((weight * best, f"{word[3:]} ~ {other[3:]}"))
        return (total / whole if whole else 0.0), [pair for _, pair in sorted(met, reverse=True)[:3]]

    def _compare(self, first: str, second: str) -> float:
        one, other = first[3:], second[3:]
        if one == other:
            return 1.0
        about = _ABOUT if self._about(first) & self._about(second) else 0.0
        if first[:2] == second[:2]:
            return max(about, _letters(one, other))
        told = self._pairs.get(first, {})
        found = 0.5 + told[second] / 2 if second in told else 0.0
        inside = any(_is_part(each[3:], other) and weight >= 0.2 for each, weight in told.items())
        back = any(_is_part(each[3:], one) for each, weight in self._pairs.get(second, {}).items() if weight >= 0.2)
        return max(found, about, 0.7 if inside or back else 0.0, _letters(one, other))

    def _concepts(self, word: str) -> frozenset[str]:
        """What the glossary says a word is about: it begins with a stem, or ends in a compound with a long one."""
        return frozenset(concept for stem, concept in self._stems if word.startswith(stem) or _ends_in(word, stem))


def _ends_in(word: str, stem: str) -> bool:
    """Whether a compound holds a long stem of its own language."""
    return len(stem) > _PART + 2 and word[:2] == stem[:2] and stem[3:] in word


def _is_part(word: str, compound: str) -> bool:
    """Whether a word stands in a longer one."""
    return len(word) >= _PART and len(compound) > len(word) and word in compound


def _letters(one: str, other: str) -> float:
    """Share of common letter pairs; 0 below a half, which chance reaches."""
    first, second = _twos(one), _twos(other)
    common = sum((first & second).values())
    share = 2 * common / (sum(first.values()) + sum(second.values()))
    return share if share >= _LEAST_LETTERS else 0.0


@lru_cache(maxsize=50_000)
def _twos(word: str) -> Counter[str]:
    padded = f" {word} "
    return Counter(padded[at : at + 2] for at in range(len(padded) - 1))
