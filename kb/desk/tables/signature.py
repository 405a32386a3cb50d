"""Signatures: one for each side of a version, made by one person with a key of their own."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Instant, Table


class Signature(Table):
    """``signature``: Ed25519 over the canonical bytes of the version, base64; ``credential``: the same as a W3C VC."""

    __tablename__ = "signature"
    __table_args__ = (
        UniqueConstraint("version_id", "side"),
        UniqueConstraint("version_id", "person_id", name="uq_signature_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    side: Mapped[str] = mapped_column(String(10))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"))
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandate.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    key_id: Mapped[str] = mapped_column(ForeignKey("signing_key.id"))
    signature: Mapped[str] = mapped_column(String(100))
    credential: Mapped[str | None] = mapped_column(Text)
    signed_at: Mapped[Instant]
