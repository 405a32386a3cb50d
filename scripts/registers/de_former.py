"""Importer: the occupations of repealed German training ordinances to ``former/de-beruf.tsv``.

``python -m scripts.registers.de_former ORDINANCES.tar.gz GESAMTBERUFSLISTE.csv.gz [DATA_FOLDER]``

A newer ordinance names the one that it repeals, and from which day. The occupation stands in the name of the old
ordinance, in the dative; its nominative is the title of the list of occupations. Where the register only names a
predecessor, in its own words, the row has no dates.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kb.model.qualification import Qualification
from kb.read.register import FORMER, read_register
from scripts.registers.ordinance import Ordinance, Repealed, day_before, read_ordinances
from scripts.registers.table import DATA, Row, write_register

SCHEME = "de-beruf"
READ = date(2026, 11, 27)

_OCCUPATION_LIST = "de/reg-occupationmeasurement-data-raw-gesamtberufsliste-der-ba-0d4575"
_WRITTEN_OUT = str.maketrans(dict(zip("äöüß", ("ae", "oe", "ue", "ss"), strict=True)))
_ZUM = re.compile(r"Verordnung über die Berufsausbildung (?:zum/zur|zum|zur) (?P<title>.+)")
_BRACKET = re.compile(r" \([^()]*\)$")
_FEMININE = re.compile(r"(?:/| und )zur .+$")
_IN_NAME = re.compile(r"(?:(?P<before>.+)-Ausbildungsverordnung|Ausbildungsverordnung (?P<behind>[^/]+)/.+)")
_PLURAL = {
    "Büromanagementkaufleute": "Kaufmann für Büromanagement",
    "Milchwirtschaftliche-Laboranten": "Milchwirtschaftlicher Laborant",
}
_UNLISTED = {
    "Mediengestalter Bild und Ton": "Mediengestalterin Bild und Ton",
    "Kartograph": "Kartographin",
    "Müller (Verfahrenstechnologe in der Mühlen- und Futtermittelwirtschaft)": (
        "Müllerin (Verfahrenstechnologin in der Mühlen- und Futtermittelwirtschaft)"
    ),
    "Verfahrensmechaniker in der Hütten- und Halbzeugindustrie": (
        "Verfahrensmechanikerin in der Hütten- und Halbzeugindustrie"
    ),
}
"""Titles that the list of occupations of 2019 lacks, with their feminine form, after the name of the ordinance."""

_SPLIT = {"Verfahrensmechaniker/zur Verfahrensmechanikerin in der Hütten- und Halbzeugindustrie"}
"""Names whose end belongs to the masculine form too."""

_NO_OCCUPATION = frozenset({"Fotografiergewerbe", "ReNoPat"})
"""Ordinances whose name tells a field, not an occupation."""

Titles = Mapping[str, Row]


def convert(ordinances: Iterable[Ordinance], register: Iterable[Qualification], titles: Titles) -> list[Qualification]:
    """One row per repealed ordinance whose name tells an occupation; ``titles``: the list of occupations."""
    rows = list(register)
    found = []
    for ordinance in ordinances:
        successors = [row for row in rows if _rests_on(row, ordinance)]
        for old in ordinance.repealed if successors and ordinance.since else ():
            title = occupation(old.name, titles)
            if title is not None:
                found.append(_qualification(title, old, ordinance, successors, titles))
    dated = {(row.title, successor) for row in found for successor in row.replaced_by}
    named = [row for row in _named(rows, titles) if (row.title, row.replaced_by[0]) not in dated]
    known = {row.code for row in rows} | {row.title for row in rows if row.status != "current"}
    return [row for row in (*found, *named) if row.code not in known and row.title not in known]


def _named(register: Iterable[Qualification], titles: Titles) -> Iterator[Qualification]:
    """Predecessors that a row of the register names and that the list of occupations knows."""
    for row in register:
        for part in (row.replaces_text or "").split("; "):
            if (title := _masculine(_BRACKET.sub("", part), titles)) is not None:
                yield _undated(titles[title], row)


def _masculine(name: str, titles: Titles) -> str | None:
    """The title of ``Systeminformatiker/in``, ``Restaurantfachmann/-frau``, ``Krankenschwester/Krankenpfleger``."""
    feminine, _, masculine = name.partition("/")
    if masculine in titles and titles[masculine]["title_f"] == feminine:
        return masculine
    title = re.sub(r"/-?(?:in|frau)\b", "", name)
    return title if title in titles else None


def _undated(listed: Row, successor: Qualification) -> Qualification:
    return Qualification(
        scheme=SCHEME,
        code=slug_of(listed["title_m"]),
        title=listed["title_m"],
        title_feminine=listed["title_f"] or None,
        language="de",
        kind=_kind(successor),
        level_framework="dqr",
        kldb=listed["kldb5"] or None,
        status=FORMER,
        status_reliability="inferred",
        status_text=f"named as predecessor of {successor.title}: {successor.replaces_text}",
        replaced_by=[successor.id],
        replaced_by_reliability="inferred",
        sources=[*_law_sources([successor]), _OCCUPATION_LIST],
        as_of=successor.as_of,
        checked=READ,
    )


def _kind(successor: Qualification) -> str:
    return "former-health-profession" if "health" in successor.kind else "former-training-occupation"


def _rests_on(row: Qualification, ordinance: Ordinance) -> bool:
    return row.kind != "specialisation" and f"({ordinance.short_title})" in (row.legal_basis or "")


def occupation(name: str, titles: Titles) -> str | None:
    """The occupation in the name of an ordinance; None if it names none, ValueError if its nominative is not found."""
    if found := _ZUM.fullmatch(name):
        title = found["title"]
        dative = re.sub(r"/zur \S+", "", title) if title in _SPLIT else _FEMININE.sub("", title)
    elif found := _IN_NAME.fullmatch(name):
        dative = found["before"] or found["behind"]
    else:
        return None
    if dative in _NO_OCCUPATION:
        return None
    found_titles = (each for each in _nominatives(_PLURAL.get(dative, dative)) if each in titles or each in _UNLISTED)
    if (nominative := next(found_titles, None)) is None:
        raise ValueError(f"{name}: {dative!r} has no nominative in the list of occupations")
    return nominative


def _nominatives(dative: str) -> Iterator[str]:
    """What the dative may be of: Koch, Technischen Zeichner, Floristen, Fachangestellten."""
    yield dative
    first, _, rest = dative.partition(" ")
    strong = first.removesuffix("n") + "r" if rest and first.endswith("en") else first
    for word in (strong, strong[:1].upper() + strong[1:]):
        phrase = f"{word} {rest}".strip()
        yield phrase
        yield re.sub(r"en\b", "", phrase)
        yield re.sub(r"(?<=angestellte)n\b", "r", phrase, flags=re.IGNORECASE)
        yield re.sub(r"(?<=Angestellte)n\b", "r", phrase)
        yield re.sub(r"isten$", "ist", phrase)
        yield re.sub(r"graphen$", "graph", phrase)


def _qualification(
    title: str, old: Repealed, ordinance: Ordinance, successors: list[Qualification], titles: Titles
) -> Qualification:
    assert ordinance.since is not None
    same = [row for row in successors if row.title == title] or successors
    listed = titles.get(title, {"title_f": _UNLISTED.get(title, ""), "kldb5": ""})
    fields: dict[str, Any] = {
        "scheme": SCHEME,
        "code": f"{slug_of(title)}-{old.issued.year}",
        "title": title,
        "title_feminine": listed["title_f"] or None,
        "language": "de",
        "kind": "former-training-occupation",
        "level_framework": "dqr",
        "kldb": listed["kldb5"] or None,
        "legal_basis": f"{old.name} vom {old.issued.isoformat()} ({old.place})",
        "status": FORMER,
        "status_reliability": "stated",
        "status_text": f"repealed by {ordinance.clause} {ordinance.short_title} on {ordinance.since.isoformat()}",
        "valid_to": day_before(ordinance.since),
        "replaced_by": sorted(row.id for row in same),
        "replaced_by_reliability": "stated" if len(same) == 1 else "inferred",
        "sources": [*_law_sources(same), *([_OCCUPATION_LIST] if title in titles else [])],
        "as_of": "2026-04-29",
        "checked": READ,
    }
    return Qualification.model_validate(fields)


def _law_sources(successors: list[Qualification]) -> list[str]:
    named = [source for row in successors for source in row.sources if "gesetze-im-internet" in source]
    return list(dict.fromkeys(named))


def slug_of(title: str) -> str:
    """The code of a title, as the register makes it: lower case, umlauts written out."""
    plain = title.lower().translate(_WRITTEN_OUT)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read_titles(path: Path) -> dict[str, Row]:
    """Masculine title to its row in the list of occupations; entries of today before those of the archive."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: "RTME".index(row["state"]))
    return {row["title_m"]: row for row in rows if row["title_m"]}


def write(ordinances: Path, titles: Path, data: Path = DATA) -> None:
    """Read the ordinances, the list of occupations and the register, write the former occupations."""
    register = read_register(data / "registers" / f"{SCHEME}.tsv")
    records = convert(read_ordinances(ordinances), register, read_titles(titles))
    write_register(data, SCHEME, records, ordinances, FORMER)


if __name__ == "__main__":
    write(*(Path(argument) for argument in sys.argv[1:]))
