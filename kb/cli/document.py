"""Documents: ``drempel roadmap``, ``factsheet``, ``description``, ``overview``, ``verify``, ``law``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kb.cli.terminal import AsJson, Host, Lang, Mode, Output, app, out, put, release

Form = Annotated[str, typer.Option("--format", help="html, pdf, docx, md or json.")]


def _give(kind: str, identifier: str, host: str, mode: str, lang: str, form: str, output: Path | None) -> None:
    """Compose, render, write."""
    from kb.answers.question import ask
    from kb.documents.compose import compose
    from kb.documents.render import render

    document = compose(release(), kind, ask(identifier, host, mode, lang))
    _write(render(document, form), output)


def _write(content: bytes, output: Path | None) -> None:
    from kb.documents.file import save

    if output is None:
        sys.stdout.buffer.write(content)
    else:
        save(output, content)


@app.command()
def roadmap(
    identifier: str, host: Host, mode: Mode = "employed", lang: Lang = "en", form: Form = "md", output: Output = None
) -> None:
    """How an authority judges a qualification, step by step: for advisers."""
    _give("roadmap", identifier, host, mode, lang, form, output)


@app.command()
def factsheet(
    identifier: str, host: Host, mode: Mode = "employed", lang: Lang = "en", form: Form = "md", output: Output = None
) -> None:
    """Two pages in plain words for the holder of a qualification."""
    _give("factsheet", identifier, host, mode, lang, form, output)


@app.command()
def description(
    identifier: str, host: Host, mode: Mode = "employed", lang: Lang = "en", form: Form = "md", output: Output = None
) -> None:
    """What a worker brings and lacks, unit by unit, for employers; only for work that is not regulated."""
    _give("description", identifier, host, mode, lang, form, output)


@app.command()
def overview(
    occupations: Annotated[list[str] | None, typer.Argument(help="physiotherapist, practical-nurse ...")] = None,
    lang: Lang = "en",
    form: Annotated[str, typer.Option("--format", help="html, pdf, docx, md, json or svg.")] = "md",
    output: Output = None,
) -> None:
    """Which authority decides on which profession in which place; none named: those regulated everywhere."""
    from kb.answers.question import choose_language
    from kb.documents.overview import overview as compose
    from kb.documents.render import render

    _write(render(compose(release(), choose_language(lang), occupations or []), form), output)


@app.command()
def verify(
    name: Annotated[str, typer.Argument(help="factsheet.nl-crebo.25656.de-nw.employed.nl, from the last lines.")],
    digest: Annotated[str | None, typer.Option("--hash", help="The content hash, from the same place.")] = None,
    as_json: AsJson = False,
) -> None:
    """Whether a document is genuine and still current, and what has changed since."""
    from kb.documents.verify import verify as check
    from kb.settings import settings

    found = check(release(), name, digest, settings().releases)
    changed = [
        f"\n{each.section}" + "".join(_marked(each.before, "-") + _marked(each.now, "+")) for each in found.changes
    ]
    out(found.as_json(), as_json, "\n".join([found.title, found.says, *changed]))


def _marked(lines: list[str], sign: str) -> list[str]:
    return [f"\n  {sign} {line}" for line in lines]


@app.command()
def law(lang: Lang = "en", output: Output = None) -> None:
    """Every rule of law with its articles, its source and how it was read, as Markdown."""
    from kb.answers.question import choose_language
    from kb.documents.law import page

    text = page(release(), choose_language(lang))
    put(text, output)
