"""Documents: ``drempel factsheet``, ``law``."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.terminal import Host, Lang, Mode, Output, app, put, release


@app.command()
def factsheet(
    identifier: str,
    host: Host,
    mode: Mode = "employed",
    lang: Lang = "en",
    form: Annotated[str, typer.Option("--format", help="md or json.")] = "md",
    output: Output = None,
) -> None:
    """A factsheet for the holder of a qualification."""
    from kb.answers.compose import worth as compose
    from kb.answers.question import ask
    from kb.documents.factsheet import factsheet as render

    served = release()
    text = render(compose(served.catalogue, ask(identifier, host, mode, lang), served.version), form)
    put(text, output)


@app.command()
def law(lang: Lang = "en", output: Output = None) -> None:
    """Every rule of law with its articles, its source and how it was read, as Markdown."""
    from kb.answers.question import choose_language
    from kb.documents.law import page

    text = page(release(), choose_language(lang))
    put(text, output)
