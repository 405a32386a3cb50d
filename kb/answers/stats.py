"""Coverage, freshness and quality of the facts, counted in the graph."""

from __future__ import annotations

from kb.answers.coverage import coverage
from kb.answers.present import Shown
from kb.answers.unit_stats import unit_stats
from kb.graph.store import Row
from kb.release import Release
from kb.settings import settings


def stats(release: Release) -> Shown:
    """Counts by kind of record, status, age, kind of source and jurisdiction; unknowns; conflicts kept; coverage.

    From the figures that the build counted, if it did: counting takes seconds, and grows with the data.
    """
    return release.figures or count(release)


def count(release: Release) -> Shown:
    """The same, counted in the graph now."""
    select = release.catalogue.store.select
    return {
        "data_version": release.version,
        "records": release.manifest.counts,
        "graphs": _pairs(select("graph_sizes"), "graph", "triples"),
        "facts_by_status": _pairs(select("facts_by_status"), "status", "facts"),
        "facts_by_source_kind": _pairs(select("facts_by_source_kind"), "kind", "facts"),
        "facts_by_year_of_source": _pairs(select("facts_by_age"), "year", "facts"),
        "facts_by_jurisdiction": _table(select("facts_by_jurisdiction"), "jurisdiction", "status", "facts"),
        "unknowns_by_field": _table(select("unknowns_by_field"), "predicate", "jurisdiction", "unknowns"),
        "doubtful_by_field": _doubtful(select("doubtful_by_field")),
        "conflicts_kept": [_conflict(row) for row in select("conflicts")],
        "procedures_by_authority": _by_authority(select("procedures_by_authority")),
        "registers": _table(select("register_counts"), "scheme", "status", "rows"),
        "mappings": _table(select("mapping_counts"), "set", "status", "rows"),
        "mapping_reasons": _table(select("reason_counts"), "set", "language", "rows"),
        "mapping_tensions": [_tension(row) for row in select("mapping_tensions")],
        "comparison": unit_stats(release.catalogue.store),
        "coverage": coverage(release),
    }


def _by_authority(rows: list[Row]) -> dict[str, dict[str, int]]:
    """Jurisdiction of the procedure to authority to the number of procedures in which it decides."""
    start = f"{settings().base}authority/"
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        authority = str(getattr(row["authority"], "value", "")).removeprefix(start)
        found.setdefault(_local(row, "jurisdiction"), {})[authority] = _number(row, "procedures")
    return found


def _pairs(rows: list[Row], name: str, count: str) -> dict[str, int]:
    return {_local(row, name): _number(row, count) for row in rows}


def _table(rows: list[Row], outer: str, inner: str, count: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(_local(row, outer), {})[_local(row, inner)] = _number(row, count)
    return found


def _doubtful(rows: list[Row]) -> dict[str, dict[str, dict[str, int]]]:
    """Field to status to jurisdiction: how many facts a reader is told to confirm."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in rows:
        by_status = found.setdefault(_local(row, "predicate"), {})
        by_status.setdefault(_local(row, "status"), {})[_local(row, "jurisdiction")] = _number(row, "facts")
    return found


def _conflict(row: Row) -> Shown:
    record = str(getattr(row["record"], "value", ""))
    return {
        "record": record.removeprefix(settings().base),
        "field": _local(row, "predicate"),
        "statements": _number(row, "facts"),
    }


def _tension(row: Row) -> Shown:
    """A chain of near matches whose ends a direct statement calls merely related, or denies: to be read again."""
    start = settings().base
    return {name: str(getattr(value, "value", "")).removeprefix(start) for name, value in row.items()}


def _local(row: Row, name: str) -> str:
    value = str(getattr(row[name], "value", ""))
    return value.rpartition("#")[2].rpartition("/")[2]


def _number(row: Row, name: str) -> int:
    return int(str(getattr(row[name], "value", "0")))
