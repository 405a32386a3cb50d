"""The steps of a procedure in order, drawn from its facts where no source lists them.

The Single Digital Gateway (Regulation (EU) 2018/1724, Art. 10) asks of a procedure page the steps, among others; each
step here only points to facts of the procedure, so that it adds no statement of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kb.model.fact import Unknown
from kb.model.procedure import Procedure

_WITHOUT_DECISION = {"no-procedure": "none", "abolished": "none", "mutual-recognition": "show"}
"""Kinds of procedure in which nobody decides, with what is left to do."""


class DerivedStep(NamedTuple):
    """A concept of ``step-kinds``, a concept of ``actors``, and the field of facts that the step rests on."""

    kind: str
    who: str
    facts: str


def derived_steps(record: Procedure) -> Iterator[DerivedStep]:
    """The steps that the facts of a procedure imply, where no source lists them."""
    if record.kind in _WITHOUT_DECISION:
        yield DerivedStep(_WITHOUT_DECISION[record.kind], "applicant", "outcome")
        return
    yield DerivedStep("gather", "applicant", "documents")
    if _is_translated(record):
        yield DerivedStep("translate", "applicant", "paper_languages")
    yield DerivedStep("apply", "applicant", "channels")
    if isinstance(record.fees, list) and any(fee.amount > 0 for fee in record.fees):
        yield DerivedStep("pay", "applicant", "fee")
    if isinstance(record.terms, list) and any(term.step == "acknowledgement" for term in record.terms):
        yield DerivedStep("acknowledgement", "authority", "terms")
    yield DerivedStep("decision", "authority", "terms")
    if isinstance(record.compensation, list) and any(each.measure != "none" for each in record.compensation):
        yield DerivedStep("compensation", "applicant", "compensation")
    yield DerivedStep("outcome", "applicant", "outcome")
    if isinstance(record.appeal, list) and any(each.step != "none" for each in record.appeal):
        yield DerivedStep("appeal", "applicant", "appeal")


def _is_translated(record: Procedure) -> bool:
    languages = record.paper_languages
    return not isinstance(languages, Unknown) and any(
        each.translation not in (None, "none-needed") for each in languages
    )
