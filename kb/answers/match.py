"""Matching names of other people's lists: shared trigrams, for batches that must be quick."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.graph.catalogue import Catalogue
from kb.model.jurisdiction import state_of
from kb.search.normal import normal, trigrams
from kb.settings import settings

TYPES = ("qualification", "profession", "authority")
_SURE = 0.6
_MARGIN = 0.1
_LEAST = 0.35
_STATUS = {"current": 0, "latest-known": 1, "unknown": 2, "superseded": 3, "former": 4}


@dataclass(frozen=True)
class Named:
    """A name in the graph, and what bears it (path below the base)."""

    item: str
    name: str
    language: str
    status: str = ""
    code: str = ""

    @property
    def rank(self) -> int:
        """Present qualifications come before former ones; the rest has no generations."""
        return _STATUS.get(self.status, 0)

    @property
    def kind(self) -> str:
        """The type of what bears the name."""
        return self.item.partition("/")[0]

    @property
    def place(self) -> str:
        """Jurisdiction; of a qualification, that of its register."""
        own = self.item.split("/")[1]
        return state_of(own) if self.kind == "qualification" else own


@dataclass(frozen=True)
class Match:
    """A candidate: likeness from 0 to 1, and whether it is the one beyond doubt."""

    named: Named
    likeness: float
    is_certain: bool = False


class Matcher:
    """The names of a release, by the trigrams in them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = list(names(catalogue))
        self._forms = [normal(each.name) for each in self._names]
        self._sizes = [len(trigrams(form)) for form in self._forms]
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(self._forms):
            for gram in trigrams(form):
                self._postings[gram].append(number)
        self._match = lru_cache(maxsize=4096)(self._find)

    def match(self, text: str, *, kind: str = "", place: str = "", language: str = "", limit: int = 5) -> list[Match]:
        """The best candidates; ``kind`` and ``place`` leave out what lies elsewhere, ``language`` breaks ties."""
        return self._match(text[:200], kind, place, language, limit)

    def _find(self, text: str, kind: str, place: str, language: str, limit: int) -> list[Match]:
        form = normal(text)
        best: dict[str, tuple[float, int, Named]] = {}
        for number, likeness in self._alike(form):
            named = self._names[number]
            if (kind and named.kind != kind) or not _lies_in(named.place, place):
                continue
            score = (likeness + 0.02 * (named.language == language), -named.rank, named)
            if named.item not in best or score[:2] > best[named.item][:2]:
                best[named.item] = score
        ordered = sorted(best.values(), key=lambda each: (-each[0], -each[1], each[2].item))
        found = [Match(named, min(1.0, round(likeness, 4))) for likeness, _, named in ordered[: max(limit, 2)]]
        return _marked(found, [rank for _, rank, _ in ordered])[:limit]

    def _alike(self, form: str) -> Iterator[tuple[int, float]]:
        """The names that share enough trigrams, with the share (Dice's coefficient)."""
        wanted = trigrams(form)
        shared: Counter[int] = Counter()
        for gram in wanted:
            shared.update(self._postings.get(gram, ()))
        for number, count in shared.items():
            likeness = 2 * count / (len(wanted) + self._sizes[number])
            if likeness >= _LEAST:
                yield number, likeness


def _marked(found: list[Match], ranks: list[int]) -> list[Match]:
    """The first is certain if it is near enough, and the second is farther off or of an earlier generation."""
    if not found or found[0].likeness < _SURE:
        return found
    alone = len(found) == 1 or found[0].likeness - found[1].likeness >= _MARGIN or ranks[0] > ranks[1]
    return [Match(found[0].named, found[0].likeness, alone), *found[1:]]


def _lies_in(place: str, wanted: str) -> bool:
    return not wanted or place == wanted or place.startswith(f"{wanted}-")


def names(catalogue: Catalogue) -> Iterator[Named]:
    """Every name of every thing that can be matched, each once."""
    seen: set[tuple[str, str]] = set()
    for row in catalogue.store.select("names_to_match"):
        item = str(getattr(row["item"], "value", "")).removeprefix(settings().base)
        name = str(getattr(row["name"], "value", ""))
        language = getattr(row["name"], "language", None) or ""
        status = str(getattr(row.get("status"), "value", "")).rpartition("/")[2]
        if (item, name) not in seen:
            seen.add((item, name))
            yield Named(item, name, language, status, str(getattr(row.get("code"), "value", "")))


@lru_cache(maxsize=2)
def matcher(catalogue: Catalogue) -> Matcher:
    """The matcher of a release, built at the first question."""
    return Matcher(catalogue)
