"""The worker process of ``kb.graph.guard``: read-only store, deadline, memory cap, no network.

The engine has no way to cancel a query, so the kernel ends the whole process: SIGALRM at its default action at the
deadline, an allocation that fails at the memory cap. It can open no socket: SERVICE has no switch in the engine.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import sys
from typing import BinaryIO

import pyoxigraph as ox

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000

SOLUTIONS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def serve(store: ox.Store, seconds: float, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer length-prefixed messages until the other side closes."""
    while len(head := source.read(4)) == 4:
        message = source.read(struct.unpack(">I", head)[0]).decode()
        form, _, text = message.partition("\n")
        signal.setitimer(signal.ITIMER_REAL, seconds)
        body = answer(store, text, form)
        signal.setitimer(signal.ITIMER_REAL, 0)
        sink.write(struct.pack(">I", len(body)) + body)
        sink.flush()


def answer(store: ox.Store, text: str, form: str) -> bytes:
    """``R``, the media type, a line end and the answer; or ``E`` and what is wrong."""
    try:
        found = store.query(text, use_default_graph_as_union=True)
        if isinstance(found, ox.QueryTriples):
            media = form if form in TRIPLES else next(iter(TRIPLES))
            body = found.serialize(format=TRIPLES[media])
        elif isinstance(found, ox.QueryBoolean):
            media = form if form in ("application/sparql-results+xml",) else next(iter(SOLUTIONS))
            body = found.serialize(format=SOLUTIONS[media])
        else:
            media = form if form in SOLUTIONS else next(iter(SOLUTIONS))
            body = found.serialize(format=SOLUTIONS[media])
        return b"R" + media.encode() + b"\n" + (body or b"")
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return b"E" + str(error).encode()[:2000]


def isolate() -> None:
    """A network of its own that leads nowhere, where the system allows it; only before the store starts threads."""
    ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def confine(megabytes: int) -> None:
    """Memory cap, default alarm, and no further file or socket, whatever a query asks for."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def main() -> None:
    """``python -m kb.graph.guarded STORE SECONDS MEGABYTES``; messages on stdin and stdout."""
    path, seconds, megabytes = sys.argv[1:4]
    isolate()
    store = ox.Store.read_only(path)
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115  a dying worker has nothing to tell
    confine(int(megabytes))
    serve(store, float(seconds), sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
