"""The nearest qualifications of the other countries, for the page of a qualification."""

from __future__ import annotations

from kb.answers import nearest
from kb.answers.present import Presenter, Shown
from kb.model.identifier import scheme_of
from kb.model.jurisdiction import Host, state_of
from kb.model.qualification import Qualification

_PLACES: tuple[Host, ...] = ("nl", "de", "be", "be-dg")


def abroad(presenter: Presenter, row: Qualification) -> list[Shown]:
    """Each other country that has a counterpart or where one was looked for, nearest first; a statement stands once."""
    seen: set[tuple[str | None, str]] = set()
    found: list[Shown] = []
    for place in _PLACES:
        if state_of(place) == state_of(scheme_of(row.id)):
            continue
        fresh = [each for each in nearest.comparisons(presenter.catalogue, row, place) if _key(each) not in seen]
        seen.update(_key(each) for each in fresh)
        if fresh:
            shown = [nearest.show(presenter, each) for each in fresh]
            found.append({"country": presenter.label("jurisdictions", place), "nearest": shown})
    return found


def _key(each: nearest.Comparison) -> tuple[str | None, str]:
    return each.other, each.mapping.key
