"""The first half of a roadmap: at a glance, the profession on both sides, regulation, the way through the rules."""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers.present import Shown
from kb.answers.source_words import place
from kb.documents import facts
from kb.documents.document import Block, Box, Bullets, Line, Row, Run, Section
from kb.documents.matter import Matter
from kb.documents.said import regulation, start
from kb.documents.sides import both_sides
from kb.documents.tasks import task_table
from kb.documents.way import way


def profession_sections(it: Matter) -> Iterator[Section]:
    """Sections 1 to 4."""
    w = it.writer
    yield Section(id="glance", title=w.says("At a glance"), blocks=(Box(rows=tuple(_glance(it))),))
    yield Section(id="profession", title=w.says("The profession on both sides"), blocks=(both_sides(it),))
    yield Section(id="regulated", title=w.says("Is it regulated?"), blocks=tuple(_regulated(it)))
    yield Section(id="way", title=w.says("Which way?"), blocks=tuple(_way(it)))


def _glance(it: Matter) -> Iterator[Row]:
    w, answer, main = it.writer, it.answer, it.main
    regulated = w.line(f"{it.home}: ", *_at_home(it), f" · {answer.host.label}: {answer.profession.regulated_label}")
    yield Row(label=w.says("Regulated"), lines=(regulated,))
    yield Row(label=w.says("May start now"), lines=(w.line(Run(text=answer.may_start.label, strong=True)),))
    yield Row(label=w.says("Way"), lines=(w.line(Run(text=answer.route.label, strong=True), _outcomes(it)),))
    if main is None:
        yield Row(label=w.says("Authority"), lines=(w.missing(ask=it.authority),))
        return
    named = it.authority if main["authority"] else None
    yield Row(label=w.says("Authority"), lines=(w.line(w.link(named)) if named else w.missing(ask=it.authority),))
    for label, field in (("Fee", "fee"), ("Term", "terms"), ("Language for the work", "language")):
        yield Row(label=w.says(label), lines=facts.lines(w, main, field, it.authority)[:3])


def _outcomes(it: Matter) -> str:
    found = it.answer.route.outcomes
    return f" ({', '.join(each.label for each in found)})" if found else ""


def _at_home(it: Matter) -> list[str | Line]:
    label = it.presenter.label("answers", it.row.regulated_at_home)["label"]
    return [it.registered(it.row, label)] if it.row.regulated_at_home != "unknown" else [label]


def _regulated(it: Matter) -> Iterator[Block]:
    w, profession = it.writer, it.answer.profession
    lines = [w.line(Run(text=f"{it.home}: ", strong=True), *_at_home(it))]
    lines.append(w.line(Run(text=f"{it.answer.host.label}: ", strong=True), regulation(it)))
    lines += [basis(it, each) for each in profession.legal_basis]
    yield Bullets(lines=tuple(lines))


def basis(it: Matter, each: Shown) -> Line:
    """A law and the article that carries something."""
    w, law = it.writer, each["law"]
    href = law["url"] if (law["url"] or "").startswith("http") else None
    lang = law["language"] if law["language"] != w.language else None
    where = place(it.release.catalogue, each["article"], law["language"], w.language) if each.get("article") else ""
    article = f", {where}" if where else ""
    return w.fact(each, w.says("Legal basis:"), " ", Run(text=law["title"], lang=lang, href=href), article)


def _way(it: Matter) -> Iterator[Block]:
    w, route = it.writer, it.answer.route
    yield from way(it)
    lines = [
        w.line(Run(text=f"{facts.capital(route.label)}. ", strong=True), " ".join(route.explanation)),
        w.line(Run(text=f"{w.says('May start now')}: ", strong=True), start(it)),
    ]
    lines += [
        w.line(w.says("Taken for granted:"), f" {each.question.label} {each.answer.label}.") for each in route.assumed
    ]
    if route.otherwise:
        lines.append(w.line(w.says("If that does not hold:"), f" {'; '.join(each.label for each in route.otherwise)}."))
    if route.questions:
        lines.append(
            w.line(w.says("Only the authority can answer:"), f" {' '.join(each.label for each in route.questions)}")
        )
    yield Bullets(lines=tuple(lines))
    yield from task_table(it)
    for other in it.answer.alternatives:
        text = w.says("Another profession the holder may ask about:")
        yield it.paragraph(
            w.line(
                text,
                f" {other.profession.label}: {other.route.label}; {w.says('may start now')}: {other.may_start.label}.",
            )
        )
