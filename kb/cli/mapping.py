"""Work on the mappings: ``drempel mappings suggest``, ``sheet``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.terminal import AsJson, Output, app, out, put
from kb.settings import settings

mappings_app = typer.Typer(no_args_is_help=True, help="Work on the mappings between registers.")
app.add_typer(mappings_app, name="mappings")


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
    out(written, as_json, "\n".join([*lines, "Candidates are no mappings: each needs a review."]))


@mappings_app.command()
def sheet(
    first: str,
    second: str,
    output: Output = None,
    suggest: Annotated[bool, typer.Option("--suggest", help="A last column: units that may fit.")] = False,
) -> None:
    """A table for aligning two qualifications unit by unit; what is filled in already stays."""
    from datetime import date

    from kb.suggest.sheet import sheet as compose

    text = compose(settings().home, first, second, date.today(), suggest)
    put(text, output)
