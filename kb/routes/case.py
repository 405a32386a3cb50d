"""The case that the rules look at: what is known of the qualification, the host's profession and the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal, cast, get_args

from kb.errors import DrempelError, InvalidChoiceError
from kb.model.jurisdiction import HOSTS, MODES, Mode
from kb.model.rule import LEVELS, AnnexIVList, Level

Ternary = Literal["yes", "no", "unknown"]
TERNARY: tuple[Ternary, ...] = get_args(Ternary)

Difference = Literal["none", "substantial", "whole", "unknown"]
"""Of content: none that matters, substantial in essential subjects, or as large as the whole profession."""

STATES = ("nl", "de", "be")


@dataclass(frozen=True)
class Experience:
    """What the person did in the occupation, in whole years, full time or the equivalent."""

    self_employed: int = 0
    manager: int = 0
    employed: int = 0
    executive: int = 0
    """In an executive position with technical duties and at least one department."""
    training: int = 0
    """Length of certified previous training for the activity."""
    ended_years_ago: int = 0
    within_ten: int | None = None
    """Years within the last ten; None: as many as the activity lasted, at most ten."""

    @property
    def independent(self) -> int:
        """Years as self-employed person or manager of an undertaking."""
        return self.self_employed + self.manager

    def in_last_ten(self) -> int:
        """Years of work in the occupation within the last ten years."""
        if self.within_ten is not None:
            return self.within_ten
        return max(
            0, min(10 - self.ended_years_ago, self.self_employed + self.manager + self.employed + self.executive)
        )


@dataclass(frozen=True)
class Case:
    """A holder of a qualification of ``home`` wants to work in ``host`` on the day ``on``.

    Whatever is not known stays ``unknown``; no field has a yes or a no by default. ``answers`` holds answers to
    questions of the flow (``kb.routes.flow``) that no other field carries.
    """

    home: str
    host: str
    mode: Mode
    on: date
    occupation: str | None = None
    scheme: str | None = None
    """The register in which the qualification stands."""
    regulated: Ternary = "unknown"
    held_level: Level | None = None
    required_level: Level | None = None
    annex_iv: AnnexIVList | Literal["none", "unknown"] = "unknown"
    experience: Experience | None = None
    difference: Difference = "unknown"
    answers: Mapping[str, Ternary] = field(default_factory=dict)

    def answer(self, question: str) -> Ternary:
        """What was answered to a question of the flow."""
        return self.answers.get(question, "unknown")


def parse(data: Mapping[str, Any], questions: tuple[str, ...]) -> Case:
    """A case out of plain values (YAML, query string); a key that is a question of the flow becomes an answer.

    Raises DrempelError that names the field: unknown key, value outside its list, impossible date, two answers to
    one question, facts that exclude each other.
    """
    known = {each.name for each in fields(Case)} - {"answers"}
    for key in data:
        if key not in known and key not in questions:
            raise InvalidChoiceError(
                "{key!r} is no fact of a case.", field=key, choices=tuple(sorted(known | set(questions))), key=key
            )
    data = {key: _one(key, value) for key, value in data.items()}
    values = {key: _value(key, value) for key, value in data.items() if key in known}
    answers = {key: cast(Ternary, _choice(key, value, TERNARY)) for key, value in data.items() if key in questions}
    for key in _ALWAYS:
        if key not in values:
            raise DrempelError("The case has no {key}.", "Write {key}.", field=key, key=key)
    case = Case(**values, answers=answers)
    _check(case)
    return case


_CHOICES: dict[str, tuple[str, ...]] = {
    "home": STATES,
    "host": HOSTS,
    "mode": MODES,
    "held_level": LEVELS,
    "required_level": LEVELS,
    "regulated": TERNARY,
    "annex_iv": ("I", "II", "III", "none", "unknown"),
    "difference": get_args(Difference),
}
_ALWAYS = ("home", "host", "mode", "on")
"""What a case cannot do without."""


def _value(key: str, value: Any) -> Any:
    if value is None and key not in _ALWAYS:
        return Case.__dataclass_fields__[key].default
    if key == "on":
        return _day(value)
    if key == "experience":
        return _experience(value)
    return _choice(key, value, _CHOICES[key]) if key in _CHOICES else str(value)


def _one(key: str, value: Any) -> Any:
    """The one value of a fact that a query string or command may give more than once."""
    if not isinstance(value, list | tuple):
        return value
    given = sorted({_word(each) for each in value})
    if len(given) != 1:
        raise _twice(key, ", ".join(given))
    return given[0]


def _choice(key: str, value: Any, choices: tuple[str, ...]) -> str:
    word = _word(value)
    if word not in choices:
        raise InvalidChoiceError(
            "{value!r} is not a valid value of {name}.", field=key, choices=choices, value=word, name=key
        )
    return word


def _word(value: Any) -> str:
    # YAML reads a bare yes and no as booleans
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value).strip()


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise DrempelError("{text!r} is not a date.", "Write YYYY-MM-DD.", field="on", text=str(value)) from error


_YEARS = "Write whole years from 0 to 60."


def _experience(value: Any) -> Experience | None:
    if value is None or isinstance(value, Experience):
        return value
    names = {each.name for each in fields(Experience)}
    if not isinstance(value, Mapping):
        raise DrempelError("{text!r} is no number of years.", _YEARS, field="experience", text=str(value))
    for key, years in value.items():
        if key not in names:
            raise InvalidChoiceError("{key!r} is no fact of a case.", field=key, choices=sorted(names), key=key)
        if years is None and key == "within_ten":
            continue
        if not isinstance(years, int) or isinstance(years, bool) or not 0 <= years <= 60:
            raise DrempelError("{text!r} is no number of years.", _YEARS, field=key, text=str(years))
    found = Experience(**value)
    if found.within_ten is not None and found.within_ten + found.ended_years_ago > 10:
        raise _excluding({"within_ten": found.within_ten, "ended_years_ago": found.ended_years_ago})
    return found


_EXCLUDE: tuple[tuple[dict[str, str], dict[str, str]], ...] = (
    # what is not regulated protects no title and has no list of automatic recognition
    ({"regulated": "no"}, {"title-only": "yes"}),
    ({"regulated": "no"}, {"listed": "yes"}),
    # a pattern of experience needs an activity of Annex IV
    ({"annex_iv": "none"}, {"experience-pattern": "yes"}),
    # without a difference there is nothing to separate
    ({"difference": "none"}, {"separable": "yes"}),
    # a certificate that counts everywhere is complete
    ({"certificate": "yes"}, {"complete": "no"}),
    # an activity of Annex IV stands on one of its lists, and that measure is for such an activity
    ({"annex_iv": "none"}, {"annex-iv": "yes"}),
    ({"annex_iv": "none"}, {"self-employed-rules": "yes"}),
    # how much differs is said once
    ({"difference": "none"}, {"difference-substantial": "yes"}),
    ({"difference": "none"}, {"difference-whole": "yes"}),
    ({"difference": "substantial"}, {"difference-substantial": "no"}),
    ({"difference": "substantial"}, {"difference-whole": "yes"}),
    ({"difference": "whole"}, {"difference-substantial": "no"}),
    ({"difference": "whole"}, {"difference-whole": "no"}),
    ({"difference-substantial": "no"}, {"difference-whole": "yes"}),
)


_FROM_EXPERIENCE = ("one-year", "service-one-year", "experience-pattern")
"""Questions that the years of experience answer."""


def _check(case: Case) -> None:
    """Refuse facts that exclude each other: the rules would give an answer that means nothing."""
    for one, other in _EXCLUDE:
        facts = one | other
        if all(_said(case, key) == value for key, value in facts.items()):
            raise _excluding(facts)
    twice = [key for key in _FROM_EXPERIENCE if case.experience is not None and case.answer(key) != "unknown"]
    if twice:
        raise _twice(twice[0], f"experience, {twice[0]}")


def _excluding(facts: Mapping[str, object]) -> DrempelError:
    said = ", ".join(f"{key}={value}" for key, value in facts.items())
    return DrempelError(
        "These facts exclude each other: {said}.", "Correct one of them.", field=next(iter(facts)), said=said
    )


def _twice(key: str, said: str) -> DrempelError:
    return DrempelError("{key} is answered twice: {said}.", "Keep one of them.", field=key, key=key, said=said)


def _said(case: Case, key: str) -> str | None:
    return getattr(case, key) if hasattr(case, key) else case.answer(key)
