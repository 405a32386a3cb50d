"""The description of a free occupation for employers, in the form of those that two countries have signed together.

It never says more than is true of who stands behind it: nobody yet, one side, or both.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers.compare import compare
from kb.answers.comparison import Direction, UnitStatus
from kb.answers.present import Shown
from kb.answers.question import Question
from kb.documents import facts
from kb.documents.document import Block, Bullets, Document, Line, Paragraph, Run, Section, Table
from kb.documents.identity import Name, issue, unissued
from kb.documents.matter import Matter, matter
from kb.documents.said import NOTICE, regulation, start
from kb.documents.sides import titles, trainings
from kb.documents.tasks import task_table
from kb.errors import DrempelError
from kb.release import Release
from kb.settings import settings

SIGNS = {"covered": "+", "partly": "±", "missing": "–", "unknown": "?"}
"""A sign before each judgement, so that the table is read without colour."""


def description(release: Release, question: Question) -> Document:
    """The description of a case; raises what ``matter`` raises, and DrempelError for a regulated profession."""
    it = matter(release, question)
    profession = it.answer.profession
    if profession.regulated == "yes" and (profession.kind is None or profession.kind.id != "protected-title"):
        raise DrempelError(
            "{profession} is regulated in {host}: a description is for work that anybody may do.",
            "Ask for the roadmap instead: drempel roadmap, or /api/v1/roadmap.",
            field="host",
            profession=profession.label,
            host=question.host,
        )
    w = it.writer
    direction = _direction(it)
    sections = (
        Section(id="titles", title=w.says("The two qualifications"), blocks=(titles(it),)),
        Section(id="behind", title=w.says("Who stands behind this"), blocks=(Bullets(lines=tuple(_behind(it))),)),
        Section(
            id="overlap", title=w.says("How much is the same"), blocks=(Bullets(lines=tuple(_overlap(it, direction))),)
        ),
        Section(id="clusters", title=w.says("What the work consists of"), blocks=(_clusters(it, direction),)),
        Section(id="missing", title=w.says("What is missing"), blocks=(Bullets(lines=tuple(_missing(it, direction))),)),
        Section(
            id="extra",
            title=w.says("What this worker brings besides"),
            blocks=(Bullets(lines=tuple(_extra(it, direction))),),
        ),
        Section(
            id="permits",
            title=w.says("Work that needs a permit"),
            blocks=(Bullets(lines=tuple(_permits(it, direction))),),
        ),
        Section(id="start", title=w.says("May this worker start?"), blocks=(_start(it), *task_table(it))),
        Section(id="trainings", title=w.says("The two trainings in five lines"), blocks=(trainings(it),)),
        Section(id="voluntary", title=w.says("Papers that may help"), blocks=(Bullets(lines=tuple(_papers(it))),)),
    )
    sources = Section(id="sources", title=w.says("Sources"), blocks=(w.sources(it.sources()),))
    document = unissued(
        kind="description",
        language=question.language,
        title=w.says("Description for employers: {title} – {host}", title=it.row.title, host=it.answer.host.label),
        subtitle=it.subtitle(),
        sections=(*sections, sources),
        notice=w.says(NOTICE),
        funding=settings().funding,
    )
    return issue(document, Name("description", question.language, question), release.version)


def _direction(it: Matter) -> Direction | None:
    """The holder seen from the units of the nearest qualification of the host."""
    if it.counterpart is None:
        return None
    found = compare(it.release, it.row.id, it.counterpart.id, it.question.language)
    it.also.extend(found.sources)
    return found.directions[0]


def _statements(it: Matter) -> list[Shown]:
    """What the mappings say of the two as a whole."""
    return [
        each
        for each in it.answer.nearest
        if it.counterpart and (each["qualification"] or {}).get("id") == it.counterpart.id
    ]


BEHIND = {
    "authorised": "Both countries have confirmed this comparison: {author}.",
    "published": "One side stands behind it: {author} has published it. The other side has not confirmed it.",
    "proposed": "Compared by the editors; no authority or chamber stands behind it yet.",
    "disputed": "The comparison is disputed: {author}.",
}


def _behind(it: Matter) -> Iterator[Line]:
    w = it.writer
    found = {each["status"]["id"]: each for each in reversed(_statements(it))}
    for status, says in BEHIND.items():
        if each := found.get(status):
            yield w.line(w.says(says, author=each["author"]), cites=each["sources"])
    if not found:
        yield w.line(w.says("Nobody yet: no comparison of the two has been published."))


def _overlap(it: Matter, direction: Direction | None) -> Iterator[Line]:
    w = it.writer
    for each in _statements(it):
        text = each["comment"]["text"]
        lang = each["comment"]["lang"] if each["comment"]["lang"] != w.language else None
        yield w.line(
            f"{facts.capital(each['relation']['label'])} ({each['status']['label']}): ",
            Run(text=text, lang=lang),
            cites=each["sources"],
        )
    if direction is None or not direction.aligned:
        yield w.missing(ask=it.adviser)
        return
    share = f" ({w.percent(direction.share)})" if direction.share is not None else ""
    counts = direction.counts
    yield w.line(
        w.says("Covered of the qualification there:"), " ", Run(text=f"{direction.coverage.label}{share}", strong=True)
    )
    yield w.line(
        w.says(
            "Of {all} parts {covered} are covered, {partly} partly, {missing} are missing.",
            all=sum(counts.values()), covered=counts["covered"], partly=counts["partly"], missing=counts["missing"],
        )
    )  # fmt: skip


def _clusters(it: Matter, direction: Direction | None) -> Block:
    w = it.writer
    if direction is None or not direction.units:
        return Paragraph(line=w.missing(ask=it.adviser))
    header = (w.says("Activity"), w.says("Judgement"), w.says("Learned as"), w.says("Remark"))
    rows = tuple(_cluster(it, each) for each in direction.units)
    return Table(caption=w.says("What the work consists of"), header=header, rows=rows, widths=(2.4, 1.1, 2, 2.4))


def _cluster(it: Matter, each: UnitStatus) -> tuple[tuple[Line, ...], ...]:
    w = it.writer
    name = w.line(_unit(it, each.unit), cites=[each.unit["cite"]])
    verdict = w.line(f"{SIGNS[each.verdict.id]} {each.verdict.label}")
    learned = tuple(w.line(_unit(it, unit)) for unit in each.by) or (w.line("–"),)
    remarks = []
    if each.reason:
        lang = each.reason["lang"] if each.reason["lang"] != w.language else None
        remarks.append(w.line(Run(text=each.reason["text"], lang=lang), cites=each.sources))
    return (name,), (verdict,), learned, tuple(remarks) or (w.line("–"),)


def _unit(it: Matter, unit: Shown) -> Run:
    """The label in the reader's language where there is one, else the official title in its own."""
    label, title = unit["label"], unit["title"]
    chosen = label if label and (label["lang"] == it.writer.language or title is None) else title
    return it.writer.official(chosen)


