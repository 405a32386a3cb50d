"""The route as an answer shows it: what the law gives, why, under which assumptions, and what would settle the rest."""

from __future__ import annotations

from collections.abc import Iterable

from kb.answers.law import Judgement
from kb.answers.present import Presenter, Shown
from kb.answers.worth import Assumption, Concept, MeasureAnswer, Route, Step
from kb.model.rule import Rule
from kb.routes.decide import Decision
from kb.routes.route import RouteId

_REASONS: dict[RouteId, tuple[str, ...]] = {
    "national-qualification": ("own-qualification",),
    "no-recognition-needed": ("not-regulated",),
    "mutual-recognition": ("certificate-valid-across-states",),
    "work-without-title": ("title-alone-is-protected",),
    "national-procedure": ("outside-the-directive",),
    "no-full-qualification": ("full-qualification-first",),
    "temporary-services": ("temporary-declaration",),
    "automatic": ("listed-title", "conditions-remain"),
    "general-system": ("content-is-compared",),
}


def show(presenter: Presenter, judged: Judgement, first: Iterable[str] = (), last: Iterable[str] = ()) -> Route:
    """A judgement in the reader's language, between sentences of the case's own facts."""
    decision = judged.decision
    rules = [rule for step in decision.steps for rule in step.rules] + list(decision.rules)
    return Route(
        **presenter.label("routes", decision.route),
        outcome=Concept(**presenter.label("route-outcomes", decision.outcome)),
        outcomes=[Concept(**presenter.label("route-outcomes", each)) for each in decision.outcomes],
        articles=_articles(presenter, rules),
        explanation=[*first, *(_reason(presenter, slug) for slug in _reasons(decision)), *last],
        possible=_concepts(presenter, decision.possible) if decision.route == "unknown" else [],
        assumed=[_assumption(presenter, name, judged) for name in judged.assumed],
        otherwise=_concepts(presenter, [each for each in judged.open.possible if each not in decision.possible]),
        questions=[Concept(**presenter.label("route-questions", each)) for each in decision.open],
        steps=[_step(presenter, each.question, each.answer, each.rules) for each in decision.steps],
        rules=[show_rule(presenter, rule) for rule in decision.rules],
        measure=_measure(presenter, decision),
        notes=[show_rule(presenter, rule) for rule in decision.notes],
    )


def _reasons(decision: Decision) -> list[str]:
    """The reasons of the route; why it is not automatic where a list exists; what an unknown route lacks."""
    answers = {step.question: step.answer for step in decision.steps}
    if not decision.steps:
        return ["no-rules-for-that-day"]
    if decision.route == "unknown":
        return ["regulation-unknown" if answers.get("regulated") == "unknown" else "facts-missing"]
    unlisted = ["not-listed"] if decision.route == "general-system" and answers.get("sectoral") == "yes" else []
    return [*unlisted, *_REASONS.get(decision.route, ("rules-decide",))]


def _assumption(presenter: Presenter, name: str, judged: Judgement) -> Assumption:
    answer = next((step.answer for step in judged.decision.steps if step.question == name), None)
    return Assumption(
        question=Concept(**presenter.label("route-questions", name)),
        answer=Concept(**presenter.label("answers", answer or "no")),
    )


def _step(presenter: Presenter, question: str, answer: str, rules: Iterable[Rule]) -> Step:
    return Step(
        question=Concept(**presenter.label("route-questions", question)),
        answer=Concept(**presenter.label("answers", answer)),
        rules=[show_rule(presenter, rule) for rule in rules],
    )


def show_rule(presenter: Presenter, rule: Rule) -> Shown:
    """A rule: what it says in plain words and in the terms of the act, its articles, how it was read, its term."""
    shown: Shown = {
        "id": rule.id,
        "says": rule.says.in_(presenter.language),
        "legal": rule.legal.in_(presenter.language),
        "articles": [_article(presenter, rule, each.law, each.article) for each in rule.articles],
        "reading": presenter.label("readings", rule.reading),
        "status": presenter.status(rule),
        "cite": presenter.cite(rule.cite),
        "since": rule.since.isoformat() if rule.since else None,
    }
    if rule.period is not None:
        shown["period"] = presenter.period(rule.period)
    if rule.silence is not None:
        shown["silence"] = presenter.label("silence-effects", rule.silence)
    return shown


def _articles(presenter: Presenter, rules: Iterable[Rule]) -> list[Shown]:
    found = [_article(presenter, rule, each.law, each.article) for rule in rules for each in rule.articles]
    return list({(each["law"], each["article"]): each for each in found}.values())


def _article(presenter: Presenter, rule: Rule, law: str, article: str) -> Shown:
    """``read`` is False where only background knowledge says so: to be confirmed."""
    source = presenter.catalogue.source(law)
    presenter.cited.setdefault(law, source.read)
    return {
        "law": law,
        "act": source.title,
        "language": source.language,
        "article": article,
        "read": rule.reading != "background",
    }


def _measure(presenter: Presenter, decision: Decision) -> MeasureAnswer | None:
    found = decision.compensation
    if found is None:
        return None
    return MeasureAnswer(
        kinds=[Concept(**presenter.label("compensation-measures", each)) for each in found.kinds],
        choosers=[Concept(**presenter.label("choosers", each)) for each in found.choosers],
        rules=[show_rule(presenter, rule) for rule in found.rules],
    )


def _concepts(presenter: Presenter, routes: Iterable[str]) -> list[Concept]:
    return [Concept(**presenter.label("routes", each)) for each in routes]


def _reason(presenter: Presenter, slug: str) -> str:
    return str(presenter.label("reasons", slug)["label"])
