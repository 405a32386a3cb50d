"""Writes the lines of one document: words of the catalogue, values by language, marks of the sources, doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from kb.answers.present import Shown
from kb.documents.document import Line, Mark, Run, Source, Sources
from kb.model.text import Language
from kb.wording import translator

_SURE = frozenset({"stated"})
_LOCALES = {"nl": "nl_NL", "de": "de_DE", "fr": "fr_FR", "en": "en_GB"}


class Writer:
    """Numbers the sources in the order in which the lines name them; ``on`` is the day of the data."""

    def __init__(self, language: Language, on: date) -> None:
        self.language, self.on = language, on
        self._say = translator(language)
        self._locale = _LOCALES[language]
        self._numbers: dict[str, int] = {}

    def says(self, key: str, /, **values: object) -> str:
        """A sentence of the catalogue, with its values in place."""
        return self._say(key).format(**values) if values else self._say(key)

    def line(self, *parts: str | Run | Line, cites: Iterable[Shown] = (), status: Shown | None = None) -> Line:
        """A line of its parts; the marks and doubts of parts that are lines are kept."""
        lines = [part for part in parts if isinstance(part, Line)]
        doubt = status["label"] if status and status["id"] not in _SURE else None
        return Line(
            runs=tuple(_runs(parts)),
            marks=tuple(_distinct([mark for each in lines for mark in each.marks] + [*map(self.mark, cites)])),
            doubt=next((each for each in [doubt, *(line.doubt for line in lines)] if each), None),
            missing=any(line.missing for line in lines),
        )

    def fact(self, fact: Shown, *parts: str | Run) -> Line:
        """A value with the mark of its source, its reliability, and from when until when it holds."""
        line = self.line(*parts, *self._force(fact), cites=[fact["cite"]], status=fact.get("status"))
        return line if self._is_in_force(fact) else line.model_copy(update={"doubt": self.says("out of date")})

    def holds(self, fact: Shown) -> bool:
        """Whether a fact is neither over nor taken back by a newer one."""
        return self._is_in_force(fact) and fact["status"]["id"] != "superseded"

    def _is_in_force(self, fact: Shown) -> bool:
        return not fact.get("until") or date.fromisoformat(fact["until"]) >= self.on

    def _force(self, fact: Shown) -> Iterator[str]:
        if "since" in fact and fact["since"] and date.fromisoformat(fact["since"]) > self.on:
            yield f" ({self.says('from {day}', day=self.day(fact['since']))})"
        if fact.get("until"):
            yield f" ({self.says('until {day}', day=self.day(fact['until']))})"

    def missing(self, unknown: Shown | None = None, ask: Shown | None = None) -> Line:
        """What stands where nothing was found: whom to ask, and where one looked."""
        whom = (unknown or {}).get("ask") or ask
        looked = [{"source": key, "checked": unknown["on"]} for key in unknown["looked_at"]] if unknown else []
        text = self.says("Not found.")
        parts: list[str | Run] = [text] if whom is None else [f"{text} {self.says('Ask:')} ", self.link(whom)]
        return self.line(*parts, cites=looked).model_copy(update={"missing": True})

    def link(self, authority: Shown) -> Run:
        """Our name of an authority, leading to its page."""
        return Run(text=authority["label"], href=authority.get("url"))

    def official(self, name: Shown) -> Run:
        """A name as its owner writes it; its language is kept where it is another."""
        return Run(text=name["text"], lang=name["lang"] if name["lang"] != self.language else None)

    def mark(self, cite: Shown) -> Mark:
        """The number of a source, given at its first use."""
        number = self._numbers.setdefault(cite["source"], len(self._numbers) + 1)
        return Mark(source=number, checked=cite["checked"])

    def sources(self, known: Iterable[Shown]) -> Sources:
        """The sources named so far, in their order; ``known`` are those of the answers."""
        by_id = {each["id"]: each for each in known}
        return Sources(entries=tuple(self._source(number, by_id[key]) for key, number in self._numbers.items()))

    def _source(self, number: int, shown: Shown) -> Source:
        is_unread = shown["kind"]["id"] == "background"
        return Source(
            number=number,
            title=shown["title"],
            lang=shown["language"] if shown["language"] != self.language else None,
            publisher=shown["publisher"],
            label=shown["kind"]["label"],
            url=shown["url"] if (shown["url"] or "").startswith("http") else None,
            published=self._published(shown["published"]),
            checked=shown["checked"],
            doubt=self.says("not read in a source") if is_unread else None,
        )

    def _published(self, text: str | None) -> str | None:
        try:
            return self.day(text) if text else None
        except ValueError:
            return text

    def day(self, text: str) -> str:
        """A date in words of the language."""
        return format_date(date.fromisoformat(text), "d MMMM y", locale=self._locale)

    def money(self, amount: float) -> str:
        """An amount of euros."""
        return format_currency(amount, "EUR", locale=self._locale)

    def number(self, value: float) -> str:
        """A number."""
        return format_decimal(value, locale=self._locale)

    def percent(self, share: float) -> str:
        """A share of 0 to 1."""
        return format_percent(share, locale=self._locale)

    def listed(self, items: Iterable[str]) -> str:
        """``a, b and c``."""
        return format_list(list(items), locale=self._locale)


def _runs(parts: Iterable[str | Run | Line]) -> Iterator[Run]:
    for part in parts:
        match part:
            case str():
                yield Run(text=part)
            case Run():
                yield part
            case Line():
                yield from part.runs


def _distinct(marks: list[Mark]) -> list[Mark]:
    return list(dict.fromkeys(marks))
