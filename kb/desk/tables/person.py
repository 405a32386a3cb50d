"""People: a pseudonym with roles; the personal data stand apart, so that they can be erased and all else stays."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Instant, Short, Table


class Person(Table):
    """``id`` is a random pseudonym; every other table, the audit included, knows a person by it only."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    added_at: Mapped[Instant]
    erased_at: Mapped[Instant | None]


class PersonalData(Table):
    """All that names a person. Erasure deletes the row."""

    __tablename__ = "personal_data"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    login: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[Short]
    mail: Mapped[Short | None]
    password: Mapped[str | None] = mapped_column(String(200))
    """Argon2id hash; none where the person signs in with the organisation's own service."""
    subject: Mapped[str | None] = mapped_column(String(300), unique=True)
    """Issuer and subject of an OpenID Connect sign-in, ``https://issuer|sub``."""


class Grant(Table):
    """A role of a person."""

    __tablename__ = "role"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    granted_by: Mapped[str] = mapped_column(String(32))
    granted_at: Mapped[Instant]
