"""Notices: written in the same transaction as what they tell of, so that none is lost when the program stops."""

from __future__ import annotations

from sqlalchemy import select

from kb.desk.deed import Deed
from kb.desk.tables import Mandate, Notice, Organisation, Statement
from kb.model.frozen import canonical


def tell(deed: Deed, found: Statement, kind: str, **facts: str | None) -> None:
    """Leave a notice for every organisation that has a mandate for a side, once for each."""
    told = {"subject": found.subject, "version": found.version, **{key: value for key, value in facts.items() if value}}
    for organisation in concerned(deed, found):
        notice = Notice(
            organisation_id=organisation,
            statement_id=found.id,
            kind=kind,
            at=deed.at,
            facts=canonical(told).decode(),
        )
        deed.session.add(notice)


def concerned(deed: Deed, found: Statement) -> list[str]:
    """The organisations with a mandate for a side, in force now or before: who signed must hear of a lapse."""
    rows = deed.session.scalars(select(Mandate).order_by(Mandate.id))
    both = {deed.session.get_one(Organisation, row.organisation_id).id: row for row in rows}
    held = [
        (key, row)
        for key, row in both.items()
        if any(row.holds(side, found.sector(side), row.until or deed.desk.today) for side in found.sides)
    ]
    return [key for key, _ in held if deed.session.get_one(Organisation, key).example == found.example]
