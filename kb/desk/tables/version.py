"""Versions of a statement: frozen, never changed, known by their hash."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Digest, Instant, Short, Table


class Version(Table):
    """``document``: the canonical JSON (RFC 8785) that is signed; ``hash``: SHA-256 of its bytes."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[str] = mapped_column(ForeignKey("statement.id"))
    number: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    hash: Mapped[Digest]
    data_version: Mapped[Short]
    review_by: Mapped[date]
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    frozen_at: Mapped[Instant]
    reviewer_id: Mapped[str | None] = mapped_column(String(32), ForeignKey("person.id"))
