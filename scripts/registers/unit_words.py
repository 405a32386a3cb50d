"""Importer: which Dutch word stands for which German one in ESCO's skills and the tables of competences, once.

``python -m scripts.registers.unit_words ESCO CROSSWALKS`` reads ``skills.csv.gz``, ``de_ba_competences.csv.gz`` and
``be_vdab_competences.csv.gz`` and writes ``mappings/external/unit-words.tsv``. Names of one competence in both
languages are taken as parallel lines; the words that go together are found by IBM's first model, run both ways, and
only pairs on which both ways agree are kept. Relations other than exact and close are left out. No names are kept.
"""

from __future__ import annotations

import csv
import gzip
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kb.suggest.unit_word import UnitWord, words
from scripts.registers.table import write_records

Line = tuple[tuple[str, ...], tuple[str, ...]]
TARGET = Path(__file__).resolve().parents[2] / "mappings" / "external" / "unit-words.tsv"
_NEAR = ("skos:exactMatch", "skos:closeMatch")
_ROUNDS = 6
_LEAST = 0.15
_OFTEN = 2
"""A pair of words that is seen less often rests on too few lines: names of programs, slips."""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def parallel(esco: Path, crosswalks: Path) -> list[Line]:
    """The names of one competence, Dutch and German, as words; each pair of names once."""
    skills = {row["conceptUri"]: row for row in _rows(esco / "skills.csv.gz")}
    found = {(row["prefLabel_nl"], row["prefLabel_de"]) for row in skills.values()}
    for row in _rows(crosswalks / "de_ba_competences.csv.gz"):
        if row["relation"] in _NEAR and row["esco_uri"] in skills:
            found.add((skills[row["esco_uri"]]["prefLabel_nl"], row["target_label_de"]))
    for row in _rows(crosswalks / "be_vdab_competences.csv.gz"):
        if row["relation"] in _NEAR and row["esco_uri"] in skills:
            found.add((row["target_label_nl"], skills[row["esco_uri"]]["prefLabel_de"]))
    lines = ((tuple(words(nl, "nl")), tuple(words(de, "de"))) for nl, de in sorted(found) if nl and de)
    return [(nl, de) for nl, de in lines if nl and de]


def translations(lines: Iterable[Line]) -> dict[tuple[str, str], float]:
    """Probability of the second word given the first, by expectation and maximisation."""
    lines = list(lines)
    chance: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for _ in range(_ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        totals: dict[str, float] = defaultdict(float)
        for first, second in lines:
            for word in second:
                whole = sum(chance[each, word] for each in first)
                for each in first:
                    share = chance[each, word] / whole
                    counts[each, word] += share
                    totals[each] += share
        chance = defaultdict(float, {pair: count / totals[pair[0]] for pair, count in counts.items()})
    return dict(chance)


def agreed(lines: list[Line]) -> Iterator[UnitWord]:
    """The pairs on which both ways agree, with the root of the product of both chances."""
    forth, back = translations(lines), translations((de, nl) for nl, de in lines)
    often = Counter(
        word for nl, de in lines for word in {*(f"nl {each}" for each in nl), *(f"de {each}" for each in de)}
    )
    for (nl, de), chance in sorted(forth.items()):
        weight = math.sqrt(chance * back.get((de, nl), 0.0))
        if weight >= _LEAST and min(often[f"nl {nl}"], often[f"de {de}"]) >= _OFTEN:
            yield UnitWord(nl=nl, de=de, weight=round(weight, 2))


def main(esco: Path, crosswalks: Path) -> None:
    """Write the table."""
    write_records(TARGET, UnitWord, list(agreed(parallel(esco, crosswalks))))


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:3]))
