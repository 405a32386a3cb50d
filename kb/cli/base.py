"""The facts and the service: ``drempel build``, ``check``, ``serve``."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kb.cli.terminal import AsJson, app, out, release
from kb.settings import settings


@app.command()
def build(
    if_changed: Annotated[bool, typer.Option(help="Only if a file of facts is newer than the release.")] = False,
    as_json: AsJson = False,
) -> None:
    """Build the graph, the store and the search index from the facts into dist/."""
    from kb.answers.stats import count
    from kb.release import build as make
    from kb.release import is_current

    if if_changed and is_current(settings().home, settings().releases):
        return

    console = Console(stderr=True)
    with console.status("building") as status:
        manifest = make(settings().home, settings().releases, lambda step: status.update(f"building: {step}"), count)
    _lapse()
    lines = [f"{count:>7}  {kind.replace('_', ' ')}" for kind, count in manifest.counts.items()]
    out(manifest.as_json(), as_json, "\n".join([f"version {manifest.version}, {manifest.quads} quads", *lines]))


def _lapse() -> None:
    """Where there is a desk, what both sides signed is held against the new release at once."""
    from kb.desk.database import address, open_desk
    from kb.desk.lapsing import check as lapsing

    if address() is not None:
        lapsing(open_desk(), release())


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
    out([problem.__dict__ | {"path": str(problem.path)} for problem in problems], as_json, text)
    raise SystemExit(1 if problems else 0)


def _reasoned(as_json: bool) -> None:
    from kb.answers.crosscheck import crosscheck

    found = crosscheck(release(), settings().home)
    lines = [
        f"{each.cases:>7}  rules: {each.by_rules}  OWL: {each.by_ontology}  {each.answers}"
        for each in found.differences
    ]
    told = f"{found.cases} cases, {found.combinations} combinations of answers, {len(lines)} differences."
    out(asdict(found), as_json, "\n".join([*lines, told]))
    raise SystemExit(1 if lines else 0)


@app.command()
def serve(host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> None:
    """Serve pages, API and SPARQL."""
    import uvicorn

    from kb.release import open_sound

    open_sound(settings().releases)
    print(f"Drempel is at http://{host}:{port}", flush=True)  # noqa: T201
    proxies = settings().trusted_proxies
    pid = settings().releases / "serve.pid"
    pid.write_text(f"{os.getpid()}\n", "utf-8")
    try:
        uvicorn.run(
            "api.app:create_app",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            log_level="warning",
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies or None,
            server_header=False,
            timeout_graceful_shutdown=int(settings().sparql_seconds) + 2,
        )
    finally:
        pid.unlink(missing_ok=True)
