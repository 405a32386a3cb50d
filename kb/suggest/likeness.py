"""Likeness of names: cosine of the letter triples of their words, rare triples counting more."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache


def triples(text: str) -> set[str]:
    """The letter triples of each word, its edges included, so that parts of compounds are found too."""
    return {padded[at : at + 3] for word in text.split() for padded in (f" {word} ",) for at in range(len(padded) - 2)}


class NameIndex:
    """Finds the names of a list that are like a text. Names in normal form; the same list gives the same answers."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        keys: dict[str, list[str]] = defaultdict(list)
        for name, key in sorted(set(entries)):
            if name:
                keys[name].append(key)
        self._keys = keys
        self._names = list(keys)
        self._own = [triples(name) for name in self._names]
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, own in enumerate(self._own):
            for triple in own:
                self._postings[triple].append(number)
        total = len(self._names) + 1
        self._rarity = {triple: math.log(total / len(found)) ** 2 for triple, found in self._postings.items()}
        self._unseen = math.log(total) ** 2
        self._lengths = [self._length(own) for own in self._own]
        self.like = lru_cache(maxsize=None)(self._like)

    def _like(self, text: str, least: float) -> dict[str, tuple[float, str]]:
        """Key to likeness (0-1) and the name that was found, for every key with a name at least that alike."""
        own = triples(text)
        length = self._length(own)
        found: dict[str, tuple[float, str]] = {}
        for number in self._near(own, length, least) if length else ():
            shared = sum(sorted(self._rarity[triple] for triple in own & self._own[number]))
            likeness = round(shared / (length * self._lengths[number]), 4) if self._lengths[number] else 0.0
            if likeness >= least:
                for key in self._keys[self._names[number]]:
                    found[key] = max(found.get(key, (0.0, "")), (likeness, self._names[number]))
        return found

    def _near(self, own: set[str], length: float, least: float) -> list[int]:
        """The names that may be alike enough: rare triples are looked up, until the rest cannot reach ``least``.

        A name that shares only the rest, of weight R, is alike by at most the root of R over the length of the text.
        """
        ordered = sorted(((self._rarity.get(triple, self._unseen), triple) for triple in own), reverse=True)
        rest = length * length
        sums: dict[int, float] = defaultdict(float)
        for weight, triple in ordered:
            if rest < least * least * length * length:
                break
            rest -= weight
            for number in self._postings.get(triple, ()):
                sums[number] += weight
        lengths, needed = self._lengths, least * length - 1e-6
        return [number for number, shared in sums.items() if shared + rest >= needed * lengths[number]]

    def _length(self, own: Iterable[str]) -> float:
        return math.sqrt(sum(sorted(self._rarity.get(triple, self._unseen) for triple in own)))


def best(found: Sequence[dict[str, tuple[float, str]]]) -> dict[str, tuple[float, str]]:
    """The best likeness of each key over several texts."""
    merged: dict[str, tuple[float, str]] = {}
    for each in found:
        for key, pair in each.items():
            merged[key] = max(merged.get(key, (0.0, "")), pair)
    return merged
