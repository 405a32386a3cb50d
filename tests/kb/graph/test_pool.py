"""The worker processes: they write nothing, call nobody, and no query holds one for long."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from xml.etree import ElementTree

import pytest

from kb.errors import BusyError, DrempelError, NotAcceptableError, QueryError, QuerySyntaxError, QueryTimeoutError
from kb.graph.pool import Pool
from kb.graph.worker import Limits, Question, Worker
from kb.release import Release

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
# asks every triple about every other: takes time but no memory, so that the deadline ends it in whatever order they lie
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c "
    "FILTER(EXISTS { ?d ?e ?f FILTER(STRLEN(STR(?f)) + STRLEN(STR(?c)) < 0) }) }"
)
GREEDY = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
FEW = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 3"
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"

With = Callable[..., None]


@pytest.fixture
def with_pool(built: Release) -> With:
    """Runs a coroutine function over a pool; keywords are those of limits and pool."""

    def run(use: Callable[[Pool], Awaitable[None]], workers: int = 2, **given: float) -> None:
        limits = {"seconds": 1.5, "megabytes": 1024}
        limits |= {name: given.pop(name) for name in ("seconds", "megabytes", "rows", "size") if name in given}

        async def whole() -> None:
            pool = Pool(built.folder / "store", Limits(**limits), workers, **given)  # type: ignore[arg-type]
            try:
                await use(pool)
            finally:
                pool.close()
                await asyncio.sleep(0.05)

        asyncio.run(whole())

    return run


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A server on the loopback address, and the calls that reached it."""
    hits: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    hits.append(connection.recv(1000).decode("latin-1"))

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], hits
        done.set()
        thread.join()


def test_the_listener_of_these_tests_hears(listener: tuple[int, list[str]]) -> None:
    port, hits = listener
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"hello")
    time.sleep(0.3)
    assert hits == ["hello"]


async def ask_unchecked(pool: Pool, text: str) -> str:
    """The answer of a worker to a query that the scan did not see."""
    worker: Worker = await pool._take()
    answer = await worker.ask(Question(text, (JSON,)))
    return answer.first.decode()


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_the_worker_itself_reaches_nobody(with_pool: With, listener: tuple[int, list[str]], silent: str) -> None:
    """The scan is passed over; what holds is that the process can open no socket."""
    port, hits = listener

    async def use(pool: Pool) -> None:
        query = f"SELECT * WHERE {{ SERVICE {silent}<http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        if silent:
            await ask_unchecked(pool, query)
        else:
            with pytest.raises(QueryError):
                await ask_unchecked(pool, query)

    with_pool(use, seconds=5)
    time.sleep(0.3)
    assert hits == []


