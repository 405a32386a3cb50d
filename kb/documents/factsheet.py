"""The factsheet: what a citizen must know of one case, in plain words on two pages; rights and duties at its centre."""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers.present import Shown
from kb.answers.question import Question
from kb.documents import facts
from kb.documents.contact import contact, helpers
from kb.documents.document import Box, Bullets, Document, Line, Paragraph, Row, Run, Section
from kb.documents.identity import Name, issue, unissued
from kb.documents.matter import Matter, matter
from kb.documents.said import NOTICE, needed, start
from kb.documents.tasks import task_counts
from kb.release import Release
from kb.settings import settings

_MOST_PAPERS = 10
_MOST_DUTIES = 6
_RIGHTS = (
    "acknowledgement", "decision-term", "extension", "papers", "reasons", "measure-choice", "aptitude-test",
    "appeal", "language", "declaration", "prior-check-term", "prior-check-silence", "voluntary-statement",
)  # fmt: skip
"""Rules that give the applicant a right, by the end of their key, in the order in which they matter."""
_MOST_RIGHTS = 8


def factsheet(release: Release, question: Question) -> Document:
    """The factsheet of a question; raises what ``matter`` raises."""
    it = matter(release, question)
    w = it.writer
    sections = (
        Section(id="who", title=w.says("Who is this for?"), blocks=(Paragraph(line=_who(it)),)),
        Section(id="need", title=w.says("Do I need recognition?"), blocks=_need(it)),
        Section(id="where", title=w.says("Where do I apply?"), blocks=(_where(it),)),
        Section(id="papers", title=w.says("What do I send?"), blocks=(_papers(it),)),
        Section(id="cost", title=w.says("What does it cost and how long does it take?"), blocks=(_cost(it),)),
        Section(id="answers", title=w.says("What can the answer be?"), blocks=(_answers(it),)),
        Section(id="rights", title=w.says("Your rights"), blocks=(Bullets(lines=tuple(_rights(it))),)),
        Section(id="duties", title=w.says("Your duties"), blocks=(Bullets(lines=tuple(_duties(it))),)),
        Section(id="help", title=w.says("Who helps me?"), blocks=(Box(rows=tuple(_help(it))),)),
    )
    sources = Section(id="sources", title=w.says("Sources"), blocks=(w.sources(it.sources()),))
    document = unissued(
        kind="factsheet",
        language=question.language,
        title=w.says("Factsheet: {title} – {host}", title=it.row.title, host=it.answer.host.label),
        subtitle=w.line(facts.capital(it.answer.mode.label)),
        sections=(*sections, sources),
        notice=w.says(NOTICE),
        funding=settings().funding,
    )
    return issue(document, Name("factsheet", question.language, question), release.version)


def _who(it: Matter) -> Line:
    w, answer = it.writer, it.answer
    country = answer.qualification["country"]["label"]
    parts: list[str | Run | Line] = [
        w.says("You have this diploma:"),
        " ",
        it.title(it.row),
        f" ({country}, {it.row.official_code or it.row.code}). ",
    ]
    if answer.profession.label:
        parts += [w.says("You want to work there as:"), f" {answer.profession.label}", *_names(it), ". "]
    parts += [w.says("Place: {host}. Way of working: {mode}.", host=answer.host.label, mode=answer.mode.label)]
    return w.line(*parts)


def _names(it: Matter) -> Iterator[str | Run]:
    for number, name in enumerate(it.answer.profession.names[:3]):
        yield ", " if number else " ("
        yield it.writer.official(name)
    if it.answer.profession.names:
        yield ")"


def _need(it: Matter) -> tuple[Bullets, ...]:
    begin = it.writer.line(it.writer.says("May you start now?"), " ", start(it))
    return (Bullets(lines=(*needed(it), begin, *task_counts(it))),)


def _where(it: Matter) -> Box:
    w, main = it.writer, it.main
    if main is None or main["authority"] is None:
        return Box(rows=(Row(label=w.says("Authority"), lines=(w.missing(ask=it.authority),)),))
    rows = [Row(label=w.says("Authority"), lines=tuple(contact(it, main["authority"]["id"])))]
    if channels := facts.present(w, main, "channels", it.authority):
        rows.append(Row(label=w.says("How"), lines=channels))
    return Box(
        rows=(*rows, Row(label=w.says("Language"), lines=facts.present(w, main, "paper_languages", it.authority)))
    )


