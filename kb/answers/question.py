"""The question: which qualification, where to, in which mode, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from kb.errors import DrempelError, InvalidChoiceError
from kb.model.jurisdiction import HOSTS, MODES, Host, Mode
from kb.model.text import LANGUAGES, Language

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True)
class Question:
    """A checked question; ``qualification`` is not looked up yet."""

    qualification: str
    host: Host
    mode: Mode = "employed"
    language: Language = "en"
    place: str | None = None
    """Code, postcode or name of the place of work; None: anywhere in the host."""
    as_of: date | None = None
    """Answer with the facts in force on this day; None: the present state of the base."""


def ask(
    qualification: str,
    host: str,
    mode: str = "employed",
    language: str = "en",
    *,
    place: str | None = None,
    as_of: str | None = None,
) -> Question:
    """Check a question; raises InvalidChoiceError that lists the valid hosts, modes or languages, or names the date."""
    return Question(
        qualification.strip().lower(),
        cast(Host, choose("host", host, HOSTS)),
        cast(Mode, choose("mode", mode, MODES)),
        choose_language(language),
        place.strip() if place and place.strip() else None,
        _day(as_of) if as_of else None,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise DrempelError("{text!r} is not a date.", "Write YYYY-MM-DD.", field="as_of", text=text) from error


def choose_language(language: str) -> Language:
    """One of the four languages; raises InvalidChoiceError that lists them."""
    return cast(Language, choose("lang", language, LANGUAGES))


def choose(field: str, value: str, choices: tuple[str, ...]) -> str:
    """A value of a closed list; raises InvalidChoiceError that lists it."""
    found = value.strip().lower()
    if found not in choices:
        what = "{value!r} is not a valid value of {name}."
        raise InvalidChoiceError(what, field=field, choices=choices, value=value, name=field)
    return found
