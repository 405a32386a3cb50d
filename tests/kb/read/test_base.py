"""References between files: whatever a record names must be there, and the problem says where it is named."""

from __future__ import annotations

import pytest

from tests.kb.conftest import AUTHORITIES, OCCUPATIONS, PROCEDURE, PROFESSIONS, REGISTER, SOURCES, Home

DANGLING = [
    (PROCEDURE, "source: nl/act, at: art. 9", "source: nl/atc, at: art. 9", "'nl/atc'", "kb/data/sources"),
    (PROCEDURE, "source: nl/page, at: page", "source: nl/pgae, at: page", "'nl/pgae'", "kb/data/sources"),
    (PROCEDURE, "{law: nl/act", "{law: nl/atc", "'nl/atc'", "kb/data/sources"),
    (PROCEDURE, "looked_at: [nl/page]", "looked_at: [nl/pgae]", "'nl/pgae'", "kb/data/sources"),
    (PROCEDURE, "ask: nl/desk", "ask: nl/dsek", "'nl/dsek'", "kb/data/authorities"),
    (PROCEDURE, "role: decides, authority: nl/desk", "role: decides, authority: nl/dsek", "'nl/dsek'", "authorities"),
    (PROCEDURE, "body: nl/desk", "body: nl/dsek", "'nl/dsek'", "kb/data/authorities"),
    (PROCEDURE, "[nl/example-nurse]", "[nl/exmaple-nurse]", "'nl/exmaple-nurse'", "kb/data/professions"),
    (PROFESSIONS, "authority: nl/desk", "authority: nl/dsek", "'nl/dsek'", "kb/data/authorities"),
    (PROFESSIONS, "[nl-crebo:10001]", "[nl-crebo:10002]", "'nl-crebo:10002'", "qualifications"),
    (AUTHORITIES, "source: nl/page", "source: nl/pgae", "'nl/pgae'", "kb/data/sources"),
]


@pytest.mark.parametrize(("name", "old", "new", "what", "fix"), DANGLING)
def test_a_dangling_key_is_told_with_file_and_line(
    home: Home, name: str, old: str, new: str, what: str, fix: str
) -> None:
    path = home.edit(name, old, new)
    found = [each for each in home.problems() if what in each.what]
    assert found
    assert home.line(name, new) in {each.line for each in found}
    assert all(each.path == path and fix in each.fix for each in found)


CONCEPTS = [
    (PROCEDURE, "kind: professional-recognition", "kind: professional", "procedure-kinds", "temporary-services"),
    (PROCEDURE, "item: application", "item: appplication", "fee-items", "application"),
    (PROCEDURE, "level: b1", "level: b3", "language-levels", "sufficient"),
    (PROCEDURE, "amount: 85", "amount: 85\n  status: certain", "fact-status", "stated"),
    (PROFESSIONS, "occupation: nurse-general-care", "occupation: nurse", "occupations", "nurse-general-care"),
    (AUTHORITIES, "kind: competent-authority", "kind: office", "authority-kinds", "competent-authority"),
    (SOURCES, "kind: law", "kind: statute", "source-kinds", "law"),
]


@pytest.mark.parametrize(("name", "old", "new", "scheme", "choice"), CONCEPTS)
def test_a_word_outside_its_scheme_is_told_with_the_choices(
    home: Home, name: str, old: str, new: str, scheme: str, choice: str
) -> None:
    home.edit(name, old, new)
    found = home.problem()
    assert scheme in found.what
    assert choice in found.fix.removeprefix("write one of: ").split(", ")
    assert found.line == home.line(name, new.rsplit("\n", maxsplit=1)[-1])


@pytest.mark.parametrize(
    ("old", "new"),
    [("nl-crebo:10001", "nl-crebo:10009"), ("nl/act", "nl/atc"), ("nurse-general-care", "nurse"), ("main", "mian")],
)
def test_a_link_to_something_that_is_not_there_is_told(home: Home, old: str, new: str) -> None:
    path = home.edit(OCCUPATIONS, old, new)
    found = home.problem()
    assert (found.path, found.line) == (path, 2)


@pytest.mark.parametrize(("old", "new"), [("mbo-qualification", "mbo"), ("nl/act", "nl/atc")])
def test_a_register_row_with_an_unknown_kind_or_source_is_told(home: Home, old: str, new: str) -> None:
    path = home.edit(REGISTER, f"\t{old}\t", f"\t{new}\t")
    found = home.problem()
    assert (found.path, found.line) == (path, 2)


def test_a_broken_file_does_not_hide_the_problems_of_another(home: Home) -> None:
    home.edit(SOURCES, "act:", "act: [")
    home.edit(PROCEDURE, "amount: 85", "amount: much")
    found = {each.path.name for each in home.problems()}
    assert {"nl.yaml", "example-recognition.yaml"} <= found


def test_problems_are_printed_as_file_line_key_what_and_fix(home: Home) -> None:
    home.edit(PROCEDURE, "amount: 85", "amount: much")
    found = home.problem()
    line = home.line(PROCEDURE, "amount: much")
    assert str(found).startswith(f"{home.root / PROCEDURE}:{line}: fees.0.amount: ")
    assert " -> " in str(found)
