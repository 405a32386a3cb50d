"""Coverage, freshness and quality of the facts, counted in the graph."""

from __future__ import annotations

from functools import lru_cache

from kb.answers.coverage import coverage
from kb.answers.present import Shown
from kb.graph.store import Row
from kb.release import Release


def stats(release: Release) -> Shown:
    """Counts by kind of record, status, kind of source, unknown field, and register."""
    store = release.catalogue.store
    return {
        "data_version": release.version,
        "records": release.manifest.counts,
        "facts_by_status": _pairs(store.select("facts_by_status"), "status", "facts"),
        "facts_by_source_kind": _pairs(store.select("facts_by_source_kind"), "kind", "facts"),
        "unknowns_by_field": _pairs(store.select("unknowns_by_field"), "predicate", "unknowns"),
        "coverage": _coverage(release),
        "registers": _registers(store.select("register_counts")),
    }


@lru_cache(maxsize=2)
def _coverage(release: Release) -> list[Shown]:
    # a few seconds of counting, once per release
    return coverage(release)


def _pairs(rows: list[Row], name: str, count: str) -> dict[str, int]:
    return {_local(row, name): _number(row, count) for row in rows}


def _registers(rows: list[Row]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(_local(row, "scheme"), {})[_local(row, "status")] = _number(row, "rows")
    return found


def _local(row: Row, name: str) -> str:
    value = str(getattr(row[name], "value", ""))
    return value.rpartition("#")[2].rpartition("/")[2]


def _number(row: Row, name: str) -> int:
    return int(str(getattr(row[name], "value", "0")))
