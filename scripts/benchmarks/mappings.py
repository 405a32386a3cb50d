"""The candidate generator held against the published comparisons, which it never sees as evidence.

Each published row that claims a counterpart is a question (and a second one where it holds both ways): at which rank
does the generator name the other qualification? Beside it the generator without the editors' occupation links, and two
baselines: edit distance of the titles alone, and the join of the EURES tables alone. Prints recall at 1 and at 5 and
the mean reciprocal rank, per direction, country and in all. With ``proposed`` as argument the rows of the editors are
the questions: many rows, but of the body that also made the occupation links, hence a check and no target.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from kb.model.identifier import scheme_of
from kb.model.mapping import Mapping
from kb.read.base import Base, read_base
from kb.read.esco import read_names
from kb.search.normal import normal
from kb.suggest.candidate import SETS, Suggester
from kb.suggest.occupation_link import Crosswalks
from kb.suggest.title import names

HOME = Path(__file__).resolve().parents[2]
PRESENT = ("current", "latest-known")
Ranking = Callable[[str, str], list[str]]


class Asked(NamedTuple):
    """A qualification, and the one that a published comparison names for it."""

    subject: str
    thing: str


def questions(mappings: Iterable[Mapping], status: str = "published") -> list[Asked]:
    """The claims of a status, each direction once; what was denied is no question."""
    claims = [row for row in mappings if row.status == status and not row.predicate_modifier]
    found = {Asked(row.subject_id, row.object_id) for row in claims if not row.register_searched}
    found |= {Asked(row.object_id, row.subject_id) for row in claims if row.direction == "both"}
    return sorted(found)


def rank(ranking: Ranking, asked: Asked) -> int:
    """The place of the answer, from 1; 0 if it is not named."""
    found = ranking(asked.subject, scheme_of(asked.thing))
    return found.index(asked.thing) + 1 if asked.thing in found else 0


def edit_distance(base: Base) -> Ranking:
    """Baseline: the titles that need the fewest changes of letters."""
    titles = {key: normal(row.title) for key, row in base.qualifications.items()}

    def ranked(subject: str, scheme: str) -> list[str]:
        rows = [row for row in base.qualifications.values() if row.scheme == scheme and row.status in PRESENT]
        ordered = sorted(
            rows, key=lambda row: (-Levenshtein.normalized_similarity(titles[subject], titles[row.id]), row.id)
        )
        return [row.id for row in ordered[:10]]

    return ranked


def eures_join(base: Base) -> Ranking:
    """Baseline: titles that stand in both national tables and meet in an ESCO occupation."""
    crosswalks = Crosswalks(base.crosswalks)
    links = {
        key: crosswalks.links(row.scheme, names(row)[row.language], least=0.95)
        for key, row in base.qualifications.items()
        if row.status in PRESENT
    }

    def ranked(subject: str, scheme: str) -> list[str]:
        own = links.get(subject, {})
        scores: dict[str, float] = {}
        for key, others in links.items():
            if scheme_of(key) == scheme and (common := own.keys() & others.keys()):
                scores[key] = max(own[each].weight * others[each].weight for each in common)
        return sorted(scores, key=lambda key: (-scores[key], key))[:10]

    return ranked


def _by_titles(base: Base, home: Path) -> Ranking:
    suggester = Suggester(replace(base, occupations=[]), read_names(home))
    return lambda subject, scheme: [each.thing for each in suggester.candidates(subject, scheme)]


def figures(ranks: Iterable[int]) -> str:
    """Recall at 1 and 5, mean reciprocal rank, number of questions."""
    found = list(ranks)
    first, five = (sum(1 for each in found if 0 < each <= limit) / len(found) for limit in (1, 5))
    reciprocal = sum(1 / each for each in found if each) / len(found)
    return f"{first:8.2f} {five:8.2f} {reciprocal:8.2f} {len(found):8d}"


def groups(asked: list[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    """All questions, then those of each direction."""
    yield "all", asked
    by_direction: dict[str, list[Asked]] = defaultdict(list)
    for each in asked:
        by_direction[f"{scheme_of(each.subject)} -> {scheme_of(each.thing)}"].append(each)
    yield from sorted(by_direction.items())
    by_country: dict[str, list[Asked]] = defaultdict(list)
    for each in asked:
        by_country[f"to {each.thing[:2]}"].append(each)
    yield from sorted(by_country.items())


def main(home: Path = HOME, status: str = "published") -> None:
    """Print the figures, then the time of a whole run."""
    base = read_base(home)
    asked = questions((row for rows in base.mappings.values() for row in rows), status)
    start, busy = time.perf_counter(), time.process_time()
    suggester = Suggester(base, read_names(home))
    count = sum(1 for name in SETS for _ in suggester.of_set(name))
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    rankings: dict[str, Ranking] = {
        "generator": lambda subject, scheme: [each.thing for each in suggester.candidates(subject, scheme)],
        "titles and ESCO only": _by_titles(base, home),
        "EURES join alone": eures_join(base),
        "edit distance alone": edit_distance(base),
    }
    print(f"{'':36}{'recall@1':>9}{'recall@5':>9}{'MRR':>9}{'asked':>9}")
    for name, ranking in rankings.items():
        ranks = {each: rank(ranking, each) for each in asked}
        for group, members in groups(asked):
            print(f"{name:<20} {group:<22} {figures(ranks[each] for each in members)}")
        if name == "generator":
            missed = [f"{each.subject} -> {each.thing}" for each in asked if not 0 < ranks[each] <= 5]
            print(f"not among the five: {len(missed)}: {'; '.join(missed[:20])}")
    print(f"whole run: {count} candidates of {len(SETS)} sets in {seconds:.1f} s, {busy:.1f} s of one processor")


if __name__ == "__main__":
    main(status=sys.argv[1] if len(sys.argv) > 1 else "published")
