"""Comments on a statement."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Instant, Table


class Comment(Table):
    """``text`` is emptied when its writer is erased."""

    __tablename__ = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[str] = mapped_column(ForeignKey("statement.id"), index=True)
    version: Mapped[int]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str | None] = mapped_column(Text)
    written_at: Mapped[Instant]
