"""The law of a release, and what the facts say of the case of a question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kb.answers.past import newest
from kb.answers.question import Question
from kb.answers.setting import Target, answer_on_regulation, listing, regulation
from kb.graph.catalogue import Catalogue
from kb.model.jurisdiction import state_of
from kb.model.procedure import Procedure
from kb.model.profession import Automatic, NotAutomatic, Profession
from kb.model.qualification import Qualification
from kb.routes.case import Case, Ternary
from kb.routes.decide import UNDECIDED, Decision, decide
from kb.routes.law import Law

ASSUMED: dict[str, Ternary] = {
    "title-used": "yes",
    "eu-national": "yes",
    "complete": "yes",
    "established": "yes",
    "same-profession": "yes",
    "training-regulated": "yes",
    "one-year": "no",
    "service-one-year": "no",
    "acquired-rights": "no",
    "experience-pattern": "no",
}
"""What an answer on the diploma alone takes for granted of its holder; every answer says so where it matters."""


@dataclass(frozen=True)
class Judgement:
    """The decision on the diploma alone, what it assumed of the person, and what another person may get."""

    decision: Decision
    assumed: tuple[str, ...]
    open: Decision
    """The decision without any assumption."""


def law(catalogue: Catalogue) -> Law:
    """The rules of the release."""
    return Law(catalogue.rules)


def day(question: Question, data_version: str) -> date:
    """The day of the question: the one asked for, else the day on which the newest fact was read (no clock)."""
    return question.as_of or newest(data_version)


def case(
    row: Qualification, question: Question, target: Target | None, offered: list[Procedure], rules: Law, on: date
) -> Case:
    """The case as far as the base knows it; nothing is said of the person."""
    profession = target.profession if target else None
    found = Case(
        home=state_of(row.scheme),
        host=question.host,
        mode=question.mode,
        on=on,
        occupation=profession.occupation if profession else None,
        scheme=row.scheme,
        regulated=answer_on_regulation(profession, question.mode),
        required_level=profession.art11_level[0].level if profession and profession.art11_level else None,
        answers=_known(row, question, target, offered),
    )
    return _without_list(found, rules, profession)


def _known(
    row: Qualification, question: Question, target: Target | None, offered: list[Procedure]
) -> dict[str, Ternary]:
    routes = {route for procedure in offered for route in procedure.routes}
    found: dict[str, Ternary] = {"eu-diploma": "yes"}
    if row.regulated_at_home in ("yes", "no"):
        found["home-regulated"] = found["service-home-regulated"] = _ternary(row.regulated_at_home == "yes")
    if "mutual-recognition" in routes:
        found["certificate"] = "yes"
    if "general-system" in routes:
        found["general-system-open"] = "yes"
    if target is not None:
        found |= _of_profession(target.profession, row, question)
        # the register says what it trains for; whether a neighbouring profession is the same, only the authority
        found |= {"same-profession": "yes"} if target.relation == "main" else {}
    return found


def _of_profession(profession: Profession, row: Qualification, question: Question) -> dict[str, Ternary]:
    found: dict[str, Ternary] = {}
    entry = regulation(profession, question.mode)
    if entry is not None and entry.answer == "yes" and entry.kind is not None:
        found["title-only"] = _ternary(entry.kind == "protected-title")
    listed = listing(profession, row)
    if isinstance(listed, Automatic):
        found["listed"] = "yes"
    elif isinstance(listed, NotAutomatic):
        found["listed"] = "no"
    return found if entry is not None and entry.answer == "yes" else {}


def _without_list(case: Case, law: Law, profession: Profession | None) -> Case:
    """A profession without a European list, and without one of the host, has no listed titles."""
    settled = law.settled("sectoral", case)
    has_list = profession is None or profession.automatic or settled is None or settled[0] != "no"
    if has_list or case.regulated != "yes" or case.answer("listed") != "unknown":
        return case
    return replace(case, answers={**case.answers, "listed": "no"})


def _ternary(value: bool) -> Ternary:
    return "yes" if value else "no"


def judge(law: Law, case: Case) -> Judgement:
    """Decide on the diploma alone: the person is taken as ``ASSUMED`` where nothing else is said."""
    if case.on < law.begins:
        return Judgement(UNDECIDED, (), UNDECIDED)
    open_, taken = decide(case, law), assumed(case)
    said = {name for name in ASSUMED if case.answer(name) == "unknown"}
    return Judgement(decide(taken, law), tuple(name for name in open_.open if name in said), open_)


def assumed(case: Case) -> Case:
    """The case with the person taken as ``ASSUMED`` where nothing else is said."""
    return replace(
        case, answers={**ASSUMED, **{name: given for name, given in case.answers.items() if given != "unknown"}}
    )
