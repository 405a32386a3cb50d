"""Records out of YAML: an unsourced value does not parse, and every error says where and what to write."""

from __future__ import annotations

from datetime import date

from kb.model.procedure import Procedure
from kb.model.profession import Profession
from tests.kb.conftest import AUTHORITIES, PROCEDURE, PROFESSIONS, SOURCES, Home

HEAD = "cite: {source: nl/page, at: page as a whole, checked: 2026-11-24}\n"


def procedure(home: Home) -> Procedure:
    return home.base().procedures["nl/example-recognition"]


def test_the_small_home_is_read_without_a_problem(home: Home) -> None:
    base = home.base()
    assert len(base.sources) == 2
    assert list(base.procedures) == ["nl/example-recognition"]
    assert list(base.qualifications) == ["nl-crebo:10001"]


def test_the_path_is_the_identity(home: Home) -> None:
    found = procedure(home)
    assert (found.id, found.jurisdiction) == ("nl/example-recognition", "nl")
    assert home.base().professions["nl/example-nurse"].jurisdiction == "nl"


def test_a_value_inherits_the_cite_of_the_head_unless_it_has_its_own(home: Home) -> None:
    own, inherited = procedure(home).fees
    assert (own.cite.source, own.cite.at, own.cite.checked) == ("nl/act", "art. 9", date(2026, 11, 23))
    assert (inherited.cite.source, inherited.cite.at) == ("nl/page", "page as a whole")


def test_no_stays_an_answer(home: Home) -> None:
    profession: Profession = home.base().professions["nl/example-nurse"]
    assert isinstance(profession.regulated, list)
    assert [entry.answer for entry in profession.regulated] == ["yes", "no"]


def test_an_unsourced_value_does_not_parse_and_says_where_and_what_to_write(home: Home) -> None:
    home.edit(PROCEDURE, HEAD, "")
    found = home.problems()
    unsourced = {each.key: each for each in found}
    assert {"cite", "fees.1.cite", "terms.0.cite", "authorities.0.cite"} <= set(unsourced)
    assert "fees.0.cite" not in unsourced, "the fee that has its own cite is sourced"
    for each in found:
        assert each.path.name == "example-recognition.yaml"
        assert "unsourced" in each.what
        assert "cite: {source:" in each.fix
    assert unsourced["terms.0.cite"].line == home.line(PROCEDURE, "step: decision")


def test_a_cite_without_the_place_or_the_date_is_no_cite(home: Home) -> None:
    home.edit(PROCEDURE, "cite: {source: nl/act, at: art. 9, checked: 2026-11-23}", "cite: {source: nl/act}")
    assert {each.key for each in home.problems()} == {"fees.0.cite.at", "fees.0.cite.checked"}


def test_several_errors_of_a_file_come_at_once(home: Home) -> None:
    home.edit(PROCEDURE, "amount: 85", "amount: much")
    home.edit(PROCEDURE, "homes: [de, be]", "homes: [de, xx]")
    home.edit(PROCEDURE, "unit: month", "unit: moon")
    found = {each.key: each.line for each in home.problems()}
    assert found == {
        "fees.0.amount": home.line(PROCEDURE, "amount: much"),
        "homes.1": home.line(PROCEDURE, "homes:"),
        "terms.0.period.unit": home.line(PROCEDURE, "unit: moon"),
    }


def test_errors_of_several_files_come_at_once(home: Home) -> None:
    home.edit(PROCEDURE, "amount: 85", "amount: -1")
    home.edit(SOURCES, "read: 2026-11-24", "read: yesterday")
    home.edit(AUTHORITIES, "url: https://loket.example", "url: loket.example")
    assert {each.path.parent.name for each in home.problems()} >= {"nl", "sources", "authorities"}


def test_an_unknown_key_is_refused_by_name(home: Home) -> None:
    home.edit(PROCEDURE, "amount: 85", "amonut: 85")
    found = {each.key: each for each in home.problems()}
    assert found["fees.0.amonut"].line == home.line(PROCEDURE, "amonut")
    assert "no key of this record" in found["fees.0.amonut"].what
    assert "spelling" in found["fees.0.amonut"].fix
    assert "missing" in found["fees.0.amount"].what


def test_an_empty_list_is_not_an_answer(home: Home) -> None:
    home.edit(PROCEDURE, "channels:\n- {kind: post}", "channels: []")
    assert home.problem().key == "channels"


def test_a_missing_list_of_facts_names_the_unknown_that_may_stand_there(home: Home) -> None:
    home.edit(PROCEDURE, "channels:\n- {kind: post}", "")
    found = home.problem()
    assert found.key == "channels"
    assert "unknown: {looked_at:" in found.fix


def test_a_list_left_empty_is_one_problem_and_not_one_for_each_form(home: Home) -> None:
    home.edit(PROCEDURE, "channels:\n- {kind: post}", "channels:")
    found = home.problem()
    assert (found.key, found.line) == ("channels", home.line(PROCEDURE, "channels:"))
    assert "unknown: {looked_at:" in found.fix


def test_a_fact_that_is_only_a_word_is_told_at_its_place(home: Home) -> None:
    home.edit(PROCEDURE, "- {kind: post}", "- post")
    assert home.problem().key == "channels.0"


def test_an_unknown_says_where_one_looked(home: Home) -> None:
    home.edit(PROCEDURE, "looked_at: [nl/page], ", "")
    found = home.problem()
    assert found.key == "compensation.unknown.looked_at"
    assert found.line == home.line(PROCEDURE, "unknown: {on")


def test_a_text_that_lacks_a_language_does_not_parse(home: Home) -> None:
    home.edit(PROCEDURE, ", fr: Reconnaissance,", ",")
    found = home.problem()
    assert (found.key, found.what) == ("title.fr", "is missing")


def test_a_range_that_ends_below_its_start_is_refused(home: Home) -> None:
    home.edit(PROCEDURE, "amount: 40, to: 60", "amount: 60, to: 40")
    assert "below its start" in home.problem().what


def test_dates_in_the_wrong_order_are_refused(home: Home) -> None:
    home.edit(PROCEDURE, "amount: 85", "amount: 85\n  since: 2026-01-01\n  until: 2025-01-01")
    assert "lies before since" in home.problem().what


def test_a_procedure_without_scope_is_refused(home: Home) -> None:
    home.edit(PROCEDURE, "professions: [nl/example-nurse]\n", "")
    assert "any_qualification: true" in home.problem().what


def test_a_record_that_is_no_mapping_is_refused_with_its_line(home: Home) -> None:
    home.edit(SOURCES, "page:\n", "stray: just a word\npage:\n")
    found = home.problem()
    assert (found.key, found.line) == ("stray", home.line(SOURCES, "stray"))


def test_an_empty_file_is_told(home: Home) -> None:
    (home.root / PROCEDURE).write_text("", "utf-8")
    assert home.problem().path.name == "example-recognition.yaml"


def test_a_slug_in_capitals_is_refused(home: Home) -> None:
    home.edit(PROFESSIONS, "example-nurse:", "Example_Nurse:")
    assert any("is not a key" in each.what for each in home.problems())
