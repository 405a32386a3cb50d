"""Any qualification of the registers and any host: an answer, never an exception, never an unknown shown as free."""

from __future__ import annotations

from itertools import islice

import pytest

from kb.answers.compose import worth
from kb.answers.question import ask
from kb.model.jurisdiction import HOSTS, MODES
from kb.model.text import LANGUAGES
from kb.read.base import Base
from kb.release import Release


def _check(built: Release, identifier: str, host: str, mode: str, language: str) -> None:
    answer = worth(built.catalogue, ask(identifier, host, mode, language), built.version)
    assert answer.may_start.answer in ("yes", "supervised", "no", "unknown")
    if answer.profession.regulated == "unknown" and answer.route.id != "national-qualification":
        assert answer.may_start.answer == "unknown"
        assert answer.route.id == "unknown"
        assert any(each.subject.id == "regulated" for each in answer.unknowns)
    if answer.profession.regulated == "no":
        assert answer.profession.statement is not None
        assert answer.profession.statement["cite"]["source"]
    assert answer.sources


@pytest.mark.parametrize("host", HOSTS)
def test_every_qualification_has_an_answer_in_every_host(built: Release, base: Base, host: str) -> None:
    rows = base.qualifications.values()
    present = [row.id for row in rows if row.status != "former"]
    former = [row.id for row in rows if row.status == "former"]
    # former codes differ in little but their titles: a sample of them
    for number, identifier in enumerate([*present, *former[::25]]):
        _check(built, identifier, host, MODES[number % 3], LANGUAGES[number % 4])


@pytest.mark.parametrize("mode", MODES)
def test_current_rows_are_answered_in_every_mode(built: Release, base: Base, mode: str) -> None:
    current = (row.id for row in base.qualifications.values() if row.status == "current")
    for number, identifier in enumerate(islice(current, 0, None, 3)):
        _check(built, identifier, HOSTS[number % len(HOSTS)], mode, "en")
