"""Sessions of people who have signed in, and attempts to sign in."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Digest, Instant, Table


class Session(Table):
    """``id``: SHA-256 of the token that the browser holds. ``form``: what every form must send back."""

    __tablename__ = "session"

    id: Mapped[Digest] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    form: Mapped[str] = mapped_column(String(64))
    opened_at: Mapped[Instant]
    seen_at: Mapped[Instant]


class Attempt(Table):
    """A failed attempt or a report that counts against a limit; ``who``: keyed hash of a login or of an address."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[Digest] = mapped_column(index=True)
    at: Mapped[Instant]
