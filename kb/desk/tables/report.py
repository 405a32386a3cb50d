"""Reports of errors in the facts."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Instant, Short, Table


class ErrorReport(Table):
    """What a reader says is wrong, and on which page. ``answer``: what came of it."""

    __tablename__ = "error_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(String(500))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    data_version: Mapped[Short]
    at: Mapped[Instant]
    settled_at: Mapped[Instant | None]
    settled_by: Mapped[str | None] = mapped_column(String(32))
    answer: Mapped[str | None] = mapped_column(Text)


class Reporter(Table):
    """The address that a reader left; it is deleted when the report is settled."""

    __tablename__ = "reporter"

    report_id: Mapped[int] = mapped_column(ForeignKey("error_report.id"), primary_key=True)
    contact: Mapped[str] = mapped_column(String(200))
