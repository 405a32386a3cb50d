"""SPARQL queries over a release, in the format asked for."""

from __future__ import annotations

import asyncio

from kb.answers.question import choose
from kb.graph.pool import Pool
from kb.graph.worker import Limits
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
    given = settings()
    limits = Limits(given.sparql_seconds, given.sparql_megabytes, given.sparql_rows, given.sparql_bytes)
    return Pool(
        release.folder / "store",
        limits,
        size or given.sparql_workers,
        patience=given.sparql_patience,
        places=given.sparql_queue,
    )


def run_once(release: Release, text: str, form: str = "csv") -> str:
    """The serialised answer; raises QueryError, QueryRefusedError or QueryTimeoutError."""
    media = FORMATS[choose("format", form, tuple(FORMATS))]
    # a query of triples has no CSV: then Turtle, as people expect of a command line
    return asyncio.run(_run(pool(release, 1), text, media, FORMATS["json"], FORMATS["ttl"])).decode("utf-8")


async def _run(workers: Pool, text: str, *forms: str) -> bytes:
    try:
        return (await workers.query(text, *forms))[0]
    finally:
        workers.close()
