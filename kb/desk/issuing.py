"""The register of issued documents: what was given out, and what is to be said of a file that somebody holds."""

from __future__ import annotations

import hashlib
from typing import Any, Literal

from sqlalchemy import select

from kb.desk import audit
from kb.desk.database import Desk
from kb.desk.role import SYSTEM, Action
from kb.desk.tables import IssuedDocument

Verdict = Literal["current", "outdated", "unknown"]


def issue(
    desk: Desk,
    data: bytes,
    key: str,
    kind: str,
    form: str,
    language: str,
    data_version: str,
    address: str,
    content: str,
) -> str:
    """Enter a document by the hash of its file; gives the hash. The same bytes are entered once."""
    found = hashlib.sha256(data).hexdigest()
    with desk.reading() as session:
        if session.get(IssuedDocument, found) is not None:
            return found
    with desk.writing() as session:
        if session.get(IssuedDocument, found) is None:
            session.add(
                IssuedDocument(
                    hash=found,
                    id=key,
                    kind=kind,
                    format=form,
                    language=language,
                    data_version=data_version,
                    content=content,
                    address=address,
                    issued_at=desk.moment,
                )
            )
            audit.record(session, desk.moment, SYSTEM.person, Action.ISSUE, f"document/{key}", hash=found)
    return found


def verify(desk: Desk, data: bytes, data_version: str) -> dict[str, Any]:
    """Whether a file was issued here, byte for byte, and whether the data have changed since."""
    with desk.reading() as session:
        return _told(session.get(IssuedDocument, hashlib.sha256(data).hexdigest()), data_version)


def look_up(desk: Desk, key: str, data_version: str) -> list[dict[str, Any]]:
    """What was issued under an identifier, newest first."""
    with desk.reading() as session:
        rows = select(IssuedDocument).where(IssuedDocument.id == key).order_by(IssuedDocument.issued_at.desc())
        return [_told(row, data_version) for row in session.scalars(rows)]


def _told(row: IssuedDocument | None, data_version: str) -> dict[str, Any]:
    if row is None:
        return {"verdict": "unknown"}
    verdict: Verdict = "current" if row.data_version == data_version else "outdated"
    names = ("id", "hash", "kind", "format", "language", "data_version", "content", "address", "issued_at")
    return {"verdict": verdict, "data_version_now": data_version, **{name: getattr(row, name) for name in names}}
