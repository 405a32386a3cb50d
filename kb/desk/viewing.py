"""What the workspace shows: statements by state and by who must act, and one statement with all that belongs to it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.desk.database import Desk
from kb.desk.deed import current, look, mandates, roles_of, statement
from kb.desk.diff import diff
from kb.desk.exporting import signatures_of
from kb.desk.role import MAY, Action, Actor
from kb.desk.tables import Comment, Lapse, Mandate, Objection, Organisation, PersonalData, Statement, Version
from kb.desk.transition import State, open_actions, way

Json = dict[str, Any]


def listing(desk: Desk, actor: Actor, state: str | None = None, *, mine: bool = False) -> list[Json]:
    """Statements, the longest waiting first; ``mine``: only those in which this person can do the next step."""
    with look(desk, actor) as session:
        rows = session.scalars(select(Statement).order_by(Statement.changed_at, Statement.id)).all()
        found = [_short(session, desk, actor, row) for row in rows if state in (None, "", row.state)]
    return [each for each in found if each["may"] or not mine]


def detail(desk: Desk, actor: Actor, key: str) -> Json:
    """One statement: the frozen document, the ladder of signatures, versions, objections, comments, lapse, changes."""
    with look(desk, actor) as session:
        row = statement(session, key)
        version = current(session, row)
        return {
            **_short(session, desk, actor, row),
            "hash": version.hash,
            "document": json.loads(version.document),
            "review_by": version.review_by.isoformat(),
            "data_version": version.data_version,
            "ladder": _ladder(session, desk, row, version),
            "versions": _versions(session, row),
            "changes": _changes(session, row, version),
            "objections": [_objection(session, each) for each in _objections(session, row)],
            "comments": [_comment(session, each) for each in _comments(session, row)],
            "lapses": _lapses(session, row),
        }


def document(desk: Desk, actor: Actor, key: str) -> bytes:
    """The canonical bytes of the version that counts: what a signatory downloads, reads and signs."""
    with look(desk, actor) as session:
        return current(session, statement(session, key)).document.encode()


def _short(session: Session, desk: Desk, actor: Actor, row: Statement) -> Json:
    frozen = json.loads(current(session, row).document)
    return {
        "id": row.id,
        "kind": row.kind,
        "subject": row.subject,
        "titles": [_title(side) for side in frozen["sides"]],
        "sides": list(row.sides),
        "state": row.state,
        "version": row.version,
        "changed_at": row.changed_at,
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "overdue": bool(row.deadline and row.deadline < desk.today and row.state in _WAITING),
        "example": row.example,
        "waits_for": _waits_for(session, row),
        "may": _may(session, desk, actor, row),
    }


def _title(side: Json) -> Json:
    record = side["record"]
    return {"id": side["qualification"], "text": record["title"], "lang": record["language"]}


_WAITING = frozenset({State.PROPOSED, State.SIGNED_BY_ONE})
_NEXT = {State.DRAFT: "editor", State.IN_REVIEW: "reviewer", State.DISPUTED: "reviewer", State.LAPSED: "editor"}


def _waits_for(session: Session, row: Statement) -> list[str]:
    """The role that must act, or the sides that have not signed."""
    if row.state in _WAITING:
        signed = {each.side for each in signatures_of(session, current(session, row))}
        return [side for side in row.sides if side not in signed]
    return [_NEXT[State(row.state)]] if row.state in _NEXT else []


def _may(session: Session, desk: Desk, actor: Actor, row: Statement) -> list[str]:
    """The actions of the state that a role of this person, and a mandate where one is needed, allows."""
    roles, mandated = roles_of(session, actor), bool(mandates(session, actor, row, desk))
    open_ones = (action for action in open_actions(row.state) if action is not Action.LAPSE and roles & MAY[action])
    return [action.value for action in open_ones if mandated or not way(action, row.state).own_side]


def _ladder(session: Session, desk: Desk, row: Statement, version: Version) -> list[Json]:
    signed = {each.side: each for each in signatures_of(session, version)}
    return [
        {
            "side": side,
            "mandated": _mandated(session, desk, row, side),
            "organisation": session.get_one(Organisation, found.organisation_id).name if found else None,
            "signed_at": found.signed_at if found else None,
            "key": found.key_id if found else None,
        }
        for side in row.sides
        for found in (signed.get(side),)
    ]


def _mandated(session: Session, desk: Desk, row: Statement, side: str) -> list[str]:
    held = session.scalars(select(Mandate).order_by(Mandate.id)).all()
    keys = dict.fromkeys(each.organisation_id for each in held if each.holds(side, row.sector(side), desk.today))
    return [session.get_one(Organisation, key).name for key in keys]


def _versions(session: Session, row: Statement) -> list[Json]:
    rows = session.scalars(select(Version).where(Version.statement_id == row.id).order_by(Version.number.desc()))
    return [
        {"number": each.number, "hash": each.hash, "frozen_at": each.frozen_at, "data_version": each.data_version}
        for each in rows
    ]


def _changes(session: Session, row: Statement, version: Version) -> list[Json]:
    """What changed since the version before, for whoever signed that one and is to sign anew."""
    wanted = (Version.statement_id == row.id, Version.number == version.number - 1)
    before = session.scalars(select(Version).where(*wanted)).first()
    return diff(json.loads(before.document), json.loads(version.document)) if before else []


def _objections(session: Session, row: Statement) -> list[Objection]:
    rows = select(Objection).join(Version, Version.id == Objection.version_id).where(Version.statement_id == row.id)
    return list(session.scalars(rows.order_by(Objection.id)))


def _objection(session: Session, each: Objection) -> Json:
    return {
        "organisation": session.get_one(Organisation, each.organisation_id).name,
        "text": each.text,
        "raised_at": each.raised_at,
        "resolved_at": each.resolved_at,
        "resolution": each.resolution,
    }


def _comments(session: Session, row: Statement) -> list[Comment]:
    return list(session.scalars(select(Comment).where(Comment.statement_id == row.id).order_by(Comment.id)))


def _comment(session: Session, each: Comment) -> Json:
    person = session.get(PersonalData, each.person_id)
    return {
        "by": person.name if person else None,
        "version": each.version,
        "text": each.text,
        "written_at": each.written_at,
    }


def _lapses(session: Session, row: Statement) -> list[Json]:
    rows = select(Lapse, Version.number).join(Version).where(Version.statement_id == row.id).order_by(Lapse.id)
    return [
        {"version": number, "at": lapse.at, "data_version": lapse.data_version, "reasons": json.loads(lapse.reasons)}
        for lapse, number in session.execute(rows)
    ]
