"""Lapse: every build, and every new day, is held against the frozen versions; what no longer holds lapses by itself."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.desk import notices
from kb.desk.database import Desk
from kb.desk.deed import act, current
from kb.desk.role import SYSTEM, Action
from kb.desk.tables import BuildCheck, Lapse, Mandate, Signature, SigningKey, Statement, Version
from kb.desk.transition import LIVE
from kb.graph.frozen import OfRelease, pair
from kb.model.frozen import canonical
from kb.model.lapse import Reason, reasons
from kb.release import Release


def check(desk: Desk, release: Release) -> dict[str, list[Reason]]:
    """Lapse what no longer holds; gives the statements with their reasons. Does nothing if nothing can have changed."""
    with desk.reading() as session:
        done = session.get(BuildCheck, 1)
        if done is not None and (done.data_version, done.day) == (release.version, desk.today):
            return {}
    found = recheck(desk, release)
    with desk.writing() as session:
        session.merge(BuildCheck(id=1, data_version=release.version, day=desk.today))
    return found


def recheck(desk: Desk, release: Release) -> dict[str, list[Reason]]:
    """Hold every live statement against a release and the day, each in a transaction of its own."""
    with desk.reading() as session:
        live = session.scalars(select(Statement.id).where(Statement.state.in_(LIVE)).order_by(Statement.id)).all()
    found = {key: why for key in live if (why := _lapse(desk, release, key))}
    return dict(sorted(found.items()))


def _lapse(desk: Desk, release: Release, key: str) -> list[Reason]:
    with desk.reading() as session:
        seen = session.get_one(Statement, key)
        if not (why := why_not(session, seen, release, desk.today)):
            return []
    with act(desk, SYSTEM, Action.LAPSE, key) as deed:
        statement = deed.statement()
        if statement.state not in LIVE or statement.version != seen.version:  # somebody moved it on since
            deed.facts = {"kept": statement.state}
            return []
        deed.move(statement)
        version = current(deed.session, statement)
        told = canonical([each.as_json() for each in why]).decode()
        deed.session.add(Lapse(version_id=version.id, at=deed.at, data_version=release.version, reasons=told))
        notices.tell(deed, statement, "lapsed", reasons="|".join(each.reason for each in why))
        deed.facts |= {"data": release.version, "reasons": "|".join(each.reason for each in why)}
    return why


def why_not(session: Session, statement: Statement, release: Release, on: date) -> list[Reason]:
    """Why the version that counts no longer holds; empty if it does."""
    version = current(session, statement)
    document = json.loads(version.document)
    now = pair(OfRelease(release.catalogue), document["kind"], document["subject"])
    return [*reasons(document, now), *_of_desk(session, version, on)]


def _of_desk(session: Session, version: Version, on: date) -> list[Reason]:
    found = [Reason("review-due", version.review_by.isoformat())] if version.review_by < on else []
    for signature in session.scalars(select(Signature).where(Signature.version_id == version.id)):
        mandate = session.get_one(Mandate, signature.mandate_id)
        if mandate.until is not None and mandate.until < on:
            found.append(Reason("mandate-ended", signature.organisation_id))
        if session.get_one(SigningKey, signature.key_id).revoked_at is not None:
            found.append(Reason("key-revoked", signature.organisation_id))
    return found
