"""Documents: ``drempel roadmap``, ``factsheet``, ``description``, ``overview``, ``law``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kb.cli.terminal import Host, Lang, Mode, Output, app, put, release

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
def law(lang: Lang = "en", output: Output = None) -> None:
    """Every rule of law with its articles, its source and how it was read, as Markdown."""
    from kb.answers.question import choose_language
    from kb.documents.law import page

    text = page(release(), choose_language(lang))
    put(text, output)
