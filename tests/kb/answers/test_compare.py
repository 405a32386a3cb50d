"""Comparisons: right in their main differences, directed, honest on what is not known, clear on bad input."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kb.answers.compare import compare
from kb.answers.compare_text import compare_text
from kb.answers.comparison import Comparison, Direction
from kb.answers.unit_coverage import share, weights
from kb.answers.unit_stats import unit_stats
from kb.errors import DrempelError, InvalidChoiceError, NotFoundError
from kb.graph.derived import of_unit
from kb.model.text import LANGUAGES
from kb.model.unit import Unit
from kb.read.base import Base
from kb.release import Release

CARER, NURSE = "nl-crebo:25656", "de-beruf:pflegefachmann"


@pytest.fixture(scope="module")
def care(built: Release) -> Comparison:
    return compare(built, CARER, NURSE, "nl")


def statuses(direction: Direction) -> dict[str, str]:
    return {status.unit["code"]: status.verdict.id for status in direction.units}


def test_the_carer_does_not_steer_the_nursing_process(care: Comparison) -> None:
    """§ 4 PflBG keeps establishing needs, steering and quality for nurses."""
    forth = care.directions[0]
    assert (forth.holder, forth.host) == (CARER, NURSE)
    assert forth.coverage.id == "part"
    kept = {status.unit["code"]: status for status in forth.units if status.reserved}
    assert {"I.1", "I.2", "IV.1"} <= set(kept)
    assert all(status.verdict.id != "covered" and status.law for status in kept.values())
    assert kept["I.1"].law is not None
    assert kept["I.1"].law["source"] == "de/pflbg"
    assert [concept.id for concept in forth.reserved] == ["nursing-process"]
    assert statuses(forth)["III.1"] == "missing"


def test_the_nurse_covers_nearly_all_of_the_carer_and_has_more(care: Comparison) -> None:
    back = care.directions[1]
    assert back.counts["missing"] == 0
    assert back.share is not None
    assert back.share > 0.9
    assert {unit["code"] for unit in back.extra} >= {"I.3"}
    technical = next(status for status in back.units if status.unit["code"] == "B1-K1-W5")
    assert technical.light is not None
    assert technical.light.id == "yellow"


def test_the_dutch_childcare_worker_covers_part_of_the_erzieher_who_covers_most_of_it_back(built: Release) -> None:
    """A Fachschule course at level 6 against level 3: both need a decision before they count as qualified staff."""
    forth, back = compare(built, "nl-crebo:25696", "de-beruf:erzieher", "nl").directions
    assert (forth.coverage.id, back.coverage.id) == ("part", "most")
    assert statuses(forth)["LF.3"] == "missing"
    assert statuses(back)["P1-K1-W5"] == "partly"
    kept = [status for each in (forth, back) for status in each.units if status.law]
    assert {status.law["source"] for status in kept if status.law} == {"de/nkitag", "nl/erk-kinderopvang"}
    assert all([concept.id for concept in status.reserved] == ["childcare-staffing"] for status in kept)


def test_reasons_come_in_the_language_asked_for(care: Comparison) -> None:
    reasons = [status.reason for each in care.directions for status in each.units]
    assert {reason["lang"] for reason in reasons if reason} == {"nl"}


def test_without_alignment_what_is_known_is_said_and_the_rest_is_unknown(built: Release) -> None:
    found = compare(built, "nl-crebo:25655", "de-beruf:tischler")
    assert found.duration_months.relation is not None or found.unknowns
    assert {status.verdict.id for each in found.directions for status in each.units} == {"unknown"}
    assert [each.coverage.id for each in found.directions] == ["unknown", "unknown"]
    assert [each.share for each in found.directions] == [None, None]
    assert "not-aligned" in {unknown.id for unknown in found.unknowns}


def test_a_code_that_no_longer_exists_names_its_successor(built: Release) -> None:
    notes = compare(built, "nl-crebo:25480", NURSE).notes
    told = next(note for note in notes if note["id"] == "superseded")
    assert told["about"] == "nl-crebo:25480"
    assert told["successors"]


def test_an_old_code_without_a_known_successor_names_what_the_register_puts_beside_it(built: Release) -> None:
    notes = compare(built, "nl-crebo:10427", NURSE).notes
    told = next(note for note in notes if note["id"] == "kin-only")
    assert "25656" in str(told["successors"])


@pytest.mark.parametrize(
    ("a", "b", "kind", "said"),
    [
        (CARER, CARER, DrempelError, "itself"),
        (CARER, "NL-CREBO:25656 ", DrempelError, "itself"),
        (CARER, "profession/de/nurse-general-care", DrempelError, "is not a qualification"),
        (CARER, "nl-crebo:99999", NotFoundError, "No qualification"),
        (CARER, "xx:1", InvalidChoiceError, "not a qualification"),
        ("", CARER, InvalidChoiceError, "not a qualification"),
    ],
)
def test_bad_input_is_answered_clearly(built: Release, a: str, b: str, kind: type[DrempelError], said: str) -> None:
    with pytest.raises(kind, match=said) as raised:
        compare(built, a, b)
    assert raised.value.fix or raised.value.choices


def test_coverage_follows_the_stated_weights() -> None:
    of = {"unit-kinds/core": 1.0, "unit-kinds/integrative": 0.25, "unit-verdicts/covered": 1.0}
    of |= {"unit-verdicts/partly": 0.5, "unit-verdicts/missing": 0.0}
    of |= {"coverage/whole": 1.0, "coverage/most": 0.67, "coverage/part": 0.25, "coverage/little": 0.0}
    fields = {"qualification": NURSE, "title": "x", "language": "de", "confidence": "high", "source": "de/x", "at": "x"}
    units = [
        Unit.model_validate({**fields, "code": code, "kind": kind, "weeks": told, "checked": "2026-11-27"})
        for code, kind, told in (("1", "core", 30), ("2", "core", 10), ("3", "core", None), ("4", "integrative", None))
    ]
    weight = weights(units, of)
    assert weight == {"1": 30, "2": 10, "3": 20, "4": 5}
    found = share({"1": "covered", "2": "missing", "3": "partly", "4": "covered"}, weight, of)
    assert found is not None
    assert round(found.value, 3) == round((30 + 10 + 5) / 65, 3)
    assert found.coverage == "most"
    assert share({}, weight, of) is None


def test_units_and_alignments_are_counted_by_register_and_sector(built: Release) -> None:
    found = unit_stats(built.catalogue.store)
    counts = built.manifest.counts
    assert sum(each["units"] for sectors in found["units"].values() for each in sectors.values()) == counts["units"]
    rows = sum(each["rows"] for sectors in found["alignments"].values() for each in sectors.values())
    assert rows == counts["unit_alignments"]
    assert found["alignments"]["nl-crebo -> de-beruf"]["care"]["pairs"] >= 2


def test_every_ordinance_is_accounted_for(built: Release) -> None:
    """Read, or with the reason why not."""
    found = unit_stats(built.catalogue.store)["ordinances"]
    assert sum(each["ordinances"] for each in found.values()) == built.manifest.counts["ordinances"]
    assert found["read"]["ordinances"] >= 271
    assert all(each["units"] == 0 for reason, each in found.items() if reason != "read")


def test_our_labels_stand_beside_the_official_title_in_four_languages(built: Release) -> None:
    for unit in built.catalogue.units_of(NURSE):
        assert set(unit.labels) >= {"nl", "fr", "en"}
        assert unit.title is not None
        assert unit.title not in unit.labels.values()
    text = compare_text(compare(built, CARER, NURSE, "fr"))
    assert "Ethisch reflektiert handeln [agir de façon éthique]" in text
    assert "Onderkent de gezondheidstoestand" in text


def test_no_label_of_a_unit_is_without_its_language(base: Base) -> None:
    triples = [triple for unit in base.units.values() for triple in of_unit(unit)]
    found = [value for _, verb, value in triples if verb.value.endswith("altLabel")]
    assert len(found) > 400
    assert all(isinstance(label, ox.Literal) and label.language in LANGUAGES for label in found)
