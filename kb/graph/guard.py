"""SPARQL of strangers: refused if it writes or reaches out, and run in a process that the kernel can end."""

from __future__ import annotations

import contextlib
import queue
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from kb.errors import QueryError, QueryRefusedError, QueryTimeoutError

# What the engine skips, and the words that it reads. Escapes stand first: without them "ex:a\#x . SERVICE <...>" would
# hide SERVICE behind what looks like a comment. Whether "<" opens an address or says "less than" depends on the
# grammar: with "://" it is an address, without "#", ")" and "'" nothing hides in either reading, the rest is unclear.
_TOKEN = re.compile(
    r"""\\.
    |\"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
    |"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+'
    |<[A-Za-z][A-Za-z0-9+.-]*://(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>
    |<[^\x00-\x20<>"{}|^`\\#)']*>
    |(?P<unclear><[^\x00-\x20<>"{}|^`]*>)
    |\#[^\r\n]*
    |[?$][A-Za-z0-9_]+
    |@[A-Za-z]+(?:-[A-Za-z0-9]+)*
    |:(?:[A-Za-z0-9_:][A-Za-z0-9_:-]*)?
    |(?P<word>[A-Za-z]++)(?P<prefix>(?=[A-Za-z0-9_.-]{0,100}:))?
    """,
    re.DOTALL | re.VERBOSE,
)
_REFUSED = frozenset({"LOAD", "INSERT", "DELETE", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

LONGEST_QUERY = 100_000

Answer = tuple[bytes, str]
"""Serialised answer and its media type."""


def check(text: str) -> None:
    """Refuse updates, LOAD and SERVICE in every spelling; raises QueryRefusedError or QueryError."""
    if len(text) > LONGEST_QUERY:
        raise QueryError(f"The query has {len(text)} characters.", f"Keep it under {LONGEST_QUERY}.", field="query")
    words, is_unclear = _words(text)
    refused = sorted(words & _REFUSED)
    # the engine needs no space after SERVICE, and none before it: "trueSERVICEx:a" is a call
    if any("SERVICE" in word for word in words) or (is_unclear and "service" in text.lower()):
        refused.append("SERVICE")
    if refused:
        raise QueryRefusedError(
            f"{', '.join(refused)} is not allowed: this endpoint only reads its own data.",
            "Write a SELECT, ASK, CONSTRUCT or DESCRIBE query without it, also in the names of prefixes.",
            field="query",
        )
    if not words & _FORMS:
        raise QueryError("This is no SPARQL query.", "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.", field="query")


def _words(text: str) -> tuple[set[str], bool]:
    """The words outside strings, addresses, comments, variables and names; whether an address may be none."""
    words: set[str] = set()
    is_unclear = False
    for match in _TOKEN.finditer(text):
        word = (match["word"] or "").upper()
        if word and (match["prefix"] is None or "SERVICE" in word):
            words.add(word)
        is_unclear = is_unclear or match["unclear"] is not None
    return words, is_unclear


@dataclass(frozen=True)
class Limits:
    """Seconds of running time and megabytes of memory that one query may take."""

    seconds: float
    megabytes: int


class _Worker:
    """One process that answers queries over the store of a release."""

    def __init__(self, store: Path, limits: Limits) -> None:
        command = [sys.executable, "-m", "kb.graph.guarded", str(store), str(limits.seconds), str(limits.megabytes)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, text: str, form: str) -> Answer:
        """The answer and its media type; raises QueryTimeoutError if the process was ended, QueryError if it is bad."""
        try:
            answer = self._exchange(f"{form}\n{text}".encode())
        except (OSError, EOFError) as error:
            raise QueryTimeoutError(
                "The query took too long or too much memory and was ended.",
                "Ask for less: add a LIMIT, name more of the pattern, or use the dumps.",
                field="query",
            ) from error
        kind, body = answer[:1], answer[1:]
        if kind == b"E":
            raise QueryError(f"The query cannot be answered: {body.decode()}", "Correct it.", field="query")
        media, _, content = body.partition(b"\n")
        return content, media.decode()

    def _exchange(self, message: bytes) -> bytes:
        source, sink = self._process.stdout, self._process.stdin
        if source is None or sink is None:
            raise EOFError
        sink.write(struct.pack(">I", len(message)) + message)
        sink.flush()
        head = source.read(4)
        if len(head) < 4:
            raise EOFError
        size = struct.unpack(">I", head)[0]
        body = source.read(size)
        if len(body) < size:
            raise EOFError
        return body

    def end(self) -> None:
        """End the process, whatever it does."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.kill()
        self._process.wait()


class Pool:
    """A few workers; a query waits for a free one, and a worker that was ended is replaced."""

    def __init__(self, store: Path, limits: Limits, size: int, patience: float = 10.0) -> None:
        self._store, self._limits, self._patience = store, limits, patience
        self._free: queue.Queue[_Worker | None] = queue.Queue()
        self._all: set[_Worker] = set()
        self._lock = Lock()
        for _ in range(size):
            self._free.put(None)

    def query(self, text: str, form: str) -> Answer:
        """Check and run a query; ``form`` is the media type wished for, which the kind of query may not allow."""
        check(text)
        with self._worker() as worker:
            return worker.ask(text, form)

    @contextlib.contextmanager
    def _worker(self) -> Iterator[_Worker]:
        try:
            worker = self._free.get(timeout=self._patience)
        except queue.Empty as error:
            raise QueryTimeoutError("All query workers are busy.", "Try again in a few seconds.") from error
        running = worker or self._start()
        kept: _Worker | None = running
        try:
            yield running
        except QueryTimeoutError:
            kept = None
            self._end(running)
            raise
        finally:
            self._free.put(kept)

    def _start(self) -> _Worker:
        worker = _Worker(self._store, self._limits)
        with self._lock:
            self._all.add(worker)
        return worker

    def _end(self, worker: _Worker) -> None:
        worker.end()
        with self._lock:
            self._all.discard(worker)

    def close(self) -> None:
        """End all workers."""
        for worker in list(self._all):
            self._end(worker)
