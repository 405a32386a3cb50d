"""The steps of a procedure in order, drawn from its facts where no source lists them.

The Single Digital Gateway (Regulation (EU) 2018/1724, Art. 10) asks of a procedure page the steps, among others; each
step here only points to facts of the procedure, so that it adds no statement of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.answers.present import Presenter, Shown
from kb.model.fact import Unknown
from kb.model.procedure import Procedure


def steps(presenter: Presenter, record: Procedure) -> list[Shown]:
    """Each step: kind, who acts, the field of facts that it rests on; ``recorded`` steps of a source come first."""
    if record.steps:
        return [{**presenter.show(step), "recorded": True} for step in record.steps]
    return [_step(presenter, *each) for each in _kinds(record)]


def _step(presenter: Presenter, kind: str, who: str, field: str) -> Shown:
    return {
        "do": presenter.label("step-kinds", kind)["label"],
        "kind": kind,
        "who": presenter.label("actors", who),
        "facts": field,
        "recorded": False,
    }


def _kinds(record: Procedure) -> Iterator[tuple[str, str, str]]:
    if record.kind in ("no-procedure", "abolished", "mutual-recognition"):
        return
    yield "gather", "applicant", "documents"
    if _is_translated(record):
        yield "translate", "applicant", "paper_languages"
    yield "apply", "applicant", "channels"
    if isinstance(record.fees, list) and any(fee.amount > 0 for fee in record.fees):
        yield "pay", "applicant", "fee"
    if isinstance(record.terms, list) and any(term.step == "acknowledgement" for term in record.terms):
        yield "acknowledgement", "authority", "terms"
    yield "decision", "authority", "terms"
    if isinstance(record.compensation, list) and any(each.measure != "none" for each in record.compensation):
        yield "compensation", "applicant", "compensation"
    yield "outcome", "applicant", "outcome"
    if isinstance(record.appeal, list) and any(each.step != "none" for each in record.appeal):
        yield "appeal", "applicant", "appeal"


def _is_translated(record: Procedure) -> bool:
    languages = record.paper_languages
    return not isinstance(languages, Unknown) and any(
        each.translation not in (None, "none-needed") for each in languages
    )
