"""A document as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.documents.document import Block, Box, Bullets, Cell, Document, Flow, Line, Paragraph, Run, Sources, Table
from kb.documents.printed import imprint, mark_text, source_tail, words
from kb.model.text import Language

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def markdown(document: Document) -> bytes:
    """The text, in UTF-8, ended by a line end."""
    return ("\n".join(_document(document)).rstrip() + "\n").encode("utf-8")


def _document(document: Document) -> Iterator[str]:
    language = document.language
    yield f"# {_escaped(document.title)}"
    yield ""
    yield _line(document.subtitle, language)
    for section in document.sections:
        yield ""
        yield f"#{'#' * section.level} {_escaped(section.title)}"
        for block in section.blocks:
            yield ""
            yield from _block(block, document)
    yield ""
    yield "---"
    yield ""
    yield _escaped(document.notice)
    if document.funding:
        yield ""
        yield _escaped(document.funding)
    yield ""
    yield from (f"- {name}: {_escaped(value)}" for name, value in imprint(document))
    yield f"- {words(document)['check']} <{document.identity.link}>"


def _block(block: Block, document: Document) -> Iterator[str]:
    language = document.language
    match block:
        case Paragraph():
            yield _line(block.line, language)
        case Bullets():
            sign = "- [ ]" if block.ticks else "-"
            yield from (f"{sign} {_line(each, language)}" for each in block.lines)
        case Box():
            yield from (f"- **{_escaped(row.label)}:** {_cell(row.lines, language)}" for row in block.rows)
        case Table():
            yield from _table(block, language)
        case Flow():
            yield from _flow(block, document)
        case Sources():
            yield from _sources(block, document)


def _table(block: Table, language: Language) -> Iterator[str]:
    yield f"| {' | '.join(_escaped(each) for each in block.header)} |"
    yield f"|{' --- |' * len(block.header)}"
    yield from (f"| {' | '.join(_cell(cell, language) for cell in row)} |" for row in block.rows)


def _flow(block: Flow, document: Document) -> Iterator[str]:
    word = words(document)
    for number, step in enumerate(block.steps, 1):
        exit_ = f" ({step.other}: {_escaped(step.exit)})" if step.exit else ""
        yield f"{number}. {_escaped(step.question)} **{step.answer}**{exit_}"
    yield ""
    name = word["result"] if len(block.ends) == 1 else word["possible"]
    yield f"**{name}:** {_escaped(' / '.join(block.ends))}"


def _sources(block: Sources, document: Document) -> Iterator[str]:
    yield words(document)["legend"]
    yield ""
    for each in block.entries:
        title = f"[{_escaped(each.title)}](<{each.url}>)" if each.url else _escaped(each.title)
        yield f"{each.number}. {title}. {_escaped(source_tail(each, document.language))}"


def _cell(cell: Cell, language: Language) -> str:
    return " <br> ".join(_line(line, language) for line in cell)


def _line(line: Line, language: Language) -> str:
    text = "".join(_run(run) for run in line.runs)
    doubt = f" *({_escaped(line.doubt)})*" if line.doubt else ""
    marks = f" {_escaped(mark_text(line, language))}" if line.marks else ""
    return f"{text}{doubt}{marks}"


def _run(run: Run) -> str:
    text = _escaped(run.text)
    linked = f"[{text}](<{run.href}>)" if run.href else text
    return f"**{linked}**" if run.strong else linked


def _escaped(text: str) -> str:
    """Text that stands as it is: no character of it marks anything up."""
    return _SPECIAL.sub(r"\\\1", text)
