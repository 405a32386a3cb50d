"""Positions of an ordinance with their weeks: the lists of the paragraphs and the tables of the plan put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.registers.berufsbild import Position, Reference, own_kind
from scripts.registers.gii_list import title_of
from scripts.registers.rahmenplan import Weeks


@dataclass(frozen=True)
class Entry:
    """A position with the code that it gets here, the weeks if the plan tells them, and its parent's code."""

    code: str
    parent: str
    position: Position
    weeks: Weeks | None
    only_in_plan: bool = False


def entries(listed: list[Position], planned: dict[Reference, Weeks]) -> list[Entry]:
    """Positions of one occupation with their weeks, in the order of the law; those of the plan alone come last."""
    told, left = _matched(listed, planned)
    titles = {position.title for position in listed}
    more = [position for each in left if (position := _from_plan(each, planned[each])).title not in {*titles, ""}]
    told |= {number: planned[position.reference] for number, position in enumerate(more, len(listed))}
    return list(_coded([*listed, *more], told, len(listed)))


def _matched(listed: list[Position], planned: dict[Reference, Weeks]) -> tuple[dict[int, Weeks], list[Reference]]:
    """The weeks of each position; a reference that leaves out Absatz or Abschnitt fits where only one position does."""
    exact = {position.reference: index for index, position in enumerate(listed)}
    told: dict[int, Weeks] = {}
    left: list[Reference] = []
    for reference, entry in planned.items():
        index = exact.get(reference)
        if index is None:
            index = _only([each for each, position in enumerate(listed) if _may_be(reference, position.reference)])
        if index is None:
            left.append(reference)
        else:
            told.setdefault(index, entry)
    return told, left


def _may_be(told: Reference, listed: Reference) -> bool:
    return (
        told.paragraph == listed.paragraph
        and told.numbers == listed.numbers
        and (not told.section or not listed.section or told.section == listed.section)
        and (not told.part or not listed.part or told.part == listed.part)
    )


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _from_plan(reference: Reference, entry: Weeks) -> Position:
    """A position that only the plan names."""
    title = title_of(entry.title)
    kind = "additional" if "Zusatz" in entry.annex else own_kind("core", title)
    heading = f"plan {reference.paragraph} {reference.section} {reference.part}"
    return Position(reference, title, kind, "", heading, "")


def _coded(listed: list[Position], told: dict[int, Weeks], from_lists: int) -> Iterator[Entry]:
    """Lists get letters in their order (A, B ...), or none if there is one list only; then come the numbers."""
    order = list(dict.fromkeys(position.heading for position in listed))
    letters = {heading: "" if len(order) == 1 else f"{_letter(index)}." for index, heading in enumerate(order)}
    codes = {letters[position.heading] + ".".join(position.reference.numbers) for position in listed}
    for index, position in enumerate(listed):
        letter, numbers = letters[position.heading], position.reference.numbers
        parent = letter + ".".join(numbers[:-1])
        own = parent if len(numbers) > 1 and parent in codes else ""
        yield Entry(letter + ".".join(numbers), own, position, told.get(index), index >= from_lists)


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else _letter(index // 26 - 1) + _letter(index % 26)
