"""The first half of a roadmap: at a glance, the profession on both sides, regulation, the way through the rules."""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers.present import Shown
from kb.documents import facts
from kb.documents.document import Block, Box, Bullets, Cell, Line, Row, Run, Section, Table
from kb.documents.matter import Matter
from kb.documents.said import needed, start
from kb.documents.way import way


def profession_sections(it: Matter) -> Iterator[Section]:
    """Sections 1 to 4."""
    w = it.writer
    yield Section(id="glance", title=w.says("At a glance"), blocks=(Box(rows=tuple(_glance(it))),))
    yield Section(id="profession", title=w.says("The profession on both sides"), blocks=(_both_sides(it),))
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


def _both_sides(it: Matter) -> Table:
    w = it.writer
    rows = [
        (w.says("Qualification"), _qualification(it, home=True), _qualification(it, home=False)),
        (w.says("Profession"), (w.line(*_occupations(it)),), tuple(_profession(it))),
        (w.says("Kind of training"), _kind(it, home=True), _kind(it, home=False)),
        (w.says("Level"), _level(it, home=True), _level(it, home=False)),
        (w.says("Level asked for by the law (Article 11)"), (w.line("–"),), _level_of_law(it)),
        (w.says("Duration"), _duration(it, home=True), _duration(it, home=False)),
        (w.says("Reserved activities"), (w.line("–"),), _reserved(it)),
        (w.says("Code"), _code(it, home=True), _code(it, home=False)),
    ]
    header = ("", w.says("Home: {place}", place=it.home), w.says("Host: {place}", place=it.answer.host.label))
    body = tuple(((w.line(label),), home, host) for label, home, host in rows)
    return Table(caption=w.says("The profession on both sides"), header=header, rows=body, widths=(1, 2, 2))


def _none(it: Matter) -> Cell:
    return (it.writer.missing(ask=it.adviser),)


def _qualification(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    if row is None:
        return _none(it)
    titles: list[str | Run] = [it.title(row)]
    if row.title_feminine:
        titles += [" / ", it.writer.official({"text": row.title_feminine, "lang": row.language})]
    lines = [it.registered(row, *titles, reliability=row.status_reliability)]
    if not home:
        statement = next(
            each for each in it.answer.nearest if each["qualification"] and each["qualification"]["id"] == row.id
        )
        lines.append(
            it.writer.line(
                f"{statement['relation']['label']} ({statement['status']['label']})", cites=statement["sources"]
            )
        )
    return tuple(lines)


def _occupations(it: Matter) -> list[str]:
    found = it.answer.qualification["occupations"]
    return [it.writer.listed(each["label"] for each in found if each["relation"] == "main") or "–"] if found else ["–"]


def _profession(it: Matter) -> Iterator[Line]:
    w, profession = it.writer, it.answer.profession
    if profession.id is None:
        yield w.missing(ask=it.adviser)
        return
    yield w.line(profession.label or "")
    for name in profession.names:
        yield w.line(w.official(name))


def _kind(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    return (it.registered(row, it.presenter.label("qualification-kinds", row.kind)["label"]),) if row else _none(it)


def _level(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    if row is None or (row.level is None and row.eqf is None):
        return _none(it)
    found = []
    if row.level is not None and row.level_framework:
        found.append(
            it.registered(row, f"{FRAMEWORKS[row.level_framework]} {row.level}", reliability=row.level_reliability)
        )
    if row.eqf is not None:
        found.append(it.registered(row, f"{it.writer.says('EQF')} {row.eqf}", reliability=row.eqf_reliability))
    return tuple(found)


FRAMEWORKS = {"mbo": "mbo", "dqr": "DQR", "vks": "VKS", "qrdg": "QRDG", "cfc": "CFC"}


def _level_of_law(it: Matter) -> Cell:
    profession = it.profession
    if profession is None or not profession.art11_level:
        return _none(it) if it.answer.profession.regulated != "no" else (it.writer.line("–"),)
    return tuple(it.writer.fact(it.presenter.show(each), each.level) for each in profession.art11_level)


def _duration(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    if row is None or row.duration_months is None:
        return _none(it)
    months = it.writer.number(float(row.duration_months))
    unit = it.presenter.label("units-of-time", "month")["label"]
    return (it.registered(row, f"{months} {unit}", reliability=row.duration_reliability),)


def _reserved(it: Matter) -> Cell:
    found = it.answer.profession.reserved_activities
    return tuple(it.writer.fact(each, each["text"]) for each in found) or (
        it.writer.line(it.writer.says("None recorded.")),
    )


def _code(it: Matter, home: bool) -> Cell:
    row = it.row if home else it.counterpart
    return (it.registered(row, f"{row.scheme} {row.official_code or row.code}"),) if row else _none(it)


def _regulated(it: Matter) -> Iterator[Block]:
    w, profession = it.writer, it.answer.profession
    lines = [w.line(Run(text=f"{it.home}: ", strong=True), *_at_home(it))]
    kind = f" ({profession.kind.label})" if profession.kind else ""
    head = w.line(Run(text=f"{it.answer.host.label}: ", strong=True), f"{profession.regulated_label}{kind}. ")
    lines += [w.line(head, each) for each in list(needed(it))[:1]]
    lines += [w.missing(ask=it.authority)] if profession.regulated == "unknown" else []
    lines += [basis(it, each) for each in profession.legal_basis]
    yield Bullets(lines=tuple(lines))


def basis(it: Matter, each: Shown) -> Line:
    """A law and the article that carries something."""
    w, law = it.writer, each["law"]
    href = law["url"] if (law["url"] or "").startswith("http") else None
    lang = law["language"] if law["language"] != w.language else None
    article = f", {each['article']}" if each.get("article") else ""
    return w.fact(each, w.says("Legal basis:"), " ", Run(text=law["title"], lang=lang, href=href), article)


def _way(it: Matter) -> Iterator[Block]:
    w, route = it.writer, it.answer.route
    yield from way(it)
    lines = [w.line(Run(text=f"{route.label}. ", strong=True), " ".join(route.explanation)), *start(it)]
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
    for other in it.answer.alternatives:
        text = w.says("Another profession the holder may ask about:")
        yield it.paragraph(
            w.line(
                text,
                f" {other.profession.label}: {other.route.label}; {w.says('may start now')}: {other.may_start.label}.",
            )
        )
