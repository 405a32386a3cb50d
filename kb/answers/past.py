"""Answers as of an earlier day: only facts that are known to have been in force then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel

from kb.errors import DrempelError, NotFoundError
from kb.graph.catalogue import Catalogue
from kb.graph.codec import Slot, slots
from kb.model.authority import Authority
from kb.model.fact import Fact, Missing, Unknown
from kb.model.mapping import Mapping
from kb.model.procedure import Procedure
from kb.model.profession import Profession
from kb.model.source import Source

Record = TypeVar("Record", Procedure, Profession)

EARLIEST = date(1957, 3, 25)
"""No question lies before the treaty on which recognition in the Union rests."""


def as_of(now: Catalogue, on: date, newest: date) -> PastCatalogue:
    """The catalogue of a day; raises DrempelError for a day outside what can be asked."""
    if not EARLIEST <= on <= newest:
        raise DrempelError(
            "{on} lies outside what can be asked.",
            "Write a day from {earliest} to {newest}, the day on which the newest fact was read.",
            field="as_of",
            on=on,
            earliest=EARLIEST,
            newest=newest,
        )
    return PastCatalogue(now, on)


def newest(data_version: str) -> date:
    """The day on which the newest fact of a release was read, out of its version."""
    return date.fromisoformat(data_version.partition("-")[0].replace(".", "-"))


def first_day(catalogue: Catalogue, professions: Iterable[Profession]) -> date | None:
    """The day from which the base knows whether a profession is regulated; None if it knows that of none."""
    statements = [fact for each in professions if isinstance(each.regulated, list) for fact in each.regulated]
    return min(
        (fact.since or _known_from(fact, catalogue.source(fact.cite.source)) for fact in statements), default=None
    )


class PastCatalogue(Catalogue):
    """The catalogue of a day: facts that began later, had ended, or are not known for that day are not in it."""

    def __init__(self, now: Catalogue, on: date) -> None:
        super().__init__(now.store)
        self._now, self._on = now, on

    @property
    def districts(self) -> dict[str, Authority]:
        """Districts as they are known now: no earlier ones are recorded."""
        return self._now.districts

    def profession(self, key: str) -> Profession:
        """The profession as it was; raises NotFoundError if nothing is known of it for that day."""
        return self._then(self._now.profession(key))

    def procedure(self, key: str) -> Procedure:
        """The procedure as it was; raises NotFoundError if nothing is known of it for that day."""
        return self._then(self._now.procedure(key))

    def professions_of(self, qualification: str) -> list[tuple[str, str, str]]:
        """Only the professions of which something is known for that day."""
        return [row for row in self._now.professions_of(qualification) if self._is_known(self._now.profession(row[0]))]

    def procedures_of(self, profession: str) -> list[Procedure]:
        """Only the procedures of which something is known for that day."""
        return [self._then(each) for each in self._now.procedures_of(profession) if self._is_known(each)]

    def mappings_of(self, qualification: str) -> list[tuple[str, Mapping]]:
        """Only the comparisons that had been made by that day."""
        return [pair for pair in self._now.mappings_of(qualification) if self._is_made(pair[1])]

    def _is_made(self, mapping: Mapping) -> bool:
        return (self._now.source(mapping.statement_source).published or mapping.mapping_date) <= self._on

    @property
    def general_procedures(self) -> list[Procedure]:
        """Only those of which something is known for that day."""
        return [self._then(each) for each in self._now.general_procedures if self._is_known(each)]

    def _then(self, record: Record) -> Record:
        if not self._is_known(record):
            raise NotFoundError("Nothing is known of {id} for {on}.", field="as_of", id=record.id, on=self._on)
        changed = {slot.name: self._filtered(getattr(record, slot.name), slot) for slot in slots(type(record))}
        return record.model_copy(update=changed)

    def _filtered(self, value: Any, slot: Slot) -> Any:
        """The facts of a field that held; where none did it is unknown, or empty if the field has no unknown."""
        if not (isinstance(value, list) and value and isinstance(value[0], Fact)):
            return value
        kept = [fact for fact in value if self._holds(fact)]
        if kept or not slot.may_be_unknown:
            return kept
        sources = sorted({fact.cite.source for fact in value})
        return Unknown(unknown=Missing(looked_at=sources, on=max(fact.cite.checked for fact in value)))

    def _is_known(self, record: Procedure | Profession) -> bool:
        """Whether any fact of the record is known for the day; its head alone may be younger than its parts."""
        return any(self._holds(fact) for fact in _facts(record))

    def _holds(self, fact: Fact) -> bool:
        if fact.until is not None and fact.until < self._on:
            return False
        if fact.since is not None:
            return fact.since <= self._on
        return _known_from(fact, self._now.source(fact.cite.source)) <= self._on


def _known_from(fact: Fact, source: Source) -> date:
    """Without a date of entry into force a fact is known from the date of its source, else from its reading."""
    return source.published or fact.cite.checked


def _facts(record: BaseModel) -> list[Fact]:
    found = [record] if isinstance(record, Fact) else []
    for name in type(record).model_fields:
        value = getattr(record, name)
        found += [item for item in value if isinstance(item, Fact)] if isinstance(value, list) else []
    return found
