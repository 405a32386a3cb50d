"""The question: which qualification, where to, in which mode, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, cast

from kb.errors import InvalidChoiceError
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


def ask(qualification: str, host: str, mode: str = "employed", language: str = "en") -> Question:
    """Check a question; raises InvalidChoiceError that lists the valid hosts, modes or languages."""
    return Question(
        qualification.strip().lower(),
        cast(Host, choose("host", host, HOSTS)),
        cast(Mode, choose("mode", mode, MODES)),
        choose_language(language),
    )


def choose_language(language: str) -> Language:
    """One of the four languages; raises InvalidChoiceError that lists them."""
    return cast(Language, choose("lang", language, LANGUAGES))


def choose(field: str, value: str, choices: tuple[str, ...]) -> str:
    """A value of a closed list; raises InvalidChoiceError that lists it."""
    found = value.strip().lower()
    if found not in choices:
        raise InvalidChoiceError(f"{value!r} is not a valid {field}.", field=field, choices=choices)
    return found