def test_the_worker_itself_writes_nothing(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        with pytest.raises(QueryError):
            await ask_unchecked(pool, "INSERT DATA { <urn:a> <urn:b> 1 }")
        assert json.loads(await ask_unchecked(pool, "ASK { <urn:a> ?p ?o }"))["boolean"] is False

    with_pool(use)


def test_an_endless_query_ends_in_time_and_the_next_is_answered(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        await pool.start()
        for _ in range(3):
            started = time.perf_counter()
            with pytest.raises(QueryTimeoutError, match="too long or too much memory"):
                await pool.query(ENDLESS, JSON)
            assert time.perf_counter() - started < 4
        assert (await pool.query(FEW, CSV))[0].count(b"\n") == 4
        assert pool.ended["deadline"] == 3

    with_pool(use)


def test_a_query_that_eats_memory_ends_before_its_time_and_the_next_is_answered(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        started = time.perf_counter()
        with pytest.raises(DrempelError):
            await pool.query(GREEDY, JSON)
        assert time.perf_counter() - started < 30
        assert (await pool.query(FEW, CSV))[0].count(b"\n") == 4

    with_pool(use, 1, seconds=60, megabytes=512)


def test_a_broken_query_says_where_and_keeps_the_worker(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        await pool.start()
        before = pool.pids
        with pytest.raises(QuerySyntaxError, match="line 2, column 13") as raised:
            await pool.query("SELECT *\nWHERE { ?s }", JSON)
        assert (raised.value.line, raised.value.column) == (2, 13)
        assert (await pool.query(FEW, CSV))[1] == CSV
        assert pool.pids == before

    with_pool(use)


def test_when_all_workers_are_busy_one_is_told_to_come_back(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        await pool.start()
        long = asyncio.create_task(pool.query(ENDLESS, JSON))
        await asyncio.sleep(0.3)
        with pytest.raises(BusyError, match="busy"):
            await pool.query(FEW, JSON)
        with pytest.raises(QueryTimeoutError):
            await long
        assert (await pool.query(FEW, CSV))[0]

    with_pool(use, 1, patience=0.2)


def test_a_full_queue_refuses_at_once(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        await pool.start()
        running = [asyncio.create_task(pool.query(ENDLESS, JSON)) for _ in range(3)]
        await asyncio.sleep(0.2)
        started = time.perf_counter()
        with pytest.raises(BusyError):
            await pool.query(FEW, JSON)
        assert time.perf_counter() - started < 0.2
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    with_pool(use, 1, seconds=5, places=2)


def test_many_readers_at_once_are_all_answered(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        answers = await asyncio.gather(*(pool.query(FEW, CSV) for _ in range(40)))
        assert len(set(answers)) == 1

    with_pool(use)


def test_a_worker_that_somebody_kills_is_replaced_and_counted(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        await pool.start()
        running = asyncio.create_task(pool.query(ENDLESS, JSON))
        await asyncio.sleep(0.2)
        killed = set(pool.pids)
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(BusyError, match="lost"):
            await running
        while killed & set(pool.pids):
            await asyncio.sleep(0.05)
        assert (await pool.query(FEW, CSV))[0].count(b"\n") == 4
        assert pool.ended["killed"] == 2

    with_pool(use, seconds=10)


def test_a_client_that_goes_away_frees_its_worker(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        await pool.start()
        running = asyncio.create_task(pool.query(ENDLESS, JSON))
        await asyncio.sleep(0.2)
        running.cancel()
        started = time.perf_counter()
        assert (await pool.query(FEW, CSV))[0]
        assert time.perf_counter() - started < 5

    with_pool(use, 1, seconds=30)


@pytest.mark.parametrize(
    ("query", "asked", "given"),
    [
        (FEW, (JSON, "text/turtle"), JSON),
        (FEW, ("text/turtle", CSV), CSV),
        ("ASK { ?s ?p ?o }", (XML,), XML),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", (JSON, "application/ld+json"), "application/ld+json"),
    ],
)
def test_the_answer_comes_in_the_first_form_that_its_kind_allows(
    with_pool: With, query: str, asked: tuple[str, ...], given: str
) -> None:
    async def use(pool: Pool) -> None:
        body, media = await pool.query(query, *asked)
        assert media == given
        assert body

    with_pool(use)


def test_a_form_that_the_kind_does_not_have_is_not_acceptable(with_pool: With) -> None:
    async def use(pool: Pool) -> None:
        for query, form in ((FEW, "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", JSON)):
            with pytest.raises(NotAcceptableError) as raised:
                await pool.query(query, form)
            assert raised.value.choices

    with_pool(use)


def rows(body: bytes, media: str) -> int:
    if media == JSON:
        return len(json.loads(body)["results"]["bindings"])
    if media == XML:
        return len(ElementTree.fromstring(body).findall(".//{*}result"))
    if media == CSV:
        return len(list(csv.reader(io.StringIO(body.decode(), newline="")))) - 1
    return body.count(b"\n") - (media == TSV)


@pytest.mark.parametrize("media", [JSON, XML, CSV, TSV, "application/n-triples"])
@pytest.mark.parametrize("most", [1, 7, 20_000])
def test_an_answer_that_is_cut_has_the_rows_and_stays_well_formed(with_pool: With, media: str, most: int) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }" if media == "application/n-triples" else ALL

    async def use(pool: Pool) -> None:
        answer = await pool.ask(Question(query, (media,)))
        body = b"".join([piece async for piece in answer.pieces()])
        assert rows(body, media) == most
        assert answer.is_cut

    with_pool(use, rows=most, seconds=20)


@pytest.mark.parametrize("media", [JSON, XML, CSV, TSV])
def test_an_answer_of_just_so_many_rows_is_not_cut(with_pool: With, media: str) -> None:
    async def use(pool: Pool) -> None:
        answer = await pool.ask(Question(FEW, (media,)))
        assert (rows(answer.first, media), answer.is_cut) == (3, False)

    with_pool(use, rows=3)


@pytest.mark.parametrize("media", [JSON, XML, CSV, TSV])
def test_an_answer_is_cut_at_the_bytes_too(with_pool: With, media: str) -> None:
    async def use(pool: Pool) -> None:
        answer = await pool.ask(Question(ALL, (media,)))
        body = b"".join([piece async for piece in answer.pieces()])
        assert 500_000 < len(body) < 601_000
        assert rows(body, media) > 100
        assert answer.is_cut

    with_pool(use, size=600_000, seconds=20)


def test_text_that_looks_like_the_end_of_a_row_cuts_nothing(with_pool: With) -> None:
    texts = ['}},{"', "</result><result>", 'a "\r\n" b', "tab\tline\n"]
    values = " ".join(json.dumps(text) for text in texts)

    async def use(pool: Pool) -> None:
        for media in (JSON, XML, CSV, TSV):
            answer = await pool.ask(Question(f"SELECT ?x {{ VALUES ?x {{ {values} }} }}", (media,)))
            assert (rows(answer.first, media), answer.is_cut) == (4, False)

    with_pool(use, rows=4)


def test_a_data_set_of_the_query_replaces_the_union(with_pool: With) -> None:
    base = "https://w3id.org/drempel/graph/"
    count = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s a ?t }}"

    async def number(pool: Pool, text: str, **data_set: object) -> int:
        answer = await pool.ask(Question(text, (CSV,), **data_set))  # type: ignore[arg-type]
        return int(answer.first.split()[1])

    async def use(pool: Pool) -> None:
        union = await number(pool, count.format(""))
        rules = await number(pool, count.format(f"FROM <{base}rules>"))
        assert 0 < rules < union
        named = {"default_graphs": (f"{base}rules",), "is_union": False}
        assert await number(pool, count.format(""), **named) == rules
        assert await number(pool, count.format(f"FROM <{base}places>"), **named) == rules
        assert await number(pool, count.format("FROM <http://127.0.0.1:9/x.ttl>")) == 0

    with_pool(use)
