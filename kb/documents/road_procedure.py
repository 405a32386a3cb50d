"""The second half of a roadmap: authority, assessment, steps, papers, time and money, remedies, help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kb.answers.compose import worth
from kb.answers.present import Shown
from kb.documents import facts
from kb.documents.contact import contact, helpers
from kb.documents.document import Block, Bullets, Cell, Line, Run, Section, Table
from kb.documents.matter import Matter
from kb.documents.road_profession import basis

_ASSESSMENT = frozenset({
    "same-profession", "home-regulated", "level-gap", "difference-whole", "difference-substantial", "covered", "listed",
})  # fmt: skip
"""Questions of the flow that an authority goes through when it compares."""


def procedure_sections(it: Matter) -> Iterator[Section]:
    """Sections 5 to 15."""
    w = it.writer
    yield Section(id="authority", title=w.says("Competent authority"), blocks=tuple(_authority(it)))
    yield Section(
        id="assessment", title=w.says("How the authority assesses"), blocks=(Bullets(lines=tuple(_assessment(it))),)
    )
    yield Section(id="steps", title=w.says("Step by step"), blocks=tuple(_steps(it)))
    yield from _other_procedures(it)
    yield Section(id="documents", title=w.says("Documents"), blocks=tuple(_documents(it)))
    yield Section(id="time", title=w.says("Time and money"), blocks=tuple(_time(it)))
    yield Section(id="language", title=w.says("Language"), blocks=(_field(it, "paper_languages", "language"),))
    yield Section(
        id="differences", title=w.says("If the training differs"), blocks=(Bullets(lines=tuple(_differences(it))),)
    )
    yield Section(id="appeal", title=w.says("If the answer is no or does not come"), blocks=(_field(it, "appeal"),))
    yield Section(id="temporary", title=w.says("Temporary work"), blocks=(Bullets(lines=tuple(_temporary(it))),))
    yield Section(id="after", title=w.says("After recognition"), blocks=(_field(it, "outcome", "conditions"),))
    yield Section(id="help", title=w.says("Who can help"), blocks=tuple(_help(it)))


def _field(it: Matter, *fields: str) -> Bullets:
    """The facts of the main procedure under these names."""
    w, main = it.writer, it.main
    if main is None:
        return Bullets(lines=(w.missing(ask=it.authority),))
    found = tuple(line for field in fields for line in facts.lines(w, main, field, it.authority))
    return Bullets(lines=found or (w.line(w.says("Nothing recorded.")),))


def _authority(it: Matter) -> Iterator[Block]:
    w, main = it.writer, it.main
    if main is None or not isinstance(main["authorities"], list):
        yield it.paragraph(w.missing(main["authorities"] if main else None, it.authority))
        return
    rows = [((w.line(facts.capital(role)),), tuple(_bodies(it, bodies))) for role, bodies in facts.roles(main)]
    yield Table(
        caption=w.says("Who does what, in this order"),
        header=(w.says("Role"), w.says("Authority and how to reach it")),
        rows=tuple(rows),
        widths=(1, 4),
    )
    yield Bullets(
        lines=(
            *(_prefixed(it, "How to apply:", line) for line in facts.lines(w, main, "channels", it.authority)),
            *_basis(it, main),
        )
    )


def _bodies(it: Matter, bodies: list[Shown]) -> Iterator[Line]:
    for body in bodies:
        first, *rest = contact(it, body["authority"]["id"])
        where = f" ({body['where']})" if body.get("where") else ""
        yield it.writer.line(first, it.writer.fact(body, where))
        yield from rest


def _prefixed(it: Matter, key: str, line: Line) -> Line:
    return it.writer.line(it.writer.says(key), " ", line)


def _basis(it: Matter, main: Shown) -> Iterator[Line]:
    found = main["legal_basis"]
    if isinstance(found, list):
        yield from (basis(it, each) for each in found)
    else:
        yield _prefixed(it, "Legal basis:", it.writer.missing(found, it.authority))


def _assessment(it: Matter) -> Iterator[Line]:
    w, route = it.writer, it.answer.route
    rules = [rule for step in route.steps if step.question.id in _ASSESSMENT for rule in step.rules]
    yield from (rule_line(it, rule) for rule in _distinct(rules))
    for each in it.answer.nearest[:2]:
        if each["qualification"]:
            comment = each["comment"]
            said = Run(text=comment["text"], lang=comment["lang"] if comment["lang"] != w.language else None)
            yield w.line(
                it.writer.official(each["qualification"]["title"]),
                f" ({each['status']['label']}): ",
                said,
                cites=each["sources"],
            )
    if it.main:
        yield from facts.lines(w, it.main, "remarks", None)
    if not rules and not it.answer.nearest:
        yield w.missing(ask=it.authority)


def rule_line(it: Matter, rule: Shown) -> Line:
    """A rule in plain words with the articles that say so."""
    # what stands behind the comma (subparagraphs, annexes) is in the language of the act
    articles = ", ".join(dict.fromkeys(each["article"].partition(",")[0] for each in rule["articles"]))
    return it.writer.fact(rule, rule["says"], f" ({articles})" if articles else "")


def _distinct(rules: list[Shown]) -> list[Shown]:
    return list({rule["id"]: rule for rule in rules}.values())


def _steps(it: Matter) -> Iterator[Block]:
    main = it.main
    if main is None:
        yield it.paragraph(it.writer.missing(ask=it.authority))
        return
    yield it.paragraph(it.writer.fact(main, Run(text=main["title"], strong=True), f". {main['summary']}"))
    yield _step_table(it, main)


def _step_table(it: Matter, procedure: Shown) -> Table:
    w = it.writer
    rows = [_step(it, procedure, number, step) for number, step in enumerate(procedure["steps"], 1)]
    header: tuple[str, ...] = (w.says("Step"), w.says("What happens"), w.says("Who"))
    if not any(step.get("facts") for step in procedure["steps"]):
        return Table(
            caption=procedure["title"], header=header, rows=tuple(row[:3] for row in rows), widths=(0.3, 4, 1.1)
        )
    header = (*header, w.says("What belongs to it"))
    return Table(caption=procedure["title"], header=header, rows=tuple(rows), widths=(0.45, 2.2, 1.1, 3.2))


def _step(it: Matter, procedure: Shown, number: int, step: Shown) -> tuple[Cell, ...]:
    w = it.writer
    done = w.fact(step, step["do"]) if step["recorded"] else w.line(step["do"])
    belongs = _belongs(it, _of_step(procedure, step), step.get("facts"))
    return (w.line(str(number)),), (done,), (w.line(step["who"]["label"]),), belongs


_MOST_OTHERS = 5
_TERMS_OF = {"acknowledgement": {"acknowledgement"}, "decision": {"decision", "extension"}}


def _of_step(procedure: Shown, step: Shown) -> Shown:
    """The procedure with only the terms of a step, if a term is of that step."""
    wanted, terms = _TERMS_OF.get(step.get("kind", ""), set()), procedure["terms"]
    own = [each for each in terms if each["step"]["id"] in wanted] if isinstance(terms, list) else []
    return {**procedure, "terms": own} if own else procedure


def _belongs(it: Matter, procedure: Shown, field: str | None) -> Cell:
    """The facts that a step rests on; long ones have a section of their own."""
    w = it.writer
    if field is None:
        return (w.line("–"),)
    if field in ("documents", "compensation", "appeal"):
        return (w.line(w.says("see the section below")),)
    key = {"fees": "fee"}.get(field, field)
    return facts.lines(w, procedure, key, it.authority)[:4] if key in procedure else (w.line("–"),)


def _other_procedures(it: Matter) -> Iterator[Section]:
    w = it.writer
    others = [*it.answer.procedures[1:], *it.answer.general_procedures][:_MOST_OTHERS]
    if not others:
        return
    rows = tuple(_other(it, each) for each in others)
    table = Table(
        caption=w.says("Other procedures and papers that may help"),
        header=(w.says("Procedure"), w.says("Authority"), w.says("Fee"), w.says("Term")),
        rows=rows,
        widths=(3, 1.6, 1.5, 1.5),
    )
    yield Section(id="others", title=w.says("Other procedures and papers that may help"), level=2, blocks=(table,))


def _other(it: Matter, each: Shown) -> tuple[Cell, ...]:
    w, body = it.writer, each["authority"]
    title = w.fact(each, Run(text=each["title"], strong=True), f". {each['summary']}")
    fee, term = (facts.lines(w, each, field, body)[:2] for field in ("fee", "terms"))
    return (title,), ((w.line(w.link(body)) if body else w.missing(ask=it.adviser)),), fee, term


def _documents(it: Matter) -> Iterator[Block]:
    w, main = it.writer, it.main
    if main is None or not isinstance(main["documents"], list):
        yield it.paragraph(w.missing(main["documents"] if main else None, it.authority))
        return
    rows = [_document(it, each) for each in main["documents"]]
    header = (w.says("Document"), w.says("Form"), w.says("Not older than"), w.says("Remark"))
    yield Table(caption=w.says("What is handed in"), header=header, rows=tuple(rows), widths=(2, 1.5, 1, 3))
    yield Bullets(lines=facts.lines(w, main, "paper_languages", it.authority))


def _document(it: Matter, fact: Shown) -> tuple[Cell, ...]:
    w = it.writer
    name = w.fact(fact, facts.capital(fact["type"]["label"]))
    form = facts.form_of(fact) or w.says("not recorded")
    age = fact["max_age"]["text"] if fact.get("max_age") else "–"
    return (name,), (w.line(form),), (w.line(age),), (w.line(fact.get("condition") or "–"),)


def _time(it: Matter) -> Iterator[Block]:
    w, main = it.writer, it.main
    rules = [rule for rule in it.answer.route.rules if rule.get("period")]
    if main is None:
        yield it.paragraph(w.missing(ask=it.authority))
        return
    terms = (*facts.lines(w, main, "terms", it.authority), *(rule_line(it, rule) for rule in rules))
    fees = facts.lines(w, main, "fee", it.authority)
    silence = [each["label"] for each in main["silence"]]
    rows = (
        ((w.line(w.says("Time line")),), terms),
        ((w.line(w.says("If no answer comes")),), (w.line("; ".join(silence)),)),
        ((w.line(w.says("Fees")),), fees),
    )
    yield Table(caption=w.says("Time and money"), header=("", w.says("What is known")), rows=rows, widths=(1, 5))


def _differences(it: Matter) -> Iterator[Line]:
    w, route = it.writer, it.answer.route
    if it.main:
        yield from facts.lines(w, it.main, "compensation", it.authority)
    if route.measure:
        yield from (rule_line(it, rule) for rule in _distinct(route.measure.rules))
    if it.main is None and not route.measure:
        yield w.missing(ask=it.authority)


def _temporary(it: Matter) -> Iterator[Line]:
    w = it.writer
    if it.question.mode == "temporary":
        yield w.line(w.says("This whole document is about temporary work."))
        return
    there = worth(it.release.catalogue, replace(it.question, mode="temporary"), it.release.version)
    it.also.extend(there.sources)
    yield w.line(Run(text=f"{facts.capital(there.route.label)}. ", strong=True), " ".join(there.route.explanation))
    yield w.line(w.says("May start now"), f": {there.may_start.label}. ", " ".join(there.may_start.because))
    yield from (rule_line(it, rule) for rule in there.route.rules if there.route.id == "temporary-services")
    for each in there.procedures[:1]:
        yield w.fact(each, Run(text=each["title"], strong=True), f". {each['summary']}")
        yield from facts.lines(w, each, "fee", each["authority"])[:2]
    if not there.procedures and there.profession.regulated == "yes":
        yield w.missing(ask=it.authority)


def _help(it: Matter) -> Iterator[Block]:
    w = it.writer
    rows = []
    for key in helpers(it):
        record = it.release.catalogue.authority(key)
        name = w.line(Run(text=record.labels.in_(w.language), href=record.url))
        rows.append(((name,), tuple(contact(it, key, named=False))))
    yield Table(
        caption=w.says("Who can help"),
        header=(w.says("Who"), w.says("With what, and how to reach them")),
        rows=tuple(rows),
        widths=(1.2, 3),
    )
