"""The drafting aid for units: words meet across languages, the same answers each time, better than letters alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.model.unit import Unit
from kb.read.base import Base
from kb.read.tsv import read_tsv
from kb.suggest.unit_likeness import UnitSuggester
from kb.suggest.unit_word import read_terms, read_words, words
from scripts.benchmarks.units import _edit_distance, recall, sets

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def aid(base: Base) -> UnitSuggester:
    return UnitSuggester(base.units.values(), read_words(ROOT), read_terms(ROOT))


def of(base: Base, qualification: str) -> list[Unit]:
    return [unit for unit in base.units.values() if unit.qualification == qualification]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Bereidt het werk voor", "nl", ["vorbereid", "werk"]),
        ("Installeert apparatuur", "nl", ["instaler", "aparatur"]),
        ("Installieren von Anlagen", "de", ["instalier", "anlag"]),
    ],
)
def test_words_are_reduced_to_stems(text: str, language: str, found: list[str]) -> None:
    assert words(text, language) == found


def test_the_words_that_met_are_told(aid: UnitSuggester, base: Base) -> None:
    thing = base.units["nl-crebo:25808/B1-K1-W1"]
    found = aid.suggestions(thing, of(base, "de-beruf:verkaeufer"))
    assert found
    assert all(" ~ " in pair for each in found for pair in each.evidence)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_the_same_question_gets_the_same_answer_and_at_most_three(aid: UnitSuggester, base: Base) -> None:
    thing, own = base.units["nl-crebo:25736/B1-K1-W2"], of(base, "de-beruf:koch")
    assert aid.suggestions(thing, own) == aid.suggestions(thing, list(reversed(own)))
    assert len(aid.suggestions(thing, own)) <= 3


def test_it_beats_edit_distance_on_the_published_blind_pairs(aid: UnitSuggester, base: Base) -> None:
    units: dict[str, list[Unit]] = {}
    for unit in base.units.values():
        units.setdefault(unit.qualification, []).append(unit)
    rows = sets(ROOT)["five published pairs"]
    assert len({row.pair for row in rows}) == 5
    found = recall(rows, units, lambda thing, own: [each.unit.code for each in aid.suggestions(thing, own)])
    letters = recall(rows, units, _edit_distance)
    assert found[0] > letters[0] + 0.1
    assert found[1] > letters[1] + 0.05


def test_the_blind_pairs_are_pairs_that_exist() -> None:
    names = {path.stem for path in (ROOT / "mappings" / "units").glob("*.tsv")}
    listed = [line.split("\t")[0] for line in (ROOT / "mappings/blind-pairs.tsv").read_text("utf-8").splitlines()[1:]]
    assert set(listed) <= names
    assert len(set(listed)) == len(listed) == 38


def test_units_are_read_once_from_the_tables_of_the_registers(base: Base) -> None:
    paths = sorted((ROOT / "kb" / "data" / "units").glob("de-beruf*.tsv"))
    assert {unit.id for path in paths for unit in read_tsv(path, Unit)} <= base.units.keys()
