"""The graph as a whole: ``drempel sparql``, ``stats``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kb.cli.terminal import AsJson, app, out, release
from kb.release import Release


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
def load(
    to: Annotated[str, typer.Option(help="Graph Store Protocol address of the engine, http://host:port/store.")],
    as_json: AsJson = False,
) -> None:
    """Load the built graph into another engine, which then answers if DREMPEL_SPARQL_URL names it."""
    from kb import history
    from kb.graph.endpoint import Endpoint
    from kb.graph.load import load as send
    from kb.settings import settings

    folder, given = (settings().releases / "current").resolve(), settings()
    served = Release(folder)
    endpoint = Endpoint(to, given.sparql_user, given.sparql_password)
    console = Console(stderr=True)
    with console.status("loading") as status:
        sent = send(history.graph(folder), served.version, endpoint, lambda graph: status.update(f"loading: {graph}"))
    out({"version": served.version, "triples": sent}, as_json, f"version {served.version}, {sent} triples")


@app.command()
def stats(as_json: AsJson = False) -> None:
    """Coverage, freshness and quality of the facts."""
    from kb.answers.plain import outline
    from kb.answers.stats import stats as compute

    found = compute(release())
    out(found, as_json, outline(found))
