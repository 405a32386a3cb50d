"""What the base does not know, listed beside every answer, with whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.answers import setting
from kb.answers.nearest import Comparison
from kb.answers.present import Presenter, Shown
from kb.answers.question import Question
from kb.answers.setting import Target
from kb.answers.worth import Concept, Levels, UnknownAnswer
from kb.model.jurisdiction import state_of
from kb.model.qualification import Qualification

_SUBJECTS = {
    "authorities": "authorities",
    "legal_basis": "legal-basis",
    "fee": "fees",
    "terms": "terms",
    "documents": "documents",
    "paper_languages": "paper-languages",
    "language": "job-language",
    "compensation": "compensation",
    "appeal": "appeal",
    "outcome": "outcome",
    "channels": "channels",
}


@dataclass(frozen=True)
class Found:
    """What the answer rests on: the case, the profession, the comparisons, the levels."""

    row: Qualification
    question: Question
    target: Target | None
    counterparts: list[Comparison]
    levels: Levels


def collect(presenter: Presenter, found: Found, procedures: list[Shown]) -> list[UnknownAnswer]:
    """Every unknown of an answer: of the case itself, of the levels, of each procedure shown."""
    return [
        *_of_case(presenter, found),
        *_no_procedure(presenter, found, procedures),
        *_of_procedures(presenter, procedures),
    ]


def _no_procedure(presenter: Presenter, found: Found, procedures: list[Shown]) -> Iterator[UnknownAnswer]:
    """A regulated profession into which no recorded procedure leads: somebody must be asked."""
    is_foreign = state_of(found.row.scheme) != state_of(found.question.host)
    profession = found.target.profession if found.target else None
    if is_foreign and not procedures and setting.answer_on_regulation(profession, found.question.mode) == "yes":
        asked = profession.authority if profession else None
        ask = presenter.authority(asked) if asked else _adviser(presenter, found.question.host)
        yield _unknown(presenter, "procedure", "decision-first", ask)


def _of_case(presenter: Presenter, found: Found) -> Iterator[UnknownAnswer]:
    question, target = found.question, found.target
    is_foreign = state_of(found.row.scheme) != state_of(question.host)
    adviser = _adviser(presenter, question.host)
    if is_foreign and target is None:
        yield _unknown(presenter, "occupation", why_no_occupation(question), adviser)
    if is_foreign and setting.answer_on_regulation(target.profession if target else None, question.mode) == "unknown":
        authority = target.profession.authority if target else None
        ask = presenter.authority(authority) if authority else adviser
        yield _unknown(presenter, "regulated", "regulation-unknown", ask)
    if is_foreign and not found.counterparts:
        yield _unknown(presenter, "nearest", "nearest-unknown", adviser)
    if is_foreign and found.levels.host.level is None:
        yield _unknown(presenter, "level", "host-level-not-inferred", adviser)
    if found.row.level is None:
        yield _unknown(presenter, "level", "level-unknown", adviser)


def why_no_occupation(question: Question) -> str:
    """The reason (scheme ``reasons``) for which no profession is named."""
    return "occupation-unknown" if question.as_of is None else "no-facts-for-that-day"


def _unknown(presenter: Presenter, subject: str, reason: str, ask: Shown | None) -> UnknownAnswer:
    return UnknownAnswer(
        subject=Concept(**presenter.label("unknown-subjects", subject)),
        note=presenter.label("reasons", reason)["label"],
        ask=ask,
    )


def _of_procedures(presenter: Presenter, procedures: list[Shown]) -> Iterator[UnknownAnswer]:
    for procedure in procedures:
        for name, subject in _SUBJECTS.items():
            value = procedure.get(name)
            if isinstance(value, dict) and value.get("unknown"):
                yield UnknownAnswer(
                    subject=Concept(**presenter.label("unknown-subjects", subject)),
                    about=procedure["id"],
                    looked_at=value["looked_at"],
                    on=value["on"],
                    ask=value["ask"] or procedure["authority"],
                )


def _adviser(presenter: Presenter, host: str) -> Shown | None:
    """Who answers general questions on recognition in the host."""
    key = presenter.catalogue.adviser(host)
    return presenter.authority(key) if key else None
