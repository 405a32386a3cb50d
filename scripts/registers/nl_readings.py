"""Levels and dossiers read after the table was compiled: ``nl_readings.tsv``, one row a code, laid over the import.

A reading fills what the compiled table leaves empty, or replaces what it only inferred.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from kb.errors import DrempelError
from kb.model.qualification import Qualification
from scripts.registers.table import Row

_TABLE = Path(__file__).with_name("nl_readings.tsv")
_EQF = "nl/reg-mboraad-nl-english-relation-tot-eqf"


def readings(path: Path = _TABLE) -> list[Row]:
    """Code, level with reliability and basis, dossier with title and basis, sources, day of reading."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def with_readings(records: Iterable[Qualification], found: Iterable[Row]) -> list[Qualification]:
    """The records, those that a reading is for with it laid over them."""
    rows = {row["code"]: row for row in found}
    return [_with(record, rows[record.code]) if record.code in rows else record for record in records]


def _with(record: Qualification, row: Row) -> Qualification:
    """Raises DrempelError where the table already states a value: two readings need an editor."""
    if record.level_reliability == "stated":
        raise DrempelError(f"nl_readings.tsv: the level of {record.code} is stated already", "Take the row out.")
    fields = {
        "level": row["level"],
        "level_reliability": row["level_reliability"],
        "level_basis": row["level_basis"],
        "eqf": row["level"],
        "eqf_reliability": row["level_reliability"],
        "sources": list(dict.fromkeys([*record.sources, *filter(None, row["sources"].split("|")), _EQF])),
        "checked": row["checked"],
        **_dossier(row),
    }
    return Qualification.model_validate(record.model_dump() | fields)


def _dossier(row: Row) -> Row:
    """A dossier is read only where a document names it, hence stated."""
    if not row["dossier"]:
        return {}
    named = {name: row[name] for name in ("dossier", "dossier_title", "dossier_basis")}
    return {**named, "dossier_reliability": "stated"}
