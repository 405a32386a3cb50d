"""One SPARQL query over a release, in the format asked for."""

from __future__ import annotations

from kb.answers.question import choose
from kb.graph.guard import Limits, Pool
from kb.release import Release
from kb.settings import settings

FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}


def pool(release: Release, size: int | None = None) -> Pool:
    """Workers over the store of a release, with the limits of the settings."""
    limits = Limits(settings().sparql_seconds, settings().sparql_megabytes)
    return Pool(release.folder / "store", limits, size or settings().sparql_workers)


def run_once(release: Release, text: str, form: str = "csv") -> str:
    """The serialised answer; raises QueryError, QueryRefusedError or QueryTimeoutError."""
    media = FORMATS[choose("format", form, tuple(FORMATS))]
    workers = pool(release, 1)
    try:
        return workers.query(text, media)[0].decode("utf-8")
    finally:
        workers.close()
