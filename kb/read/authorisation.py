"""What both sides signed (``mappings/authorisations.tsv``), held against the signed statements and published keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.model.authorisation import Authorisation
from kb.read.problem import Problem, ReadError
from kb.read.signed import faults
from kb.read.tsv import read_table

FILE = "mappings/authorisations.tsv"
FOLDER = "mappings/authorisations"
KEYS_FILE = f"{FOLDER}/keys.json"
_FIX = "run drempel desk publish, and change nothing by hand"


@dataclass(frozen=True)
class Authorised:
    """A row, and the document that was signed."""

    row: Authorisation
    document: dict[str, Any]


def read_authorisations(home: Path) -> list[Authorised]:
    """The rows with their documents; none if the desk published nothing.

    Raises ReadError: a row whose signatures do not hold is no authorisation, whoever wrote it.
    """
    path = home / FILE
    if not path.is_file():
        return []
    table = read_table(path, Authorisation)
    found, problems = [], list(table.problems)
    for row in table.rows:
        if row.record is None:
            continue
        try:
            export, keys = _load(home, row.record)
        except (OSError, ValueError) as error:
            problems.append(Problem(path, row.line, "statement", f"no signed statement: {error}", _FIX))
            continue
        wrong = list(_wrong(row.record, export, keys))
        problems += [Problem(path, row.line, "hash", what, _FIX) for what in wrong]
        found.append(Authorised(row.record, export["document"] if not wrong else {}))
    if problems:
        raise ReadError(problems)
    return found


def _load(home: Path, row: Authorisation) -> tuple[dict[str, Any], dict[str, Any]]:
    export = json.loads((home / FOLDER / f"{row.statement}.{row.version}.json").read_text("utf-8"))
    return export, json.loads((home / KEYS_FILE).read_text("utf-8"))


def _wrong(row: Authorisation, export: dict[str, Any], keys: dict[str, Any]) -> Iterator[str]:
    if row.holds:
        yield from faults(export, keys)
    if row.hash != export.get("hash"):
        yield "the row names another document"
        return
    document, signatures = export["document"], export["signatures"]
    told = (row.kind, row.subject, row.version, row.statement, row.example == "yes")
    if told != tuple(document[name] for name in ("kind", "subject", "version", "statement", "example")):
        yield "the row says something else than the signed document"
    if {row.first_key, row.second_key} != {each["key"] for each in signatures}:
        yield "the row names other keys than the signatures"
