"""The register of issued documents."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Digest, Instant, Short, Table


class IssuedDocument(Table):
    """A document that was given out: hash of its file, data version, language, content, and the question it answers."""

    __tablename__ = "issued_document"

    hash: Mapped[Digest] = mapped_column(primary_key=True)
    id: Mapped[Short] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(30))
    format: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    data_version: Mapped[Short]
    content: Mapped[Digest]
    """SHA-256 of what it says, whatever the format: by it a file is held against what the data say now."""
    address: Mapped[str] = mapped_column(String(500))
    """Path and query that make the same document anew."""
    issued_at: Mapped[Instant]
