"""Answers: ``drempel find``, ``show``, ``worth``, ``ask``, ``compare``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.cli.terminal import AsJson, Host, Lang, Mode, app, out, release
from kb.errors import DrempelError
from kb.wording import translator


@app.command()
def find(
    text: str,
    lang: Lang = "en",
    scheme: Annotated[str | None, typer.Option(help="Only this register.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    as_json: AsJson = False,
) -> None:
    """Find a qualification by title or code, in any language, with typos."""
    from kb.answers.question import choose_language
    from kb.answers.search import search

    found = search(release(), text, language=lang, scheme=scheme, limit=limit)
    lines = [
        f"{hit['id']:<28} {hit['title']['text']}  ({hit['status']['label']}, {hit['country']['label']})"
        for hit in found
    ]
    nothing = translator(choose_language(lang))("Nothing found. Try fewer letters, another language, or the code.")
    out(found, as_json, "\n".join(lines) or nothing)


@app.command()
def show(identifier: str, lang: Lang = "en", as_json: AsJson = False) -> None:
    """Show one qualification, or one record as procedure/..., profession/..., authority/..., source/..."""
    from kb.answers.lookup import lookup
    from kb.answers.plain import outline

    found = lookup(release(), identifier, lang)
    out(found, as_json, outline(found))


@app.command()
def worth(
    identifier: str,
    host: Host,
    mode: Mode = "employed",
    lang: Lang = "en",
    place: Annotated[
        str | None, typer.Option(help="Region (Kreis Kleve) or NUTS code; Belgian municipality or postcode.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="Only facts in force on this day, YYYY-MM-DD.")] = None,
    as_json: AsJson = False,
) -> None:
    """What a qualification is worth in a host, and how it is recognised there."""
    from kb.answers.compose import worth as compose
    from kb.answers.plain import worth_text
    from kb.answers.question import ask

    served = release()
    answer = compose(served.catalogue, ask(identifier, host, mode, lang, place=place, as_of=as_of), served.version)
    out(answer.as_json(), as_json, worth_text(answer))


@app.command("ask")
def ask_wizard(
    identifier: Annotated[str, typer.Argument(help="A qualification; none: give home=... as a fact.")] = "",
    host: Host = "",
    mode: Mode = "employed",
    lang: Lang = "en",
    fact: Annotated[list[str] | None, typer.Option(help="question=yes, held_level=b, training=3 ...")] = None,
    as_of: Annotated[str | None, typer.Option(help="The law of this day, YYYY-MM-DD.")] = None,
    drawing: Annotated[Path | None, typer.Option("--svg", help="Draw the flow with the path into this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask the next question towards the route, at most nine; on a terminal one after the other."""
    from kb.answers.advice import advise
    from kb.answers.plain import advice_text
    from kb.answers.question import ask

    served, question = release(), ask(identifier, host, mode, lang, as_of=as_of)
    facts = _facts(fact or [])
    advice = advise(served, question, facts)
    while advice.next and sys.stdin.isatty() and not as_json:
        facts[advice.next.id] = typer.prompt(
            f"{advice.next.number}/{advice.next.most}  {advice.next.text} [yes/no/unknown]"
        )
        advice = advise(served, question, facts)
    if drawing is not None:
        from kb.documents.flow import draw

        drawing.write_text(draw(served, question, facts), "utf-8")
    out(advice.as_json(), as_json, advice_text(advice))


def _facts(written: list[str]) -> dict[str, Any]:
    """``question=answer`` pairs; a question given twice keeps both answers, which the rules refuse."""
    found: dict[str, Any] = {}
    for each in written:
        name, sign, value = each.partition("=")
        if not sign:
            raise DrempelError(
                "{key!r} is no fact of a case.",
                "Write question=answer, for example complete=yes.",
                field="fact",
                key=each,
            )
        found[name] = [*found[name], value] if name in found else [value]
    return found


@app.command()
def compare(
    first: str,
    second: Annotated[str, typer.Argument(help="The other qualification; none with --with.")] = "",
    country: Annotated[
        str, typer.Option("--with", help="Every candidate of nl, de, be, de-nw, be-vl, de-beruf ...")
    ] = "",
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Compare two qualifications unit by unit, in both directions; or one with every candidate of a country."""
    from kb.answers.against import compare_or_list
    from kb.answers.compare_text import text_of

    found = compare_or_list(release(), first, second, country, lang)
    out(found.as_json(), as_json, text_of(found))
