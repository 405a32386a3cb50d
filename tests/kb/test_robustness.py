"""The real server under attack: hostile queries, lost processes, a damaged release, a full disk."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from kb import release
from tests.conftest import ROOT
from tests.kb.conftest import PROCEDURE, Home

LIMIT = 1.0
WORTH = "/api/v1/worth?qualification=nl-crebo:25655&host=de-nw"
QUERY = "application/sparql-query"

_ANY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
_UNION = "{ ?s ?p ?o }"
for _ in range(10):
    _UNION = f"{{ {_UNION} UNION {_UNION} }}"
HOSTILE: dict[str, str] = {
    "cross join": f"SELECT (COUNT(*) AS ?n) {{ {_ANY} }}",
    "cross join of four": f"SELECT * {{ {_ANY} . ?j ?k ?l }} ORDER BY ?l",
    "huge order": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "huge order backwards": "SELECT * { ?s ?p ?o . ?s ?q ?r } ORDER BY DESC(CONCAT(STR(?o), STR(?r)))",
    "distinct pairs": "SELECT DISTINCT ?o ?r { ?s ?p ?o . ?t ?q ?r }",
    "deep path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b }",
    "path both ways": "SELECT (COUNT(*) AS ?n) { ?a (<urn:y>|!<urn:x>|^(!<urn:x>))* ?b }",
    "path in path": "SELECT * { ?a ((!<urn:x>)+/(^(!<urn:x>))+)* ?b } ORDER BY ?b",
    "regex bomb": "SELECT * { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(STR(?o), '^(a+)+$') && REGEX(?r, '(x+x+)+y')) }",
    "regex of a variable": "SELECT * { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(STR(?o), STR(?r))) }",
    "long regex": f"SELECT * {{ ?s ?p ?o FILTER(REGEX(STR(?o), '{'(a|b)?' * 2000}{'c{1,200}' * 20}')) }}",
    "replace": "SELECT (REPLACE(CONCAT(STR(?o), STR(?r)), '.', 'xxxxxxxx') AS ?x) { ?s ?p ?o . ?t ?q ?r } ORDER BY ?x",
    "giant values": "SELECT * { VALUES ?x { " + "1 " * 20_000 + "} VALUES ?y { " + "2 " * 20_000 + "} } ORDER BY ?x ?y",
    "values against all": "SELECT * { VALUES ?x { " + "1 2 3 " * 3_000 + "} ?s ?p ?o . ?t ?q ?r } ORDER BY ?r ?x",
    "exponential union": f"SELECT (COUNT(*) AS ?n) {{ {_UNION} . ?x ?y ?z }}",
    "nested optional": "SELECT * { " + "OPTIONAL { ?s ?p ?o " * 30 + "}" * 30 + " ?x ?y ?z } ORDER BY ?z",
    "deep brackets": "SELECT * " + "{" * 3_000 + "}" * 3_000,
    "deep expression": "SELECT * { FILTER(" + "(" * 3_000 + "1" + ")" * 3_000 + ") }",
    "memory by concat": "SELECT (GROUP_CONCAT(CONCAT(STR(?o), STR(?r))) AS ?x) { ?s ?p ?o . ?t ?q ?r }",
    "memory by groups": "SELECT ?o ?r (COUNT(*) AS ?n) { ?s ?p ?o . ?t ?q ?r } GROUP BY ?o ?r",
    "memory by construct": "CONSTRUCT { ?s ?p ?o . ?t ?q ?r . ?s ?q ?r } { ?s ?p ?o . ?t ?q ?r }",
    "everything described": "DESCRIBE ?s ?t { ?s ?p ?o . ?t ?q ?r }",
    "minus": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o MINUS { ?t ?q ?r FILTER(STR(?t) = STR(?s)) } ?x ?y ?z }",
    "not exists": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { ?t ?q ?r . ?r ?u ?v FILTER(?o = ?v) } }",
    "a million characters": "SELECT * { ?s ?p 'x" + "x" * 1_000_000 + "' }",
    "service to loopback": "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "silent service": "SELECT * { ?s ?p ?o . SERVICE SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "from an address": "SELECT * FROM <http://127.0.0.1:{port}/x.ttl> { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <http://127.0.0.1:{port}/x.ttl> { GRAPH ?g { ?s ?p ?o } }",
    "load": "LOAD <http://127.0.0.1:{port}/x.ttl>",
    "load in disguise": "PREFIX x: <http://127.0.0.1:{port}/> #\rLoAd SILENT x:a INTO GRAPH <urn:g>",
    "insert": "INSERT DATA { <urn:a> <urn:b> 1 }",
    "insert in disguise": "BASE <urn:> PREFIX :<urn:>#c\ninsert{?s ?p 1}where{?s ?p ?o}",
    "insert behind a query": "ASK {} ; INSERT DATA { <urn:a> <urn:b> 1 }",
}
REFUSED = {403, 400, 413, 414}
ENDED = {200, 400, 503, 504}


class Server:
    """``drempel serve`` over a folder of releases, and what a client does with it."""

    def __init__(self, dist: Path, port: int, process: subprocess.Popen[bytes]) -> None:
        self.dist, self.port, self.process = dist, port, process

    def get(self, path: str, timeout: float = 30) -> tuple[int, bytes]:
        return self.send("GET", path, None, {}, timeout)

    def send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], timeout: float = 30
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def query(self, text: str) -> int:
        """The status; 0 if the connection was closed in the midst of the answer."""
        try:
            return self.send("POST", "/sparql", text.encode(), {"Content-Type": QUERY})[0]
        except (http.client.HTTPException, ConnectionError):
            return 0

    def workers(self) -> list[int]:
        """The processes that answer queries."""
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(line.split()[0]) for line in found.stdout.splitlines() if "kb.graph.guarded" in line]

    def memory(self) -> int:
        """Megabytes of the server and its workers."""
        return sum(
            int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4 // 1024
            for pid in (self.process.pid, *self.workers())
        )


@contextmanager
def serving(dist: Path, **settings: str) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "DREMPEL_DIST": str(dist), "DREMPEL_LOG": "off", **settings}
    command = [sys.executable, "-m", "kb.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(dist, port, process)
    try:
        for _ in range(600):
            with suppress(OSError):
                if server.get("/readyz")[0] == 200:
                    break
            assert process.poll() is None
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def drempel(dist: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kb.cli", *arguments]
    environment = {**os.environ, "DREMPEL_DIST": str(dist)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def server(releases: Path) -> Iterator[Server]:
    """With short limits, so that the attack ends soon."""
    limits = {"DREMPEL_SPARQL_SECONDS": str(LIMIT), "DREMPEL_SPARQL_MEGABYTES": "700", "DREMPEL_SPARQL_PER_MINUTE": "0"}
    with serving(releases, **limits, DREMPEL_SPARQL_PATIENCE="1") as opened:
        yield opened


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    hits: list[bytes] = []
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)

        def hear() -> None:
            while not done.is_set():
                with suppress(TimeoutError):
                    connection, _ = listening.accept()
                    with connection:
                        hits.append(connection.recv(100))

        thread = threading.Thread(target=hear)
        thread.start()
        yield listening.getsockname()[1], hits
        done.set()
        thread.join()


def p99(server: Server, count: int) -> float:
    times = []
    for _ in range(count):
        start = time.perf_counter()
        assert server.get(WORTH)[0] == 200
        times.append(time.perf_counter() - start)
    return statistics.quantiles(times, n=100)[98]


def test_hostile_queries_end_in_time_and_the_site_stays_quick(
    server: Server, listener: tuple[int, list[bytes]]
) -> None:
    port, hits = listener
    assert len(HOSTILE) >= 30
    server.query("SELECT * { ?s ?p ?o } LIMIT 1")
    p99(server, 30)
    idle, before = p99(server, 150), server.memory()
    found: dict[str, tuple[int, float]] = {}

    def attack(name: str) -> None:
        start = time.perf_counter()
        status = server.query(HOSTILE[name].replace("{port}", str(port)))
        found[name] = status, time.perf_counter() - start

    with ThreadPoolExecutor(2) as attackers:
        running = [attackers.submit(attack, name) for name in HOSTILE]
        loaded = p99(server, 150)
        for each in running:
            each.result()
    late = {name: took for name, (_, took) in found.items() if took > LIMIT + 1}
    wrong = {name: status for name, (status, _) in found.items() if status not in REFUSED | ENDED | {0}}
    assert (late, wrong, hits) == ({}, {}, [])
    for name in ("service to loopback", "silent service", "load", "load in disguise", "insert", "insert in disguise"):
        assert found[name][0] == 403, name
    assert found["a million characters"][0] == 413
    assert {found[name][0] for name in ("cross join", "huge order", "deep path")} <= {504, 503}
    assert loaded < 3 * idle + 0.05  # two cores shared with the attackers: a floor for what is too small to compare
    assert server.query("SELECT * { ?s ?p ?o } LIMIT 1") == 200
    time.sleep(1)
    assert server.memory() < before * 1.5 + 100


def test_a_lost_worker_is_replaced_and_counted(server: Server) -> None:
    for pid in server.workers():
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.5)
    for _ in range(50):
        if server.query("ASK {}") == 200:
            break
        time.sleep(0.1)
    assert server.query("ASK {}") == 200
    figures = server.get("/metrics")[1].decode()
    killed = next(
        line for line in figures.splitlines() if line.startswith('drempel_sparql_workers_ended_total{reason="killed"}')
    )
    assert float(killed.split()[1]) >= 1
    assert "drempel_data_info{version=" in figures
    assert 'route="/sparql"' in figures


def test_a_body_that_is_too_large_is_refused(server: Server) -> None:
    assert server.send("POST", "/api/v1/nothing", b"x" * 3_000_000, {})[0] == 413


def test_many_queries_of_one_client_are_slowed(releases: Path) -> None:
    with serving(releases, DREMPEL_SPARQL_PER_MINUTE="60") as server:
        statuses = [server.query("ASK {}") for _ in range(10)]
        assert statuses[:6] == [200] * 6
        assert 429 in statuses
        assert server.get("/healthz")[0] == 200


def test_a_server_that_was_killed_starts_again_and_leaves_no_worker(releases: Path) -> None:
    with serving(releases) as server:
        assert server.query("ASK {}") == 200
        workers = server.workers()
        server.process.kill()
        server.process.wait()
        for _ in range(50):
            if not any(Path(f"/proc/{pid}").exists() for pid in workers):
                break
            time.sleep(0.1)
        assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    with serving(releases) as again:
        assert again.query("ASK {}") == 200


@pytest.fixture
def dist(home: Home, tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    release.build(home.root, folder)
    return folder


def eventually(server: Server, expected: str) -> dict[str, str]:
    """What ``/readyz`` says once it names the version, or last."""
    told: dict[str, str] = {}
    for _ in range(100):
        told = json.loads(server.get("/readyz")[1])
        if told["data_version"] == expected:
            break
        time.sleep(0.1)
    assert told["data_version"] == expected
    return told


def version(server: Server) -> str:
    return str(json.loads(server.get("/readyz")[1])["data_version"])


def test_a_new_release_is_served_after_a_signal_and_a_damaged_one_is_not(home: Home, dist: Path) -> None:
    with serving(dist) as server:
        first = version(server)
        home.edit(PROCEDURE, "amount: 85", "amount: 86")
        second = release.build(home.root, dist).version
        reloaded = drempel(dist, "reload")
        assert (reloaded.returncode, second in reloaded.stdout) == (0, True), reloaded.stderr
        eventually(server, second)
        assert second != first
        assert server.query("ASK {}") == 200
        home.edit(PROCEDURE, "amount: 86", "amount: 87")
        aside = dist.parent / "aside"
        third = release.build(home.root, aside).version
        store = next((aside / "current" / "store").glob("*.sst"))
        store.write_bytes(store.read_bytes()[:-100] + b"x" * 100)
        (aside / "current").resolve().rename(dist / "third")
        link = dist / "link"
        link.symlink_to("third")
        link.replace(dist / "current")
        for _ in range(100):
            told = eventually(server, second)
            if "refused" in told:
                break
            time.sleep(0.1)
        assert "third" in told["refused"]
        assert "drempel_release_refused 1.0" in server.get("/metrics")[1].decode()
        assert release.build(home.root, dist).version == third
        eventually(server, third)


def test_a_corrupt_store_is_passed_over_at_the_start_and_written_again_by_a_build(home: Home, dist: Path) -> None:
    first = release.open_release(dist).version
    home.edit(PROCEDURE, "amount: 85", "amount: 86")
    second = release.build(home.root, dist).version
    store = next((dist / "current" / "store").glob("*.sst"))
    store.write_bytes(b"x" * store.stat().st_size)
    with serving(dist) as server:
        assert version(server) == first
        assert release.build(home.root, dist).version == second
        eventually(server, second)


def test_a_build_that_is_killed_leaves_what_is_served_and_the_next_one_works(home: Home, dist: Path) -> None:
    before = release.open_release(dist).version
    home.edit(PROCEDURE, "amount: 85", "amount: 86")
    environment = {**os.environ, "DREMPEL_HOME": str(home.root), "DREMPEL_DIST": str(dist)}
    command = [sys.executable, "-m", "kb.cli", "build"]
    for seconds in (0.8, 1.6, 2.4):
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(seconds)
        process.kill()
        process.wait()
        served = release.open_sound(dist)
        assert (
            served.version == before or process.returncode == 0 or served.catalogue.procedure("nl/example-recognition")
        )
    done = release.build(home.root, dist)
    assert release.open_release(dist).version == done.version
    assert not [path for path in dist.iterdir() if path.name.startswith(".") and path.is_dir()]


def test_a_disk_that_is_full_leaves_what_is_served(home: Home, dist: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        environment = {**os.environ, "DREMPEL_HOME": str(home.root), "DREMPEL_DIST": str(small)}
        command = [sys.executable, "-m", "kb.cli", "build"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "cannot be written" in done.stderr
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_the_log_is_json_and_tells_no_query(releases: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "DREMPEL_DIST": str(releases), "DREMPEL_LOG": "json"}
    command = [sys.executable, "-m", "kb.cli", "serve", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=log)
        server = Server(releases, port, process)
        for _ in range(300):
            with suppress(OSError):
                if server.get("/healthz")[0] == 200:
                    break
            time.sleep(0.1)
        server.get(f"/sparql?{urlencode({'query': 'ASK { ?secret ?word ?here }'})}")
        server.get(f"/api/v1/search?q={quote('a rare illness')}")
        process.terminate()
        assert process.wait(20) == 0 or process.returncode == -signal.SIGTERM
    lines = [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines() if line.startswith("{")]
    assert {"/sparql", "/api/v1/search"} <= {line["path"] for line in lines}
    assert all({"time", "method", "status", "ms"} <= line.keys() for line in lines)
    text = (tmp_path / "log").read_text("utf-8")
    assert "secret" not in text
    assert "illness" not in text


def test_the_doctor_tells_what_is_wrong(home: Home, dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    well = drempel(dist, "doctor", "--json")
    assert well.returncode == 0, well.stdout
    assert {each["state"] for each in json.loads(well.stdout)} <= {"good", "mind"}
    monkeypatch.setenv("DREMPEL_SPARQL_SECOND", "3")
    (dist / "current" / "search.sqlite").write_bytes(b"x")
    ill = drempel(dist, "doctor", "--json")
    bad = {each["subject"]: each["said"] for each in json.loads(ill.stdout) if each["state"] == "bad"}
    assert ill.returncode == 1
    assert "DREMPEL_SPARQL_SECOND" in bad["settings"]
    assert bad["release"]


def test_without_a_server_reload_says_so(dist: Path) -> None:
    told = drempel(dist, "reload")
    assert told.returncode == 1
    assert "drempel serve" in told.stderr
