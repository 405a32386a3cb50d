"""The command line: ``drempel --help``. One module for each group of commands; importing it adds them."""

from __future__ import annotations

import sys
from itertools import pairwise

from kb.cli import answer, base, desk, document, export, graph, mapping, mcp, service, version  # noqa: F401
from kb.cli.terminal import app
from kb.errors import DrempelError
from kb.model.text import LANGUAGES, Language
from kb.read.problem import ReadError
from kb.wording import translator


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
