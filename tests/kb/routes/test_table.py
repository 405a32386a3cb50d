"""The flow against the table of the law, written once more: every result states all its conditions, and one fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.routes.case import Case, Ternary
from kb.routes.decide import Decision, decide
from kb.routes.flow import FLOW, RESULTS
from kb.routes.law import Law
from kb.routes.route import start

Facts = Mapping[str, bool]

PLACES = ("own-qualification", "temporary")
"""What home, host and mode say: never unknown."""
ENTRY = (
    "own-qualification", "regulated", "certificate", "title-only", "title-used", "eu-national", "eu-diploma",
    "recognised-three-years", "complete",
)  # fmt: skip
SERVICES = (
    "temporary", "established", "service-home-regulated", "training-regulated", "service-one-year", "listed",
    "service-open", "health-or-safety",
)  # fmt: skip
LISTS = (
    "listed", "sectoral", "acquired-rights", "general-system-open", "annex-iv", "experience-pattern", "common-training",
)  # fmt: skip
GENERAL = (
    "same-profession", "separable", "home-regulated", "training-regulated", "one-year", "level-gap",
    "difference-whole", "difference-substantial", "covered",
)  # fmt: skip
ALL = tuple(dict.fromkeys((*ENTRY, *SERVICES, *LISTS, *GENERAL)))

PLAIN: dict[str, bool] = dict.fromkeys(ALL, False) | dict.fromkeys(
    ("regulated", "eu-national", "eu-diploma", "complete", "established", "same-profession", "home-regulated"), True
)
"""An EU citizen with a complete diploma and a profession that host and home regulate: nothing differs."""


def is_asked_for(f: Facts) -> bool:
    """The host asks for a qualification, and none of another act counts instead."""
    regulated = not f["own-qualification"] and f["regulated"]
    return regulated and not f["certificate"] and (not f["title-only"] or f["title-used"])


def is_under_the_directive(f: Facts) -> bool:
    return is_asked_for(f) and f["eu-national"] and (f["eu-diploma"] or f["recognised-three-years"])


def may_serve(f: Facts) -> bool:
    """Services for a while: established, and the profession, the training or a year of work at home (Article 5)."""
    at_home = f["service-home-regulated"] or f["training-regulated"] or f["service-one-year"]
    entered = is_under_the_directive(f) and f["complete"] and f["temporary"] and f["established"]
    return entered and at_home and (f["listed"] or f["service-open"])


def is_unlisted(f: Facts) -> bool:
    return is_under_the_directive(f) and f["complete"] and not may_serve(f) and not f["listed"]


def misses_the_list(f: Facts) -> bool:
    return is_unlisted(f) and f["sectoral"] and not f["acquired-rights"]


def misses_the_years(f: Facts) -> bool:
    return is_unlisted(f) and not f["sectoral"] and f["annex-iv"] and not f["experience-pattern"]


def is_in_the_general_system(f: Facts) -> bool:
    """Article 10: every other profession, and these two where they are let in."""
    other = is_unlisted(f) and not f["sectoral"] and not f["annex-iv"] and not f["common-training"]
    return other or ((misses_the_list(f) or misses_the_years(f)) and f["general-system-open"])


def has_access(f: Facts) -> bool:
    return f["home-regulated"] or f["training-regulated"] or f["one-year"]


def is_compared(f: Facts) -> bool:
    return is_in_the_general_system(f) and f["same-profession"] and has_access(f) and not f["level-gap"]


CONDITIONS: dict[str, Callable[[Facts], bool]] = {
    "national-qualification": lambda f: f["own-qualification"],
    "no-recognition-needed": lambda f: not f["own-qualification"] and not f["regulated"],
    "mutual-recognition": lambda f: not f["own-qualification"] and f["regulated"] and f["certificate"],
    "work-without-title": lambda f: (
        not f["own-qualification"]
        and f["regulated"]
        and not f["certificate"]
        and f["title-only"]
        and not f["title-used"]
    ),
    "national-procedure": lambda f: is_asked_for(f) and not is_under_the_directive(f),
    "no-full-qualification": lambda f: is_under_the_directive(f) and not f["complete"],
    "declared-service": lambda f: may_serve(f) and (f["listed"] or not f["health-or-safety"]),
    "checked-service": lambda f: may_serve(f) and not f["listed"] and f["health-or-safety"],
    "automatic-recognition": lambda f: is_under_the_directive(f) and f["complete"] and not may_serve(f) and f["listed"],
    "acquired-rights-recognition": lambda f: is_unlisted(f) and f["sectoral"] and f["acquired-rights"],
    "experience-recognition": lambda f: (
        is_unlisted(f) and not f["sectoral"] and f["annex-iv"] and f["experience-pattern"]
    ),
    "common-training-recognition": lambda f: (
        is_unlisted(f) and not f["sectoral"] and not f["annex-iv"] and f["common-training"]
    ),
    "full-recognition": lambda f: (
        is_compared(f) and not f["difference-whole"] and (not f["difference-substantial"] or f["covered"])
    ),
    "compensation-measure": lambda f: (
        is_compared(f) and not f["difference-whole"] and f["difference-substantial"] and not f["covered"]
    ),
    "refusal-possible": lambda f: (
        is_in_the_general_system(f) and f["same-profession"] and has_access(f) and f["level-gap"]
    ),
    "partial-decision": lambda f: is_compared(f) and f["difference-whole"] and f["separable"],
    "negative-decision": lambda f: is_compared(f) and f["difference-whole"] and not f["separable"],
    "partial-access": lambda f: is_in_the_general_system(f) and not f["same-profession"] and f["separable"],
    "refusal": lambda f: is_in_the_general_system(f) and not f["same-profession"] and not f["separable"],
    "treaty-comparison": lambda f: (
        ((misses_the_list(f) or misses_the_years(f)) and not f["general-system-open"])
        or (is_in_the_general_system(f) and f["same-profession"] and not has_access(f))
    ),
}


def fitting(facts: Facts) -> list[str]:
    return [name for name, holds in CONDITIONS.items() if holds(facts)]


def case_of(facts: Mapping[str, bool | None]) -> Case:
    """A case for which no rule settles anything: no occupation, no register; None is unknown."""
    words: dict[bool | None, Ternary] = {True: "yes", False: "no", None: "unknown"}
    return Case(
        home="be" if facts["own-qualification"] else "nl",
        host="be-vl",
        mode="temporary" if facts["temporary"] else "employed",
        on=date(2026, 11, 27),
        regulated=words[facts["regulated"]],
        answers={name: words[value] for name, value in facts.items() if name not in (*PLACES, "regulated")},
    )


def fillings(facts: Mapping[str, bool | None]) -> Iterator[dict[str, bool]]:
    """Every way to fill the unknowns."""
    names = [name for name, value in facts.items() if value is None]
    for values in product((True, False), repeat=len(names)):
        yield {**facts, **dict(zip(names, values, strict=True))}  # type: ignore[dict-item]


partly_known = st.fixed_dictionaries({name: st.booleans() for name in ALL}).flatmap(
    lambda facts: st.sets(st.sampled_from([name for name in ALL if name not in PLACES]), max_size=9).map(
        lambda unknown: {name: None if name in unknown else value for name, value in facts.items()}
    )
)
"""Facts of which at most nine are unknown."""
likely = st.sets(st.sampled_from(ALL), max_size=6).flatmap(
    lambda turned: st.sets(st.sampled_from([name for name in ALL if name not in PLACES]), max_size=9).map(
        lambda unknown: {name: None if name in unknown else value != (name in turned) for name, value in PLAIN.items()}
    )
)
"""The same near the general system, where the way through the flow is longest."""


def test_the_table_speaks_of_every_question_and_every_result() -> None:
    assert {node.question.id for node in FLOW.values()} == set(ALL)
    assert CONDITIONS.keys() == RESULTS.keys()


@pytest.mark.parametrize(
    ("names", "fixed"),
    [
        (ENTRY, {}),
        ((*SERVICES, "sectoral", "annex-iv", "experience-pattern"), {"home-regulated": False, "one-year": False}),
        (LISTS, {}),
        (GENERAL, {}),
        (GENERAL, {"sectoral": True, "general-system-open": True}),
        (GENERAL, {"annex-iv": True, "general-system-open": True}),
        (GENERAL, {"temporary": True, "established": False}),
    ],
    ids=[
        "entry",
        "services",
        "lists",
        "general",
        "general after a list",
        "general after experience",
        "not established",
    ],
)
def test_every_combination_has_one_result_and_it_is_that_of_the_table(
    law: Law, names: tuple[str, ...], fixed: dict[str, bool]
) -> None:
    seen: set[str] = set()
    for values in product((True, False), repeat=len(names)):
        facts = {**PLAIN, **fixed, **dict(zip(names, values, strict=True))}
        fits = fitting(facts)
        assert len(fits) == 1, f"{fits}: {facts}"
        found = decide(case_of(facts), law)
        assert list(found.results) == fits, facts
        assert found.open == ()
        seen.update(fits)
    assert len(seen) > 3


@settings(max_examples=300, deadline=None)
@given(facts=partly_known | likely)
def test_the_possible_results_are_those_of_all_ways_to_fill_the_unknowns(
    law: Law, facts: dict[str, bool | None]
) -> None:
    expected = {name for filled in fillings(facts) for name in fitting(filled)}
    assert set(decide(case_of(facts), law).results) == expected


SERVED = {"temporary": True, "home-regulated": False}
THREE_VALUED = {
    "services, titles and training": (
        ("service-home-regulated", "training-regulated", "service-one-year", "listed", "service-open", "one-year"),
        SERVED,
    ),
    "services, titles and lists": (
        ("established", "listed", "service-open", "health-or-safety", "sectoral", "acquired-rights"),
        SERVED,
    ),
    "the general system": (
        ("same-profession", "separable", "home-regulated", "training-regulated", "difference-whole", "covered"),
        {"difference-substantial": True},
    ),
}
"""Questions that are asked at two places, with those between them."""


@pytest.mark.parametrize(("names", "fixed"), THREE_VALUED.values(), ids=THREE_VALUED)
def test_yes_no_and_unknown_in_every_combination(law: Law, names: tuple[str, ...], fixed: dict[str, bool]) -> None:
    for values in product((True, False, None), repeat=len(names)):
        facts = {**PLAIN, **fixed, **dict(zip(names, values, strict=True))}
        expected = {name for filled in fillings(facts) for name in fitting(filled)}
        found = decide(case_of(facts), law)
        assert set(found.results) == expected, facts
        assert set(found.open) == changing(facts), facts


def changing(facts: Mapping[str, bool | None]) -> set[str]:
    """The unknowns of which the answer changes the result for at least one way to fill the others."""
    ends = {tuple(filled[name] for name in ALL): fitting(filled) for filled in fillings(facts)}
    return {
        name
        for place, name in enumerate(ALL)
        if facts[name] is None
        and any(end != ends[(*key[:place], not key[place], *key[place + 1 :])] for key, end in ends.items())
    }


@settings(max_examples=300, deadline=None)
@given(facts=likely)
def test_a_question_is_open_if_and_only_if_its_answer_can_change_the_result(
    law: Law, facts: dict[str, bool | None]
) -> None:
    assert set(decide(case_of(facts), law).open) == changing(facts)


@settings(max_examples=200, deadline=None)
@given(facts=partly_known | likely, answer=st.booleans())
def test_an_answer_never_adds_a_route(law: Law, facts: dict[str, bool | None], answer: bool) -> None:
    before = decide(case_of(facts), law)
    for question in before.open:
        after = decide(case_of({**facts, question: answer}), law)
        assert set(after.results) <= set(before.results)
        assert set(after.possible) <= set(before.possible)


def _starts(found: Decision) -> set[str]:
    return {start(route).answer for route in found.possible}


@settings(max_examples=300, deadline=None)
@given(facts=partly_known | likely)
def test_nobody_is_told_to_start_where_a_possible_route_needs_a_decision(
    law: Law, facts: dict[str, bool | None]
) -> None:
    found = decide(case_of(facts), law)
    told = start(found.route, found.possible).answer
    assert told != "yes" or _starts(found) == {"yes"}
    assert told != "no" or _starts(found) == {"no"}


def test_each_answer_on_the_start_is_given() -> None:
    told = {start(result.route).answer for result in RESULTS.values()}
    assert told == {"yes", "no"}
    assert start("unknown", ("automatic", "general-system")).answer == "no"
    assert start("unknown", ("no-recognition-needed", "general-system")).answer == "unknown"
