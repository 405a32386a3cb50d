"""Importer: the compiled Belgian certificates to the tables ``be-vl``, ``be-fr``, ``be-dg`` and ``be-fed``.

``python -m scripts.registers.be_certificates PATH/TO/be_qualifications.csv [DATA_FOLDER]``
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from kb.model.qualification import Qualification
from kb.model.source import Source
from scripts.registers.be_kind import kind_of
from scripts.registers.be_state import state
from scripts.registers.citation import citations, cited_in
from scripts.registers.clause import UNVERIFIED, is_unverified, join, with_any
from scripts.registers.source_list import CHECKED, SourceList
from scripts.registers.table import DATA, Row, read_rows, write_records, write_register

SCHEMES = ("be-vl", "be-fr", "be-dg", "be-fed")

_ANSWERS = {"true": "yes", "false": "no", "partial": "partial", "unknown": "unknown"}
_YEARS = re.compile(r"(?P<years>\d+) years?(?: as a rule| \(additional\))?")
_UNSURE_TITLE = re.compile(rf" / (?P<title>[^/]+) \((?P<which>[A-Z]+ title): {UNVERIFIED}\)$")
_STAGE = "normal length of the stage"
_GIVEN_LEVEL = "level of the beroepskwalificatie that it gives"

Fields = dict[str, Any]


def convert(rows: list[Row], sources: SourceList) -> list[Qualification]:
    """All rows as records of the four schemes; ``sources`` collects what they name."""
    return [_qualification(row, sources) for row in rows]


def _qualification(row: Row, sources: SourceList) -> Qualification:
    scheme, code = identity(row["be_id"])
    answer, _, basis = row["regulated_in_be"].partition(": ")
    fields: Fields = {
        "scheme": scheme,
        "code": code,
        "official_code": None if _is_code_of_another(row) else row["official_code"] or None,
        "title": _UNSURE_TITLE.sub("", row["title_original"]),
        # federal titles are Dutch and French; the record has one language, that of the first half
        "language": row["language"].partition("/")[0],
        "kind": kind_of(row["certificate_type"]),
        "kind_text": row["certificate_type"],
        "isced_f": row["isced_f"] or None,
        "isced_f_reliability": _isced_reliability(row),
        "regulated_at_home": _ANSWERS[answer],
        "regulated_text": basis or None,
        "awarding_body": row["awarding_body"] or None,
        "sources": _sources(row, sources),
        "as_of": row["as_of"] or None,
        "checked": CHECKED,
        "note": _note(row) or None,
    }
    for part in (_level(row), _duration(row), state(row)):
        fields.update(part)
    return Qualification.model_validate(fields)


def identity(identifier: str) -> tuple[str, str]:
    """Scheme and code: ``be-vl-bk-0243-2`` is ``bk-0243-2`` of ``be-vl``."""
    scheme = next(scheme for scheme in SCHEMES if identifier.startswith(f"{scheme}-"))
    return scheme, identifier.removeprefix(f"{scheme}-")


def _level(row: Row) -> Fields:
    """Level in the framework of the Community; the European level is empty where the row leaves it open."""
    framework = {"level_framework": row["level_framework"].lower() or None}
    if not row["level"]:
        return framework
    reliability, basis = _level_reliability(row)
    return framework | {
        "level": row["level"],
        "level_reliability": reliability,
        "level_basis": basis or None,
        "eqf": row["eqf"] or None,
        "eqf_reliability": reliability if row["eqf"] else "unknown",
    }


def _level_reliability(row: Row) -> tuple[str, str]:
    if guessed := with_any(row["note"], "level taken from", "level assumed"):
        return "inferred", join(*guessed)
    if row["certificate_type"].startswith("seventh year after"):
        return "inferred", _GIVEN_LEVEL
    return "stated", join(*with_any(row["note"], "level by decree"))


def _isced_reliability(row: Row) -> str:
    """Official only where the row says so; all other codes are a mapping of the compilers."""
    if not row["isced_f"]:
        return "unknown"
    return "stated" if with_any(row["note"], "ISCED-F as given by the API") else "unverified"


def _duration(row: Row) -> Fields:
    stage = with_any(row["note"], _STAGE)
    text = join(row["duration"], *stage)
    if not text or _is_validity(row):
        return {}
    exact = _YEARS.fullmatch(row["duration"])
    return {
        "duration_months": int(exact["years"]) * 12 if exact else None,
        "duration_reliability": "unverified" if UNVERIFIED in text else "stated",
        "duration_text": text.replace(f": {UNVERIFIED}", ""),
    }


def _is_validity(row: Row) -> bool:
    return row["duration"].startswith("valid ")


def _is_code_of_another(row: Row) -> bool:
    """Whether the code is that of the beroepskwalificatie which the certificate gives."""
    return row["official_code"].startswith("BK-") and not row["be_id"].startswith("be-vl-bk-")


def _note(row: Row) -> str:
    unsure = _UNSURE_TITLE.search(row["title_original"])
    return join(
        row["note"],
        f"code of the beroepskwalificatie: {row['official_code']}" if _is_code_of_another(row) else "",
        f"validity of the certificate: {row['duration']}" if _is_validity(row) else "",
        f"duration: {row['duration']}" if is_unverified(row["duration"], "") else "",
        f"{unsure['which']} {unsure['title']}: {UNVERIFIED}" if unsure else "",
    )


def _sources(row: Row, sources: SourceList) -> list[str]:
    named = citations(row["source_url"])
    alone = row["as_of"] if len(named) == 1 else ""
    keys = [sources.cite(citation, as_of=alone) for citation in named]
    return list(dict.fromkeys([*keys, *(sources.cite(citation) for citation in cited_in(row["note"]))]))


def write(origin: Path, data: Path = DATA) -> None:
    """Read the compiled table and write the four registers and the sources."""
    sources = SourceList("be")
    records = convert(read_rows(origin), sources)
    for scheme in SCHEMES:
        write_register(data, scheme, [record for record in records if record.scheme == scheme], origin)
    write_records(data / "sources" / "be.tsv", Source, sources.sources())


if __name__ == "__main__":
    write(*(Path(argument) for argument in sys.argv[1:]))
