"""Against which data, and on which day, all statements were last held."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from kb.desk.tables.base import Short, Table


class BuildCheck(Table):
    """One row at most."""

    __tablename__ = "build_check"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data_version: Mapped[Short]
    day: Mapped[date]
