"""What changed between two versions of the graph: by record, field by field, and as an RDF patch.

Only the two graphs are looked at: no clock, no network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kb.graph import names
from kb.graph.description import Description, Item, derived, describe, root, split
from kb.graph.names import term
from kb.settings import settings

Plain = list[list[Any]]
"""An item as JSON: pairs of path and object."""


@dataclass(frozen=True)
class Part:
    """One value that came (``before`` is None), went (``after`` is None) or took the place of another."""

    field: str
    before: Item | None
    after: Item | None

    def as_json(self) -> dict[str, Any]:
        """The JSON form, in a fixed order."""
        return {"field": self.field, "before": _plain(self.before), "after": _plain(self.after)}


@dataclass(frozen=True)
class Change:
    """What happened to one record: ``added``, ``withdrawn``, ``lapsed`` or ``changed``, with its parts."""

    record: str
    what: str
    names: tuple[str, ...]
    touches: tuple[str, ...]
    parts: tuple[Part, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        parts = [part.as_json() for part in self.parts]
        return {**self.__dict__, "names": list(self.names), "touches": list(self.touches), "parts": parts}

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> Change:
        """The inverse of ``as_json``."""
        parts = tuple(Part(each["field"], _item(each["before"]), _item(each["after"])) for each in data["parts"])
        return cls(data["record"], data["what"], tuple(data["names"]), tuple(data["touches"]), parts)


def _plain(item: Item | None) -> Plain | None:
    return None if item is None else [[list(path), thing] for path, thing in sorted(item)]


def _item(plain: Plain | None) -> Item | None:
    return None if plain is None else frozenset((tuple(path), thing) for path, thing in plain)


@dataclass(frozen=True)
class Delta:
    """The lines of N-Quads that went and came, sorted, and the changes of records that they make."""

    removed: list[str]
    added: list[str]
    changes: list[Change]


def compare(old: bytes, new: bytes) -> Delta:
    """The delta between two graphs in N-Quads."""
    before, after = set(old.decode("utf-8").splitlines()), set(new.decode("utf-8").splitlines())
    removed, added = sorted(before - after), sorted(after - before)
    skipped, own = derived(), f"<{settings().base}"
    touched = {root(line) for line in (*removed, *added) if line.startswith(own) and split(line)[1] not in skipped}
    was = describe(line for line in before if root(line) in touched)
    now = describe(line for line in after if root(line) in touched)
    changes = (_change(record, was.get(record), now.get(record)) for record in sorted(touched))
    return Delta(removed, added, [each for each in changes if each is not None])


def _change(record: str, was: Description | None, now: Description | None) -> Change | None:
    known = now or was or Description()
    about = (tuple(known.names()), tuple(sorted((was or known).touches() | known.touches())))
    if was is None or not was.fields:
        return Change(record, "added", *about) if known.fields else None
    if now is None or not now.fields:
        return Change(record, "withdrawn", tuple(was.names()), about[1])
    parts = tuple(part for each in sorted({*was.fields, *now.fields}) for part in _parts(each, was, now))
    what = "lapsed" if any(_lapses(part) for part in parts) else "changed"
    return Change(record, what, *about, parts) if parts else None


def _lapses(part: Part) -> bool:
    lapsed = ((), str(names.concept("mapping-status", "lapsed")))
    return part.field == term("def:mappingStatus").value and part.after is not None and lapsed in part.after


def _parts(field: str, was: Description, now: Description) -> Iterator[Part]:
    before, after = was.fields.get(field, set()), now.fields.get(field, set())
    gone, come = sorted(before - after, key=sorted), sorted(after - before, key=sorted)
    for old in gone:
        successor = _successor(old, come, alone=len(gone) == len(come) == 1)
        if successor is not None:
            come.remove(successor)
        yield Part(field, old, successor)
    yield from (Part(field, None, new) for new in come)


def _successor(old: Item, candidates: list[Item], alone: bool) -> Item | None:
    """The new value that takes the place of an old one: the only one, else the one that shares most with it."""
    if not candidates:
        return None
    best = max(candidates, key=lambda new: _likeness(old, new))
    return best if alone or _likeness(old, best) > 0 else None


def _likeness(old: Item, new: Item) -> int:
    language = {thing.rpartition("@")[2] for path, thing in old if not path and thing[0] == '"' and thing[-1] != '"'}
    same_language = any(not path and thing.rpartition("@")[2] in language for path, thing in new)
    return 2 * same_language + sum(1 for path, _ in old & new if path and path[-1] not in _provenance())


def _provenance() -> tuple[str, ...]:
    return tuple(term(name).value for name in ("def:checked", "def:status", "dct:source", "def:placeInSource"))


def patch(delta: Delta, since: str, version: str) -> Iterable[str]:
    """The lines of an RDF patch that makes the graph of ``version`` out of that of ``since``."""
    yield f"H id <urn:drempel:version:{version}> ."
    yield f"H prev <urn:drempel:version:{since}> ."
    yield "TX ."
    yield from (f"D {line}" for line in delta.removed)
    yield from (f"A {line}" for line in delta.added)
    yield "TC ."
