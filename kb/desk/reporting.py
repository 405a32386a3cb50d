"""Reports of errors from readers: stored without an account, and settled by editors."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select

from kb.desk.database import Desk
from kb.desk.deed import act, look
from kb.desk.drafting import checked
from kb.desk.role import Action, Actor
from kb.desk.session import count, limit
from kb.desk.tables import ErrorReport, Reporter
from kb.errors import DrempelError, NotFoundError
from kb.model.text import Language

_LONGEST_CONTACT = 200


def report(desk: Desk, client: str, page: str, text: str, contact: str, language: Language, data_version: str) -> int:
    """Keep a report; gives its number. At most five in a quarter of an hour from one address, two hundred in all."""
    said = checked(text)
    if len(contact) > _LONGEST_CONTACT:
        raise DrempelError("A text of 1 to {most} characters is needed.", field="contact", most=_LONGEST_CONTACT)
    counted = (("report", client), ("reports", ""))
    limit(desk, *counted)
    count(desk, *counted)
    with desk.writing() as session:
        kept = ErrorReport(page=page[:500], text=said, language=language, data_version=data_version, at=desk.moment)
        session.add(kept)
        session.flush()
        if contact.strip():
            session.add(Reporter(report_id=kept.id, contact=contact.strip()))
        return kept.id


def reports(desk: Desk, actor: Actor) -> list[dict[str, Any]]:
    """Reports, open ones first."""
    with look(desk, actor, Action.REPORTS) as session:
        rows = session.scalars(select(ErrorReport).order_by(ErrorReport.settled_at.is_not(None), ErrorReport.id)).all()
        return [
            {
                "id": row.id,
                "page": row.page,
                "text": row.text,
                "language": row.language,
                "data_version": row.data_version,
                "at": row.at,
                "contact": reporter.contact if (reporter := session.get(Reporter, row.id)) else None,
                "settled_at": row.settled_at,
                "answer": row.answer,
            }
            for row in rows
        ]


def settle(desk: Desk, actor: Actor, number: int, answer: str) -> None:
    """Say what came of a report; the address that its writer left is deleted."""
    said = checked(answer)
    with act(desk, actor, Action.REPORTS, f"report/{number}") as deed:
        row = deed.session.get(ErrorReport, number)
        if row is None:
            raise NotFoundError("No report {number} at this desk.", field="report", number=number)
        row.settled_at, row.settled_by, row.answer = deed.at, actor.person, said
        deed.session.execute(delete(Reporter).where(Reporter.report_id == number))
