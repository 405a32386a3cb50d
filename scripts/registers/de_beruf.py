"""Importer: the compiled German occupations and certificates to ``de-beruf.tsv``.

``python -m scripts.registers.de_beruf PATH/TO/de_berufe.csv PATH/TO/ordinances.tar.gz [DATA_FOLDER]``
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kb.model.qualification import Qualification
from kb.model.source import Source
from scripts.registers.citation import Citation, citations, cited_in
from scripts.registers.clause import UNVERIFIED, clauses, is_unverified, join, with_any
from scripts.registers.de_law import details_of, is_law
from scripts.registers.de_regulated import regulated
from scripts.registers.de_state import state
from scripts.registers.ordinance import Ordinance, read_ordinances
from scripts.registers.source_list import CHECKED, SourceList
from scripts.registers.table import DATA, Row, read_rows, write_records, write_register

SCHEME = "de-beruf"

KINDS = {
    "anerkannter Ausbildungsberuf": "dual-training-occupation",
    "Fachrichtung": "specialisation",
    "Fortbildungsabschluss (BBiG/HwO)": "further-training",
    "Meister (Handwerk, Anlage A)": "master-craftsperson",
    "Gesundheitsfachberuf (Bundesrecht)": "health-profession-federal",
    "Gesundheitsfachberuf (Bundesrecht, ab 2027)": "health-profession-federal",
    "Landesrecht (Gesundheit/Soziales)": "state-law-profession",
    "Fachschulabschluss (Landesrecht)": "technical-college-certificate",
    "frueherer Ausbildungsberuf": "former-training-occupation",
    "frueherer Gesundheitsfachberuf": "former-health-profession",
}

_OCCUPATION_LIST = Citation(
    "github:occupationMeasurement/occupationMeasurement@41b67fc:data-raw/Gesamtberufsliste_der_BA_Januar_2019.xlsx"
)
_FACHSCHULE = "DQR by type (Fachschule; http://vffw.net/DQR/)"
_LENGTHS = ("year", "months full time")

Fields = dict[str, Any]


def convert(rows: list[Row], sources: SourceList, ordinances: Iterable[Ordinance] = ()) -> list[Qualification]:
    """All rows as records; ``sources`` collects what they name, ``ordinances`` tell from when to when each holds."""
    codes = {row["title_de_m"]: row["beruf_id"] for row in rows}
    dated = [each for each in ordinances if each.since or each.until]
    return [_qualification(row, codes, sources, dated) for row in rows]


def _qualification(row: Row, codes: dict[str, str], sources: SourceList, dated: list[Ordinance]) -> Qualification:
    answer, basis = regulated(row)
    fields: Fields = {
        "scheme": SCHEME,
        "code": row["beruf_id"],
        "title": row["title_de_m"],
        "title_feminine": row["title_de_f"] or None,
        "language": "de",
        "title_en": row["title_en"] or None,
        "title_en_reliability": _english(row),
        "kind": KINDS[row["record_type"]],
        "kind_text": row["record_type"],
        "field": row["bereich"].replace("|", ", ") or None,
        "dkz_id": row["dkz_id"] or None,
        "specialisations": [name for name in row["fachrichtungen"].split("|") if name],
        "regulated_at_home": answer,
        "regulated_text": basis or None,
        "replaces_text": row["successor_of"] or None,
        "sources": _sources(row, sources),
        "as_of": row["as_of"] or None,
        "checked": CHECKED,
    }
    for part in (_level(row), _duration(row), _classes(row), state(row), _successor(row, codes), _legal(row)):
        fields.update(part)
    fields.update(_dates(row, dated))
    return Qualification.model_validate(fields)


def _english(row: Row) -> str:
    if not row["title_en"]:
        return "unknown"
    return "unverified" if UNVERIFIED in row["title_en_source"] else "stated"


def _level(row: Row) -> Fields:
    """DQR level with the words on its basis; the European level is the same number and as reliable."""
    if not row["dqr"]:
        return {"level_framework": "dqr"}
    unverified = is_unverified(row["note"], "DQR")
    said = join(*with_any(row["note"], "DQR", "all values"))
    basis = said or _FACHSCHULE
    reliability = "unverified" if unverified else "stated" if " read at " in basis else "inferred"
    return {
        "level_framework": "dqr",
        "level": row["dqr"],
        "level_reliability": reliability,
        "level_basis": basis,
        "eqf": row["eqf"] or None,
        "eqf_reliability": reliability if row["eqf"] else "unknown",
    }


def _duration(row: Row) -> Fields:
    if not row["training_months"]:
        return {}
    said = with_any(row["note"], *_LENGTHS)
    rough = any(clause.startswith(("usually", "BA page")) for clause in said)
    unverified = is_unverified(row["note"], "duration")
    return {
        "duration_months": row["training_months"],
        "duration_reliability": "unverified" if unverified else "inferred" if rough else "stated",
        "duration_text": join(*said) or None,
    }


def _classes(row: Row) -> Fields:
    """KldB and ISCO codes; they have no reliability of their own, so unverified ones stay out."""
    if is_unverified(row["note"], "KldB"):
        return {}
    return {"kldb": row["kldb2010"] or None, "isco": row["isco08"] or None}


def _legal(row: Row) -> Fields:
    """The legal basis that was read; the rest goes to the note."""
    parts = clauses(row["legal_basis"])
    read = [part for part in parts if UNVERIFIED not in part]
    unread = [f"legal_basis: {part}" for part in parts if UNVERIFIED in part]
    return {"legal_basis": join(*read) or None, "note": join(row["note"], *unread, *_left_out(row)) or None}


def _dates(row: Row, dated: list[Ordinance]) -> Fields:
    """First and last day by the text of the ordinance that the row rests on; its own end is stated, not inferred."""
    law = next((each for each in dated if each.number in row["source_url"]), None)
    if law is None:
        return {}
    fields: Fields = {"valid_from": law.since} if law.since else {}
    if law.until:
        fields["valid_to"] = law.until
        if row["record_type"].startswith("frueherer"):
            text = f"{law.clause} {law.short_title}: ends on {law.until.isoformat()}"
            fields |= {"status_reliability": "stated", "status_text": text}
    return fields


def _left_out(row: Row) -> list[str]:
    left = []
    if row["title_en_source"] and UNVERIFIED not in row["title_en_source"]:
        left.append(f"title_en: {row['title_en_source']}")
    if row["kldb2010"] and is_unverified(row["note"], "KldB"):
        left.append(f"not taken over, unverified: KldB {row['kldb2010']}, ISCO {row['isco08']}")
    return left


def _successor(row: Row, codes: dict[str, str]) -> Fields:
    code = next((codes[title] for title in _titles(row["replaced_by"]) if title in codes), None)
    if code is None:
        return {}
    return {"replaced_by": [f"{SCHEME}:{code}"], "replaced_by_reliability": _successor_reliability(row)}


def _successor_reliability(row: Row) -> str:
    if is_unverified(row["note"]):
        return "unverified"
    return "inferred" if "(inferred)" in row["replaced_by"] else "stated"


def _titles(text: str) -> list[str]:
    """Masculine titles that a double form may stand for: Kaufmann/Kauffrau für X, Kanalbauer/in, A/B."""
    name = re.sub(r" \([^()]*\)$", "", text)
    return [name, name.replace("/in", ""), re.sub(r"/\w+", "", name), name.partition("/")[0]] if name else []


def _sources(row: Row, sources: SourceList) -> list[str]:
    named = citations(row["source_url"])
    alone = row["as_of"] if len(named) == 1 and not is_law(named[0].url) else ""
    keys = [sources.cite(citation, details_of(citation, row), alone) for citation in named]
    more = cited_in(row["note"]) + cited_in(row["title_en_source"])
    if with_any(row["note"], "BA Gesamtberufsliste", "BA list 2019"):
        more.append(_OCCUPATION_LIST)
    return list(dict.fromkeys([*keys, *(sources.cite(citation) for citation in more)]))


def write(origin: Path, ordinances: Path | None = None, data: Path = DATA) -> None:
    """Read the compiled table and the ordinances, write register and sources."""
    sources = SourceList("de")
    records = convert(read_rows(origin), sources, read_ordinances(ordinances) if ordinances else ())
    write_register(data, SCHEME, records, origin)
    write_records(data / "sources" / "de.tsv", Source, sources.sources())


if __name__ == "__main__":
    write(*(Path(argument) for argument in sys.argv[1:]))
