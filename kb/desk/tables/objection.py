"""Objections of an organisation to a statement; while one is open the statement is disputed."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Instant, Table


class Objection(Table):
    """An act of the organisation, raised by a signatory of it; it stays when a person is erased."""

    __tablename__ = "objection"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    raised_at: Mapped[Instant]
    resolved_at: Mapped[Instant | None]
    resolution: Mapped[str | None] = mapped_column(Text)
