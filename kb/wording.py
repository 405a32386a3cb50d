"""Wording: the sentences of pages and documents, from gettext catalogues. English is the language of the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import resources

from babel.messages.pofile import read_po

from kb.model.text import LANGUAGES, Language

Translate = Callable[[str], str]


@lru_cache(maxsize=8)
def catalogue(language: Language) -> dict[str, str]:
    """The catalogue of a language: key to text; empty for English."""
    if language == "en":
        return {}
    found: dict[str, str] = {}
    for name in (f"{language}.po", f"documents.{language}.po"):
        with (resources.files("kb") / "locale" / name).open("rb") as file:
            entries = read_po(file, locale=language)
        found |= {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}
    return found


def translator(language: Language) -> Translate:
    """A function from key to text; a key without a text (which the tests do not let pass) stays as it is."""
    texts = catalogue(language)
    return lambda key: texts.get(key, key)


def missing(keys: set[str]) -> dict[str, list[str]]:
    """By language, the keys that have no text."""
    return {
        language: sorted(key for key in keys if language != "en" and key not in catalogue(language))
        for language in LANGUAGES
    }
