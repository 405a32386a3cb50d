"""The command line: ``drempel --help``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from kb.answers.canonical import dumps
from kb.errors import DrempelError
from kb.model.text import LANGUAGES, Language
from kb.read.problem import ReadError
from kb.settings import settings
from kb.wording import translator

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="What a diploma is worth across the border.",
)

mappings_app = typer.Typer(no_args_is_help=True, help="Work on the mappings between registers.")
app.add_typer(mappings_app, name="mappings")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Lang = Annotated[str, typer.Option(help="nl, de, fr or en.")]
Mode = Annotated[str, typer.Option(help="employed, self-employed or temporary.")]


def main() -> None:
    """Run a command; bad input ends with one readable block on stderr and exit code 1."""
    try:
        app()
    except DrempelError as error:
        _fail(error.block(translator(_asked_language(sys.argv))))
    except ReadError as error:
        _fail(f"{error}\n{len(error.problems)} problem(s) in the files of facts; nothing was changed.")


def _asked_language(arguments: list[str]) -> Language:
    """The language of an error: that of ``--lang``, if it is one of the four."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    asked = next((word for option, word in pairwise(words) if option == "--lang"), "en")
    return next((language for language in LANGUAGES if language == asked), "en")


def _fail(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201
    raise SystemExit(1)


def _out(value: Any, as_json: bool, text: str) -> None:
    print(dumps(value) if as_json else f"{text}\n", end="")  # noqa: T201


def _put(text: str, output: Path | None) -> None:
    """A text into its file, or on standard output."""
    if output is None:
        print(text.removesuffix("\n"))  # noqa: T201
    else:
        output.write_text(text, "utf-8")


@app.command()
def build(
    if_changed: Annotated[bool, typer.Option(help="Only if a file of facts is newer than the release.")] = False,
    as_json: AsJson = False,
) -> None:
    """Build the graph, the store and the search index from the facts into dist/."""
    from kb import release

    if if_changed and release.is_current(settings().home, settings().releases):
        return

    console = Console(stderr=True)
    with console.status("building") as status:
        manifest = release.build(settings().home, settings().releases, lambda step: status.update(f"building: {step}"))
    lines = [f"{count:>7}  {kind.replace('_', ' ')}" for kind, count in manifest.counts.items()]
    _out(manifest.as_json(), as_json, "\n".join([f"version {manifest.version}, {manifest.quads} quads", *lines]))


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Show only problems of these files.")] = None,
    reason: Annotated[bool, typer.Option(help="Hold the routes of the built release against OWL, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the facts: parser and SHACL shapes; says file, line, what, and what to write instead."""
    if reason:
        _reasoned(as_json)
        return
    from kb.check import run

    problems = run(settings().home, [path.resolve() for path in paths or []])
    text = "\n".join(str(problem) for problem in problems) or "No problem found."
    _out([problem.__dict__ | {"path": str(problem.path)} for problem in problems], as_json, text)
    raise SystemExit(1 if problems else 0)


def _reasoned(as_json: bool) -> None:
    from kb.answers.crosscheck import crosscheck

    found = crosscheck(_release(), settings().home)
    lines = [
        f"{each.cases:>7}  rules: {each.by_rules}  OWL: {each.by_ontology}  {each.answers}"
        for each in found.differences
    ]
    told = f"{found.cases} cases, {found.combinations} combinations of answers, {len(lines)} differences."
    _out(asdict(found), as_json, "\n".join([*lines, told]))
    raise SystemExit(1 if lines else 0)


@app.command()
def serve(host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> None:
    """Serve pages, API and SPARQL."""
    import uvicorn

    from kb.release import open_release

    open_release(settings().releases)
    print(f"Drempel is at http://{host}:{port}", flush=True)  # noqa: T201
    uvicorn.run("api.app:create_app", factory=True, host=host, port=port, workers=workers, log_level="warning")


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

    found = search(_release(), text, language=lang, scheme=scheme, limit=limit)
    lines = [
        f"{hit['id']:<28} {hit['title']['text']}  ({hit['status']['label']}, {hit['country']['label']})"
        for hit in found
    ]
    nothing = translator(choose_language(lang))("Nothing found. Try fewer letters, another language, or the code.")
    _out(found, as_json, "\n".join(lines) or nothing)


@app.command()
def show(identifier: str, lang: Lang = "en", as_json: AsJson = False) -> None:
    """Show one qualification, or one record as procedure/..., profession/..., authority/..., source/..."""
    from kb.answers.lookup import lookup
    from kb.answers.plain import outline

    found = lookup(_release(), identifier, lang)
    _out(found, as_json, outline(found))


@app.command()
def worth(
    identifier: str,
    host: Annotated[str, typer.Option("--in", help="Host: nl, de-nw, be-vl ...")],
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

    release = _release()
    answer = compose(release.catalogue, ask(identifier, host, mode, lang, place=place, as_of=as_of), release.version)
    _out(answer.as_json(), as_json, worth_text(answer))


@app.command("ask")
def ask_wizard(
    identifier: Annotated[str, typer.Argument(help="A qualification; none: give home=... as a fact.")] = "",
    host: Annotated[str, typer.Option("--in", help="Host: nl, de-nw, be-vl ...")] = "",
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

    release, question = _release(), ask(identifier, host, mode, lang, as_of=as_of)
    facts = _facts(fact or [])
    advice = advise(release, question, facts)
    while advice.next and sys.stdin.isatty() and not as_json:
        facts[advice.next.id] = typer.prompt(
            f"{advice.next.number}/{advice.next.most}  {advice.next.text} [yes/no/unknown]"
        )
        advice = advise(release, question, facts)
    if drawing is not None:
        from kb.documents.flow import draw

        drawing.write_text(draw(release, question, facts), "utf-8")
    _out(advice.as_json(), as_json, advice_text(advice))


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
def compare(first: str, second: str, lang: Lang = "en", as_json: AsJson = False) -> None:
    """Compare two qualifications unit by unit, in both directions."""
    from kb.answers.compare import compare as compose
    from kb.answers.compare_text import compare_text

    found = compose(_release(), first, second, lang)
    _out(found.as_json(), as_json, compare_text(found))


@app.command()
def factsheet(
    identifier: str,
    host: Annotated[str, typer.Option("--in", help="Host: nl, de-nw, be-vl ...")],
    mode: Mode = "employed",
    lang: Lang = "en",
    form: Annotated[str, typer.Option("--format", help="md or json.")] = "md",
    output: Annotated[Path | None, typer.Option("-o", help="File to write; standard output if none.")] = None,
) -> None:
    """A factsheet for the holder of a qualification."""
    from kb.answers.compose import worth as compose
    from kb.answers.question import ask
    from kb.documents.factsheet import factsheet as render

    release = _release()
    text = render(compose(release.catalogue, ask(identifier, host, mode, lang), release.version), form)
    _put(text, output)


@app.command()
def law(lang: Lang = "en", output: Annotated[Path | None, typer.Option("-o", help="File to write.")] = None) -> None:
    """Every rule of law with its articles, its source and how it was read, as Markdown."""
    from kb.answers.question import choose_language
    from kb.documents.law import page

    text = page(_release(), choose_language(lang))
    _put(text, output)


@app.command()
def sparql(
    query: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file with the query.")],
    form: Annotated[str, typer.Option("--format", help="json, csv, tsv, xml, ttl, nt, rdf or jsonld.")] = "csv",
    as_json: AsJson = False,
) -> None:
    """Run a SPARQL query over the built graph."""
    from kb.answers.sparql import run_once

    print(run_once(_release(), query.read_text("utf-8"), "json" if as_json else form))  # noqa: T201


@app.command()
def stats(as_json: AsJson = False) -> None:
    """Coverage, freshness and quality of the facts."""
    from kb.answers.plain import outline
    from kb.answers.stats import stats as compute

    found = compute(_release())
    _out(found, as_json, outline(found))


@mappings_app.command()
def suggest(
    only: Annotated[str | None, typer.Option("--set", help="Only this set, for example de-beruf_nl-crebo.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="Candidates for each qualification.")] = 3,
    output: Annotated[Path | None, typer.Option("-o", help="Folder; mappings/candidates if none.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write candidates with their evidence, for review; pairs that were reviewed or refused are left out."""
    from kb.suggest.run import write

    home = settings().home
    written = write(home, output or home / "mappings" / "candidates", only, limit)
    lines = [f"{count:>7}  {name}" for name, count in written.items()]
    _out(written, as_json, "\n".join([*lines, "Candidates are no mappings: each needs a review."]))


@mappings_app.command()
def sheet(
    first: str,
    second: str,
    output: Annotated[Path | None, typer.Option("-o", help="File to write; standard output if none.")] = None,
) -> None:
    """A table for aligning two qualifications unit by unit; what is filled in already stays."""
    from datetime import date

    from kb.suggest.sheet import sheet as compose

    text = compose(settings().home, first, second, date.today())
    _put(text, output)


def _release() -> Any:
    from kb.release import open_release

    return open_release(settings().releases)


if __name__ == "__main__":
    main()
