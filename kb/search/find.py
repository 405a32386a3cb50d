"""Searching the index: codes first, then names by trigrams; the same query gives the same order every time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kb.errors import NotBuiltError
from kb.search.index import FORMER, PRESENT, NameTables
from kb.search.normal import normal, trigrams

LONGEST_QUERY = 200
_LEAST_SHARED = 0.3
_PRESENT_FIRST = 5

_BY_CODE = "SELECT item.* FROM code JOIN item USING (id) WHERE code.code = ?"
_BY_NAME = """
SELECT item.*, hit.text, MIN(hit.score * bearer.weight) AS score FROM (
    SELECT rowid AS number, text, rank AS score FROM {names} WHERE {names} MATCH ? ORDER BY rank LIMIT 400
) AS hit JOIN {bearers} AS bearer ON bearer.name = hit.number JOIN item USING (id) GROUP BY item.id
"""


@dataclass(frozen=True)
class Hit:
    """A qualification that was found."""

    id: str
    scheme: str
    title: str
    language: str
    code: str
    level: int | None
    eqf: int | None
    kind: str
    status: str

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


class Finder:
    """Searches one index file, opened read-only."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise NotBuiltError(f"No search index at {path}.", "Run: drempel build")
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row

    def find(self, query: str, *, scheme: str | None = None, limit: int = 10) -> list[Hit]:
        """The best hits: exact codes, then the nearest names; current before superseded where names are equal.

        Former codes come behind present ones that bear all that was typed.
        """
        text = normal(query[:LONGEST_QUERY])
        if not text:
            return []
        found: dict[str, Hit] = {}
        for row in self._rows(text):
            if scheme in (None, row["scheme"]):
                found.setdefault(row["id"], _hit(row))
            if len(found) == limit:
                break
        return list(found.values())

    def _rows(self, text: str) -> Iterator[sqlite3.Row]:
        rows = self._connection.execute(_BY_CODE, (text,)).fetchall()
        yield from sorted(rows, key=lambda row: (row["rank"], row["id"]))
        if len(text) >= 3:
            yield from _former_last(text, self._named(text, PRESENT), self._named(text, FORMER))

    def _named(self, text: str, tables: NameTables) -> list[sqlite3.Row]:
        match = " OR ".join(f'"{gram}"' for gram in trigrams(text))
        query = _BY_NAME.format(names=tables.names, bearers=tables.bearers)
        found = self._connection.execute(query, (match,)).fetchall()
        return sorted((row for row in found if _share(text, row["text"]) >= _LEAST_SHARED), key=_order)


def _former_last(text: str, present: list[sqlite3.Row], former: list[sqlite3.Row]) -> Iterator[sqlite3.Row]:
    """Present names that bear all of the text, former ones that do, and then those that only resemble it.

    A former name that is the text itself waits for a few present ones only, so that its holder sees it.
    """
    whole = [number for number, row in enumerate(present, 1) if _share(text, row["text"]) == 1]
    cut = whole[-1] if whole else 0
    first = min(cut, _PRESENT_FIRST)
    yield from present[:first]
    yield from (row for row in former if row["text"] == text)
    yield from present[first:cut]
    yield from (row for row in former if _share(text, row["text"]) == 1)
    yield from present[cut:]
    yield from former


def _share(query: str, name: str) -> float:
    """How much of the query stands in a name, from 0 to 1; little of it is chance."""
    wanted = set(trigrams(query))
    return len(wanted & set(trigrams(name))) / len(wanted)


def _order(row: sqlite3.Row) -> tuple[float, int, str, str]:
    # equal names have equal scores up to noise in the last digits, and then the current one comes first
    return round(float(row["score"]), 6), int(row["rank"]), str(row["title"]), str(row["id"])


def _hit(row: sqlite3.Row) -> Hit:
    return Hit(**{name: row[name] for name in Hit.__dataclass_fields__})
