"""A deed at the desk: one transaction, allowed to a role, written into the audit log; a refusal is written, too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.desk import audit
from kb.desk.database import Desk
from kb.desk.refusal import RefusedError
from kb.desk.role import BUILT_IN, MAY, Action, Actor, Role
from kb.desk.tables import Grant, Mandate, Organisation, Person, Statement, Version
from kb.desk.transition import Transition, way
from kb.errors import NotFoundError


@dataclass
class Deed:
    """What one deed works with: the session of its transaction, who does it, what, when; facts for the log."""

    desk: Desk
    session: Session
    actor: Actor
    action: Action
    subject: str
    at: str
    facts: dict[str, str | int | None] = field(default_factory=dict)

    def statement(self) -> Statement:
        """The statement that the deed is about; raises NotFoundError."""
        return statement(self.session, self.subject)

    def move(self, found: Statement) -> Transition:
        """Take a statement along the way of this action; raises StateError or RefusedError, and then nothing stays."""
        gone = way(self.action, found.state)
        if gone.own_side and not mandates(self.session, self.actor, found, self.desk):
            what = "Your organisation has no mandate in force for either side of this statement."
            raise RefusedError("mandate", what, "Ask the administrator to enter the mandate and its document.")
        found.state, found.changed_at = gone.target, self.at
        self.facts |= {"from": gone.origin, "to": gone.target, "version": found.version}
        return gone


@contextmanager
def act(desk: Desk, actor: Actor, action: Action, subject: str = "") -> Iterator[Deed]:
    """Do something, if a role of the actor may: kept whole with its audit row, or refused with an audit row alone."""
    try:
        with desk.writing() as session:
            require(session, actor, action)
            deed = Deed(desk, session, actor, action, subject, desk.moment)
            yield deed
            audit.record(session, deed.at, actor.person, action, deed.subject, **deed.facts)
    except RefusedError as error:
        refused(desk, actor, action, subject, error.code)
        raise


@contextmanager
def look(desk: Desk, actor: Actor, action: Action = Action.READ) -> Iterator[Session]:
    """Read, if a role of the actor may; reading leaves no trace, a refusal does."""
    try:
        with desk.reading() as session:
            require(session, actor, action)
            yield session
    except RefusedError as error:
        refused(desk, actor, action, "", error.code)
        raise


def refused(desk: Desk, actor: Actor, action: str, subject: str, code: str) -> None:
    """Log a refusal, in a transaction of its own."""
    with desk.writing() as session:
        audit.record(session, desk.moment, actor.person, "refused", subject[:120], deed=action, code=code)


def roles_of(session: Session, actor: Actor) -> frozenset[Role]:
    """The roles as the database has them now; none once a person is erased."""
    if actor.person in BUILT_IN:
        return frozenset({BUILT_IN[actor.person]})
    person = session.get(Person, actor.person)
    if person is None or person.erased_at is not None:
        return frozenset()
    return frozenset(Role(role) for role in session.scalars(select(Grant.role).where(Grant.person_id == person.id)))


def require(session: Session, actor: Actor, action: Action) -> None:
    """Raise RefusedError unless a role of the actor allows an action: the one place that asks."""
    if not roles_of(session, actor) & MAY[action]:
        what = "Your roles do not allow this: {action}."
        raise RefusedError("role", what, "Ask the administrator of the desk.", action=action.value)


def statement(session: Session, key: str) -> Statement:
    """A statement by its identifier; raises NotFoundError."""
    found = session.get(Statement, key)
    if found is None:
        raise NotFoundError("No statement {key!r} at this desk.", "Look at the list: /desk", field="statement", key=key)
    return found


def current(session: Session, found: Statement) -> Version:
    """The version of a statement that counts."""
    wanted = (Version.statement_id == found.id, Version.number == found.version)
    return session.scalars(select(Version).where(*wanted)).one()


def mandates(session: Session, actor: Actor, found: Statement, desk: Desk) -> dict[str, Mandate]:
    """Side to the mandate by which the organisation of the actor may sign for it today."""
    rows = session.scalars(select(Mandate).where(Mandate.organisation_id == actor.organisation).order_by(Mandate.id))
    held = list(rows)
    return {
        side: mandate
        for side in found.sides
        for mandate in reversed(held)
        if mandate.holds(side, found.sector(side), desk.today)
    }


def organisation(session: Session, key: str) -> Organisation:
    """An organisation by its identifier; raises NotFoundError."""
    found = session.get(Organisation, key)
    if found is None:
        what = "No organisation {key!r} at this desk."
        raise NotFoundError(what, "Add it: drempel desk add-organisation", field="organisation", key=key)
    return found
