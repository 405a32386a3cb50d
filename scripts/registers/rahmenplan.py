"""The training plan (Ausbildungsrahmenplan) of an ordinance: CALS tables with the weeks for each position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from scripts.registers.berufsbild import Reference
from scripts.registers.gii_xml import Law, plain

_WHOLE = re.compile(r"\(?\s*§\s*(?P<paragraph>\d+[a-z]?)\s*(?P<rest>[^§()]*)\)?")
_SECTION = re.compile(r"Abs(?:atz|\.)\s*(\d+[a-z]?)")
_PART = re.compile(r"Absch(?:nitt|n\.)\s*([A-Z]|[IVX]+|\d+)\b")
_NUMBER = re.compile(r"(?:Nummer|Nr\.|Nrn\.|Ziffer)\s*(\d+(?:\.\d+)*)")
_LETTER = re.compile(r"Buchst(?:abe|\.)\s*([a-z]{1,2})\b")
_COUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:\*\)?|\d\))?")
_MONTHS = re.compile(r"(\d+)\.?\s*(?:bis|–|-)\s*(\d+)\.\s*Monat")
_WEEKS = re.compile(r"(\d+)\.?\s*(?:bis|–|-)\s*(\d+)\.\s*Woche")
_YEAR = re.compile(r"[1-4](?:\s*/\s*[1-4])?")


@dataclass
class Weeks:
    """Guide values of a position by part of the training (``m1-18``, ``y2``).

    ``joint``: told for several positions together; ``varies``: told by several tables for the same part of the
    training, one for each focus that can be chosen.
    """

    title: str = ""
    by_part: dict[str, Decimal] = field(default_factory=dict)
    joint: bool = False
    varies: bool = False
    tables: dict[str, int] = field(default_factory=dict)
    annex: str = ""

    @property
    def total(self) -> Decimal | None:
        """All weeks; None if none were told for this position alone."""
        is_sure = bool(self.by_part) and not self.joint and not self.varies
        return sum(self.by_part.values(), Decimal(0)) if is_sure else None


@dataclass(frozen=True)
class _Cell:
    text: str
    first: int
    """Row in which the cell begins."""
    column: int


def weeks(law: Law) -> dict[Reference, Weeks]:
    """Reference to the paragraph, as the plan gives it in brackets, to the weeks."""
    found: dict[Reference, Weeks] = {}
    number = 0
    for norm in law.norms:
        if norm.name.startswith("Anlage") and norm.body is not None:
            for group in norm.body.iter("tgroup"):
                number += 1
                _read(_grid(group), norm.name, number, found)
    return found


def references(text: str) -> tuple[str, list[Reference]]:
    """The title before the bracket, and every reference in the text."""
    found = list(_WHOLE.finditer(text))
    title = text[: found[0].start()] if found else text
    read = [_reference(each) for each in found]
    return title.strip(" (,;"), [each for each in read if each.numbers]


def _reference(found: re.Match[str]) -> Reference:
    rest = found["rest"]
    number = _NUMBER.search(rest)
    letter = _LETTER.search(rest)
    numbers = [*(number[1].split(".") if number else []), *([letter[1]] if letter and number else [])]
    return Reference(found["paragraph"], _first(_SECTION, rest), _first(_PART, rest), tuple(numbers))


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _grid(group: etree._Element) -> list[dict[int, _Cell]]:
    """The rows of a table; a cell that spans columns or rows stands in each of them."""
    names = {spec.get("colname", ""): index for index, spec in enumerate(group.iterfind("colspec"))}
    rows: list[dict[int, _Cell]] = []
    open_: dict[int, tuple[_Cell, int]] = {}
    for number, row in enumerate(group.iter("row")):
        cells = {column: cell for column, (cell, left) in open_.items() if left > 0}
        open_ = {column: (cell, left - 1) for column, (cell, left) in open_.items() if left > 0}
        column = 0
        for entry in row.iterfind("entry"):
            while column in cells:
                column += 1
            start = names.get(entry.get("namest") or entry.get("colname") or "", column)
            end = names.get(entry.get("nameend") or "", start)
            cell = _Cell(plain(entry), number, start)
            for each in range(start, end + 1):
                cells[each] = cell
                if more := int(entry.get("morerows") or 0):
                    open_[each] = (cell, more)
            column = end + 1
        rows.append(cells)
    return rows


def _read(rows: list[dict[int, _Cell]], annex: str, table: int, found: dict[Reference, Weeks]) -> None:
    parts: dict[int, str] = {}
    header: dict[int, list[str]] = {}
    current: list[Reference] = []
    seen: dict[tuple[int, int], list[Reference]] = {}
    for number, cells in enumerate(rows):
        titles = [cell for cell in cells.values() if cell.first == number and "§" in cell.text]
        for cell in titles:
            title, told = references(cell.text)
            if told:
                current = told
                for reference in told:
                    found.setdefault(reference, Weeks(title, annex=annex))
        if not current or (not titles and _is_header(cells)):
            for column, cell in cells.items():
                header.setdefault(column, []).append(cell.text)
            parts = {column: part for column, texts in header.items() if (part := _part_of(texts))}
            continue
        header = {}
        for column, part in parts.items():
            if (told := cells.get(column)) is not None:
                _add(told, part, current, seen, found, table)


def _is_header(cells: dict[int, _Cell]) -> bool:
    text = " ".join(cell.text for cell in cells.values())
    return bool(re.search(r"Lfd\. ?Nr|Richtwert|Zeitliche|Ausbildungsjahr|\. Monat|\. Woche", text))


def _part_of(texts: list[str]) -> str | None:
    """The part of the training that a column of weeks is for."""
    joined = " ".join(texts)
    if not re.search(r"Wochen|Woche\b", joined):
        return None
    if months := _MONTHS.search(joined):
        return f"m{months[1]}-{months[2]}"
    if weeks_ := _WEEKS.search(joined):
        return f"w{weeks_[1]}-{weeks_[2]}"
    if "Ausbildungsjahr" in joined:
        years = [text for text in texts[1:] if _YEAR.fullmatch(text)]
        return f"y{re.sub(r'[^0-9]+', '-', years[0])}" if years else None
    return "all"


def _add(
    cell: _Cell,
    part: str,
    current: list[Reference],
    seen: dict[tuple[int, int], list[Reference]],
    found: dict[Reference, Weeks],
    table: int,
) -> None:
    """Count a cell once; one that spans the rows of several positions belongs to none of them alone."""
    number = _COUNT.fullmatch(cell.text)
    if not number:
        return
    key = (cell.first, cell.column)
    if key in seen:
        if seen[key] != current:
            for reference in (*seen[key], *current):
                found[reference].joint = True
        return
    seen[key] = current
    amount = Decimal(number[1].replace(",", "."))
    for reference in current:
        entry = found[reference]
        entry.varies = entry.varies or entry.tables.setdefault(part, table) != table
        entry.by_part[part] = entry.by_part.get(part, Decimal(0)) + amount
        entry.joint = entry.joint or len(current) > 1


def parts_of(entry: Weeks) -> Iterator[str]:
    """``m1-18=12`` for each part of the training that the plan tells apart."""
    for part, amount in entry.by_part.items():
        if part != "all":
            yield f"{part}={amount.normalize():f}"
