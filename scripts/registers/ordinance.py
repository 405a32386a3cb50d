"""German training ordinances as XML: when each enters into force, when it ends, and which ones it repeals."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_DAY = rf"(\d{{1,2}})\. ({'|'.join(_MONTHS)}) (\d{{4}})"
_IN_FORCE = re.compile(rf"Diese Verordnung tritt (?:am|mit Wirkung vom) {_DAY} in Kraft")
_ENDS = re.compile(rf"Diese Verordnung tritt (?:am {_DAY} in Kraft und )?mit Ablauf des {_DAY} außer Kraft")
_REPEAL = re.compile(r"Gleichzeitig tr(?:itt|eten)(.*?)(?:außer Kraft(?=\.| ?$)|$)")
_REPEALED = re.compile(
    rf"\bdie (?P<name>Verordnung über die Berufsausbildung zu[mr]\b(?:(?! vom ).)+|(?:(?! vom |\bdie |Artikel).)*?"
    rf"[Aa]usbildungsverordnung(?:(?! vom ).)*) vom {_DAY} \((?P<place>BGBl\.[^)]*)\)"
)


@dataclass(frozen=True)
class Repealed:
    """An older ordinance that a newer one repeals: its name, its own date, and where it was published."""

    name: str
    issued: date
    place: str


@dataclass(frozen=True)
class Ordinance:
    """An ordinance by its document number (BJNR) and short title; dates only where its own text states them."""

    number: str
    short_title: str
    since: date | None
    until: date | None
    clause: str
    """The section on entry into force, ``§ 17``."""
    repealed: tuple[Repealed, ...]


def read_ordinances(path: Path) -> Iterator[Ordinance]:
    """The ordinances of an archive of XML files of gesetze-im-internet.de."""
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda each: each.name):
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            if file is not None:
                yield _ordinance(Path(member.name).stem, ElementTree.parse(file).getroot())


def _ordinance(number: str, root: ElementTree.Element) -> Ordinance:
    clause, text = next(_clauses(root), ("", ""))
    starts, ends = _IN_FORCE.search(text), _ENDS.search(text)
    if ends and ends[1]:
        starts = ends
    return Ordinance(
        number,
        root.findtext(".//jurabk") or "",
        _day(starts.groups()[:3]) if starts else None,
        _day(ends.groups()[3:]) if ends else None,
        clause,
        tuple(_repealed(text)),
    )


def _clauses(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Number and text of the sections that set entry into force, last one first."""
    for norm in reversed(list(root.iter("norm"))):
        title, body = norm.findtext(".//titel") or "", norm.find("textdaten")
        if body is not None and re.search("kraft", title, re.IGNORECASE):
            yield norm.findtext(".//enbez") or "", " ".join(" ".join(body.itertext()).split())


def _repealed(text: str) -> Iterator[Repealed]:
    for sentence in _REPEAL.finditer(text):
        for found in _REPEALED.finditer(sentence[1]):
            day = _day(found.groups()[1:4])
            assert day is not None
            yield Repealed(found["name"].strip(" -"), day, found["place"])


def _day(groups: tuple[str | None, ...]) -> date | None:
    day, month, year = groups
    return date(int(year), _MONTHS.index(month) + 1, int(day)) if day and month and year else None


def day_before(day: date) -> date:
    """The last day on which what ends at a date was in force."""
    return day - timedelta(days=1)
