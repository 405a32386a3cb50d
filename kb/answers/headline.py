"""The head of an answer: what comes first for a reader with two minutes; every value stands in the answer as well."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from kb.answers.present import Shown
from kb.answers.worth import MeasureAnswer, Worth

_DECISION = "decision"


class FirstStep(BaseModel):
    """The procedure to begin with: who decides, and the first fee, term and language that its sources state.

    A value is a fact with its source, an unknown with whom to ask, or None where the procedure has no such field.
    ``more_fees``: how many further fees the procedure names.
    """

    model_config = ConfigDict(frozen=True)

    procedure: Shown
    authority: Shown | None
    fee: Shown | None
    more_fees: int
    term: Shown | None


class Headline(BaseModel):
    """What the first screen shows beside the verdict."""

    model_config = ConfigDict(frozen=True)

    counterpart: Shown | None
    """The comparison with the qualification of the host that comes nearest; None if nothing is near."""
    coverage: Shown | None
    """How much of that one is covered, by the first statement on it that says so."""
    measure: MeasureAnswer | None
    language: Shown | None
    """The first statement on the language that the work asks for."""
    step: FirstStep | None
    adviser: Shown | None
    """Whom to ask, where there is no procedure or something of it is unknown."""


def headline(answer: Worth) -> Headline:
    """The head of an answer."""
    procedure = next(iter(answer.procedures), None)
    counterpart = next((each for each in answer.nearest if _is_near(each)), None)
    return Headline(
        counterpart=counterpart,
        coverage=_coverage(answer, counterpart) if counterpart else None,
        measure=answer.route.measure,
        language=_first(procedure["language"]) if procedure else None,
        step=_step(procedure) if procedure else None,
        adviser=next((each.ask for each in answer.unknowns if each.ask), None),
    )


def _is_near(each: Shown) -> bool:
    return not each["no_counterpart"] and not each["negative"]


def _coverage(answer: Worth, counterpart: Shown) -> Shown:
    """Of a pair that several bodies compared, the first coverage that one of them judged."""
    other = counterpart["qualification"]["id"]
    pair = [each for each in answer.nearest if _is_near(each) and each["qualification"]["id"] == other]
    judged = (each["coverage"] for each in pair if each["coverage"]["id"] != "unknown")
    found: Shown = next(judged, counterpart["coverage"])
    return found


def _step(procedure: Shown) -> FirstStep:
    return FirstStep(
        procedure={"id": procedure["id"], "title": procedure["title"]},
        authority=procedure["authority"],
        fee=_first(procedure["fee"]),
        more_fees=max(0, len(_in_force(procedure["fee"])) - 1),
        term=_first(procedure["terms"], _DECISION),
    )


def _first(found: Any, step: str | None = None) -> Shown | None:
    """The first fact in force, of a certain step before others; or the unknown itself."""
    if isinstance(found, dict):
        return found
    facts = _in_force(found)
    fitting = [fact for fact in facts if step is None or fact["step"]["id"] == step]
    return next(iter(fitting or facts), None)


def _in_force(found: Any) -> list[Shown]:
    return [fact for fact in found if fact["status"]["id"] != "superseded"] if isinstance(found, list) else []
