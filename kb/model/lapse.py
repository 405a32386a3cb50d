"""Why a statement loses its force: what was signed, held against what a build holds now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kb.model.frozen import Pair, Plain

_PAST = frozenset({"superseded", "former"})


@dataclass(frozen=True)
class Reason:
    """``reason``: concept of ``lapse-reasons``; ``about``: the qualification, organisation or subject; ``fields``."""

    reason: str
    about: str
    fields: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {**asdict(self), "fields": list(self.fields)}


def reasons(document: Plain, now: Pair | None) -> list[Reason]:
    """What changed since a document was frozen; empty if both sides and the comparison stand as they stood."""
    if now is None:
        return [Reason("content-gone", str(document["subject"]))]
    sides = {side["qualification"]: side for side in now.sides}
    found = [reason for side in document["sides"] for reason in _of_side(side, sides.get(side["qualification"]))]
    if document["kind"] == "description":
        return found
    if now.content is None:
        return [*found, Reason("content-gone", str(document["subject"]))]
    changed = tuple(_changed(document["content"], now.content))
    return [*found, Reason("content-changed", str(document["subject"]), changed)] if changed else found


def _of_side(before: Plain, now: Plain | None) -> Iterator[Reason]:
    about = before["qualification"]
    if now is None:
        yield Reason("qualification-gone", about)
        return
    fields = tuple(_changed(before["record"], now["record"]))
    if now["record"]["status"] in _PAST and before["record"]["status"] not in _PAST:
        yield Reason("qualification-superseded", about, fields)
    elif fields:
        yield Reason("qualification-changed", about, fields)
    if before["units"] != now["units"]:
        yield Reason("units-changed", about, tuple(_keyed(before["units"], now["units"], "code")))
    if before["law"] != now["law"]:
        yield Reason("law-changed", about, tuple(_keyed(before["law"], now["law"], "id")))


def _changed(before: Plain, now: Plain) -> Iterator[str]:
    return (name for name in sorted({*before, *now}) if before.get(name) != now.get(name))


def _keyed(before: list[Plain], now: list[Plain], key: str) -> Iterator[str]:
    first, second = ({str(each[key]): each for each in rows} for rows in (before, now))
    return _changed(first, second)
