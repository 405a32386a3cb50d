"""From draft to both sides: editors draft and submit, reviewers send back or propose."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from kb.desk import notices
from kb.desk.database import Desk
from kb.desk.deed import act, current, organisation
from kb.desk.freezing import Wish, freeze, look_up, not_twice
from kb.desk.refusal import RefusedError
from kb.desk.role import Action, Actor
from kb.desk.successor import successor
from kb.desk.tables import Comment, Objection, Statement, Version
from kb.desk.transition import State
from kb.errors import DrempelError
from kb.release import Release

_DAYS_TO_SIGN = timedelta(days=60)
_FORCE = timedelta(days=730)
_LONGEST = 5000


def draft(desk: Desk, actor: Actor, release: Release, wish: Wish) -> str:
    """Begin a statement and freeze its first version; gives its identifier."""
    now = look_up(release, wish)
    key = f"st-{secrets.token_hex(5)}"
    with act(desk, actor, Action.DRAFT, key) as deed:
        not_twice(deed, wish.subject)
        found = Statement(
            id=key,
            kind=wish.kind,
            subject=wish.subject,
            side_a="",
            side_b="",
            state=State.DRAFT,
            version=0,
            author_id=actor.person,
            created_at=deed.at,
            changed_at=deed.at,
            example=organisation(deed.session, actor.organisation).example,
        )
        deed.session.add(found)
        deed.session.flush()
        freeze(deed, found, wish, now, release.version)
    return key


def refreeze(desk: Desk, actor: Actor, release: Release, key: str, wish: Wish | None = None) -> int:
    """Freeze a draft anew, from the present release; gives the number of the version."""
    with act(desk, actor, Action.FREEZE, key) as deed:
        found = deed.statement()
        deed.move(found)
        chosen = wish or wish_of(current(deed.session, found))
        not_twice(deed, chosen.subject)
        return freeze(deed, found, chosen, look_up(release, chosen), release.version).number


def submit(desk: Desk, actor: Actor, key: str) -> None:
    """Hand a draft to the reviewers."""
    with act(desk, actor, Action.SUBMIT, key) as deed:
        deed.move(deed.statement())


def send_back(desk: Desk, actor: Actor, key: str, why: str) -> None:
    """Send a draft back to its author, with the reason as a comment."""
    text = checked(why)
    with act(desk, actor, Action.RETURN, key) as deed:
        found = deed.statement()
        deed.move(found)
        deed.session.add(
            Comment(statement_id=key, version=found.version, person_id=actor.person, text=text, written_at=deed.at)
        )


def propose(desk: Desk, actor: Actor, key: str, deadline: date | None = None) -> None:
    """Put a reviewed version before both sides. Four eyes: nobody reviews what they wrote."""
    with act(desk, actor, Action.PROPOSE, key) as deed:
        found = deed.statement()
        deed.move(found)
        version = current(deed.session, found)
        if actor.person in authors(deed.session.scalars(select(Version).where(Version.statement_id == key)).all()):
            raise RefusedError("author", "Nobody reviews what they wrote.", "Ask another reviewer.")
        version.reviewer_id = actor.person
        found.deadline = deadline or desk.today + _DAYS_TO_SIGN
        notices.tell(deed, found, "proposed", deadline=found.deadline.isoformat())


def drop(desk: Desk, actor: Actor, key: str) -> None:
    """Give up a statement that no side has seen yet."""
    with act(desk, actor, Action.DROP, key) as deed:
        deed.move(deed.statement())


def reopen(desk: Desk, actor: Actor, release: Release, key: str, wish: Wish | None = None) -> int:
    """Begin the authorisation anew, from the prepared draft: the same subject, or that of the successor."""
    with act(desk, actor, Action.REOPEN, key) as deed:
        found = deed.statement()
        deed.move(found)
        found.deadline = None
        chosen = wish or prepared(release, current(deed.session, found), desk.today)
        not_twice(deed, chosen.subject)
        return freeze(deed, found, chosen, look_up(release, chosen), release.version).number


def resolve(desk: Desk, actor: Actor, key: str, how: str) -> None:
    """Close the objections of a disputed statement: it is a draft again, and no signature counts any more."""
    text = checked(how)
    with act(desk, actor, Action.RESOLVE, key) as deed:
        found = deed.statement()
        deed.move(found)
        version = current(deed.session, found)
        rows = deed.session.scalars(
            select(Objection).where(Objection.version_id == version.id, Objection.resolved_at.is_(None))
        )
        for row in rows:
            row.resolved_at, row.resolution = deed.at, text
        notices.tell(deed, found, "resolved")


def comment(desk: Desk, actor: Actor, key: str, text: str) -> None:
    """Say something about a statement."""
    said = checked(text)
    with act(desk, actor, Action.COMMENT, key) as deed:
        found = deed.statement()
        deed.session.add(
            Comment(statement_id=key, version=found.version, person_id=actor.person, text=said, written_at=deed.at)
        )


def wish_of(version: Version) -> Wish:
    """What a version was made of."""
    document = json.loads(version.document)
    texts = document["content"].get("texts") if document["kind"] == "description" else None
    return Wish(document["kind"], document["subject"], version.review_by, texts)


def prepared(release: Release, version: Version, today: date) -> Wish:
    """What to begin a new authorisation with: the same comparison, or that with the successors, for two years."""
    last = wish_of(version)
    return Wish(last.kind, successor(release, json.loads(version.document)), today + _FORCE, last.texts)


def authors(versions: Iterable[Version]) -> set[str]:
    """Everybody who wrote a version."""
    return {version.author_id for version in versions}


def checked(text: str) -> str:
    """A text that people wrote; raises DrempelError if it is empty or too long."""
    said = text.strip()
    if not 0 < len(said) <= _LONGEST:
        raise DrempelError("A text of 1 to {most} characters is needed.", field="text", most=_LONGEST)
    return said
