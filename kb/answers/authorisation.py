"""What both sides signed, as answers and pages show it: by whom, since when, until when, and why it holds no more."""

from __future__ import annotations

from kb.answers.present import Presenter, Shown
from kb.model.authorisation import Authorisation


def authorisation(presenter: Presenter, subject: str) -> Shown | None:
    """The last authorisation of a mapping (by its key) or of a pair; None if nothing was ever signed."""
    row = presenter.catalogue.authorisations.get(subject)
    if row is None:
        return None
    return {
        "statement": row.statement,
        "version": row.version,
        "hash": row.hash,
        "status": presenter.label("mapping-status", row.status),
        "signed": [_signed(presenter, row, "first"), _signed(presenter, row, "second")],
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
        "ended": row.ended.isoformat() if row.ended else None,
        "reasons": [presenter.label("lapse-reasons", reason) for reason in row.reasons],
        "example": row.example == "yes",
        "data_version": row.data_version,
    }


def _signed(presenter: Presenter, row: Authorisation, place: str) -> Shown:
    return {
        "side": presenter.label("jurisdictions", getattr(row, f"{place}_side")),
        "organisation": getattr(row, f"{place}_organisation"),
        "on": getattr(row, f"{place}_signed").isoformat(),
    }
