"""Likeness of names: cosine of the letter triples of their words, rare triples counting more."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence


def triples(text: str) -> set[str]:
    """The letter triples of each word, its edges included, so that parts of compounds are found too."""
    return {padded[at : at + 3] for word in text.split() for padded in (f" {word} ",) for at in range(len(padded) - 2)}


class NameIndex:
    """Finds the names of a list that are like a text. Names in normal form; the same list gives the same answers."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._entries = sorted(set(entries))
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._own = [triples(name) for name, _ in self._entries]
        for number, own in enumerate(self._own):
            for triple in own:
                self._postings[triple].append(number)
        total = len(self._entries) + 1
        self._rarity = {triple: math.log(total / len(found)) ** 2 for triple, found in self._postings.items()}
        self._unseen = math.log(total) ** 2
        self._lengths = [self._length(own) for own in self._own]

    def like(self, text: str, least: float) -> dict[str, tuple[float, str]]:
        """Key to likeness (0-1) and the name that was found, for every key with a name at least that alike."""
        own = triples(text)
        sums: dict[int, float] = defaultdict(float)
        for triple in sorted(own):
            weight = self._rarity.get(triple, 0.0)
            for number in self._postings.get(triple, ()):
                sums[number] += weight
        length = self._length(own)
        found: dict[str, tuple[float, str]] = {}
        for number, shared in sums.items():
            likeness = round(shared / (length * self._lengths[number]), 4) if length and self._lengths[number] else 0.0
            if likeness >= least:
                name, key = self._entries[number]
                found[key] = max(found.get(key, (0.0, "")), (likeness, name))
        return found

    def _length(self, own: Iterable[str]) -> float:
        return math.sqrt(sum(self._rarity.get(triple, self._unseen) for triple in sorted(own)))


def best(found: Sequence[dict[str, tuple[float, str]]]) -> dict[str, tuple[float, str]]:
    """The best likeness of each key over several texts."""
    merged: dict[str, tuple[float, str]] = {}
    for each in found:
        for key, pair in each.items():
            merged[key] = max(merged.get(key, (0.0, "")), pair)
    return merged
