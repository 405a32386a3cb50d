"""One qualification against a country: every candidate, ordered by coverage, counted or estimated, in a second."""

from __future__ import annotations

import time

import pytest

from kb.answers.against import Candidates, against, compare_or_list
from kb.answers.compare_text import text_of
from kb.errors import DrempelError, InvalidChoiceError, NotFoundError
from kb.release import Release
from kb.wording import translator

CARER = "nl-crebo:25656"
STEPS = ["whole", "most", "part", "little", "unknown"]


@pytest.fixture(scope="module")
def candidates(built: Release) -> Candidates:
    return against(built, CARER, "de", "nl")


def test_what_was_counted_and_what_was_estimated_are_told_apart(candidates: Candidates) -> None:
    by_id = {each.qualification["id"]: each for each in candidates.candidates}
    nurse = by_id["de-beruf:pflegefachmann"]
    assert nurse.by == "units"
    assert nurse.share is not None
    assert nurse.counts["missing"] == 2
    assert [concept.id for concept in nurse.reserved] == ["nursing-process"]
    assert all(each.share is None and not each.counts for each in by_id.values() if each.by == "mapping")


def test_the_best_covered_comes_first(candidates: Candidates) -> None:
    steps = [STEPS.index(each.coverage.id) for each in candidates.candidates]
    assert steps == sorted(steps)
    assert len(steps) > 3


@pytest.mark.parametrize(("place", "schemes"), [("be", {"be-vl", "be-fr", "be-dg"}), ("be-dg", {"be-dg"})])
def test_a_country_is_all_its_registers_and_a_host_its_own(built: Release, place: str, schemes: set[str]) -> None:
    found = against(built, CARER, place)
    assert {each.qualification["id"].partition(":")[0] for each in found.candidates} >= schemes
    assert place == "be" or all(each.qualification["id"].startswith("be-") for each in found.candidates)


def test_where_there_is_none_that_is_said(built: Release) -> None:
    found = against(built, "nl-crebo:10169", "be-dg")
    assert found.candidates == []
    assert found.why is not None
    assert found.why.label in text_of(found)


@pytest.mark.parametrize(
    ("a", "b", "country", "kind"),
    [
        (CARER, "", "nl", DrempelError),
        (CARER, "", "mars", InvalidChoiceError),
        (CARER, "", "", DrempelError),
        (CARER, "de-beruf:koch", "de", DrempelError),
        ("nl-crebo:99999", "", "de", NotFoundError),
        ("authority/nl/duo", "", "de", DrempelError),
    ],
)
@pytest.mark.parametrize("language", ["nl", "de", "fr"])
def test_bad_input_is_answered_in_the_language_of_the_reader(
    built: Release, a: str, b: str, country: str, kind: type[DrempelError], language: str
) -> None:
    with pytest.raises(kind) as raised:
        compare_or_list(built, a, b, country)
    english, told = raised.value.told(str), raised.value.told(translator(language))  # type: ignore[arg-type]
    assert raised.value.fix or raised.value.choices
    assert all(said != text for said, text in zip(told, english, strict=True) if text)


def test_a_whole_country_takes_less_than_a_second_of_one_processor(built: Release) -> None:
    """A limit that users may rely on; scripts/bench units measures it for every qualification."""
    begun = time.process_time()
    against(built, "nl-crebo:25655", "be")
    assert time.process_time() - begun < 1
