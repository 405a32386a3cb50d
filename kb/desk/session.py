"""Signing in: a token that only the browser holds, a limit on attempts, and a secret that every form sends back."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session as Database

from kb.desk import audit
from kb.desk.database import Desk
from kb.desk.deed import refused, roles_of
from kb.desk.password import matches
from kb.desk.refusal import LimitError, RefusedError, SignInError
from kb.desk.role import Actor
from kb.desk.tables import Attempt, Person, PersonalData, Session
from kb.desk.tables.base import instant

_IDLE, _LONGEST = timedelta(minutes=30), timedelta(hours=12)
_WINDOW = timedelta(minutes=15)
_LIMITS = {"login": 5, "client": 30, "report": 5, "reports": 200}
"""Failed attempts in a quarter of an hour: for a login, from an address; reports from an address, and in all."""


@dataclass(frozen=True)
class Opened:
    """What the browser gets: a token for its cookie, and the secret of its forms."""

    token: str
    form: str


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in. ``form``: the secret that each form of this session carries."""

    actor: Actor
    name: str
    roles: tuple[str, ...]
    form: str


def sign_in(desk: Desk, login: str, password: str, client: str) -> Opened:
    """Open a session, always with a token of its own; raises SignInError, or LimitError after too many attempts."""
    counted = (("login", login.casefold()), ("client", client))
    limit(desk, *counted)
    with desk.reading() as session:
        person = session.scalars(select(PersonalData).where(PersonalData.login == login)).first()
    if not matches(password, person.password if person else None) or person is None:
        count(desk, *counted)
        refused(desk, Actor("nobody"), "sign-in", "", "password")
        raise SignInError("Login and password do not go together.", "Try again, or ask the administrator.")
    return open_session(desk, person.person_id)


def open_session(desk: Desk, person: str) -> Opened:
    """A new session of somebody whose identity was shown."""
    opened = Opened(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    with desk.writing() as session:
        row = Session(
            id=_digest(opened.token), person_id=person, form=opened.form, opened_at=desk.moment, seen_at=desk.moment
        )
        session.add(row)
        audit.record(session, desk.moment, person, "sign-in", f"person/{person}")
    return opened


def signed_in(desk: Desk, token: str | None) -> SignedIn:
    """Who holds a token; raises SignInError if nobody does, or the session is too old."""
    with desk.reading() as session:
        row = session.get(Session, _digest(token or ""))
        if row is None or _is_over(desk, row):
            raise SignInError("You are not signed in.", "Sign in: /desk/login")
        person = session.get_one(Person, row.person_id)
        known = session.get(PersonalData, row.person_id)
        actor = Actor(person.id, person.organisation_id)
        found = SignedIn(actor, known.name if known else "", tuple(sorted(roles_of(session, actor))), row.form)
        is_old = row.seen_at < instant(desk.clock() - timedelta(minutes=1))
    if is_old:
        _see(desk, token or "")
    return found


def require_form(desk: Desk, signed: SignedIn, given: str | None, subject: str = "") -> None:
    """Refuse what was not sent from a form of this session."""
    if not hmac.compare_digest((given or "").encode(), signed.form.encode()):
        refused(desk, signed.actor, "form", subject, "csrf")
        raise RefusedError("csrf", "This was not sent from a page of this session.", "Load the page again and repeat.")


def sign_out(desk: Desk, token: str) -> None:
    """Close a session."""
    with desk.writing() as session:
        row = session.get(Session, _digest(token))
        if row is not None:
            audit.record(session, desk.moment, row.person_id, "sign-out", f"person/{row.person_id}")
            session.delete(row)


def limit(desk: Desk, *counted: tuple[str, str]) -> None:
    """Raise LimitError if one of these was counted too often in the last quarter of an hour."""
    since = instant(desk.clock() - _WINDOW)
    with desk.reading() as session:
        over = [kind for kind, who in counted if _count(session, kind, who, since) >= _LIMITS[kind]]
    if over:
        refused(desk, Actor("nobody"), over[0], "", "limit")
        raise LimitError("limit", "Too many attempts.", "Wait a quarter of an hour.")


def count(desk: Desk, *counted: tuple[str, str]) -> None:
    """Count an attempt, and forget those of earlier days."""
    with desk.writing() as session:
        session.execute(delete(Attempt).where(Attempt.at < instant(desk.clock() - timedelta(days=1))))
        session.add_all(Attempt(who=_digest(f"{kind}:{who}"), at=desk.moment) for kind, who in counted)


def _count(session: Database, kind: str, who: str, since: str) -> int:
    wanted = (Attempt.who == _digest(f"{kind}:{who}"), Attempt.at >= since)
    return session.scalar(select(func.count()).select_from(Attempt).where(*wanted)) or 0


def _is_over(desk: Desk, row: Session) -> bool:
    now = desk.clock()
    return row.seen_at < instant(now - _IDLE) or row.opened_at < instant(now - _LONGEST)


def _see(desk: Desk, token: str) -> None:
    with desk.writing() as session:
        row = session.get(Session, _digest(token))
        if row is not None:
            row.seen_at = desk.moment


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
