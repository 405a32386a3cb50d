"""Importer: the compiled kerntaken and werkprocessen to ``units/nl-crebo.tsv``.

``python -m scripts.registers.nl_units PATH/TO/nl_units.csv [DATA_FOLDER]``

A list that is complete in the exam plans is taken over whole, whatever the confidence of a row; of a list with gaps
only rows that were read without doubt. Qualifications of ``units/nl-crebo.hand.tsv``, which people read, are left out.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kb.model.source import Source
from kb.model.unit import Unit, natural
from scripts.registers.citation import Citation, address
from scripts.registers.nl_file import details_of
from scripts.registers.source_list import CHECKED, SourceList
from scripts.registers.table import DATA, Row, read_rows, write_records

SCHEME = "nl-crebo"
GAPS = "the list of this qualification has gaps in the exam plans that were read"

_KINDS = {"kerntaak": "core-task", "werkproces": "work-process"}
_CITED = re.compile(r"github:(?P<repository>[^@]+)@(?P<commit>[0-9a-f]+):(?P<path>.+) \((?P<place>p\. \d+)\)")
_REMARKS = {
    "read by OCR from an image": "read by character recognition from a picture",
    "rebuilt from words broken over narrow table cells": "words put together again from narrow table cells",
    "title taken from sibling qualification(s) of the same KD": "title as in other qualifications of the same file",
    "may be cut off": "the title may be cut off",
    "read by eye from the page image": "read by eye from the picture of the page",
}


def convert(rows: Iterable[Row], known: set[str], by_hand: set[str], sources: SourceList) -> list[Unit]:
    """The usable rows as records, in order; ``known``: codes of the register, ``by_hand``: those that people read."""
    usable = [row for row in rows if row["crebo"] in known - by_hand and _is_usable(row)]
    present = {(row["crebo"], row["unit_code"]) for row in usable}
    units = [_unit(row, (row["crebo"], row["parent_code"]) in present, sources) for row in usable]
    return sorted(units, key=lambda unit: (unit.qualification, natural(unit.code)))


def _is_complete(row: Row) -> bool:
    return "list complete" in row["note"]


def _is_usable(row: Row) -> bool:
    return bool(row["title_nl"]) and (_is_complete(row) or row["confidence"] != "low")


def _unit(row: Row, has_parent: bool, sources: SourceList) -> Unit:
    url, place = _cited(row["source_url"])
    fields: dict[str, Any] = {
        "qualification": f"{SCHEME}:{row['crebo']}",
        "code": row["unit_code"],
        "kind": _KINDS[row["unit_kind"]],
        "parent": row["parent_code"] if has_parent else None,
        "title": row["title_nl"],
        "language": "nl",
        "confidence": row["confidence"],
        "source": sources.cite(Citation(url), details_of(url)),
        "at": place,
        "as_of": row["as_of"] or None,
        "checked": CHECKED,
        "note": "; ".join(_remarks(row)) or None,
    }
    return Unit.model_validate(fields)


def _cited(cell: str) -> tuple[str, str]:
    """Address of the file, and the page."""
    found = _CITED.fullmatch(cell)
    if found is None:
        raise ValueError(f"{cell!r}: write github:owner/name@commit:path (p. N)")
    return address(f"github:{found['repository']}@{found['commit'][:8]}:{found['path']}"), found["place"]


def _remarks(row: Row) -> Iterator[str]:
    if not _is_complete(row):
        yield GAPS
    if row["role"]:
        yield f"role: {row['role']}"
    yield from (said for clause, said in _REMARKS.items() if clause in row["note"])


def write(origin: Path, data: Path = DATA) -> None:
    """Read the compiled table and write units and sources."""
    sources = SourceList("nl")
    units = convert(read_rows(origin), codes_of(data), hand_read(data), sources)
    write_records(data / "units" / f"{SCHEME}.tsv", Unit, units)
    write_records(data / "sources" / "nl-units.tsv", Source, sources.sources())
    print(f"{len(units)} units of {len({unit.qualification for unit in units})} qualifications")


def codes_of(data: Path) -> set[str]:
    """The codes of the register."""
    with (data / "registers" / f"{SCHEME}.tsv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def hand_read(data: Path) -> set[str]:
    """The codes whose units people read."""
    path = data / "units" / f"{SCHEME}.hand.tsv"
    lines = path.read_text("utf-8").splitlines()[1:] if path.is_file() else []
    return {line.partition("\t")[0].partition(":")[2] for line in lines}


if __name__ == "__main__":
    write(*(Path(argument) for argument in sys.argv[1:]))
