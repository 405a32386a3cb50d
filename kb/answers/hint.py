"""A hint where it is not known whether the profession is regulated: what the nearest qualification's register says."""

from __future__ import annotations

from collections.abc import Sequence

from kb.answers.nearest import Comparison
from kb.answers.present import Presenter, Shown
from kb.wording import translator

HINT = (
    "The nearest qualification there, {title} ({id}), is recorded in its register as regulated: {answer}."
    " To be confirmed; it does not answer whether the profession is regulated."
)


def hint(presenter: Presenter, found: Sequence[Comparison]) -> Shown | None:
    """The nearest exact or close counterpart whose register row says something; it never changes the answer."""
    _ = translator(presenter.language)
    for each in found:
        if not each.claims or each.relation not in ("exact-match", "close-match") or each.other is None:
            continue
        row = presenter.catalogue.qualification(each.other)
        if row.regulated_at_home == "unknown":
            continue
        for source in row.sources:
            presenter.cited.setdefault(source, row.checked)
        answer = presenter.label("answers", row.regulated_at_home)
        return {
            "qualification": {"id": row.id, "title": {"text": row.title, "lang": row.language}},
            "regulated_at_home": answer,
            "text": _(HINT).format(title=row.title, id=row.id, answer=answer["label"]),
        }
    return None
