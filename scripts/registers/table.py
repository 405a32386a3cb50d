"""Tables: compiled rows in, tab-separated records and their description out."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from kb.model.qualification import Qualification
from scripts.registers.source_list import CHECKED

DATA = Path(__file__).resolve().parents[2] / "kb" / "data"
Row = dict[str, str]

_ABOUT = Path(__file__).with_name("about.yaml")
_BLANKS = re.compile(r"\s+")


def read_rows(path: Path) -> list[Row]:
    """The rows of a compiled fact table, without blanks around and double blanks inside the cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _plain(text) for name, text in row.items()} for row in csv.DictReader(file)]


def write_records(path: Path, kind: type[BaseModel], records: Iterable[BaseModel]) -> None:
    """One record a line, columns in the order of the model's fields, UTF-8 with plain line feeds."""
    columns = list(kind.model_fields)
    lines = ["\t".join(columns)]
    lines += ["\t".join(cell(getattr(record, name)) for name in columns) for record in records]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def cell(value: object) -> str:
    """A value as it stands in a table: nothing is empty, items are parted by a vertical bar."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(cell(item) for item in value)
    return _plain(value.isoformat() if isinstance(value, date) else str(value))


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def write_register(data: Path, scheme: str, records: Sequence[Qualification], origin: Path) -> None:
    """``registers/<scheme>.tsv`` in the order of the codes, and the description beside it."""
    ordered = sorted(records, key=lambda record: record.code)
    doubled = [code for code, times in Counter(record.code for record in ordered).items() if times > 1]
    if doubled:
        raise ValueError(f"{scheme}: the codes {doubled} stand twice")
    folder = data / "registers"
    write_records(folder / f"{scheme}.tsv", Qualification, ordered)
    about = description(scheme, ordered, origin)
    text = yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=110)
    (folder / f"{scheme}.meta.yaml").write_text(text, "utf-8", newline="\n")


def description(scheme: str, records: Sequence[Qualification], origin: Path) -> dict[str, Any]:
    """What the table is (from ``about.yaml``), how many rows, and how reliable its columns are."""
    about: dict[str, Any] = yaml.safe_load(_ABOUT.read_text("utf-8"))
    own = about["registers"][scheme]
    return {
        "scheme": scheme,
        "title": own["title"],
        "description": own["description"],
        "rows": len(records),
        "sources": len({source for record in records for source in record.sources}),
        "origin": {
            "table": f"compiled fact tables: {origin.name}",
            "rows": len(read_rows(origin)),
            "sha256": hashlib.sha256(origin.read_bytes()).hexdigest(),
            "importer": own["importer"],
            "text": own["origin"],
        },
        "licence": own["licence"],
        "reliability": {name: _counts(records, name) for name in _graded()},
        "columns": _columns(about["columns"], about["countries"][scheme[:2]]),
        "read": CHECKED,
    }


def _columns(common: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """Remarks on the columns; what holds for all countries stands before what holds for this one."""
    return {name: " ".join(filter(None, (common.get(name), own.get(name)))) for name in {**common, **own}}


def _graded() -> list[str]:
    return [name for name in Qualification.model_fields if name.endswith("_reliability")]


def _counts(records: Sequence[Qualification], name: str) -> dict[str, int]:
    return dict(sorted(Counter(str(getattr(record, name)) for record in records).items()))
