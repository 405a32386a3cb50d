"""Public keys of signatories. The private key never comes here."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Instant, Table


class SigningKey(Table):
    """An Ed25519 key: it counts once an administrator has confirmed it, and until it is revoked."""

    __tablename__ = "signing_key"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """``z6Mk...``, the key itself as multibase, as in ``did:key``."""
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    added_at: Mapped[Instant]
    confirmed_at: Mapped[Instant | None]
    confirmed_by: Mapped[str | None] = mapped_column(String(32))
    revoked_at: Mapped[Instant | None]

    @property
    def counts(self) -> bool:
        """Whether a signature made with it counts."""
        return self.confirmed_at is not None and self.revoked_at is None
