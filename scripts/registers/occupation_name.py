"""Which of the occupations of an ordinance a passage names: titles are inflected there (zum Fachlageristen)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[\wäöüÄÖÜß-]{3,}")
_SMALL = frozenset({"und", "für", "der", "die", "das", "des", "mit", "von", "zum", "zur", "Fachrichtung"})


def named(text: str, titles: Iterable[str]) -> set[str]:
    """The titles that a text names; a title that is part of a longer one counts only where it stands alone."""
    found: set[str] = set()
    for title in sorted(titles, key=len, reverse=True):
        stems = _stems(title)
        if stems and all(stem in text for stem in stems):
            found.add(title)
            for stem in stems:
                text = text.replace(stem, " ")
    return found


def base_title(title: str) -> tuple[str, str]:
    """Occupation and specialisation: ``Elektroniker Fachrichtung Automatisierungstechnik`` has both."""
    occupation, _, specialisation = title.partition(" Fachrichtung ")
    return occupation, specialisation


def _stems(title: str) -> list[str]:
    words = [word for word in _WORD.findall(title) if word not in _SMALL]
    return [word.rstrip("-") if word.endswith("-") else word[: max(4, len(word) - 2)] for word in words]
