"""Two wordings of one law: the rules in Python and the route classes in OWL, classified by HermiT, agree."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from kb.answers.crosscheck import Combination, combination, compare, crosscheck
from kb.answers.law import law as law_of
from kb.errors import DrempelError
from kb.graph.owl import classify
from kb.release import Release
from kb.routes.case import Case, Ternary
from kb.routes.decide import decide
from kb.routes.law import Law
from kb.routes.question import QUESTIONS

ROOT = Path(__file__).resolve().parents[3]
ONTOLOGY = Path("ontology") / "reasoning" / "routes.ttl"
FREE = [name for name, question in QUESTIONS.items() if question.asked != "base" and name != "regulated"]


@pytest.fixture(scope="module")
def law(built: Release) -> Law:
    return law_of(built.catalogue)


def drawn(law: Law, count: int, choices: tuple[Ternary, ...]) -> dict[Combination, tuple[str, int]]:
    """Random cases, decided by the rules; the seed is fixed, so that a difference can be looked at again."""
    dice, found = random.Random(20261127), dict[Combination, tuple[str, int]]()
    for _ in range(count):
        mode = dice.choice(("employed", "self-employed", "temporary"))
        answers = {name: dice.choice(choices) for name in FREE}
        regulated = dice.choices(choices, [6, *[1] * (len(choices) - 1)])[0]
        host = dice.choice(("nl", "de-nw", "be-vl"))
        case = Case(
            "nl" if dice.random() < 0.2 else "de", host, mode, date(2026, 11, 27), regulated=regulated, answers=answers
        )
        found[combination(case, law)] = (decide(case, law).route, 1)
    return found


@pytest.mark.slow
def test_the_rules_and_the_ontology_agree_on_every_combination_that_occurs(built: Release) -> None:
    result = crosscheck(built, ROOT)
    assert result.combinations > 100
    assert result.cases > 10_000
    assert result.differences == []


def test_they_agree_on_random_cases_of_which_all_is_known(law: Law) -> None:
    cases = drawn(law, 600, ("yes", "no"))
    assert len({route for route, _ in cases.values()}) >= 12
    assert compare(ROOT, cases) == []


def test_where_the_rules_leave_it_open_the_ontology_never_says_a_route_that_they_exclude(law: Law) -> None:
    """The open world may know less: it does not reckon with both answers leading to the same route."""
    for difference in compare(ROOT, drawn(law, 300, ("yes", "no", "unknown"))):
        assert difference.by_ontology == ()


def test_a_fault_planted_in_the_ontology_is_found(law: Law, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ontology" / "reasoning", tmp_path / "ontology" / "reasoning")
    text = (ROOT / ONTOLOGY).read_text("utf-8")
    start = text.index("def:AutomaticallyRecognised a owl:Class")
    broken = text[:start] + text[start:].replace("answer:listed-yes", "answer:complete-yes", 1)
    (tmp_path / ONTOLOGY).write_text(broken, "utf-8")
    with pytest.raises(DrempelError, match="contradicts itself"):
        compare(tmp_path, drawn(law, 200, ("yes", "no")))


def test_a_case_with_two_answers_to_one_question_is_inconsistent(tmp_path: Path) -> None:
    text = (ROOT / ONTOLOGY).read_text("utf-8")
    more = "<urn:x> a owl:NamedIndividual , def:Case ; def:answered answer:regulated-yes , answer:regulated-no ."
    (tmp_path / "routes.ttl").write_text(f"{text}\n{more}\n", "utf-8")
    with pytest.raises(DrempelError):
        classify(tmp_path / "routes.ttl", {"y": {"own-qualification": "yes"}})
