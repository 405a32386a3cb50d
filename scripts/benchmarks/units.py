"""Comparisons of units: one qualification against every candidate of a country; and the drafting aid.

``growth``: every qualification that stands in a mapping, against each other country; the slowest and the mean.
``hits``: the suggestions of ``drempel mappings sheet --suggest`` held against alignments made without them
(``mappings/blind-pairs.tsv``). A hit at k: one of the first k is a unit that the row names. Beside them edit distance.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean

from rapidfuzz.distance import Levenshtein

from kb.answers.against import against
from kb.model.identifier import SCHEMES, scheme_of
from kb.model.jurisdiction import state_of
from kb.model.unit import Unit
from kb.model.unit_alignment import UnitAlignment
from kb.read.unit_alignment import read_alignments
from kb.release import Release, open_release
from kb.search.normal import normal
from kb.settings import settings
from kb.suggest.sheet import all_units, smallest
from kb.suggest.unit_likeness import UnitSuggester
from kb.suggest.unit_word import read_terms, read_words

Ranking = Callable[[Unit, list[Unit]], list[str]]


def holders(release: Release) -> list[str]:
    """The qualifications that stand on either side of a mapping."""
    catalogue = release.catalogue
    rows = [catalogue.mapping(key) for key in catalogue.mapping_keys(None, None, None)]
    found = {key for row in rows for key in (row.subject_id, row.object_id) if key.partition(":")[0] in SCHEMES}
    return sorted(found)


def growth(release: Release) -> None:
    """Print how long the slowest and the mean question take, in seconds of one processor and by the clock."""
    timed: list[tuple[float, float, int, str, str]] = []
    for key in holders(release):
        for country in ("nl", "de", "be"):
            if state_of(scheme_of(key)) == country:
                continue
            begun, busy = time.perf_counter(), time.process_time()
            found = against(release, key, country)
            spent, clock = time.process_time() - busy, time.perf_counter() - begun
            timed.append((spent, clock, len(found.candidates), key, country))
    spent, clock, count, key, country = max(timed)
    print(f"{len(timed)} questions, mean {mean(each[0] for each in timed) * 1000:.1f} ms of one processor")
    print(
        f"slowest {spent * 1000:.0f} ms ({clock * 1000:.0f} by the clock): {key} against {country}, {count} candidates"
    )


def _edit_distance(thing: Unit, own: list[Unit]) -> list[str]:
    """Baseline: the titles that need the fewest changes of letters."""
    name = normal(thing.name)
    ordered = sorted(own, key=lambda unit: (-Levenshtein.normalized_similarity(normal(unit.name), name), unit.code))
    return [unit.code for unit in ordered]


def recall(rows: list[UnitAlignment], of: dict[str, list[Unit]], ranking: Ranking) -> tuple[float, float, int]:
    """Recall at 1 and at 3, and the number of rows: those that name units of the holder."""
    asked = [row for row in rows if row.subject]
    first = three = 0
    for row in asked:
        thing = next(unit for unit in of[row.object_qualification] if unit.code == row.object)
        found = ranking(thing, smallest(of[row.subject_qualification]))
        first += bool(set(found[:1]) & set(row.subject))
        three += bool(set(found[:3]) & set(row.subject))
    return first / len(asked), three / len(asked), len(asked)


def sets(home: Path) -> dict[str, list[UnitAlignment]]:
    """The rows of the published blind pairs, of all pairs made blind, and of those made later."""
    table = [line.split("\t") for line in (home / "mappings" / "blind-pairs.tsv").read_text("utf-8").splitlines()[1:]]
    blind = {pair: published == "yes" for pair, _, published in table}
    files = {file.name: file.records for file in map(read_alignments, sorted((home / "mappings/units").glob("*.tsv")))}
    return {
        "five published pairs": [row for name, rows in files.items() if blind.get(name) for row in rows],
        "all pairs made blind": [row for name, rows in files.items() if name in blind for row in rows],
        "pairs made later": [row for name, rows in files.items() if name not in blind for row in rows],
    }


def hits(home: Path) -> None:
    """Print recall at 1 and at 3 of the suggestions and of the baselines."""
    units = all_units(home)
    of: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        of[unit.qualification].append(unit)
    aid, words_only = (UnitSuggester(units, read_words(home), terms) for terms in (read_terms(home), []))
    rankings: dict[str, Ranking] = {
        "suggestions": lambda thing, own: [each.unit.code for each in aid.suggestions(thing, own)],
        "without the glossary": lambda thing, own: [each.unit.code for each in words_only.suggestions(thing, own)],
        "edit distance": _edit_distance,
    }
    print(f"{'':45}{'recall@1':>9}{'recall@3':>9}{'rows':>7}")
    for name, rows in sets(home).items():
        for kind, ranking in rankings.items():
            first, three, count = recall(rows, of, ranking)
            print(f"{name:<22} {kind:<22}{first:9.2f}{three:9.2f}{count:7d}")


def main() -> None:
    """The figures on the current release and its facts."""
    hits(settings().home)
    growth(open_release(settings().releases))


if __name__ == "__main__":
    main()
