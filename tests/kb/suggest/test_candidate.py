"""Candidates on the shipped facts: found over languages, with a trace, and never because of ISCO."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kb.model.mapping import Mapping
from kb.model.qualification import Qualification
from kb.read.base import Base
from kb.read.esco import read_names
from kb.suggest.candidate import SETS, Suggester
from kb.suggest.evidence import Evidence, Profile, fit, score, shared_occupation
from kb.suggest.occupation_link import Link
from kb.suggest.open_pair import unreviewed
from kb.suggest.table import table
from kb.suggest.title import core, names
from tests.kb.answers.test_nearest import mapping, qualification

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def suggester(base: Base) -> Suggester:
    return Suggester(base, read_names(ROOT))


@pytest.mark.parametrize(
    ("subject", "scheme", "wanted"),
    [
        ("nl-crebo:25655", "de-beruf", "de-beruf:pflegefachmann"),
        ("nl-crebo:25180", "de-beruf", "de-beruf:koch"),
        ("de-beruf:koch", "nl-crebo", "nl-crebo:25180"),
        ("nl-crebo:25656", "be-vl", "be-vl:bk-0489-1"),
        ("nl-crebo:25641", "be-vl", "be-vl:bk-0090-2"),
        ("de-beruf:friseur", "be-dg", "be-dg:gesellenzeugnis-friseur"),
    ],
)
def test_a_plain_counterpart_is_among_the_first_five_with_its_trace(
    suggester: Suggester, subject: str, scheme: str, wanted: str
) -> None:
    found = suggester.candidates(subject, scheme, 5)  # type: ignore[arg-type]
    one = next(each for each in found if each.thing == wanted)
    assert one.trace
    assert 0 < one.score <= 1


def test_a_run_gives_the_same_twice(base: Base, suggester: Suggester) -> None:
    again = Suggester(base, reversed(read_names(ROOT)))
    assert list(again.of_set("be-dg_de-beruf", 3)) == list(suggester.of_set("be-dg_de-beruf", 3))


def test_isco_is_no_evidence(base: Base, suggester: Suggester) -> None:
    """Setting every ISCO code alike, or none at all, changes nothing."""
    alike = {key: row.model_copy(update={"isco": "2221"}) for key, row in base.qualifications.items()}
    changed = Suggester(replace(base, qualifications=alike), read_names(ROOT))
    assert changed.candidates("nl-crebo:25655", "de-beruf") == suggester.candidates("nl-crebo:25655", "de-beruf")


def test_no_mapping_is_asked(base: Base, suggester: Suggester) -> None:
    bare = Suggester(replace(base, mappings={}), read_names(ROOT))
    assert bare.candidates("nl-crebo:25737", "de-beruf") == suggester.candidates("nl-crebo:25737", "de-beruf")


def test_superseded_qualifications_are_no_candidates(base: Base, suggester: Suggester) -> None:
    things = {each.thing for each in suggester.of_set("be-dg_de-beruf")}
    assert {base.qualifications[thing].status for thing in things} <= {"current", "latest-known"}


def test_a_judged_pair_is_no_candidate_any_more(suggester: Suggester) -> None:
    found = suggester.candidates("nl-crebo:25180", "de-beruf", 5)
    judged: list[Mapping] = [mapping("de-beruf:koch", "nl-crebo:25180")]
    assert "de-beruf:koch" not in {each.thing for each in unreviewed(found, judged)}


def test_the_table_has_a_title_on_both_sides(base: Base, suggester: Suggester) -> None:
    lines = table(suggester.candidates("nl-crebo:25180", "de-beruf", 2), base.qualifications).splitlines()
    assert lines[0].split("\t") == ["subject_id", "subject_label", "object_id", "object_label", "score", "trace"]
    assert lines[1].startswith("nl-crebo:25180\tKok\tde-beruf:")


def test_every_set_is_a_pair_of_registers_in_order() -> None:
    assert all(name == "_".join(sorted(name.split("_"))) for name in SETS)


def row(title: str, language: str = "nl", **more: object) -> Qualification:
    return qualification("nl-crebo:1").model_copy(update={"title": title, "language": language, **more})


@pytest.mark.parametrize(
    ("title", "language", "form"),
    [
        ("Gesellenzeugnis Friseur", "de", "friseur"),
        ("Carreleur/Carreleuse", "fr", "carreleuse"),
        ("Mbo-Verpleegkundige", "nl", "verpleegkundige"),
        ("Elektroniker Fachrichtung Energie- und Gebäudetechnik", "de", "elektroniker"),
        (
            "Diploma van secundair onderwijs, onderwijskwalificatie niveau 3 Lassen",
            "nl",
            "lassen",
        ),
    ],
)
def test_a_title_is_compared_without_its_certificate_and_in_each_gender(title: str, language: str, form: str) -> None:
    assert form in names(row(title, language))[language]  # type: ignore[index]


def test_the_names_of_predecessors_count_too() -> None:
    assert "verkoper" in names(row("Retailmedewerker"), [row("Verkoper")])["nl"]


def test_words_of_rank_are_left_out_of_the_core() -> None:
    assert core("allround lasser") == "lasser"
    assert core("medewerker") == "medewerker"


def profile(national: dict[str, Link], dictionary: dict[str, Link]) -> Profile:
    return Profile(row("Kok"), national, dictionary, frozenset(), frozenset())


def test_only_two_national_tables_make_eures_evidence() -> None:
    link = {"esco:1": Link(1.0, "kok")}
    both = [each.kind for each in shared_occupation(profile(link, {}), profile(link, {}))]
    one = [each.kind for each in shared_occupation(profile(link, {}), profile({}, link))]
    assert (both, one) == (["eures"], ["esco-label"])


def test_more_evidence_is_never_worth_less_and_a_worse_fit_never_more() -> None:
    first, second = Evidence("title", 0.4, ""), Evidence("eures", 0.3, "")
    assert score([first], 1.0) < score([first, second], 1.0) < 1
    assert score([first], 0.8) < score([first], 1.0)


def test_a_far_level_fits_worse_and_an_unknown_one_costs_little() -> None:
    four, two, none = (row("x", eqf=eqf) for eqf in (4, 2, None))
    assert fit(four, four) > fit(four, two)
    assert fit(four, none) > 0.9
