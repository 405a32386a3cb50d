"""What all tables share: names of constraints that migrations can rely on, and how instants are written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Table(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


Instant = Annotated[str, mapped_column(String(20))]
"""``2026-11-27T12:00:00Z``: the same text in SQLite, PostgreSQL and every hash."""
Short = Annotated[str, mapped_column(String(120))]
Digest = Annotated[str, mapped_column(String(64))]
"""SHA-256, hexadecimal."""


def instant(moment: datetime) -> str:
    """A moment as all tables hold it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
