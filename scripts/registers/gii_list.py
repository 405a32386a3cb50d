"""Lists (DL) of the collection of laws: numbers (DT) and what stands behind them (DD), nested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scripts.registers.gii_xml import plain

_END = re.compile(r"[.):]+$")
_TRAILING = re.compile(r"(?:,|;|\.|:)?(?:\s+(?:und|sowie|oder))?[,;.:]?$")


@dataclass(frozen=True)
class Item:
    """An entry of a list: its number without dot or bracket, its own first line, and the list below it."""

    number: str
    text: str
    below: list[Item]


def items(listed: etree._Element) -> list[Item]:
    """The entries of a DL element."""
    return list(_items(listed))


def _items(listed: etree._Element) -> Iterator[Item]:
    number = ""
    for child in listed:
        if child.tag == "DT":
            number = _END.sub("", plain(child)).strip()
        elif child.tag == "DD":
            yield Item(number, title_of(_first_line(child)), _below(child))


def title_of(text: str) -> str:
    """A title without the comma or the ``und`` that leads to the next one."""
    return _TRAILING.sub("", text).strip()


def _first_line(entry: etree._Element) -> str:
    """The text before the first nested list; of several paragraphs the first."""
    paragraphs = entry.findall("LA") or [entry]
    return _without_lists(paragraphs[0])


def _without_lists(element: etree._Element) -> str:
    pieces: list[str] = []
    _collect(element, pieces)
    return " ".join("".join(pieces).split())


def _collect(element: etree._Element, pieces: list[str]) -> bool:
    """Add the text up to the first list; whether one was met."""
    pieces.append(element.text or "")
    for child in element:
        if child.tag == "DL":
            return True
        if child.tag == "BR":
            pieces.append(" ")
        if child.tag not in ("FnR", "noindex") and _collect(child, pieces):
            return True
        pieces.append(child.tail or "")
    return False


def _below(entry: etree._Element) -> list[Item]:
    """The entries of the lists right below an entry."""
    return [item for listed in nearest_lists(entry) for item in _items(listed)]


def nearest_lists(element: etree._Element) -> Iterator[etree._Element]:
    """The lists right below an element, not those inside of lists."""
    for child in element:
        if child.tag == "DL":
            yield child
        else:
            yield from nearest_lists(child)
