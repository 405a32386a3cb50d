"""Organisations that take part: ministries, authorities, chambers, and the editors as a body."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Short, Table


class Organisation(Table):
    """``example``: of the demonstration, never an authority. ``mail`` is a functional mailbox, no person's."""

    __tablename__ = "organisation"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    jurisdiction: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    mail: Mapped[Short | None]
    webhook: Mapped[str | None] = mapped_column(String(500))
    webhook_secret: Mapped[Short | None]
    example: Mapped[bool] = mapped_column(default=False)
