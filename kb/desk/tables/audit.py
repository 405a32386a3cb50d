"""The audit log: append-only rows, each bound to the one before it by its hash."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Digest, Instant, Table


class AuditRow(Table):
    """Who (a pseudonym) did what to what. ``facts``: canonical JSON without personal data."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Instant]
    actor: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(120))
    facts: Mapped[str] = mapped_column(Text)
    previous: Mapped[Digest]
    hash: Mapped[Digest]


class AuditHead(Table):
    """One row: number and hash of the last row. Every write locks it first, so that writes follow one another."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[Digest]
