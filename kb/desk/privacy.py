"""Everything about one person, and its erasure: the log and what was signed stay, the person is not named any more."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update

from kb.desk.database import Desk
from kb.desk.deed import act
from kb.desk.role import Action, Actor
from kb.desk.tables import (
    AuditRow,
    Comment,
    Grant,
    Objection,
    Person,
    PersonalData,
    Session,
    Signature,
    SigningKey,
    Table,
    Version,
)
from kb.errors import NotFoundError

_OF_PERSON: tuple[type[Table], ...] = (Person, PersonalData, Grant, SigningKey, Session, Comment, Objection, Signature)
_SECRET = frozenset({"password", "form", "id"})


def export(desk: Desk, actor: Actor, person: str) -> dict[str, Any]:
    """Every row about a person, by table, as a right of access asks; secrets of sign-in are named, not shown."""
    with act(desk, actor, Action.EXPORT_PERSON, f"person/{person}") as deed:
        if deed.session.get(Person, person) is None:
            raise NotFoundError("No person {key!r} at this desk.", field="person", key=person)
        found = {table.__tablename__: _rows(deed.session, table, person) for table in _OF_PERSON}
        written = deed.session.scalars(select(Version).where(Version.author_id == person))
        done = deed.session.scalars(select(AuditRow).where(AuditRow.actor == person).order_by(AuditRow.seq))
        return {
            **found,
            "versions_written": [f"{row.statement_id}/{row.number}" for row in written],
            "audit": [{"seq": row.seq, "at": row.at, "action": row.action, "subject": row.subject} for row in done],
        }


def erase(desk: Desk, actor: Actor, person: str) -> None:
    """Delete what names a person: data, roles, sessions, the texts of comments. The pseudonym and signatures stay.

    A signature is an act of the organisation and holds on; the key is published without a name.
    """
    with act(desk, actor, Action.ERASE_PERSON, f"person/{person}") as deed:
        found = deed.session.get(Person, person)
        if found is None:
            raise NotFoundError("No person {key!r} at this desk.", field="person", key=person)
        found.erased_at = found.erased_at or deed.at
        for table in (PersonalData, Grant, Session):
            deed.session.execute(delete(table).where(table.person_id == person))
        deed.session.execute(update(Comment).where(Comment.person_id == person).values(text=None))


def _rows(session: Any, table: type[Table], person: str) -> list[dict[str, Any]]:
    column = table.__table__.c["id" if table is Person else "person_id"]
    rows = session.execute(select(table.__table__).where(column == person)).mappings()
    hidden = _SECRET if table is Session else _SECRET - {"id"}
    return [{name: "(kept secret)" if name in hidden else value for name, value in row.items()} for row in rows]
