"""The worker process of ``kb.graph.pool``: read-only store, deadline, memory cap, no network.

The engine has no way to cancel a query, so the kernel ends the whole process: SIGALRM at its default action at the
deadline, an allocation that fails at the memory cap. It can open no socket: SERVICE has no switch in the engine.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import socket
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

import pyoxigraph as ox

from kb.graph.cut import Cut, Enough, TooLongError

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

_Named = ox.NamedNode | ox.BlankNode
_Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

HEAD = struct.Struct(">IB")
"""Length and kind of a frame."""
WHOLE, WHOLE_CUT, BEGIN, MORE, END, END_CUT, WRONG, UNWANTED = range(8)
"""Kinds of frames: a whole answer, one in pieces, a message on what is wrong, a kind that no wished form fits.

WHOLE, WHOLE_CUT and BEGIN begin with the media type and a line end.
"""


@dataclass(frozen=True)
class Caps:
    """Rows (or triples) and bytes that an answer may have."""

    rows: int
    size: int


class Server:
    """Answers the questions that come through one socket, each by one frame or several."""

    def __init__(self, store: ox.Store, caps: Caps, seconds: float, channel: socket.socket) -> None:
        self._store, self._caps, self._seconds, self._channel = store, caps, seconds, channel

    def serve(self) -> None:
        """Answer length-prefixed questions until the other side closes."""
        source = self._channel.makefile("rb")
        while len(head := source.read(4)) == 4:
            message = source.read(struct.unpack(">I", head)[0])
            signal.setitimer(signal.ITIMER_REAL, self._seconds)
            self.answer(message.decode())
            signal.setitimer(signal.ITIMER_REAL, 0)

    def answer(self, message: str) -> None:
        """Answer one question: wished forms, default graphs, named graphs, union (or none), each a line; the query."""
        forms, default, named, union, text = message.split("\n", 4)
        try:
            default_nodes, named_nodes = _data_set(default.split(), named.split())
            found = self._store.query(
                text,
                use_default_graph_as_union=bool(union),
                default_graph=default_nodes,
                named_graphs=named_nodes,
            )
            media = _media(found, forms.split())
            if media is None:
                self._send(UNWANTED, b"triples" if isinstance(found, ox.QueryTriples) else b"solutions")
            else:
                self._write(found, media)
        except TooLongError:
            self._send(WRONG, b"one row of the answer is larger than an answer may be")
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            self._send(WRONG, str(error).encode()[:2000])

    def _write(self, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, media: str) -> None:
        begun = False
        head = f"{media}\n".encode()

        def send(piece: bytes) -> None:
            nonlocal begun
            self._send(MORE if begun else BEGIN, piece if begun else head + piece)
            begun = True

        cut = Cut(media, self._caps.rows, self._caps.size, send)
        with contextlib.suppress(Enough):
            self._serialize(found, media, cut)
        rest = cut.close()
        if begun:
            self._send(END_CUT if cut.is_cut else END, rest)
        else:
            self._send(WHOLE_CUT if cut.is_cut else WHOLE, head + rest)

    def _serialize(self, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, media: str, cut: Cut) -> None:
        file = cast(IO[bytes], cut)  # it has what the engine needs of a file
        if isinstance(found, ox.QueryTriples):
            ox.serialize(_capped(found, self._caps.rows, cut), file, format=TRIPLES[media])
        else:
            found.serialize(file, format=SOLUTIONS[media])

    def _send(self, kind: int, body: bytes) -> None:
        self._channel.sendall(HEAD.pack(len(body), kind) + body)


def _data_set(default: list[str], named: list[str]) -> tuple[list[_Graph] | None, list[_Named] | None]:
    """Where a request names a graph, only those that it names are there, default and named ones apart."""
    if not default and not named:
        return None, None
    return [ox.NamedNode(each) for each in default], [ox.NamedNode(each) for each in named]


def _capped(triples: ox.QueryTriples, most: int, cut: Cut) -> Iterator[ox.Triple]:
    for number, triple in enumerate(triples):
        if number == most or cut.is_full:
            cut.is_cut = True
            return
        yield triple


def _media(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, forms: list[str]) -> str | None:
    """The first of the wished forms that this kind of answer can have."""
    offered = TRIPLES if isinstance(found, ox.QueryTriples) else SOLUTIONS
    return next((form for form in forms if form in offered), None)


def isolate() -> None:
    """A network of its own that leads nowhere, where the system allows it; only before the store starts threads."""
    ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def confine(megabytes: int) -> None:
    """Memory cap, default alarm, and no further file or socket, whatever a query asks for."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers itself
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def main() -> None:
    """``python -m kb.graph.guarded STORE SECONDS MEGABYTES ROWS BYTES``, with the socket as standard input."""
    path, seconds, megabytes, rows, size = sys.argv[1:6]
    isolate()
    channel = socket.socket(fileno=os.dup(0))
    store = ox.Store.read_only(path)
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115  a dying worker has nothing to tell
    os.dup2(sys.stderr.fileno(), 2)
    confine(int(megabytes))
    Server(store, Caps(int(rows), int(size)), float(seconds), channel).serve()


if __name__ == "__main__":
    main()
