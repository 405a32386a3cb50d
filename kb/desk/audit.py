"""The chain of the audit log: how a row is hashed, written, and held against its neighbours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import rfc8785
from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.desk.tables import AuditHead, AuditRow

START = "0" * 64
"""The hash before the first row."""


def record(session: Session, at: str, actor: str, action: str, subject: str, **facts: str | int | None) -> AuditRow:
    """Append a row to the chain, whose head this transaction has locked."""
    head = session.get_one(AuditHead, 1)
    row = AuditRow(
        seq=head.seq + 1,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        facts=rfc8785.dumps({name: value for name, value in facts.items() if value is not None}).decode(),
        previous=head.hash,
    )
    row.hash = digest(row)
    session.add(row)
    head.seq, head.hash = row.seq, row.hash
    return row


def head(session: Session) -> str:
    """Number and hash of the last row, ``12:ab...``: noted elsewhere, it shows later that the log only grew."""
    found = session.get_one(AuditHead, 1)
    return f"{found.seq}:{found.hash}"


def digest(row: AuditRow) -> str:
    """SHA-256 over the canonical JSON of a row and the hash of the row before it."""
    told = [row.seq, row.at, row.actor, row.action, row.subject, row.facts, row.previous]
    return hashlib.sha256(rfc8785.dumps(told)).hexdigest()  # type: ignore[arg-type]


def faults(session: Session, known_head: str | None = None) -> Iterator[str]:
    """What is wrong with the chain, a sentence for each fault.

    ``known_head``: number and hash (``12:ab...``) that somebody noted earlier; the chain must still hold that row.
    """
    previous, number = START, 0
    seen: set[str] = set()
    for row in session.scalars(select(AuditRow).order_by(AuditRow.seq)):
        number += 1
        if row.seq != number:
            yield f"audit row {number} is missing: {row.seq} follows {number - 1}"
            number = row.seq
        if row.previous != previous:
            yield f"audit row {row.seq} does not follow the row before it"
        if digest(row) != row.hash:
            yield f"audit row {row.seq} was changed after it was written"
        previous = row.hash
        seen.add(f"{row.seq}:{row.hash}")
    head = session.get(AuditHead, 1)
    if head is None or (head.seq, head.hash) != (number, previous):
        yield "the last rows of the audit log are missing"
    if known_head is not None and known_head not in seen:
        yield f"the audit log no longer holds the row {known_head}"
