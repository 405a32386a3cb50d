"""Importer: the compiled mbo qualifications to ``nl-crebo.tsv``, keyed by crebo.

``python -m scripts.registers.nl_crebo PATH/TO/nl_qualifications.csv [DATA_FOLDER]``
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from kb.model.qualification import Qualification
from kb.model.source import Source
from scripts.registers.citation import Citation, citations, cited_in
from scripts.registers.clause import join, with_any
from scripts.registers.nl_file import details_of
from scripts.registers.nl_readings import readings, with_readings
from scripts.registers.nl_regulated import regulated
from scripts.registers.nl_state import DOUBT, state
from scripts.registers.source_list import CHECKED, SourceList
from scripts.registers.table import DATA, Row, read_rows, write_records, write_register

SCHEME = "nl-crebo"

_FAQ = Citation("https://installq.nl/faq")
# The cross-overs stand behind the last dossier of the koppeltabel: block order gave them it and its domain.
_LAST_DOSSIER = "23232"

Fields = dict[str, Any]


def convert(rows: list[Row], sources: SourceList) -> list[Qualification]:
    """All rows as records; ``sources`` collects what they name."""
    codes = {row["crebo"] for row in rows}
    predecessors: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        predecessors[row["successor_crebo"]].append(row)
    return [_qualification(row, codes, predecessors[row["crebo"]], sources) for row in rows]


def _qualification(row: Row, codes: set[str], predecessors: list[Row], sources: SourceList) -> Qualification:
    answer, basis = regulated(row, predecessors)
    fields: Fields = {
        "scheme": SCHEME,
        "code": row["crebo"],
        "official_code": row["crebo"],
        "title": DOUBT.sub("", row["title_nl"]),
        "language": "nl",
        "title_en": row["title_en"] or None,
        "title_en_reliability": "stated" if row["title_en"] else "unknown",
        "kind": "mbo-crossover" if _is_crossover(row) else "mbo-qualification",
        "kind_text": row["soort_opleiding"] or None,
        "pathways": row["leerweg"].split("/") if row["leerweg"] else [],
        "regulated_at_home": answer,
        "regulated_text": basis or None,
        "sources": _sources(row, sources),
        "as_of": row["as_of"] or None,
        "checked": CHECKED,
        "note": _note(row, codes, predecessors) or None,
    }
    for part in (_level(row), _duration(row), _group(row), state(row), _successor(row, codes)):
        fields.update(part)
    return Qualification.model_validate(fields)


def _level(row: Row) -> Fields:
    """The mbo level; the generic classification gives the European level, so both are equally reliable."""
    if not row["mbo_level"]:
        return {"level_framework": "mbo"}
    reliability = _level_reliability(row["level_basis"])
    return {
        "level_framework": "mbo",
        "level": row["mbo_level"],
        "level_reliability": reliability,
        "level_basis": row["level_basis"],
        "eqf": row["eqf"] or None,
        "eqf_reliability": reliability if row["eqf"] else "unknown",
    }


def _level_reliability(basis: str) -> str:
    if "filed under this code" in basis:
        return "unverified"
    return "inferred" if basis.startswith(("inferred", "label")) else "stated"


def _duration(row: Row) -> Fields:
    """The length at one college, hence inferred for the qualification; work-based variants can be shorter."""
    years = row["duration_years"]
    if not years:
        return {}
    return {
        "duration_months": Decimal(years) * 12,
        "duration_reliability": "inferred",
        "duration_text": f"{years} {'year' if years == '1' else 'years'} at one college",
    }


def _group(row: Row) -> Fields:
    """Domain and dossier; none for a cross-over that only the order of the blocks put into one."""
    if _is_misplaced(row):
        return {}
    field = {"field": row["domain"]} if _is_in_domain(row) else {}
    if not row["dossier_crebo"]:
        return field
    return field | {
        "dossier": row["dossier_crebo"],
        "dossier_title": row["dossier_title"] or None,
        "dossier_reliability": "inferred" if row["dossier_basis"].startswith("inferred") else "stated",
        "dossier_basis": row["dossier_basis"],
    }


def _successor(row: Row, codes: set[str]) -> Fields:
    """Successors rest on a rule (same title, neighbour in the list), so none of them is stated."""
    known = [code for code in _codes(row["successor_crebo"]) if code in codes]
    if not known:
        return {}
    return {"replaced_by": [f"{SCHEME}:{code}" for code in known], "replaced_by_reliability": "inferred"}


def _note(row: Row, codes: set[str], predecessors: list[Row]) -> str:
    known = {found["crebo"] for found in predecessors}
    unknown = [code for code in _codes(row["successor_crebo"]) if code not in codes]
    others = [code for code in _codes(row["predecessor_crebo"]) if code not in known]
    return join(
        row["note"],
        *(f"successor not in the register: {code}" for code in unknown),
        *(f"predecessor in the compiled table: {code}" for code in others),
        _left_out(row),
    )


def _left_out(row: Row) -> str:
    if _is_misplaced(row):
        dossier = f"{row['dossier_crebo']} {row['dossier_title']}"
        return f"not taken over, inferred from block order only: domain {row['domain']}, dossier {dossier}"
    return "" if _is_in_domain(row) else row["domain"].strip("()")


def _codes(text: str) -> list[str]:
    return re.findall(r"\b\d{5}\b", text)


def _is_crossover(row: Row) -> bool:
    return row["status"].startswith("cross-over")


def _is_misplaced(row: Row) -> bool:
    return _is_crossover(row) and row["dossier_crebo"] == _LAST_DOSSIER


def _is_in_domain(row: Row) -> bool:
    return not row["domain"].startswith("(")


def _sources(row: Row, sources: SourceList) -> list[str]:
    named = citations(row["source_url"]) + cited_in(row["note"])
    if with_any(row["note"], "installq.nl/faq"):
        named.append(_FAQ)
    return list(dict.fromkeys(sources.cite(citation, details_of(citation.url)) for citation in named))


def write(origin: Path, data: Path = DATA) -> None:
    """Read the compiled table, lay the later readings over it, and write register and sources."""
    sources = SourceList("nl")
    records = with_readings(convert(read_rows(origin), sources), readings())
    write_register(data, SCHEME, records, origin)
    write_records(data / "sources" / "nl.tsv", Source, sources.sources())


if __name__ == "__main__":
    write(*(Path(argument) for argument in sys.argv[1:]))
