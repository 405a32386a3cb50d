"""Lapses: which version lost its force, when, by which data, and why."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Instant, Short, Table


class Lapse(Table):
    """``reasons``: JSON list of ``{reason, about, fields}``, the reason a concept of ``lapse-reasons``."""

    __tablename__ = "lapse"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), unique=True)
    at: Mapped[Instant]
    data_version: Mapped[Short]
    reasons: Mapped[str] = mapped_column(Text)
