"""Triggers that let rows be added, never changed or deleted: they hold for whoever comes past this program, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alembic import op


def append_only(table: str, columns: Sequence[str] = ()) -> None:
    """Refuse DELETE, and UPDATE of some columns (of all, if none is named)."""
    of = f" OF {', '.join(columns)}" if columns else ""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for line in _sqlite(table, of) if is_sqlite else _postgresql(table, of):
        op.execute(line)


def _sqlite(table: str, of: str) -> Iterable[str]:
    for name, what in (("update", f"UPDATE{of}"), ("delete", "DELETE")):
        yield (
            f"CREATE TRIGGER {table}_no_{name} BEFORE {what} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        )


def _postgresql(table: str, of: str) -> Iterable[str]:
    yield (
        f"CREATE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} only grows'; END $$"
    )
    for name, what in (("update", f"UPDATE{of}"), ("delete", "DELETE")):
        yield (
            f"CREATE TRIGGER {table}_no_{name} BEFORE {what} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_only_grows()"
        )
