"""The database of the desk: SQLite in a file, or PostgreSQL by its address; one transaction for each deed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm import Session

from kb.desk.migrations import revision
from kb.desk.refusal import DeskOffError
from kb.desk.tables import AuditHead
from kb.desk.tables.base import instant
from kb.errors import DrempelError
from kb.settings import settings

Clock = Callable[[], datetime]
_WRITES = "drempel_writes"


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


class Desk:
    """An opened desk. ``clock`` tells the time of everything that is written."""

    def __init__(self, url: str, clock: Clock = now) -> None:
        self.url = url
        self.clock = clock
        self.engine = engine(url)
        self._writing = self.engine.execution_options(**{_WRITES: True})

    @property
    def moment(self) -> str:
        """Now, as the tables hold it."""
        return instant(self.clock())

    @property
    def today(self) -> date:
        """The present day, UTC."""
        return self.clock().astimezone(UTC).date()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        with Session(self.engine, expire_on_commit=False) as session, _storable():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction; whoever else writes waits until it ends. It is kept whole, or nothing of it is."""
        with Session(self._writing, expire_on_commit=False) as session, _storable(), session.begin():
            session.scalars(select(AuditHead).where(AuditHead.id == 1).with_for_update()).one()
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@contextmanager
def _storable() -> Iterator[None]:
    """A text that no database holds (a NUL in it, a number out of range) is bad input, not a fault of ours."""
    try:
        yield
    except DataError as error:
        raise DrempelError("The input holds something that cannot be stored.", "Write plain text.") from error


def engine(url: str) -> Engine:
    """An engine that keeps what is committed through a crash."""
    made = create_engine(url, pool_pre_ping=True)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _prepare)
        event.listen(made, "begin", _begin)
    return made


def _prepare(connection: object, _: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # SQLAlchemy begins, not the driver
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for line in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {line}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def address() -> str | None:
    """The database of the settings, or the file that ``drempel desk init`` made; None if the desk is off."""
    if settings().desk_url:
        return settings().desk_url
    file = desk_file()
    return f"sqlite:///{file}" if file.is_file() else None


def desk_file() -> Path:
    """Where the desk keeps its file if no other database is named."""
    return settings().home / "desk" / "desk.sqlite"


def open_desk(clock: Clock = now) -> Desk:
    """The desk of the settings; raises DeskOffError if it is off, out of reach, or of an older schema."""
    url = address()
    if url is None:
        raise DeskOffError("The desk is not in use here.", "Run: drempel desk init")
    desk = Desk(url, clock)
    try:
        found = revision.of(desk.engine)
    except OperationalError as error:
        raise DeskOffError("The database of the desk is out of reach.", "Look at DREMPEL_DESK_URL.") from error
    if found != revision.newest():
        raise DeskOffError("The database of the desk has an older schema.", "Run: drempel desk migrate")
    return desk
