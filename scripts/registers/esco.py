"""Importer: the EURES mapping tables and ESCO's labels, once, into ``mappings/external``.

``python -m scripts.registers.esco CROSSWALKS ESCO`` reads the two folders (``*_occupations.csv.gz``; ``occupations``
and ``occupation_altlabels``). ESCO stands in the first column of each table, but the tables do not all read that way:
``Table.reading``, judged from the rows and held by a test. Rows that rest on ISCO only (ISCO groups, the German
"Alternativmapping") are left out: two occupations of one ISCO group need have nothing in common.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kb.model.crosswalk import Crosswalk
from kb.model.esco_name import EscoName
from kb.model.mapping import inverse
from kb.read.mapping_head import PREFIXES, extension
from kb.read.sssom import sssom_text
from scripts.registers.table import write_records

Row = dict[str, str]
EXTERNAL = Path(__file__).resolve().parents[2] / "mappings" / "external"

Reading = Literal["national first", "esco first"]

OCCUPATION = "http://data.europa.eu/esco/occupation/"
_BY_ISCO = "Alternativmapping"
_DESCRIPTION = (
    "EURES mapping table (Regulation (EU) 2016/589, Article 19). Occupations only: it says nothing on diplomas."
    " Each row reads from the national occupation to ESCO; rows that rest on ISCO are left out."
)
_LANGUAGES = ("nl", "de", "fr", "en")


@dataclass(frozen=True)
class Table:
    """One table: its file, the prefix of its codes, the column of its titles, and how its relations read."""

    file: str
    prefix: str
    label: str
    reading: Reading
    title: str
    author: str

    @property
    def name(self) -> str:
        """The name of our set."""
        return f"{self.prefix}_esco"


TABLES = (
    Table(
        "nl_boc_occupations",
        "nl-boc",
        "target_label_nl",
        "esco first",
        "Dutch occupations BO&C 21.1 and ESCO",
        "UWV (EURES mapping table; its header names no author)",
    ),
    Table(
        "de_kldb_dkz_occupations",
        "de-dkz",
        "target_label_de",
        "national first",
        "German occupations KldB 2010 / DKZ and ESCO",
        "Bundesagentur für Arbeit",
    ),
    Table(
        "be_competent_occupations",
        "be-competent",
        "target_label_nl",
        "national first",
        "Belgian occupations Competent 3.8 and ESCO",
        "Nalantis nv",
    ),
)


def crosswalks(table: Table, rows: Iterable[Row]) -> Iterator[Crosswalk]:
    """The rows that say something on occupations, each read from the national occupation to ESCO."""
    for row in rows:
        if not row["esco_uri"].startswith(OCCUPATION) or row.get("note", "").startswith(_BY_ISCO):
            continue
        relation = row["relation"]
        yield Crosswalk.model_validate(
            {
                "subject_id": f"{table.prefix}:{row['target_id'].replace(' ', '-')}",
                "subject_label": row[table.label],
                "subject_label_fr": row.get("target_label_fr") or None,
                "predicate_id": relation if table.reading == "national first" else inverse(relation),
                "object_id": f"esco:{row['esco_uri'].removeprefix(OCCUPATION)}",
                "mapping_justification": "semapv:UnspecifiedMatching",
            }
        )


def head(table: Table, header: dict[str, str]) -> dict[str, Any]:
    """The head of a set, with author, date and versions as the header of the table states them."""
    return {
        "mapping_set_id": f"https://w3id.org/drempel/mapping/external/{table.name}",
        "mapping_set_title": table.title,
        "mapping_set_description": _DESCRIPTION,
        "creator_label": [table.author],
        "mapping_date": _day(header["Mapping project version date"]),
        "subject_source_version": header["Classification 2 Version"] or "not stated",
        "object_source_version": f"ESCO {header['Classification 1 Version']}",
        "license": "https://eur-lex.europa.eu/eli/dec/2011/833/oj",
        "see_also": ["https://esco.ec.europa.eu/en/use-esco/eures-countries-mapping-tables"],
        "curie_map": {
            table.prefix: f"https://w3id.org/drempel/occupation/{table.prefix}/",
            "esco": OCCUPATION,
            "skos": PREFIXES["skos"],
            "semapv": PREFIXES["semapv"],
        },
        "extension_definitions": [extension("subject_label_fr")],
    }


def _day(text: str) -> str:
    parts = text.split("-")
    ordered = parts if len(parts[0]) == 4 else parts[::-1]
    return "-".join(part.zfill(2) for part in ordered)


def names(occupations: Iterable[Row], others: Iterable[Row], wanted: set[str]) -> list[EscoName]:
    """The names of the occupations that a crosswalk reaches."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in occupations:
        if _esco(row["conceptUri"]) in wanted:
            found[_esco(row["conceptUri"])] = {each: [row[f"prefLabel_{each}"]] for each in _LANGUAGES}
    for row in others:
        if (labels := found.get(_esco(row["conceptUri"]))) is not None:
            labels[row["lang"]].append(row["altLabel"])
    return [EscoName(id=key, **{each: _once(labels[each]) for each in labels}) for key, labels in sorted(found.items())]


def _once(labels: list[str]) -> list[str]:
    plain = (" ".join(label.replace("|", " ").split()) for label in labels)
    return list(dict.fromkeys(label for label in plain if label))


def _esco(uri: str) -> str:
    return f"esco:{uri.removeprefix(OCCUPATION)}"


def _rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(tables: Path, esco: Path, target: Path = EXTERNAL) -> None:
    """Write the three sets and the names."""
    headers = json.loads((tables / "mapping_headers.json").read_text("utf-8"))
    reached: set[str] = set()
    target.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        found = list(crosswalks(table, _rows(tables / f"{table.file}.csv.gz")))
        reached |= {each.object_id for each in found}
        text = sssom_text(head(table, headers[table.file]), Crosswalk, found)
        (target / f"{table.name}.sssom.tsv").write_text(text, "utf-8", newline="\n")
        print(f"{table.name}: {len(found)} rows")
    others = _rows(esco / "occupation_altlabels.csv.gz")
    known = names(_rows(esco / "occupations.csv.gz"), others, reached)
    write_records(target / "esco-names.tsv", EscoName, known)
    print(f"esco-names: {len(known)} occupations")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
