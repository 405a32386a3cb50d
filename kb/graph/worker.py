"""One worker process seen from the server: questions in, frames of an answer out."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from kb.errors import BusyError, DrempelError, NotAcceptableError, QuerySyntaxError, QueryTimeoutError
from kb.graph.guarded import BEGIN, END, END_CUT, HEAD, SOLUTIONS, TRIPLES, UNWANTED, WHOLE, WHOLE_CUT, WRONG

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_MOST_BUFFERED = 8 << 20
_GRACE = 0.5

OnFree = Callable[["Worker"], None]
OnGone = Callable[["Worker", str], None]
"""The worker, and why it went: ``deadline``, ``memory`` or ``killed``."""


@dataclass(frozen=True)
class Limits:
    """What one query may take: seconds, megabytes, and rows and bytes of its answer."""

    seconds: float
    megabytes: int
    rows: int = 100_000
    size: int = 64 << 20


@dataclass(frozen=True)
class Question:
    """A query, the media types that are wished for in their order, and the data set if the client names one."""

    text: str
    forms: tuple[str, ...]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    is_union: bool = True

    def message(self) -> bytes:
        """As the worker reads it."""
        head = [" ".join(each) for each in (self.forms, self.default_graphs, self.named_graphs)]
        body = "\n".join([*head, "union" if self.is_union else "", self.text]).encode()
        return struct.pack(">I", len(body)) + body


@dataclass
class Answer:
    """Media type, first piece (the whole answer, if ``is_whole``), and whether a cap cut it, as far as known yet."""

    media: str
    first: bytes
    is_whole: bool
    is_cut: bool
    rest: asyncio.Queue[bytes | Exception | None] = field(default_factory=asyncio.Queue)
    worker: Worker | None = None

    async def pieces(self) -> AsyncIterator[bytes]:
        """All pieces; raises QueryTimeoutError or BusyError if the worker was ended in the midst of the answer."""
        yield self.first
        while not self.is_whole:
            piece = await self.rest.get()
            if self.worker is not None:
                self.worker.taken(len(piece) if isinstance(piece, bytes) else 0)
            if isinstance(piece, Exception):
                raise piece
            if piece is None:
                return
            yield piece


class Worker(asyncio.Protocol):
    """A process that answers one question at a time over the store of a release; see ``kb.graph.guarded``."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits, on_free: OnFree, on_gone: OnGone) -> None:
        self._process, self._limits, self._on_free, self._on_gone = process, limits, on_free, on_gone
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._buffered = 0
        self._asked: asyncio.Future[Answer] | None = None
        self._answer: Answer | None = None
        self._alarm: asyncio.TimerHandle | None = None

    @classmethod
    async def start(cls, store: Path, limits: Limits, on_free: OnFree, on_gone: OnGone) -> Worker:
        """A running worker; ``on_free`` is called after each answer, ``on_gone`` once, with the reason."""
        ours, theirs = socket.socketpair()
        values = (store, limits.seconds, limits.megabytes, limits.rows, limits.size)
        command = [sys.executable, "-m", "kb.graph.guarded", *map(str, values)]
        with theirs:
            process = subprocess.Popen(command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL)
        worker = cls(process, limits, on_free, on_gone)
        await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=ours)
        return worker

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    async def ask(self, question: Question) -> Answer:
        """The answer, or its first piece; raises the errors of queries, QueryTimeoutError and BusyError."""
        loop = asyncio.get_running_loop()
        self._asked = loop.create_future()
        if self._transport is None or self._transport.is_closing():
            raise _lost()
        self._transport.write(question.message())
        # the kernel ends the process at the deadline; this is for a process that does not even get there
        self._alarm = loop.call_later(self._limits.seconds + _GRACE, self._process.send_signal, signal.SIGALRM)
        return await self._asked

    def taken(self, size: int) -> None:
        """A reader took so many bytes; goes on reading from the process if it had stopped."""
        self._buffered -= size
        if self._buffered <= _MOST_BUFFERED and self._transport is not None:
            with contextlib.suppress(RuntimeError):
                self._transport.resume_reading()

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._process.poll() is None:
            self._process.kill()
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Of ``asyncio.Protocol``."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Of ``asyncio.Protocol``: split into frames."""
        self._received += data
        while len(self._received) >= HEAD.size:
            size, kind = HEAD.unpack_from(self._received)
            if len(self._received) < HEAD.size + size:
                return
            body = bytes(self._received[HEAD.size : HEAD.size + size])
            del self._received[: HEAD.size + size]
            self._frame(kind, body)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  the exit code says more
        """Of ``asyncio.Protocol``: tell the reader what became of the process."""
        if self._process.poll() is None:
            self._process.kill()
        code = self._process.wait()
        reason = {-signal.SIGALRM: "deadline", -signal.SIGABRT: "memory", -signal.SIGSEGV: "memory"}.get(code, "killed")
        self._fail(_ended() if reason in ("deadline", "memory") else _lost())
        self._on_gone(self, reason)

    def _fail(self, error: DrempelError) -> None:
        if self._answer is not None:
            self._answer.rest.put_nowait(error)
        elif self._asked is not None and not self._asked.done():
            self._asked.set_exception(error)
        self._finish()

    def _frame(self, kind: int, body: bytes) -> None:
        if kind in (WHOLE, WHOLE_CUT, BEGIN):
            media, _, first = body.partition(b"\n")
            answer = Answer(media.decode(), first, kind != BEGIN, kind == WHOLE_CUT)
            if kind == BEGIN:
                answer.worker = self
                self._answer = answer
            if self._asked is not None and not self._asked.done():
                self._asked.set_result(answer)
            if kind != BEGIN:
                self._finish()
                self._on_free(self)
        elif kind in (WRONG, UNWANTED):
            self._fail(_wrong(body.decode()) if kind == WRONG else _unwanted(body))
            self._on_free(self)
        elif self._answer is not None:
            self._piece(kind, body, self._answer)

    def _piece(self, kind: int, body: bytes, answer: Answer) -> None:
        self._buffered += len(body)
        answer.rest.put_nowait(body)
        if kind in (END, END_CUT):
            answer.is_cut = kind == END_CUT
            answer.rest.put_nowait(None)
            answer.worker = None
            self._buffered = 0
            self._finish()
            self._on_free(self)
        elif self._buffered > _MOST_BUFFERED and self._transport is not None:
            self._transport.pause_reading()

    def _finish(self) -> None:
        self._asked = self._answer = None
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None


def _wrong(message: str) -> DrempelError:
    found = _PLACE.match(message)
    said = found[3] if found else message
    line, column = (int(found[1]), int(found[2])) if found else (None, None)
    where = "The query cannot be read at line {line}, column {column}: {said}"
    what = where if found else "The query cannot be answered: {said}"
    return QuerySyntaxError(what, "Correct it.", line=line, column=column, said=_short(said))


def _short(said: str) -> str:
    return said if len(said) <= 300 else f"{said[:300]} ..."


def _unwanted(kind: bytes) -> DrempelError:
    offered = list(TRIPLES if kind == b"triples" else SOLUTIONS)
    return NotAcceptableError("This kind of query has no answer in the form that is asked for.", choices=offered)


def _ended() -> DrempelError:
    return QueryTimeoutError(
        "The query took too long or too much memory and was ended.",
        "Ask for less: add a LIMIT, name more of the pattern, or use the dumps.",
        field="query",
    )


def _lost() -> DrempelError:
    return BusyError("The process that answered was lost.", "Try again in a few seconds.", after=1)
