"""One normal form for queries and titles."""

from __future__ import annotations

import re
import unicodedata

_GENDER = re.compile(
    r"\s*\([mwfdx/ ]+\)|(?<=\w)\((?:in|innen|e|ne|r|euse|trice)\)"
    r"|(?<=\w)[/:*_](?:-)?(?:in|innen|frau|mann|e|r|euse|trice|ne)\b",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[^a-z0-9]+")


def normal(text: str) -> str:
    """Lower case, no diacritics, no gender markers such as ``(m/w/d)``, ``/in`` or ``(e)``, single spaces."""
    plain = _GENDER.sub("", text).replace("ß", "ss").casefold()
    letters = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    return _BREAKS.sub(" ", letters.replace("œ", "oe")).strip()


def trigrams(text: str) -> list[str]:
    """The three-letter windows of a normal form, each once, in order; shorter texts are one window."""
    if len(text) < 3:
        return [text] if text else []
    return list(dict.fromkeys(text[start : start + 3] for start in range(len(text) - 2)))
