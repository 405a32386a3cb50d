"""The routes that the law gives, what can come of them, and whether work may start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

RouteId = Literal[
    "national-qualification",
    "no-recognition-needed",
    "mutual-recognition",
    "work-without-title",
    "national-procedure",
    "no-full-qualification",
    "temporary-services",
    "automatic",
    "acquired-rights",
    "experience",
    "common-training",
    "general-system",
    "partial-access",
    "treaty-comparison",
    "refusal",
    "unknown",
]
ROUTES: tuple[RouteId, ...] = get_args(RouteId)

OutcomeId = Literal[
    "nothing-to-decide",
    "declaration",
    "prior-check",
    "recognised",
    "measure",
    "may-be-refused",
    "partial-access",
    "refused",
    "comparison",
    "unknown",
]
StartAnswer = Literal["yes", "supervised", "no", "unknown"]


@dataclass(frozen=True)
class Start:
    """May the holder start now, and why (concepts of the scheme ``reasons``)."""

    answer: StartAnswer
    reasons: tuple[str, ...]


_START: dict[RouteId, Start] = {
    "national-qualification": Start("yes", ("own-qualification",)),
    "no-recognition-needed": Start("yes", ("not-regulated", "employer-decides")),
    "mutual-recognition": Start("yes", ("certificate-valid-across-states",)),
    "work-without-title": Start("yes", ("title-alone-is-protected",)),
    "national-procedure": Start("no", ("outside-the-directive",)),
    "no-full-qualification": Start("no", ("full-qualification-first",)),
    "temporary-services": Start("no", ("declaration-first",)),
    "automatic": Start("no", ("decision-first", "conditions-remain")),
    "acquired-rights": Start("no", ("decision-first", "conditions-remain")),
    "experience": Start("no", ("decision-first",)),
    "common-training": Start("no", ("decision-first",)),
    "general-system": Start("no", ("decision-first",)),
    "partial-access": Start("no", ("decision-first",)),
    "treaty-comparison": Start("no", ("decision-first",)),
    "refusal": Start("no", ("decision-first",)),
    "unknown": Start("unknown", ("regulation-unknown",)),
}


def start(route: RouteId, possible: tuple[RouteId, ...] = ()) -> Start:
    """Whether work may start before any step is taken; facts of the profession may say more.

    An unknown route whose possible routes all ask for a decision first is a no, not an unknown.
    """
    if route == "unknown" and possible and all(_START[each].answer == "no" for each in possible):
        return Start("no", ("decision-first",))
    return _START[route]
