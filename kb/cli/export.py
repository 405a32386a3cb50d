"""Many documents at once: ``drempel export``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kb.cli.terminal import AsJson, Mode, app, out, release

_SHOWN = 10
Many = list[str] | None


@app.command()
def export(
    output: Annotated[Path, typer.Option("-o", help="A folder, or a file that ends in .zip.")],
    host: Annotated[Many, typer.Option(help="de-nw, be-vl ...; several: once more.")] = None,
    home: Annotated[Many, typer.Option(help="nl, de or be.")] = None,
    kind: Annotated[Many, typer.Option(help="factsheet, roadmap or description.")] = None,
    lang: Annotated[Many, typer.Option(help="nl, de, fr or en.")] = None,
    form: Annotated[Many, typer.Option("--format", help="pdf, html, docx, md or json.")] = None,
    mode: Mode = "employed",
    profession: Annotated[str, typer.Option(help="Only qualifications that train for it: practical-nurse.")] = "",
    sector: Annotated[str, typer.Option(help="Only this field of ISCED-F: 09 for health and welfare.")] = "",
    processes: Annotated[int, typer.Option(min=1, max=64)] = os.cpu_count() or 1,
    as_json: AsJson = False,
) -> None:
    """Documents of many cases into a folder or zip, with an index; a run that was broken off goes on."""
    from kb.documents.bulk import export as run
    from kb.documents.selection import checked, count, tasks

    chosen = checked(
        hosts=host or [], homes=home or [], kinds=kind or [], languages=lang or [], forms=form or [],
        mode=mode, profession=profession, sector=sector,
    )  # fmt: skip
    served = release()
    found = tasks(served, chosen)
    with _bar() as bar:
        shown = bar.add_task("documents", total=count(found))
        entries = run(served, found, output, processes, lambda number: bar.advance(shown, number))
    failed = [entry for entry in entries if entry.error]
    told = [f"{len(entries) - len(failed)} files in {output}, {len(failed)} not made"]
    told += [f"  {entry.id} ({entry.form}): {entry.error}" for entry in failed[:_SHOWN]]
    told += [f"  ... and {len(failed) - _SHOWN} more, see index.csv"] if len(failed) > _SHOWN else []
    answer = {
        "files": len(entries) - len(failed),
        "not_made": [entry.__dict__ for entry in failed],
        "output": str(output),
    }
    out(answer, as_json, "\n".join(told))


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))
