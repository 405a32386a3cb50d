"""The terms of a procedure as days of a calendar, for a reader who names the day on which the papers are handed in."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from kb.answers.present import Shown
from kb.errors import DrempelError

_FURTHEST = date(2100, 1, 1)


def _months(start: date, count: int) -> date:
    year, month = divmod(start.month - 1 + count, 12)
    last = calendar.monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))


def _working_days(start: date, count: int) -> date:
    """Without holidays, which differ by place."""
    day = start
    for _ in range(count):
        day += timedelta(days=3 if day.weekday() == 4 else 2 if day.weekday() == 5 else 1)
    return day


_ADD: dict[str, Callable[[date, int], date]] = {
    "day": lambda start, count: start + timedelta(days=count),
    "working-day": _working_days,
    "week": lambda start, count: start + timedelta(weeks=count),
    "working-week": lambda start, count: start + timedelta(weeks=count),
    "month": _months,
    "year": lambda start, count: _months(start, 12 * count),
}


def first_day(text: str) -> date | None:
    """The day that the reader named; None for none; raises DrempelError for what is no date before 2100."""
    if not text.strip():
        return None
    try:
        found = date.fromisoformat(text.strip())
    except ValueError as error:
        raise DrempelError("{text!r} is not a date.", "Write YYYY-MM-DD.", field="start", text=text) from error
    if not date(2000, 1, 1) <= found < _FURTHEST:
        raise DrempelError("{text!r} is not a date.", "Write YYYY-MM-DD.", field="start", text=text)
    return found


def timeline(procedure: Shown, start: date | None) -> list[Shown]:
    """The terms of a procedure in force, each with its last day (``by``) if it counts from the papers of that day.

    A term that counts from something else (a decision, its notification), or in hours, has no day.
    """
    terms = procedure["terms"] if isinstance(procedure["terms"], list) else []
    valid = [term for term in terms if term["status"]["id"] != "superseded"]
    return [{**term, "by": _by(term, start)} for term in valid]


def _by(term: Shown, start: date | None) -> str | None:
    counted = term.get("counted_from", {"id": "application"})["id"]
    add = _ADD.get(term["period"]["unit"]["id"])
    if start is None or add is None or counted not in ("application", "complete-file", "acknowledgement"):
        return None
    length = term["period"].get("to") or term["period"]["value"]
    return add(start, int(length)).isoformat()
