"""A case that cannot be: the error names the field and says what to write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kb.errors import DrempelError
from kb.routes.case import Experience, parse
from kb.routes.decide import decide
from kb.routes.law import Law
from kb.routes.wizard import FACTS

RIGHT: dict[str, Any] = {"home": "nl", "host": "de-nw", "mode": "employed", "on": "2026-11-27"}


@pytest.mark.parametrize(
    ("facts", "field", "says"),
    [
        ({"nationality": "nl"}, "nationality", "'nationality' is no fact"),
        ({"own-qualification": "no"}, "own-qualification", "is no fact"),
        ({"home": "fr"}, "home", "'fr'"),
        ({"host": "de-zz"}, "host", "'de-zz'"),
        ({"mode": "holiday"}, "mode", "'holiday'"),
        ({"held_level": "f"}, "held_level", "'f'"),
        ({"required_level": "EQF 4"}, "required_level", "'EQF 4'"),
        ({"annex_iv": "IV"}, "annex_iv", "'IV'"),
        ({"difference": "some"}, "difference", "'some'"),
        ({"listed": "maybe"}, "listed", "'maybe'"),
        ({"on": "2026-02-30"}, "on", "2026-02-30"),
        ({"on": "tomorrow"}, "on", "tomorrow"),
        ({"on": None}, "on", "None"),
        ({"listed": ["yes", "no"]}, "listed", "no, yes"),
        ({"mode": ["employed", "temporary"]}, "mode", "employed, temporary"),
        ({"experience": 3}, "experience", "3"),
        ({"experience": {"volunteer": 3}}, "volunteer", "'volunteer'"),
        ({"experience": {"employed": -1}}, "employed", "-1"),
        ({"experience": {"employed": 61}}, "employed", "61"),
        ({"experience": {"training": 1.5}}, "training", "1.5"),
        ({"experience": {"manager": True}}, "manager", "True"),
        ({"experience": {"employed": 9, "within_ten": 5, "ended_years_ago": 6}}, "within_ten", "ended_years_ago=6"),
        ({"experience": {"employed": 9}, "one-year": "no"}, "one-year", "experience"),
        ({"experience": {"employed": 9}, "experience-pattern": "yes"}, "experience-pattern", "experience"),
        ({"regulated": "no", "title-only": "yes"}, "regulated", "title-only=yes"),
        ({"regulated": "no", "listed": "yes"}, "regulated", "listed=yes"),
        ({"annex_iv": "none", "experience-pattern": "yes"}, "annex_iv", "experience-pattern=yes"),
        ({"annex_iv": "none", "annex-iv": "yes"}, "annex_iv", "annex-iv=yes"),
        ({"annex_iv": "none", "self-employed-rules": "yes"}, "annex_iv", "self-employed-rules=yes"),
        ({"difference": "none", "separable": "yes"}, "difference", "separable=yes"),
        ({"difference": "none", "difference-whole": "yes"}, "difference", "difference-whole=yes"),
        ({"difference": "whole", "difference-whole": "no"}, "difference", "difference-whole=no"),
        ({"difference": "substantial", "difference-substantial": "no"}, "difference", "difference-substantial=no"),
        ({"difference-substantial": "no", "difference-whole": "yes"}, "difference-substantial", "difference-whole=yes"),
        ({"certificate": "yes", "complete": "no"}, "certificate", "complete=no"),
    ],
)
def test_what_cannot_be_names_the_field_and_says_what_to_write(facts: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(DrempelError) as raised:
        parse({**RIGHT, **facts}, FACTS)
    assert raised.value.field == field
    assert says in raised.value.what
    assert raised.value.fix or raised.value.choices


@pytest.mark.parametrize("field", RIGHT)
def test_home_host_mode_and_day_are_always_asked_for(field: str) -> None:
    with pytest.raises(DrempelError) as raised:
        parse({key: value for key, value in RIGHT.items() if key != field}, FACTS)
    assert raised.value.field == field


def test_the_first_day_of_the_rules_is_decided_and_the_day_before_is_an_error(law: Law) -> None:
    first = parse({**RIGHT, "on": law.begins, "regulated": "no"}, FACTS)
    assert decide(first, law).route == "no-recognition-needed"
    before = parse({**RIGHT, "on": law.begins - timedelta(days=1), "regulated": "no"}, FACTS)
    with pytest.raises(DrempelError) as raised:
        decide(before, law)
    assert raised.value.field == "on"
    assert law.begins.isoformat() in raised.value.fix


def test_what_is_not_said_stays_unknown() -> None:
    case = parse({**RIGHT, "held_level": None, "listed": "unknown", "experience": None}, FACTS)
    assert (case.regulated, case.held_level, case.experience, case.difference) == ("unknown", None, None, "unknown")
    assert {case.answer(name) for name in FACTS} == {"unknown"}


def test_the_same_answer_twice_is_one_answer() -> None:
    assert parse({**RIGHT, "listed": ["yes", "yes"]}, FACTS).answer("listed") == "yes"


def test_the_day_may_be_a_word_or_a_date() -> None:
    assert parse(RIGHT, FACTS).on == parse({**RIGHT, "on": date(2026, 11, 27)}, FACTS).on


@pytest.mark.parametrize(
    ("experience", "years"),
    [
        (Experience(), 0),
        (Experience(employed=3), 3),
        (Experience(employed=30), 10),
        (Experience(self_employed=2, ended_years_ago=9), 1),
        (Experience(employed=5, ended_years_ago=10), 0),
        (Experience(employed=5, ended_years_ago=25), 0),
        (Experience(employed=12, within_ten=1), 1),
    ],
)
def test_years_within_the_last_ten(experience: Experience, years: int) -> None:
    assert experience.in_last_ten() == years
