"""The Monday-morning answer: what may be done at once, under supervision, not yet, each with reason and source."""

from __future__ import annotations

import pytest

from kb.answers.compose import worth
from kb.answers.plain import worth_text
from kb.answers.question import ask
from kb.answers.worth import Tasks
from kb.model.text import LANGUAGES
from kb.release import Release

LISTS = ("at_once", "supervised", "not_yet", "unknown")


def tasks(built: Release, qualification: str, host: str, mode: str = "employed") -> Tasks:
    return worth(built.catalogue, ask(qualification, host, mode), built.version).tasks


def codes(found: Tasks) -> dict[str, set[str]]:
    return {name: {each.unit["code"] for each in getattr(found, name)} for name in LISTS}


def test_the_carer_in_germany_does_nothing_that_the_law_keeps_for_nurses(built: Release) -> None:
    """The title of the assistant is protected and its work free; the tasks of the nurse are another matter."""
    found = tasks(built, "nl-crebo:25656", "de-nw")
    assert found.qualification is not None
    assert found.qualification["id"] == "de-beruf:pflegefachmann"
    assert found.profession is not None
    assert found.profession["id"] == "de/nurse-general-care"
    assert found.start is not None
    assert found.start.id == "no"
    assert codes(found)["not_yet"] >= {"I.1", "I.2", "I.3", "IV.1", "V.1"}
    assert codes(found)["supervised"] >= {"I.4", "II.1"}
    assert not found.at_once
    kept = next(each for each in found.not_yet if each.unit["code"] == "I.1")
    assert kept.law is not None
    assert kept.law["source"] == "de/pflbg"


def test_a_protected_title_is_not_a_reserved_activity(built: Release) -> None:
    found = tasks(built, "de-beruf:pflegefachmann", "nl")
    assert {each.rule.id for each in found.at_once} == {"learnt-title-protected"}
    assert [(each.rule.id, [one.id for one in each.reserved]) for each in found.supervised] == [
        ("by-order", ["catheterisation", "injections"])
    ]


def test_in_a_free_profession_what_was_learnt_is_open_save_what_is_reserved(built: Release) -> None:
    found = tasks(built, "nl-crebo:25736", "de-nw")
    grid = next(each for each in found.not_yet if "grid-connection" in {one.id for one in each.reserved})
    assert grid.rule.id == "permit-first"
    live = [each for each in found.supervised if {one.id for one in each.reserved} == {"electrical-work"}]
    assert {each.rule.id for each in live} == {"by-order"}
    assert {each.rule.id for each in found.not_yet} == {"not-learnt", "permit-first"}


def test_an_own_business_in_a_craft_of_annex_a_starts_with_the_register(built: Release) -> None:
    found = tasks(built, "nl-crebo:25736", "de-nw", "self-employed")
    assert not found.at_once
    assert not found.supervised
    assert {each.rule.id for each in found.not_yet} >= {"profession-closed", "reserved-before-recognition"}


def test_the_childcare_worker_waits_for_the_decision(built: Release) -> None:
    found = tasks(built, "nl-crebo:25696", "be-vl")
    assert codes(found)["at_once"] == codes(found)["supervised"] == set()


def test_the_tasks_are_those_of_the_profession_that_the_answer_is_about(built: Release) -> None:
    # the Flemish "verzorgende" bears the nearer name, yet the answer is about the care assistant (zorgkundige)
    answer = worth(built.catalogue, ask("nl-crebo:25656", "be-vl"), built.version)
    assert answer.tasks.qualification
    assert answer.tasks.qualification["id"] == "be-vl:bk-0243-2"
    assert answer.tasks.profession
    assert answer.tasks.profession["id"] == answer.profession.id
    assert answer.tasks.others


@pytest.mark.parametrize(
    ("qualification", "host", "why"),
    [("nl-crebo:25001", "de-nw", "no-alignment"), ("nl-crebo:25655", "nl", "own-diploma")],
)
def test_where_nothing_was_compared_the_lists_are_empty_and_say_why(
    built: Release, qualification: str, host: str, why: str
) -> None:
    found = tasks(built, qualification, host)
    assert found.why is not None
    assert found.why.id == why
    assert found.qualification is None
    assert not any(getattr(found, name) for name in LISTS)


def test_every_task_has_a_reason_and_a_source(built: Release) -> None:
    for qualification, host in (("nl-crebo:25656", "de-nw"), ("be-vl:bk-0139-4", "nl"), ("de-beruf:koch", "nl")):
        found = tasks(built, qualification, host)
        for each in (*found.at_once, *found.supervised, *found.not_yet):
            assert len(each.because) == 2
            assert each.sources
            assert each.law or not each.reserved


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_shows_the_lists_in_the_language_of_the_reader(built: Release, language: str) -> None:
    answer = worth(built.catalogue, ask("nl-crebo:25656", "de-nw", "employed", language), built.version)
    text = worth_text(answer)
    assert answer.tasks.labels["supervised"] in text
    assert answer.tasks.not_yet[0].because[0]["text"] in text
