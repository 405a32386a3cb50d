"""What changed between versions, in words: which record, which field, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.answers.naming import Naming, kind_of, language_of
from kb.answers.present import Shown
from kb.answers.question import choose, choose_language
from kb.graph.catalogue import Catalogue
from kb.graph.change import Change, Part
from kb.graph.description import Item
from kb.graph.names import term
from kb.model.jurisdiction import JURISDICTIONS
from kb.release import Release
from kb.settings import settings
from kb.wording import translator

_EVIDENCE = ("dct:source", "def:placeInSource", "def:checked", "def:status")
_KEYS = ("def:authority", "dct:type", "def:item", "def:step", "def:measure", "def:law", "def:role", "def:occupation")


@dataclass(frozen=True)
class Filter:
    """Which changes a reader wants; empty: all. ``country`` takes a country or a jurisdiction within it."""

    profession: str = ""
    authority: str = ""
    country: str = ""
    qualification: str = ""
    kind: str = ""

    def takes(self, change: Change, catalogue: Catalogue) -> bool:
        """Whether a change is wanted."""
        return all(
            (
                not self.authority or _names(change, f"authority/{self.authority}"),
                not self.qualification or _names(change, f"qualification/{self.qualification.replace(':', '/')}"),
                not self.profession or self._profession(change, catalogue),
                not self.country or any(_lies_in(place, self.country) for place in _places(change)),
                not self.kind or kind_of(change.record) == self.kind,
            )
        )

    def _profession(self, change: Change, catalogue: Catalogue) -> bool:
        """The profession itself, what names it, and what concerns a qualification that leads to it."""
        leads = (name for name in (change.record, *change.touches) if _path(name).startswith("qualification/"))
        keys = (_path(name).removeprefix("qualification/").replace("/", ":", 1) for name in leads)
        return _names(change, f"profession/{self.profession}") or any(
            self.profession == profession for key in keys for profession, _, _ in catalogue.professions_of(key)
        )


def wanted(
    catalogue: Catalogue,
    profession: str = "",
    authority: str = "",
    country: str = "",
    qualification: str = "",
    kind: str = "",
) -> Filter:
    """A checked filter; raises NotFoundError or InvalidChoiceError for what is not in the base."""
    if profession:
        catalogue.profession(profession)
    if authority:
        catalogue.authority(authority)
    if qualification:
        catalogue.qualification(qualification)
    country = choose("country", country, JURISDICTIONS) if country else ""
    kinds = tuple(slug.partition("/")[2] for slug in catalogue.labels if slug.startswith("record-kinds/"))
    return Filter(profession, authority, country, qualification.lower(), choose("kind", kind, kinds) if kind else "")


def _path(iri: str) -> str:
    return iri.removeprefix(settings().base)


def _names(change: Change, path: str) -> bool:
    iri = settings().base + path
    return change.record == iri or iri in change.touches


def _places(change: Change) -> set[str]:
    """The jurisdictions of a change: that of its record, else those of the qualifications that it names."""
    head, *rest = _path(change.record).split("/")
    if head in ("authority", "procedure", "profession", "rule", "source", "qualification", "unit"):
        return {rest[0]}
    named = (_path(name).split("/") for name in change.touches)
    return {parts[1] for parts in named if parts[0] == "qualification"}


def _lies_in(place: str, country: str) -> bool:
    """``be-vl`` and the register ``be-fed`` lie in ``be``, ``nl-crebo`` in ``nl``; ``de`` does not lie in ``de-nw``."""
    return place == country or place.startswith(f"{country}-")


class Teller:
    """Tells changes in the language of a reader."""

    def __init__(self, release: Release, language: str) -> None:
        self.language = choose_language(language)
        self.naming = Naming(release.catalogue, self.language)
        self._ = translator(self.language)

    def tell(self, change: Change) -> Shown:
        """A change: record, kind, what happened, a line for each of its parts."""
        what = {"id": change.what, "label": self.naming.catalogue.label("change-kinds", change.what, self.language)}
        return {
            "record": _path(change.record),
            "iri": change.record,
            "kind": self.naming.kind(change.record),
            "what": what,
            "title": self._title(change),
            "told": list(dict.fromkeys(self._part(part) for part in self._readable(change.parts))),
        }

    def _title(self, change: Change) -> str:
        if change.names:
            return self.naming.chosen(list(change.names))
        named = [name for name in change.touches if _path(name).split("/")[0] in ("qualification", "scheme")]
        return " · ".join(self.naming.thing(name) for name in named[:2]) or self.naming.thing(change.record)

    def _readable(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Of a text in several languages, that of the reader; what was read anew only where nothing else changed."""
        listed = list(parts)
        mine = {part.field for part in listed if self.language in _languages(part)}
        read = [part for part in listed if part.field not in mine or self.language in _languages(part)]
        evidence = {term(name).value for name in _EVIDENCE}
        return iter([part for part in read if part.field not in evidence] or read)

    def _part(self, part: Part) -> str:
        field = self.naming.term(part.field)
        field = field[:1].upper() + field[1:]
        if part.before is None or part.after is None:
            sentence = self._("{field}, new: {value}" if part.before is None else "{field}, no longer: {value}")
            return sentence.format(field=field, value=self._item(part.after or part.before or frozenset()))
        key = self._key(part.before & part.after)
        before, after = part.before - part.after, part.after - part.before
        sentence = self._("{field}: {before} → {after}")
        name = f"{field} ({key})" if key else field
        paths = {path for path, _ in before | after}
        if len(paths) == 1 and all(paths):  # one thing in the value changed: it goes into the name
            name = f"{name}, {self.naming.term(next(iter(paths))[-1])}"
            before, after = _bare(before), _bare(after)
        return sentence.format(field=name, before=self._item(before) or "–", after=self._item(after) or "–")

    def _key(self, shared: Item) -> str:
        """What a value is of, where only something in it changed: the fee of which item, the term of which step."""
        for name in _KEYS:
            for path, thing in sorted(shared):
                if path == (term(name).value,):
                    return self.naming.value(thing)
        return ""

    def _item(self, item: Item) -> str:
        evidence = {term(name).value for name in _EVIDENCE}
        inner = {pair for pair in item if not pair[0] or pair[0][-1] not in evidence} or item
        by_path: dict[tuple[str, ...], list[str]] = {}
        for path, thing in sorted(inner):
            if language_of(thing) in (None, self.language) or not path:
                by_path.setdefault(path, []).append(self.naming.value(thing))
        return "; ".join(
            f"{self.naming.term(path[-1])} {', '.join(values)}" if path else ", ".join(values)
            for path, values in by_path.items()
        )


def _bare(item: Item) -> Item:
    return frozenset(((), thing) for _, thing in item)


def _languages(part: Part) -> set[str | None]:
    items = (item for item in (part.before, part.after) if item is not None)
    return {language_of(thing) for item in items for path, thing in item if not path}
