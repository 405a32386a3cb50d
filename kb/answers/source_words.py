"""Our words on sources in the reader's language: places, dates, glosses. What the source itself says stays as it is.

The facts hold them in English (``page as a whole``, ``Voorwaarden and second paragraph``); their phrases stand with
the other languages in the scheme ``source-words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from babel.dates import format_date, format_skeleton, get_month_names

from kb.graph.catalogue import Catalogue
from kb.model.text import Language

_SCHEME = "source-words/"
_MONTHS = {name: month for month, name in get_month_names("wide", locale="en").items()}
_DATE = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) (\d{{4}})\b")
_OF_DATE = re.compile(rf"\bof (?=(?:\d{{1,2}} )?(?:{'|'.join(_MONTHS)}) \d{{4}})")
_OF = {"nl": "van ", "de": "vom ", "fr": "du "}
_SPEAKS_OUR_WORDS = frozenset({"en", "fr"})
"""Languages whose headings share words with ours (``documents``, ``introduction``): only whole parts are replaced."""


def place(catalogue: Catalogue, text: str, source: Language | None, reader: Language) -> str:
    """A place in a source, or its date in words; ``source`` is the language that the source is written in."""
    if reader == "en":
        return text
    words = _words(catalogue, reader)
    return words.by_part(text) if source in _SPEAKS_OUR_WORDS else words.anywhere(text)


def title(catalogue: Catalogue, text: str, source: Language | None, reader: Language) -> str:
    """A title: our own, or that of the source with our gloss behind it."""
    if reader == "en":
        return text
    words = _words(catalogue, reader)
    return words.by_part(text) if source in _SPEAKS_OUR_WORDS else words.phrases(text)


@lru_cache(maxsize=8)
def _words(catalogue: Catalogue, reader: Language) -> _Words:
    labels = [texts for key, texts in catalogue.labels.items() if key.startswith(_SCHEME)]
    return _Words(reader, {texts["en"]: texts[reader] for texts in labels})


@dataclass(eq=False)
class _Words:
    """The phrases of one language, by their English."""

    reader: Language
    texts: dict[str, str]

    @cached_property
    def _all(self) -> re.Pattern[str]:
        return _pattern(self.texts)

    @cached_property
    def _long(self) -> re.Pattern[str]:
        # one word alone may belong to a title: "Transport Management and Logistics"
        return _pattern(text for text in self.texts if " " in text)

    def whole(self, text: str) -> str:
        return self.texts.get(text, text)

    def by_part(self, text: str) -> str:
        if text in self.texts:
            return self.texts[text]
        return "".join(self.whole(part) for part in re.split(r"(; |, |: | \(|\))", text))

    def anywhere(self, text: str) -> str:
        return self._replaced(self._all, text)

    def phrases(self, text: str) -> str:
        return self._replaced(self._long, text)

    def _replaced(self, pattern: re.Pattern[str], text: str) -> str:
        replaced = pattern.sub(lambda found: self.texts[found[0]], text)
        return _DATE.sub(self._day, _OF_DATE.sub(_OF[self.reader], replaced))

    def _day(self, found: re.Match[str]) -> str:
        day, month, year = found[1], _MONTHS[found[2]], int(found[3])
        if day is None:
            return format_skeleton("yMMMM", date(year, month, 1), locale=self.reader)
        return format_date(date(year, month, int(day)), "long", locale=self.reader)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    # a release that was built without the phrases replaces none
    words = "|".join(map(re.escape, longest_first)) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
