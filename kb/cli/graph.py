"""The graph as a whole: ``drempel sparql``, ``stats``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.terminal import AsJson, app, out, release


@app.command()
def sparql(
    query: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file with the query.")],
    form: Annotated[str, typer.Option("--format", help="json, csv, tsv, xml, ttl, nt, rdf or jsonld.")] = "csv",
    as_json: AsJson = False,
) -> None:
    """Run a SPARQL query over the built graph."""
    from kb.answers.sparql import run_once

    print(run_once(release(), query.read_text("utf-8"), "json" if as_json else form))  # noqa: T201


@app.command()
def stats(as_json: AsJson = False) -> None:
    """Coverage, freshness and quality of the facts."""
    from kb.answers.plain import outline
    from kb.answers.stats import stats as compute

    found = compute(release())
    out(found, as_json, outline(found))
