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

from kb.model.qualification import ONLY_FORMER, Qualification
from scripts.registers.source_list import CHECKED

DATA = Path(__file__).resolve().parents[2] / "kb" / "data"
Row = dict[str, str]

_ABOUT = Path(__file__).with_name("about.yaml")
_BLANKS = re.compile(r"\s+")


def read_rows(path: Path) -> list[Row]:
    """The rows of a compiled fact table, without blanks around and double blanks inside the cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _plain(text) for name, text in row.items()} for row in csv.DictReader(file)]


def write_records(path: Path, kind: type[BaseModel], records: Iterable[BaseModel], columns: Sequence[str] = ()) -> None:
    """One record a line, columns in the order of the model's fields if none are given, UTF-8 with plain line feeds."""
    columns = columns or list(kind.model_fields)
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


def write_register(
    data: Path, scheme: str, records: Sequence[Qualification], origin: Path, generation: str = ""
) -> None:
    """``registers/[<generation>/]<scheme>.tsv`` in the order of the codes, and the description beside it."""
    ordered = sorted(records, key=lambda record: record.code)
    doubled = [code for code, times in Counter(record.code for record in ordered).items() if times > 1]
    if doubled:
        raise ValueError(f"{scheme}: the codes {doubled} stand twice")
    folder = data / "registers" / generation
    write_records(folder / f"{scheme}.tsv", Qualification, ordered, _columns_of(ordered, generation))
    about = description(scheme, ordered, origin, generation)
    text = yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=110)
    (folder / f"{scheme}.meta.yaml").write_text(text, "utf-8", newline="\n")


def _columns_of(records: Sequence[Qualification], generation: str) -> list[str]:
    """All columns of a register; of a former generation those in which anything stands."""
    if not generation:
        return [name for name in Qualification.model_fields if name not in ONLY_FORMER]
    usual = {name: field.default for name, field in Qualification.model_fields.items()}
    is_used = {name for record in records for name, value in record if value not in (None, [], usual[name])}
    return [name for name in usual if name in is_used]


def description(scheme: str, records: Sequence[Qualification], origin: Path, generation: str = "") -> dict[str, Any]:
    """What the table is (from ``about.yaml``), how many rows, and how reliable its columns are."""
    about: dict[str, Any] = yaml.safe_load(_ABOUT.read_text("utf-8"))
    own = about[generation or "registers"][scheme]
    remarks = own["columns"] if generation else about["countries"][scheme[:2]]
    return {
        "scheme": scheme,
        "title": own["title"],
        "description": own["description"],
        "rows": len(records),
        "sources": len({source for record in records for source in record.sources}),
        "origin": {
            "table": f"compiled fact tables: {origin.name}",
            **({} if generation else {"rows": len(read_rows(origin))}),
            "sha256": hashlib.sha256(origin.read_bytes()).hexdigest(),
            "importer": own["importer"],
            "text": own["origin"],
        },
        "licence": own["licence"],
        "reliability": {name: _counts(records, name) for name in _graded() if not generation or name in _told(records)},
        "columns": _columns(about["columns"], remarks),
        "read": max((record.checked for record in records), default=CHECKED),
    }


def _columns(common: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """Remarks on the columns; what holds for all countries stands before what holds for this one."""
    return {name: " ".join(filter(None, (common.get(name), own.get(name)))) for name in {**common, **own}}


def _told(records: Sequence[Qualification]) -> set[str]:
    """The gradings that say more than unknown for some row."""
    return {name for record in records for name in _graded() if getattr(record, name) != "unknown"}


def _graded() -> list[str]:
    return [name for name in Qualification.model_fields if name.endswith("_reliability")]


def _counts(records: Sequence[Qualification], name: str) -> dict[str, int]:
    return dict(sorted(Counter(str(getattr(record, name)) for record in records).items()))