def _missing(it: Matter, direction: Direction | None) -> Iterator[Line]:
    w = it.writer
    if direction is None or not direction.aligned:
        yield w.missing(ask=it.adviser)
        return
    lacking = [each for each in direction.units if each.verdict.id == "missing"]
    for each in lacking:
        bridge = each.bridge
        way = f" – {bridge['label']}{': ' + bridge['name'] if bridge['name'] else ''}" if bridge else ""
        yield w.line(_unit(it, each.unit), way, cites=each.sources)
    if not lacking:
        yield w.line(w.says("Nothing that was compared is missing."))


def _extra(it: Matter, direction: Direction | None) -> Iterator[Line]:
    w = it.writer
    found = direction.extra if direction and direction.aligned else []
    yield from (w.line(_unit(it, unit)) for unit in found)
    if not found:
        yield w.line(w.says("None recorded."))


def _permits(it: Matter, direction: Direction | None) -> Iterator[Line]:
    w = it.writer
    units = [each for each in direction.units if each.reserved or each.permit] if direction else []
    for each in units:
        said = w.listed(concept.label for concept in (*each.reserved, *each.permit))
        yield w.line(_unit(it, each.unit), f": {said}", cites=[each.law] if each.law else each.sources)
    yield from (w.fact(each, each["text"]) for each in it.answer.profession.reserved_activities)
    if not units and not it.answer.profession.reserved_activities:
        yield w.line(w.says("None recorded. Ask before work with its own permit, such as gas, electricity or driving."))


def _start(it: Matter) -> Bullets:
    w = it.writer
    regulated = w.line(w.says("Regulated"), ": ", regulation(it))
    return Bullets(lines=(regulated, w.line(w.says("May start now"), ": ", start(it))))


def _papers(it: Matter) -> Iterator[Line]:
    w = it.writer
    found = [*it.answer.procedures, *it.answer.general_procedures]
    for each in found[:5]:
        body: list[str | Run] = [" ", w.link(each["authority"])] if each["authority"] else []
        yield w.fact(each, Run(text=each["title"], strong=True), f". {each['summary']}", *body)
    if not found:
        yield w.line(w.says("None recorded."))
