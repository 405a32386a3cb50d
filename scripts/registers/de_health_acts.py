"""Units of the health professions of federal law, each act by its own structure (``de_health_acts.tsv``).

``areas``: competence areas with their competences (nursing, medical technology). ``subjects``: numbered parts of the
teaching with hours (therapy professions, paramedics, pharmacy, theatre and anaesthesia assistants).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from kb.errors import DrempelError
from kb.model.unit import Unit
from scripts.registers.gii_list import Item, items, nearest_lists, title_of
from scripts.registers.gii_xml import Law, Norm, plain

_TABLE = Path(__file__).with_name("de_health_acts.tsv")
_NUMBER = re.compile(r"(\d+)\.?")
_HOURS = re.compile(r"(?P<title>.*?)\s*(?P<hours>\d[\d ]*) Stunden")
_SPARE = re.compile(r"^(?:Freie Verteilung|Zur freien Verteilung|Zur Verteilung|Verfügungsstunden)", re.IGNORECASE)

Fields = dict[str, Any]


def entries() -> list[dict[str, str]]:
    """Law, annex, qualification and form of each profession."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def units(law: Law, annex: str, code: str, form: str, source: str, checked: date) -> list[Unit]:
    """The units that an annex gives a profession; raises DrempelError if it holds none."""
    norm = next((norm for norm in law.norms if norm.name == annex), None)
    if norm is None or norm.body is None:
        raise DrempelError(f"{law.abbreviation}: no {annex}", "Correct scripts/registers/de_health_acts.tsv.")
    shared: Fields = {
        "qualification": f"de-beruf:{code}", "language": "de", "confidence": "high", "source": source,
        "checked": checked,
    }  # fmt: skip
    found = [Unit.model_validate({**shared, **fields}) for fields in _FORMS[form](norm, norm.body)]
    if not found:
        raise DrempelError(f"{law.abbreviation} {annex}: no unit of form {form}", "Correct the form.")
    return found


def _areas(norm: Norm, body: etree._Element) -> Iterator[Fields]:
    for listed in nearest_lists(body):
        for area in items(listed):
            yield _fields(area, area.number, "competence-area", f"{norm.name} {area.number}")
            for each in (item for item in area.below if item.number.isdigit()):
                code = f"{area.number}.{each.number}"
                at = f"{norm.name} {area.number}. {each.number}"
                yield {**_fields(each, code, "competence", at), "parent": area.number}


def _fields(item: Item, code: str, kind: str, at: str) -> Fields:
    return {"code": code, "kind": kind, "title": item.text, "at": at}


def _subjects(norm: Norm, body: etree._Element) -> Iterator[Fields]:
    """Rows of the form number, title, hours; the first run of numbers is the teaching, a second one the practice."""
    expected = 1
    for number, title, hours in [*_from_lists(body), *_from_rows(body)]:
        if number == expected and not _SPARE.match(title):
            at = f"{norm.name} Nr. {number}"
            yield {"code": str(number), "kind": "subject", "title": title, "hours": hours, "at": at}
            expected += 1


def _from_lists(body: etree._Element) -> Iterator[tuple[int, str, int]]:
    """The hours stand in a table inside the entry of the list."""
    for listed in nearest_lists(body):
        for item in items(listed):
            found = _HOURS.fullmatch(item.text)
            if found and item.number.isdigit():
                yield int(item.number), title_of(found["title"]), _count(found["hours"])


def _from_rows(body: etree._Element) -> Iterator[tuple[int, str, int]]:
    """Number, title, hours; a title may go on in the next row, which then holds the hours."""
    pending: tuple[int, str] | None = None
    for row in body.iter("row"):
        cells = [plain(entry) for entry in row.findall("entry")]
        if len(cells) < 3:
            continue
        first, *middle, last = cells
        number, title = _NUMBER.fullmatch(first), " ".join(middle)
        if number and _is_count(last):
            yield int(number[1]), title_of(title), _count(last)
        elif pending and not first and title and _is_count(last):
            yield pending[0], title_of(f"{pending[1]} {title}"), _count(last)
        pending = (int(number[1]), title) if number and not last else None


def _is_count(text: str) -> bool:
    return re.fullmatch(r"\d[\d .]*", text) is not None


def _count(text: str) -> int:
    return int(re.sub(r"\D", "", text))


_FORMS: dict[str, Callable[[Norm, etree._Element], Iterator[Fields]]] = {"areas": _areas, "subjects": _subjects}
