"""What every command shares: the application, its options, what it prints, the release it answers from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kb.answers.canonical import dumps
from kb.release import Release, open_release
from kb.settings import settings

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="What a diploma is worth across the border.",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Lang = Annotated[str, typer.Option(help="nl, de, fr or en.")]
Mode = Annotated[str, typer.Option(help="employed, self-employed or temporary.")]
Host = Annotated[str, typer.Option("--in", help="Host: nl, de-nw, be-vl ...")]
Output = Annotated[Path | None, typer.Option("-o", help="File to write; standard output if none.")]


def out(value: Any, as_json: bool, text: str) -> None:
    """An answer: as canonical JSON or as text."""
    print(dumps(value) if as_json else f"{text}\n", end="")  # noqa: T201


def put(text: str, output: Path | None) -> None:
    """A text into its file, or on standard output."""
    if output is None:
        print(text.removesuffix("\n"))  # noqa: T201
    else:
        output.write_text(text, "utf-8")


def release() -> Release:
    """The current release of the settings; NotBuiltError if there is none."""
    return open_release(settings().releases)
