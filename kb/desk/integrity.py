"""Whether the desk is whole: the log, every frozen document, every signature, every state."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.desk import audit
from kb.desk.database import Desk
from kb.desk.exporting import signatures_of
from kb.desk.tables import AuditRow, Signature, Statement, Version
from kb.desk.transition import State
from kb.ed25519 import verifies
from kb.model.frozen import digest

_COUNT = {State.PROPOSED: 0, State.SIGNED_BY_ONE: 1, State.AUTHORISED: 2}


def faults(desk: Desk, known_head: str | None = None) -> list[str]:
    """Everything that is wrong, a sentence each; empty if the desk is whole. ``known_head``: see ``audit.faults``."""
    with desk.reading() as session:
        return [*audit.faults(session, known_head), *_of_versions(session), *_of_states(session), *_unlogged(session)]


def _of_versions(session: Session) -> Iterator[str]:
    for version in session.scalars(select(Version).order_by(Version.id)):
        name = f"version {version.number} of {version.statement_id}"
        data = version.document.encode()
        if digest(data) != version.hash:
            yield f"{name} is not what its hash names"
        for signature in signatures_of(session, version):
            if not verifies(signature.key_id, _bytes(signature.signature), data):
                yield f"the signature of side {signature.side} on {name} does not hold"


def _of_states(session: Session) -> Iterator[str]:
    for statement in session.scalars(select(Statement).order_by(Statement.id)):
        wanted = (Version.statement_id == statement.id, Version.number == statement.version)
        version = session.scalars(select(Version).where(*wanted)).first()
        if version is None:
            yield f"{statement.id} has no version {statement.version}"
            continue
        signed, expected = len(signatures_of(session, version)), _COUNT.get(State(statement.state))
        if expected is not None and signed != expected:
            yield f"{statement.id} is {statement.state}, with {signed} signature(s)"


def _unlogged(session: Session) -> Iterator[str]:
    """Signatures that no row of the log speaks of, or rows without a signature: one of the two was lost or doubled."""
    made = session.scalar(select(func.count()).select_from(Signature)) or 0
    logged = session.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.action == "sign")) or 0
    if made != logged:
        yield f"{made} signature(s), but {logged} in the log"


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
