"""Clauses: the parts of a note, and what they say of the reliability of the row's values."""

from __future__ import annotations

import re

UNVERIFIED = "BACKGROUND-UNVERIFIED"
_ALL_VALUES = f"all values {UNVERIFIED}"
_BETWEEN = re.compile(r"; (?![^(]*\))")


def clauses(text: str) -> list[str]:
    """Parts of a note between semicolons; a semicolon inside brackets does not part."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def with_any(text: str, *words: str) -> list[str]:
    """The clauses that hold one of the words."""
    return [clause for clause in clauses(text) if any(word in clause for word in words)]


def is_unverified(note: str, *names: str) -> bool:
    """Whether a clause marks the named value, or all values, as background knowledge that nobody checked."""
    return any(UNVERIFIED in clause for clause in with_any(note, *names, _ALL_VALUES))


def join(*parts: str) -> str:
    """Clauses as one note, without empty ones."""
    return "; ".join(part for part in parts if part)
