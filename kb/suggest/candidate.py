"""Candidates of a pair of registers: for each qualification the likeliest of the other one, with the evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.model.esco_name import EscoName
from kb.model.identifier import Scheme
from kb.model.qualification import Qualification
from kb.model.text import Language
from kb.read.base import Base
from kb.suggest import evidence as reasons
from kb.suggest.evidence import Evidence, Profile
from kb.suggest.likeness import NameIndex, best
from kb.suggest.occupation_link import Crosswalks, Dictionary
from kb.suggest.title import core, names

SETS = (
    "be-dg_de-beruf",
    "be-dg_nl-crebo",
    "be-fr_de-beruf",
    "be-fr_nl-crebo",
    "be-vl_de-beruf",
    "be-vl_nl-crebo",
    "de-beruf_nl-crebo",
)
_PRESENT = frozenset({"current", "latest-known"})
_LEAST = 0.15


@dataclass(frozen=True)
class Candidate:
    """A pair that a reviewer may look at; ``score`` (0-1) orders, it is no confidence."""

    subject: str
    thing: str
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def trace(self) -> str:
        """The evidence in one line."""
        return "; ".join(str(each) for each in self.evidence)


class Suggester:
    """Finds candidates in a base. No mapping is asked, so that published comparisons can be held against it."""

    def __init__(self, base: Base, esco: Iterable[EscoName]) -> None:
        self._base = base
        earlier = _predecessors(base)
        self._names = {key: names(row, earlier[key]) for key, row in base.qualifications.items()}
        crosswalks, dictionary = Crosswalks(base.crosswalks), Dictionary(esco)
        related: dict[str, set[str]] = defaultdict(set)
        for link in base.occupations:
            if link.relation == "related":
                related[link.qualification].add(link.occupation)
        self._related = related
        self._crosswalks, self._dictionary = crosswalks, dictionary
        self._profile = lru_cache(maxsize=None)(self._make_profile)
        self._registers: dict[str, _Register] = {}

    def _make_profile(self, key: str) -> Profile:
        row = self._base.qualifications[key]
        return Profile(
            row,
            self._crosswalks.links(row.scheme, self._names[key][row.language]),
            self._dictionary.links(self._names[key]),
            frozenset(self._base.main_occupations.get(key, ())),
            frozenset(self._related[key]),
        )

    def candidates(self, subject: str, scheme: Scheme, limit: int = 10) -> list[Candidate]:
        """The likeliest qualifications of a register, best first."""
        profile, register = self._profile(subject), self._register(scheme)
        alike = register.alike([form for forms in self._names[subject].values() for form in forms])
        pool = {key: alike.get(key, (0.0, "")) for key in sorted({*alike, *register.sharing(profile)})}
        found = [self._candidate(profile, self._profile(key), hit, register.crowd) for key, hit in pool.items()]
        likely = [each for each in found if each.score >= _LEAST]
        return sorted(likely, key=lambda each: (-each.score, each.thing))[:limit]

    def _candidate(
        self, first: Profile, second: Profile, alike: tuple[float, str], crowd: Mapping[str, int]
    ) -> Candidate:
        found = (
            *reasons.same_training(first, second, crowd),
            *reasons.shared_occupation(first, second),
            *reasons.alike_title(*alike, is_one_language=first.row.language == second.row.language),
        )
        factor = reasons.fit(first.row, second.row)
        return Candidate(first.row.id, second.row.id, reasons.score(found, factor), found)

    def _register(self, scheme: str) -> _Register:
        if scheme not in self._registers:
            rows = [row for row in self._base.qualifications.values() if row.scheme == scheme]
            present = [self._profile(row.id) for row in rows if row.status in _PRESENT]
            self._registers[scheme] = _Register(present, self._names)
        return self._registers[scheme]

    def of_set(self, name: str, limit: int = 10) -> Iterator[Candidate]:
        """All candidates of a set, in both directions."""
        first, second = name.split("_")
        for row in self._base.qualifications.values():
            if row.status in _PRESENT and row.scheme in (first, second):
                yield from self.candidates(row.id, _other(row, first, second), limit)


def _predecessors(base: Base) -> dict[str, list[Qualification]]:
    """Qualification to all that it replaced, over any number of steps, nearest first."""
    before: dict[str, list[Qualification]] = defaultdict(list)
    # titles of former codes would only repeat those of today
    for row in (each for each in base.qualifications.values() if each.status != "former"):
        for successor in row.replaced_by:
            before[successor].append(row)
    found: dict[str, list[Qualification]] = defaultdict(list)
    for key in list(before):
        ways = list(before[key])
        while ways:
            row = ways.pop(0)
            if row not in found[key]:
                found[key].append(row)
                ways += before.get(row.id, [])
    return found


def _other(row: Qualification, first: str, second: str) -> Scheme:
    found: Scheme = second if row.scheme == first else first  # type: ignore[assignment]
    return found


class _Register:
    """The present qualifications of one register, by name and by occupation."""

    def __init__(self, profiles: Sequence[Profile], forms: dict[str, dict[Language, list[str]]]) -> None:
        self._index = NameIndex(
            (form, profile.row.id) for profile in profiles for texts in forms[profile.row.id].values() for form in texts
        )
        self.crowd = Counter(occupation for profile in profiles for occupation in profile.main)
        """How many qualifications of the register train for an occupation."""
        self._sharing: dict[str, list[str]] = defaultdict(list)
        for profile in profiles:
            for key in {*profile.national, *profile.dictionary, *profile.main, *profile.related}:
                self._sharing[key].append(profile.row.id)

    def alike(self, forms: Iterable[str]) -> dict[str, tuple[float, str]]:
        """The qualifications with a title like one of the forms, or like its core."""
        texts = list(forms)
        cores = [text for text in map(core, texts) if text not in texts]
        return best([self._index.like(text, 0.35) for text in (*texts, *cores)])

    def sharing(self, profile: Profile) -> set[str]:
        """The qualifications that share an occupation, of ESCO's or of ours."""
        keys = {*profile.national, *profile.dictionary, *profile.main, *profile.related}
        return {key for each in keys for key in self._sharing.get(each, ())}
