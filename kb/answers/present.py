"""Facts as a reader sees them: labels in one language, official names as they are, source and status beside each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kb.answers import source_words
from kb.graph.catalogue import Catalogue
from kb.graph.codec import Slot, slots
from kb.model.cite import Cite
from kb.model.fact import Fact, Missing, Unknown
from kb.model.mapping import EDITORS
from kb.model.measure import Period
from kb.model.place import Place
from kb.model.source import Source
from kb.model.text import LANGUAGES, Language, OfficialName, Text

Shown = dict[str, Any]
"""JSON-ready: strings, numbers, lists and mappings."""

_STALE_AFTER = timedelta(days=3 * 365)
_AGELESS = frozenset({"law", "court"})
_HIDDEN = frozenset({"replaces_rows", "any_qualification", "priority", "schemes"})


@dataclass
class Presenter:
    """Shows records in one language and keeps the sources that it came past."""

    catalogue: Catalogue
    language: Language
    place: Place | None = None
    """The place of work, where one was named."""
    cited: dict[str, date] = field(default_factory=dict)

    def label(self, scheme: str, slug: str) -> Shown:
        """A concept: its slug, and its label in the reader's language."""
        return {"id": slug, "label": self.catalogue.label(scheme, slug, self.language)}

    def authority(self, key: str) -> Shown:
        """An authority in short: official names, our label, web page."""
        record = self.catalogue.authority(key)
        return {
            "id": key,
            "label": record.labels.in_(self.language),
            "names": [name.model_dump() for name in record.names],
            "url": record.url,
        }

    def reason(self, mapping: str) -> Shown:
        """The reason of a mapping in the reader's language; in English, marked so, where it is not translated."""
        texts = self.catalogue.reasons_of(mapping)
        language = self.language if self.language in texts else "en"
        return {"text": texts[language], "lang": language}

    def cite(self, cite: Cite) -> Shown:
        """Where a fact comes from; the source itself is listed once, under ``sources``."""
        self.cited[cite.source] = max(cite.checked, self.cited.get(cite.source, cite.checked))
        written = written_in(self.catalogue.source(cite.source))
        at = source_words.place(self.catalogue, cite.at, written, self.language)
        return {"source": cite.source, "at": at, "checked": cite.checked.isoformat()}

    def status(self, fact: Fact) -> Shown:
        """The status of a fact; what rests on background or on an old page is to be confirmed."""
        source = self.catalogue.source(fact.cite.source)
        return self.label("fact-status", _status(fact, source))

    def show(self, record: BaseModel) -> Shown:
        """A record with all that is nested in it."""
        shown: Shown = {}
        for slot in slots(type(record)):
            value = getattr(record, slot.name)
            if slot.name in _HIDDEN or value is None:
                continue
            shown[slot.name] = self._value(slot, value)
        if isinstance(record, Fact):
            shown["status"] = self.status(record)
        return shown

    def missing(self, missing: Missing) -> Shown:
        """An unknown: where one looked, when, and whom to ask."""
        for key in missing.looked_at:
            self.cited.setdefault(key, missing.on)
        return {
            "unknown": True,
            "looked_at": missing.looked_at,
            "on": missing.on.isoformat(),
            "ask": self.authority(missing.ask) if missing.ask else None,
        }

    def facts(self, value: list[Any] | Unknown) -> list[Shown] | Shown:
        """A list of facts, those that are in force and newest first, or the unknown in its place."""
        if isinstance(value, Unknown):
            return self.missing(value.unknown)
        return [self.show(fact) for fact in sorted(value, key=_superseded_last)]

    def _value(self, slot: Slot, value: Any) -> Any:
        if isinstance(value, Unknown):
            return self.missing(value.unknown)
        if isinstance(value, list):
            ordered = sorted(value, key=_superseded_last)
            return [self._item(slot, item) for item in ordered]
        return self._item(slot, value)

    def _item(self, slot: Slot, item: Any) -> Any:
        match item:
            case Text():
                return item.in_(self.language)
            case OfficialName():
                return item.model_dump()
            case Cite():
                return self.cite(item)
            case Period():
                return self.period(item)
            case BaseModel():
                return self.show(item)
            case _:
                return self._plain(slot, item)

    def period(self, period: Period) -> Shown:
        """A length of time, and its words in the reader's language."""
        return {**self.show(period), "text": self._length(period)}

    def _length(self, period: Period) -> str:
        """The length in words: ``1 month``, ``4-6 months``."""
        is_one = period.value == 1 and period.to is None
        unit = self.label("units-of-time", f"one-{period.unit}" if is_one else period.unit)["label"]
        upper = f"–{period.to}" if period.to is not None else ""
        return f"{period.value}{upper} {unit}"

    def _plain(self, slot: Slot, item: Any) -> Any:
        if slot.scheme:
            return self.label(slot.scheme, item)
        if slot.reference == "authority":
            return self.authority(item)
        return self._law(item) if slot.reference == "source" else _scalar(item)

    def _law(self, key: str) -> Shown:
        source = self.catalogue.source(key)
        self.cited.setdefault(key, source.read)
        return {"id": key, "title": self._title(source), "language": self._tongue(source), "url": source.url}

    def sources(self) -> list[Shown]:
        """The sources cited so far, each with kind, date of the source and date read."""
        return [self._source(key, checked) for key, checked in sorted(self.cited.items())]

    def _tongue(self, source: Source) -> str | None:
        """The language of a title as it is shown: what the editors wrote is shown in the reader's."""
        return self.language if source.publisher == EDITORS else source.language

    def _title(self, source: Source) -> str:
        return source_words.title(self.catalogue, source.title, written_in(source), self.language)

    def _source(self, key: str, checked: date) -> Shown:
        source = self.catalogue.source(key)
        dated = source.published_text
        if dated is not None:
            dated = source_words.place(self.catalogue, dated, None, self.language)
        return {
            "id": key,
            "title": self._title(source),
            "publisher": source.publisher,
            "kind": self.label("source-kinds", source.kind),
            "url": source.url,
            "language": self._tongue(source),
            "published": source.published.isoformat() if source.published else dated,
            "checked": checked.isoformat(),
        }


def _status(fact: Fact, source: Source) -> str:
    if fact.status == "stated" and source.kind == "background":
        return "unverified"
    is_old = source.published is not None and fact.cite.checked - source.published > _STALE_AFTER
    return "to-be-confirmed" if fact.status == "stated" and is_old and source.kind not in _AGELESS else fact.status


def written_in(source: Source) -> Language | None:
    """The language of the headings of a source; None for what the editors wrote themselves, and for Italian."""
    if source.publisher == EDITORS:
        return None
    return next((language for language in LANGUAGES if language == source.language), None)


def _superseded_last(item: Any) -> bool:
    return isinstance(item, Fact) and item.status == "superseded"


def _scalar(item: Any) -> Any:
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, Decimal):
        return float(item)
    return item