def _papers(it: Matter) -> Bullets:
    w, main = it.writer, it.main
    if main is None:
        return Bullets(lines=(w.missing(ask=it.authority),))
    found = facts.present(w, main, "documents", it.authority)
    if any(line.missing for line in found):
        return Bullets(lines=found)
    more = len(found) - _MOST_PAPERS
    if more > 0:
        return Bullets(
            lines=(*found[:_MOST_PAPERS], w.line(w.says("And {number} more: see the roadmap.", number=more))),
            ticks=True,
        )
    return Bullets(lines=found, ticks=True)


def _cost(it: Matter) -> Box:
    w, main = it.writer, it.main
    if main is None:
        missing = (w.missing(ask=it.authority),)
        return Box(rows=(Row(label=w.says("Cost"), lines=missing), Row(label=w.says("Time"), lines=missing)))
    fees, terms = (facts.present(w, main, field, it.authority) for field in ("fee", "terms"))
    return Box(rows=(Row(label=w.says("Cost"), lines=fees[:4]), Row(label=w.says("Time"), lines=terms[:4])))


ANSWERS = {
    "recognised": "Yes. Your diploma is recognised.",
    "measure": "Yes, but first you make up what is missing, with a period of supervised work or a test.",
    "partial-access": "Yes, for a part of the profession.",
    "refused": "No. You are told why, in writing.",
    "may-be-refused": "The authority may say no, because the level of the diploma is too low.",
    "declaration": "You report your work beforehand; after that you may start.",
    "prior-check": "You report your work beforehand, and the authority checks your diploma first.",
    "comparison": "The authority compares your diploma with one of its own country and tells you the result.",
    "nothing-to-decide": "Nothing has to be decided. Your employer or client judges what you can do.",
    "unknown": "We do not know which answers are possible. Ask the authority.",
}
"""What may come out, in plain words; a key for each outcome of the rules."""


def _answers(it: Matter) -> Bullets:
    w, route = it.writer, it.answer.route
    found = [each.id for each in route.outcomes] or [route.outcome.id]
    lines = [w.line(w.says(ANSWERS[each])) for each in found]
    measure = route.measure
    if measure and "measure" in found:
        labels = [each.label for each in measure.choosers]
        said = (
            facts.capital(labels[0]) + "."
            if len(labels) == 1
            else w.says("Who chooses depends on the levels of both trainings.")
        )
        line = w.line(w.says(ANSWERS["measure"]), f" {said}", cites=[rule["cite"] for rule in measure.rules])
        lines[found.index("measure")] = line
    return Bullets(lines=tuple(lines))


def _rights(it: Matter) -> Iterator[Line]:
    w, route = it.writer, it.answer.route
    rules = [*route.rules, *(route.measure.rules if route.measure else [])]
    by_name = {rule["id"].partition("/")[2]: rule for rule in rules}
    found = [by_name[name] for name in _RIGHTS if name in by_name][:_MOST_RIGHTS]
    yield from (w.fact(rule, rule["says"]) for rule in found)
    if not found:
        yield w.line(w.says("There is no procedure here that you must follow, so there are no terms for an answer."))


def _duties(it: Matter) -> Iterator[Line]:
    yield from list(_all_duties(it))[:_MOST_DUTIES]


def _all_duties(it: Matter) -> Iterator[Line]:
    w, main, answer = it.writer, it.main, it.answer
    statement = answer.profession.statement
    cites = [statement["cite"]] if statement else []
    if answer.profession.kind and answer.profession.kind.id == "protected-title":
        yield w.line(w.says("Do not use the protected title before you have been allowed to."), cites=cites)
    elif answer.may_start.answer == "no":
        yield w.line(w.says("Do not start in this profession before the decision."), cites=cites)
    if main is None:
        yield w.line(w.says("Tell the truth about your training and experience."))
        return
    yield w.line(
        w.says("Send papers that are true and complete: the time for a decision counts only from then on."),
        cites=_complete(it),
    )
    if isinstance(main["fee"], list) and any(fee["amount"] > 0 for fee in main["fee"]):
        yield w.line(w.says("Pay the fee in time."), cites=[main["fee"][0]["cite"]])
    if isinstance(main["language"], list):
        yield from (
            w.line(w.says("Know the language that the work asks for:"), " ", line)
            for line in facts.present(w, main, "language", None)[:1]
        )
    yield from facts.present(w, main, "conditions", None)


def _complete(it: Matter) -> list[Shown]:
    return [rule["cite"] for rule in it.answer.route.rules if rule["id"] == "eu/decision-term"]


def _help(it: Matter) -> Iterator[Row]:
    for key in list(helpers(it))[:3]:
        record = it.release.catalogue.authority(key)
        yield Row(label=record.labels.in_(it.question.language), lines=tuple(contact(it, key, named=False)))
