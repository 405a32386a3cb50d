"""The decisions of the rules held against the route classes of OWL: two wordings of one law, one answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.answers import law as laws
from kb.answers import setting
from kb.answers.past import newest
from kb.answers.question import Question
from kb.answers.setting import Target
from kb.graph.catalogue import Catalogue
from kb.graph.names import iri
from kb.graph.owl import classify
from kb.model.identifier import SCHEMES
from kb.model.jurisdiction import HOSTS, JURISDICTIONS, MODES
from kb.model.procedure import Procedure
from kb.model.profession import Profession
from kb.model.qualification import Qualification
from kb.release import Release
from kb.routes.case import Case
from kb.routes.decide import decide
from kb.routes.law import Law
from kb.routes.question import QUESTIONS, evaluate

Combination = tuple[tuple[str, str], ...]
"""The answers that are known of a case, sorted."""


@dataclass(frozen=True)
class Difference:
    """A combination of answers on which rules and ontology disagree, and how many cases stand behind it."""

    answers: Combination
    by_rules: str
    by_ontology: tuple[str, ...]
    cases: int


@dataclass(frozen=True)
class Result:
    """How many cases and distinct combinations were compared, and where they differ."""

    cases: int
    combinations: int
    differences: list[Difference]


def crosscheck(release: Release, home: Path) -> Result:
    """Compare one representative of each combination of answers that occurs among all qualifications, hosts and modes.

    Raises DrempelError where no reasoner is installed or the ontology is inconsistent.
    """
    law = laws.law(release.catalogue)
    counted: Counter[Combination] = Counter()
    routes: dict[Combination, str] = {}
    for row, alike in _representatives(release.catalogue):
        for case in _cases(release, law, row):
            answers = combination(case, law)
            counted[answers] += alike
            routes.setdefault(answers, decide(case, law).route)
    differences = compare(home, {answers: (routes[answers], count) for answers, count in counted.items()})
    return Result(counted.total(), len(counted), differences)


def compare(home: Path, decided: dict[Combination, tuple[str, int]]) -> list[Difference]:
    """The combinations on which the ontology says another route; where the rules leave it open, it says none."""
    names = {f"c{number}": answers for number, answers in enumerate(decided)}
    found = classify(home / "ontology" / "reasoning" / "routes.ttl", {name: dict(each) for name, each in names.items()})
    differences = []
    for name, answers in names.items():
        route, count = decided[answers]
        expected = set() if route == "unknown" else {route}
        if found[name] != expected:
            differences.append(Difference(answers, route, tuple(sorted(found[name])), count))
    return differences


def combination(case: Case, law: Law) -> Combination:
    """Every answer that is known of a case, by its facts, by what was said, or by the law."""
    answers = ((name, evaluate(question, case, law).answer) for name, question in QUESTIONS.items())
    return tuple(sorted((name, answer) for name, answer in answers if answer != "unknown"))


def _cases(release: Release, law: Law, row: Qualification) -> Iterator[Case]:
    """A qualification in each host and mode, with the person as an answer takes it."""
    catalogue, on = release.catalogue, newest(release.version)
    for host in HOSTS:
        for mode in MODES:
            question = Question(row.id, host, mode)
            found: list[Target | None] = [*setting.targets(catalogue, row, question)]
            for target in found or [None]:
                offered = setting.offered(catalogue, row, question, target)
                yield laws.assumed(laws.case(row, question, target, offered, law, on))


def _representatives(catalogue: Catalogue) -> list[tuple[Qualification, int]]:
    """One qualification of each kind that the facts tell apart, with how many are alike."""
    named = _named(catalogue)
    alike: dict[object, list[Qualification]] = {}
    for row in _rows(catalogue):
        own = row.id if row.id in named else None
        signature = (row.scheme, tuple(catalogue.occupations_of(row.id)), row.regulated_at_home, own)
        alike.setdefault(signature, []).append(row)
    return [(rows[0], len(rows)) for rows in alike.values()]


def _named(catalogue: Catalogue) -> set[str]:
    """The qualifications that a profession or procedure names: no other stands for them."""
    found: set[str] = set()
    for jurisdiction in JURISDICTIONS:
        for key in catalogue.records(Profession, jurisdiction):
            profession = catalogue.profession(key)
            found |= {each for entry in profession.automatic for each in entry.qualifications}
            found |= {each for entry in profession.not_automatic for each in entry.qualifications}
        for key in catalogue.records(Procedure, jurisdiction):
            found |= set(catalogue.procedure(key).qualifications)
    return found


def _rows(catalogue: Catalogue) -> Iterator[Qualification]:
    for scheme in SCHEMES:
        for row in catalogue.store.select("register_page", {"scheme": iri("scheme", scheme)}):
            yield catalogue.qualification(f"{scheme}:{getattr(row['code'], 'value', row['code'])}")
