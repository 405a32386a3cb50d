"""Backup and restore: one compressed file of lines, the same for SQLite and PostgreSQL, with its own checksum."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, Integer, delete, func, insert, select, text
from sqlalchemy import Table as Plain

from kb.desk.database import Desk
from kb.desk.integrity import faults
from kb.desk.migrations import revision
from kb.desk.tables import AuditHead, Table
from kb.errors import DrempelError

_FORMAT = "drempel-desk-backup/1"
_MANY = 500


def backup(desk: Desk, path: Path) -> int:
    """Write everything into a file, as it stood at one moment; gives the number of rows."""
    with desk.writing() as session:  # waits for whoever writes, so that the tables fit one another
        connection = session.connection()
        lines = [json.dumps(row, sort_keys=True) for row in _rows(connection)]
    head = {"format": _FORMAT, "schema": revision.newest(), "rows": len(lines), "sha256": _checksum(lines)}
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    with gzip.open(aside, "wt", encoding="utf-8") as file:
        file.write("\n".join([json.dumps(head), *lines]) + "\n")
    aside.chmod(0o600)
    aside.replace(path)
    return len(lines)


def restore(desk: Desk, path: Path) -> int:
    """Fill an empty database from a file, whole or not at all; gives the number of rows.

    Raises DrempelError for a file that is damaged or of another schema, and for a database that is not empty.
    """
    head, lines = _read(path)
    revision.migrate(desk.engine, head["schema"])
    tables = {table.name: table for table in Table.metadata.sorted_tables}
    with desk.writing() as session:
        connection = session.connection()
        if any(
            connection.scalar(select(func.count()).select_from(table))
            for table in tables.values()
            if table.name != "audit_head"
        ):
            raise DrempelError("The database is not empty.", "Restore into a new one.")
        connection.execute(delete(AuditHead))
        rows = [json.loads(line) for line in lines]
        for name, table in tables.items():
            _insert(connection, table, [row["row"] for row in rows if row["table"] == name])
        _set_counters(connection, tables.values())
    wrong = faults(desk)
    if wrong:
        raise DrempelError("What was restored is not whole: {first}", "Take an earlier backup.", first=wrong[0])
    return len(lines)


def _rows(connection: Connection) -> Iterator[dict[str, Any]]:
    for table in Table.metadata.sorted_tables:
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
            yield {"table": table.name, "row": plain}


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            first, *lines = file.read().removesuffix("\n").split("\n")
        head = json.loads(first)
    except (OSError, EOFError, ValueError) as error:
        raise DrempelError("The backup {path} cannot be read.", "Take another one.", path=path) from error
    if head.get("format") != _FORMAT or head.get("sha256") != _checksum(lines):
        raise DrempelError("The backup {path} is damaged.", "Take another one.", path=path)
    if head["schema"] != revision.newest():
        raise DrempelError("The backup {path} has another schema.", "Restore it with its own program.", path=path)
    return head, lines


def _checksum(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _insert(connection: Connection, table: Plain, rows: list[dict[str, Any]]) -> None:
    days = [column.name for column in table.c if isinstance(column.type, Date)]
    for row in rows:
        row.update({name: date.fromisoformat(row[name]) for name in days if row[name]})
    for start in range(0, len(rows), _MANY):
        connection.execute(insert(table), rows[start : start + _MANY])


def _set_counters(connection: Connection, tables: Any) -> None:
    """PostgreSQL counts apart from the rows: go on behind the highest number."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        key = list(table.primary_key)
        if len(key) == 1 and isinstance(key[0].type, Integer) and key[0].autoincrement is not False:
            sequence = f"pg_get_serial_sequence('{table.name}', '{key[0].name}')"
            highest = f'COALESCE((SELECT MAX("{key[0].name}") FROM "{table.name}"), 0) + 1'
            connection.execute(text(f"SELECT setval({sequence}, {highest}, false)"))
