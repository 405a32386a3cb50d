"""A few worker processes and a bounded queue before them; a worker that was ended is replaced and counted."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from pathlib import Path

from kb.errors import BusyError, DrempelError
from kb.graph.guard import check
from kb.graph.worker import Answer, Limits, Question, Worker


class Pool:
    """Workers over one store; ``size`` of them, at most ``places`` questions waiting, each for ``patience`` seconds."""

    def __init__(self, store: Path, limits: Limits, size: int, *, patience: float = 10.0, places: int = 64) -> None:
        self._store, self._limits, self._size = store, limits, size
        self._patience, self._places = patience, places
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._is_retired = False
        self.ended: Counter[str] = Counter()
        """How many workers were ended, by reason: deadline, memory, killed."""

    @property
    def waiting(self) -> int:
        """How many questions wait for a worker."""
        return len(self._waiting)

    @property
    def busy(self) -> int:
        """How many workers have a question."""
        return len(self._all) - len(self._idle)

    @property
    def pids(self) -> list[int]:
        """The numbers of the worker processes."""
        return sorted(worker.pid for worker in self._all)

    async def start(self) -> None:
        """Start all workers, so that the first questions need not wait for them."""
        self._fill()
        await asyncio.gather(*self._starting)

    async def ask(self, question: Question) -> Answer:
        """Check and run a query; raises the errors of queries, QueryTimeoutError, or BusyError if the queue is full."""
        names_data_set = check(question.text)
        if names_data_set and question.is_union:
            question = Question(question.text, question.forms, is_union=False)
        worker = await self._take()
        try:
            return await worker.ask(question)
        except asyncio.CancelledError:
            worker.end()
            raise

    async def query(self, text: str, *forms: str) -> tuple[bytes, str]:
        """The whole answer and its media type, over the union of all graphs."""
        answer = await self.ask(Question(text, forms))
        return b"".join([piece async for piece in answer.pieces()]), answer.media

    def retire(self) -> None:
        """Take no more questions; the workers end when they have answered theirs."""
        self._is_retired = True
        for worker in self._idle:
            worker.end()
        self._idle.clear()
        while self._waiting:
            self._waiting.popleft().cancel()

    def close(self) -> None:
        """End all workers at once."""
        self.retire()
        for worker in list(self._all):
            worker.end()

    async def _take(self) -> Worker:
        if self._idle:
            return self._idle.pop()
        self._fill()
        if len(self._waiting) >= self._places:
            raise _busy()
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            return await asyncio.wait_for(place, self._patience)
        except TimeoutError as error:
            raise _busy() from error
        finally:
            if place in self._waiting:
                self._waiting.remove(place)

    def _fill(self) -> None:
        for _ in range(self._size - len(self._all) - len(self._starting)):
            task = asyncio.get_running_loop().create_task(self._add())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _add(self) -> None:
        worker = await Worker.start(self._store, self._limits, self._freed, self._gone)
        self._all.add(worker)
        self._freed(worker)

    def _freed(self, worker: Worker) -> None:
        if self._is_retired:
            worker.end()
            return
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    def _gone(self, worker: Worker, reason: str) -> None:
        self._all.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if not self._is_retired:
            self.ended[reason] += 1
            self._fill()


def _busy() -> DrempelError:
    return BusyError("All query workers are busy.", "Try again in a few seconds.")
