"""The search index: one row per name of a thing, in SQLite's trigram full-text search.

Names of former codes stand in tables of their own: which names are rare, and so how present ones are ranked, does not
depend on them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.model.qualification import Qualification
from kb.read.base import Base
from kb.search.normal import normal

_SCHEMA = """
CREATE TABLE item (
    id TEXT PRIMARY KEY, scheme TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL,
    code TEXT NOT NULL, level INTEGER, eqf INTEGER, kind TEXT NOT NULL, status TEXT NOT NULL, rank INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE code (code TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (code, id)) WITHOUT ROWID;
"""
_SCHEMA_OF_NAMES = """
CREATE VIRTUAL TABLE {names} USING fts5(text, tokenize = 'trigram');
CREATE TABLE {bearers} (
    name INTEGER NOT NULL, id TEXT NOT NULL, weight REAL NOT NULL, PRIMARY KEY (name, id)
) WITHOUT ROWID;
"""

_RANK = {"current": 0, "latest-known": 1, "unknown": 2, "superseded": 3, "former": 4}


@dataclass(frozen=True)
class NameTables:
    """The full-text table of some names, and the table of what bears them."""

    names: str
    bearers: str


PRESENT = NameTables("name", "bearer")
FORMER = NameTables("former_name", "former_bearer")


@dataclass(frozen=True)
class Name:
    """A name under which a qualification is found; ``weight`` 1 for its own title, less for names of its occupation."""

    text: str
    weight: float


def write(base: Base, path: Path) -> None:
    """Write the index of a base; same base, same rows in the same order."""
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.executescript(_SCHEMA)
            numbers: dict[NameTables, dict[str, int]] = {PRESENT: {}, FORMER: {}}
            for each in numbers:
                connection.executescript(_SCHEMA_OF_NAMES.format(names=each.names, bearers=each.bearers))
            for row in base.qualifications.values():
                tables = FORMER if row.status == "former" else PRESENT
                _insert(connection, row)
                _bear(connection, row.id, _names(row, base), tables, numbers[tables])
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, row: Qualification) -> None:
    connection.execute(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.id,
            row.scheme,
            row.title,
            row.language,
            row.official_code or row.code,
            row.level,
            row.eqf,
            row.kind,
            row.status,
            _RANK[row.status],
        ),
    )
    for code in _codes(row):
        connection.execute("INSERT OR IGNORE INTO code VALUES (?, ?)", (normal(code), row.id))


def _bear(
    connection: sqlite3.Connection, identifier: str, found: Iterable[Name], tables: NameTables, numbers: dict[str, int]
) -> None:
    """Each distinct name stands once in the full-text table; many qualifications may bear it."""
    for name in found:
        text = normal(name.text)
        if text not in numbers:
            numbers[text] = len(numbers) + 1
            connection.execute(f"INSERT INTO {tables.names} (rowid, text) VALUES (?, ?)", (numbers[text], text))
        # the first, heaviest name wins where an occupation is called as the title
        bearer = (numbers[text], identifier, name.weight)
        connection.execute(f"INSERT OR IGNORE INTO {tables.bearers} VALUES (?, ?, ?)", bearer)


def _codes(row: Qualification) -> Iterator[str]:
    """Everything that people type as a code: register code, official code without its version, BERUFENET id, KldB."""
    yield row.id
    yield row.code
    if row.official_code:
        yield row.official_code
        yield row.official_code.rpartition("-")[0]
    yield from (code for code in (row.dkz_id, row.kldb, row.dossier) if code)


def _names(row: Qualification, base: Base) -> Iterator[Name]:
    yield Name(row.title, 1.0)
    if row.title_feminine:
        yield Name(row.title_feminine, 1.0)
    if row.title_en:
        yield Name(row.title_en, 0.9)
    for slug in base.main_occupations.get(row.id, ()):
        yield from (Name(text, 0.7) for text in base.names_of_concept("occupations", slug))
