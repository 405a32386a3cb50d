"""Statements: what two sides are to authorise, and where it stands on its way."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Instant, Table


class Statement(Table):
    """``subject``: key of the mapping, or the pair of qualifications. ``sides``: the two jurisdictions that sign.

    ``version`` is the number of the version that counts; ``revision`` counts writes, so that none is lost.
    """

    __tablename__ = "statement"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(300), index=True)
    side_a: Mapped[str] = mapped_column(String(10))
    side_b: Mapped[str] = mapped_column(String(10))
    sector_a: Mapped[str | None] = mapped_column(String(2))
    sector_b: Mapped[str | None] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(20), index=True)
    version: Mapped[int]
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[Instant]
    changed_at: Mapped[Instant]
    deadline: Mapped[date | None]
    example: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}

    @property
    def sides(self) -> tuple[str, str]:
        """Both jurisdictions."""
        return self.side_a, self.side_b

    def sector(self, side: str) -> str | None:
        """The broad field of the qualification of a side; None if its register does not say."""
        return self.sector_a if side == self.side_a else self.sector_b
