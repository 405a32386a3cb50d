"""What is to be said of a code itself: its generation, its dates, and whether it was in force on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kb.answers.present import Presenter, Shown
from kb.model.qualification import Qualification


def notes(presenter: Presenter, row: Qualification, on: date | None = None) -> list[Shown]:
    """Each note with its label (scheme ``reasons``) and, where it tells one, a day; ``on``: the day asked about."""
    found = [*_generation(row), *([(state(row, on), None)] if on else [])]
    return [note(presenter, slug, day) for slug, day in found]


def note(presenter: Presenter, slug: str, day: date | None = None) -> Shown:
    """A note as answers show it."""
    return {**presenter.label("reasons", slug), "day": day.isoformat() if day else None}


def _generation(row: Qualification) -> Iterator[tuple[str, date | None]]:
    if row.status != "former":
        return
    yield "former-code", None
    if row.kin and not row.replaced_by:
        yield "kin-only", None
    dates = [("in-force-from", row.valid_from), ("in-force-until", row.valid_to), ("seen-in-force", row.seen_in_force)]
    yield from [each for each in dates if each[1] is not None] or [("dates-unknown", None)]


def state(row: Qualification, on: date) -> str:
    """Whether the code was in force on a day, as a concept of ``reasons``; unknown without dates that tell it."""
    if row.valid_from is not None and on < row.valid_from:
        return "code-not-yet"
    if row.valid_to is not None and on > row.valid_to:
        return "code-lapsed"
    has_end = row.valid_to is not None or row.status == "current"
    if (row.valid_from is not None and has_end) or on == row.seen_in_force:
        return "code-in-force"
    return "code-dates-unknown"
