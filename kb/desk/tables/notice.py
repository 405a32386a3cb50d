"""Notices to organisations: written together with what they tell of, sent later."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Instant, Table


class Notice(Table):
    """``facts``: JSON, without personal data. Sent at least once by each way that the organisation has."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    statement_id: Mapped[str] = mapped_column(ForeignKey("statement.id"))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[Instant]
    facts: Mapped[str] = mapped_column(Text)
    mailed_at: Mapped[Instant | None]
    hooked_at: Mapped[Instant | None]
    attempts: Mapped[int] = mapped_column(default=0)
