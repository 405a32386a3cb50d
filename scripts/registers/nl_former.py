"""Importer: the crebos of older generations to ``former/nl-crebo.tsv``.

``python -m scripts.registers.nl_former KOPPELTABEL.csv.gz REGELING_2012.csv.gz [DATA_FOLDER]``

The koppeltabel names every crebo ever issued, related ones one behind the other with rising numbers (a *line*). A
code of a line succeeds to a former one only where both bear the same title; others of the line are its kin.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kb.model.qualification import Qualification
from kb.read.register import FORMER, read_register
from kb.search.normal import normal
from scripts.registers.table import DATA, Row, write_register

SCHEME = "nl-crebo"
READ = date(2026, 11, 27)

_LIST = "nl/reg-instroomprognose-mbo-reference-opleiding-dimensie-xlsx"
_REGULATION = "nl/mbo-dossiers-2012"
_LISTED = date(2014, 8, 1)
"""First day of the list in the annex of the regulation of 2012, text of 21 October 2014."""
_GROUPS = ("22", "23", "79")
"""Qualification files (22, 23) and domains (79) have codes of the same series, but nobody holds a diploma of one."""

Register = Mapping[str, Qualification]


def convert(names: list[Row], regulation: Iterable[Row], register: Register) -> list[Qualification]:
    """The codes of the koppeltabel that the register does not hold."""
    details = {row["crebo"]: row for row in regulation}
    return [
        _qualification(row, line, details.get(row["crebo"]), register)
        for line in _lines(names)
        for row in line
        if row["crebo"] not in register and not row["crebo"].startswith(_GROUPS)
    ]


def _lines(names: list[Row]) -> Iterator[list[Row]]:
    """The lines of the list: each begins where the number falls."""
    line: list[Row] = []
    for row in names:
        if line and int(row["crebo"]) < int(line[-1]["crebo"]):
            yield line
            line = []
        line.append(row)
    yield line


def _qualification(row: Row, line: list[Row], detail: Row | None, register: Register) -> Qualification:
    present = [register[other["crebo"]] for other in line if other["crebo"] in register]
    fields: dict[str, Any] = {
        "scheme": SCHEME,
        "code": row["crebo"],
        "official_code": row["crebo"],
        "title": row["naam"],
        "language": "nl",
        "kind": "former-mbo-programme",
        "level_framework": "mbo",
        "status": FORMER,
        "status_reliability": "inferred",
        "status_text": "in the list of all codes ever issued, in no list of 2015 or later",
        "sources": [_LIST],
        "as_of": "2023-24",
        "checked": READ,
        **_succession(row, present),
        **(_listed(detail) if detail else {}),
    }
    return Qualification.model_validate(fields)


def _succession(row: Row, present: list[Qualification]) -> dict[str, Any]:
    same = [other for other in present if normal(other.title) == normal(row["naam"])]
    if same:
        return {
            "replaced_by": [min(other.id for other in same)],
            "replaced_by_reliability": "inferred",
            "note": "successor: same title in the same line of the koppeltabel 2023-24",
        }
    latest = [other.id for other in present if not other.replaced_by]
    # several titles of today in one line: the order of the list no longer tells which one is meant
    return {"kin": latest} if len(latest) == 1 else {}


def _listed(detail: Row) -> dict[str, Any]:
    """What the list of the regulation of 2012 says."""
    duties = detail["beroepsvereisten"]
    return {
        "kind_text": detail["soort_opleiding"] or None,
        "level": detail["niveau"],
        "level_reliability": "stated",
        "level_basis": "list of the regulation of 2012 (BWBR0031310), text of 2014-10-21",
        "pathways": detail["leerweg"].split("/") if detail["leerweg"] else [],
        "field": detail["opleidingsdomein"],
        "dossier": detail["dossier_crebo"],
        "dossier_title": detail["kwalificatiedossier"],
        "dossier_reliability": "stated",
        "dossier_basis": "list of the regulation of 2012",
        "regulated_text": f"Beroepsvereisten in the list of 2014: {duties}" if duties else None,
        "seen_in_force": _LISTED,
        "status_text": "in the list valid from 2014-08-01, not in the list valid from 2015-08-01 nor a later source",
        "sources": [_LIST, _REGULATION],
        "as_of": "2014-10-21",
    }


def _rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(names: Path, regulation: Path, data: Path = DATA) -> None:
    """Read both lists and the register, write the former codes."""
    register = {row.code: row for row in read_register(data / "registers" / f"{SCHEME}.tsv")}
    records = convert(_rows(names), _rows(regulation), register)
    write_register(data, SCHEME, records, names, FORMER)


if __name__ == "__main__":
    write(*(Path(argument) for argument in sys.argv[1:]))
