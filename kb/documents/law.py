"""Every rule of law with its articles, its source and how it was read, as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers.law import law as law_of
from kb.answers.present import Presenter
from kb.model.rule import Rule
from kb.model.text import Language
from kb.release import Release
from kb.routes.flow import FLOW, RESULTS
from kb.routes.law import Law
from kb.routes.question import Question

_ASKED = {
    "base": "the question itself",
    "person": "the person",
    "law": "the base, or whoever knows the law",
    "authority": "only the authority that compares",
}


_OPENING = """Made by `drempel law` from `kb/routes/flow.py` and `kb/data/rules`; do not edit. From the first question
on, each yes and no leads to the next one or to a result; an unknown leaves both ways open. A national rule stands only
where it differs from the rule of the Union that it replaces. The rules hold for days from {begins} on."""


def page(release: Release, language: Language = "en") -> str:
    """The page as Markdown: the flow, its results, then every rule; the same release gives the same text."""
    presenter = Presenter(release.catalogue, language)
    law = law_of(release.catalogue)
    return "\n".join(_lines(presenter, law)).rstrip() + "\n"


def _lines(presenter: Presenter, law: Law) -> Iterator[str]:
    in_force = [rule for rule in law.sorted() if rule.status != "superseded"]
    yield "# The law as rules"
    yield ""
    yield _OPENING.format(begins=law.begins)
    yield ""
    yield from _readings(presenter, in_force)
    yield "## The flow"
    yield ""
    yield "| question | answered by | yes | no | rules |"
    yield "| --- | --- | --- | --- | --- |"
    for node in FLOW.values():
        asked, rules = _ASKED[node.question.asked], _roles(node.question.roles)
        yield f"| `{node.id}` {_text(presenter, node.question)} | {asked} | `{node.yes}` | `{node.no}` | {rules} |"
    yield ""
    yield "## The results"
    yield ""
    yield "| result | route | outcome | rules |"
    yield "| --- | --- | --- | --- |"
    for result in RESULTS.values():
        route = presenter.label("routes", result.route)["label"]
        outcome = presenter.label("route-outcomes", result.outcome)["label"]
        yield f"| `{result.id}` | {route} | {outcome} | {_roles(result.roles)} |"
    yield ""
    yield "## The rules"
    for rule in law.sorted():
        yield from _rule(presenter, rule)


def _readings(presenter: Presenter, rules: list[Rule]) -> Iterator[str]:
    yield "| how it was read | rules in force |"
    yield "| --- | --- |"
    for reading in ("text", "transposition", "summary", "court", "background"):
        count = sum(rule.reading == reading for rule in rules)
        yield f"| {presenter.label('readings', reading)['label']} | {count} |"
    yield ""


def _rule(presenter: Presenter, rule: Rule) -> Iterator[str]:
    source = presenter.catalogue.source(rule.cite.source)
    where = f"[{source.title}]({source.url})" if source.url and source.url.startswith("http") else source.title
    yield ""
    yield f"### {rule.id}"
    yield ""
    yield rule.says.in_(presenter.language)
    yield ""
    yield f"> {rule.legal.in_(presenter.language)}"
    yield ""
    acts = ", ".join(f"{each.article} ({presenter.catalogue.source(each.law).title})" for each in rule.articles)
    yield f"- Articles: {acts}"
    reading = presenter.label("readings", rule.reading)["label"]
    yield f"- Read: {reading}, in {where}, {rule.cite.at}, on {rule.cite.checked}"
    yield f"- Status: {presenter.status(rule)['label']}{_validity(rule)}"
    yield from _scope(presenter, rule)


def _validity(rule: Rule) -> str:
    since = f", from {rule.since}" if rule.since else ""
    return f"{since}, until {rule.until}" if rule.until else since


def _scope(presenter: Presenter, rule: Rule) -> Iterator[str]:
    if rule.overrides:
        place = presenter.label("jurisdictions", rule.jurisdiction)["label"]
        yield f"- Takes the place of: `{rule.overrides}` in {place}"
    if rule.occupations:
        labels = (presenter.label("occupations", each)["label"] for each in rule.occupations)
        yield f"- Occupations: {', '.join(labels)}"
    for each in rule.settles:
        yield f"- Answers `{each.question}`: {each.answer}"
    if rule.period:
        yield f"- Length: {presenter.period(rule.period)['text']}"
    for cell in rule.measures:
        chooser = presenter.label("choosers", cell.chooser)["label"]
        yield f"- Level {cell.held} held, {cell.required} required: {chooser}"


def _text(presenter: Presenter, question: Question) -> str:
    return str(presenter.label("route-questions", question.id)["label"])


def _roles(roles: tuple[str, ...]) -> str:
    return ", ".join(f"`{role}`" for role in roles)
