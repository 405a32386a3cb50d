"""Mandates: for which jurisdiction and sectors an organisation may sign, by which document, from when to when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Table
from kb.model.jurisdiction import lineage

ALL_SECTORS = "*"


class Mandate(Table):
    """``sectors``: broad fields of ISCED-F joined by a bar (``07|09``), or ``*`` for all. ``until``: its last day."""

    __tablename__ = "mandate"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    jurisdiction: Mapped[str] = mapped_column(String(10))
    sectors: Mapped[str] = mapped_column(String(60))
    document: Mapped[str] = mapped_column(String(400))
    since: Mapped[date]
    until: Mapped[date | None]

    def holds(self, jurisdiction: str, sector: str | None, on: date) -> bool:
        """Whether its organisation may sign for a side on a day; a field that is unknown needs a mandate for all."""
        in_force = self.since <= on and (self.until is None or on <= self.until)
        covers = self.sectors == ALL_SECTORS or (sector is not None and sector in self.sectors.split("|"))
        return in_force and covers and self.jurisdiction in lineage(jurisdiction)
