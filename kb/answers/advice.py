"""The wizard's answer: the next question, or the route that the answers so far give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict

from kb.answers import law as laws
from kb.answers import profile, setting
from kb.answers import route as routes
from kb.answers.law import Judgement
from kb.answers.present import Presenter, Shown
from kb.answers.question import Question
from kb.answers.worth import Concept, MayStart, Route
from kb.errors import DrempelError
from kb.model.text import Language
from kb.release import Release
from kb.routes import case as cases
from kb.routes.case import Case, Experience, Ternary
from kb.routes.decide import Decision, decide
from kb.routes.law import Law
from kb.routes.question import QUESTIONS
from kb.routes.route import start
from kb.routes.wizard import FACTS, MOST, next_question

Facts = Mapping[str, Any]
"""What the person or adviser says: questions of the flow, levels, years by kind; each once."""

_YEARS = tuple(each.name for each in fields(Experience))


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class NextQuestion(_Part):
    """The question to ask now, its number, and how many there are at most."""

    id: str
    text: str
    number: int
    most: int
    choices: list[Concept]


class Given(_Part):
    """An answer to a question of the flow, and who gave it: the person, the base of facts, or a rule of law."""

    question: Concept
    answer: Concept
    by: Literal["you", "base", "law"]


class Advice(_Part):
    """The state of the wizard; the whole of it stands in ``link``, nothing is stored."""

    qualification: Shown | None
    profession: Shown | None
    host: Concept
    mode: Concept
    language: Language
    on: str
    data_version: str
    given: list[Given]
    next: NextQuestion | None
    may_start: MayStart
    route: Route
    link: str
    sources: list[Shown]

    def as_json(self) -> dict[str, Any]:
        """The JSON form, the same from library, CLI and HTTP."""
        return self.model_dump(mode="json")


@dataclass(frozen=True)
class Situation:
    """The case and the decision on it, with what was said by the person."""

    case: Case
    decision: Decision
    said: dict[str, Ternary]
    qualification: Shown | None
    profession: Shown | None


def situation(release: Release, question: Question, facts: Facts, presenter: Presenter) -> Situation:
    """The case of a question and the facts beside it, decided.

    Raises DrempelError that names the field: a fact outside its list, two answers, a fact that the base or the law
    contradicts, an impossible date.
    """
    law = laws.law(release.catalogue)
    known, qualification, profession = _known(release, question, facts, law, presenter)
    case, said = _merged(known, facts, law)
    return Situation(case, decide(case, law), said, qualification, profession)


def advise(release: Release, question: Question, facts: Facts) -> Advice:
    """The next question or the route; raises what ``situation`` raises."""
    presenter = Presenter(release.catalogue, question.language)
    found = situation(release, question, facts, presenter)
    decision = found.decision
    return Advice(
        qualification=found.qualification,
        profession=found.profession,
        host=Concept(**presenter.label("jurisdictions", question.host)),
        mode=Concept(**presenter.label("modes", question.mode)),
        language=question.language,
        on=found.case.on.isoformat(),
        data_version=release.version,
        given=_given(presenter, found),
        next=_next(presenter, found),
        may_start=_may_start(presenter, decision),
        route=routes.show(presenter, Judgement(decision, (), decision)),
        link=_link(question, facts),
        sources=presenter.sources(),
    )


def _known(
    release: Release, question: Question, facts: Facts, law: Law, presenter: Presenter
) -> tuple[Case, Shown | None, Shown | None]:
    """The case as the base knows it; without a qualification, as bare as it was asked."""
    on = laws.day(question, release.version)
    if not question.qualification:
        bare = {"home": facts.get("home"), "host": question.host, "mode": question.mode, "on": on}
        bare["occupation"] = facts.get("occupation")
        return cases.parse({key: value for key, value in bare.items() if value is not None}, FACTS), None, None
    row = release.catalogue.qualification(question.qualification)
    target = next(iter(setting.targets(release.catalogue, row, question)), None)
    offered = setting.offered(release.catalogue, row, question, target)
    profession = target.profession if target else None
    shown = {"id": profession.id, "label": profession.labels.in_(question.language)} if profession else None
    return laws.case(row, question, target, offered, law, on), profile.brief(presenter, row), shown


def _merged(known: Case, facts: Facts, law: Law) -> tuple[Case, dict[str, Ternary]]:
    """The case with what was said, and that alone; a contradiction is an error, not a choice."""
    years = {name: _whole(name, facts[name]) for name in _YEARS if name in facts}
    plain = {name: value for name, value in facts.items() if name not in _YEARS}
    if years:
        plain["experience"] = years
    always = {"home": known.home, "host": known.host, "mode": known.mode, "on": known.on}
    said = cases.parse({**always, **plain}, FACTS)
    for name, value in said.answers.items():
        _refuse_contradiction(name, value, known, law)
    changed = {
        each.name: getattr(said, each.name)
        for each in fields(Case)
        if each.name != "answers" and getattr(said, each.name) != each.default
    }
    answers = {**known.answers, **{name: value for name, value in said.answers.items() if value != "unknown"}}
    return replace(known, **changed, answers=answers), dict(said.answers)


def _whole(name: str, value: Any) -> int:
    text = str(value[0] if isinstance(value, list) else value)
    if not text.isdecimal():
        raise DrempelError("{text!r} is no number of years.", "Write whole years from 0 to 60.", field=name, text=text)
    return int(text)


def _refuse_contradiction(name: str, value: Ternary, known: Case, law: Law) -> None:
    base = known.regulated if name == "regulated" else known.answer(name)
    if base == "unknown" and QUESTIONS.get(name) and QUESTIONS[name].asked == "law":
        settled = law.settled(name, known)
        base = settled[0] if settled else "unknown"
    if "unknown" not in (base, value) and base != value:
        raise DrempelError(
            "{name} was answered {value}, but the facts of this base say {base}.",
            "Leave it out, or report an error in the base.",
            field=name,
            name=name,
            value=value,
            base=base,
        )


def _given(presenter: Presenter, found: Situation) -> list[Given]:
    shown: list[Given] = []
    for step in found.decision.steps:
        by: Literal["you", "base", "law"] = "you" if step.question in found.said else "base"
        if by == "base" and any(each.question == step.question for rule in step.rules for each in rule.settles):
            by = "law"
        shown.append(
            Given(
                question=Concept(**presenter.label("route-questions", step.question)),
                answer=Concept(**presenter.label("answers", step.answer)),
                by=by,
            )
        )
    return shown


def _next(presenter: Presenter, found: Situation) -> NextQuestion | None:
    name = next_question(found.decision, found.said)
    if name is None:
        return None
    return NextQuestion(
        id=name,
        text=presenter.label("route-questions", name)["label"],
        number=len(found.said) + 1,
        most=MOST,
        choices=[Concept(**presenter.label("answers", each)) for each in cases.TERNARY],
    )


def _may_start(presenter: Presenter, decision: Decision) -> MayStart:
    found = start(decision.route, decision.possible)
    return MayStart(
        answer=found.answer,
        label=presenter.label("answers", found.answer)["label"],
        because=[presenter.label("reasons", each)["label"] for each in found.reasons],
    )


def _link(question: Question, facts: Facts) -> str:
    """The query string that brings anybody to the same state; it names no person."""
    pairs = [("qualification", question.qualification), ("host", question.host), ("mode", question.mode)]
    pairs += [("lang", question.language), ("as_of", question.as_of.isoformat() if question.as_of else "")]
    pairs += [(name, _word(value)) for name, value in facts.items()]
    return urlencode([pair for pair in pairs if pair[1]])


def _word(value: Any) -> str:
    first = value[0] if isinstance(value, list) else value
    return {True: "yes", False: "no"}[first] if isinstance(first, bool) else str(first)
