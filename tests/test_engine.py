"""The engine can be replaced: Oxigraph's own server and Virtuoso, loaded for real, give the same answers."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from kb.answers import compose
from kb.answers.question import ask
from kb.answers.search import search
from kb.errors import EndpointError
from kb.graph.endpoint import Endpoint
from kb.graph.example import Example, examples
from kb.graph.remote import RemoteStore
from kb.graph.store import EmbeddedStore, named_query
from kb.release import Release, open_release
from kb.settings import settings
from tests.conftest import ROOT, require

_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
TransactionFile = {folder}/virtuoso.trx
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
DirsAllowed = .
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 4000000
MaxQueryExecutionTime = 600
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, f"{command[0]} ended"
                time.sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def oxigraph(folder: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Query address, Graph Store address, and settings of a sign-in."""
    port = free_port()
    program = Path(sys.executable).parent / "oxigraph"
    with running(
        [str(program), "serve", "--union-default-graph", "--location", str(folder), "--bind", f"127.0.0.1:{port}"], port
    ):
        yield f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/store", {}


@contextmanager
def virtuoso(folder: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """A fresh database accepts the user and password dba."""
    port = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(folder=folder, sql=free_port(), port=port), "utf-8")
    with running(["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")], port):
        base = f"http://127.0.0.1:{port}"
        yield (
            f"{base}/sparql",
            f"{base}/sparql-graph-crud-auth",
            {"DREMPEL_SPARQL_USER": "dba", "DREMPEL_SPARQL_PASSWORD": "dba"},
        )


ENGINES = {"oxigraph": oxigraph, "virtuoso": virtuoso}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an engine that ``drempel load`` has filled."""
    if request.param == "virtuoso":
        require("virtuoso-opensource", shutil.which("virtuoso-t") is not None)
    with ENGINES[request.param](tmp_path_factory.mktemp("engine")) as (query, store, account):
        environment = {**os.environ, **account, "DREMPEL_DIST": str(releases)}
        done = subprocess.run(
            [sys.executable, "-m", "kb.cli", "load", "--to", store],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        yield query


@pytest.fixture(scope="module")
def remote(engine: str, built: Release) -> RemoteStore:
    return RemoteStore(Endpoint(engine), built.version)


@pytest.fixture
def over_engine(engine: str, releases: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Release]:
    """The release, with the engine in the place of the embedded store."""
    monkeypatch.setenv("DREMPEL_SPARQL_URL", engine)
    settings.cache_clear()
    yield open_release(releases)
    monkeypatch.undo()
    settings.cache_clear()


def plain(term: Any) -> str:
    """A term as text; numbers and booleans by value, since engines keep them in their own spelling."""
    if not isinstance(term, ox.Literal):
        return "" if term is None else str(term)
    kind = term.datatype.value.rpartition("#")[2]
    if kind in ("integer", "decimal", "double", "int"):
        return f"{float(term.value):.6g}"
    if kind == "boolean":
        return "1" if term.value in ("true", "1") else "0"
    return f"{term.value}@{term.language or ''}"


def rows(found: ox.QuerySolutions) -> list[tuple[str, ...]]:
    variables = sorted(variable.value for variable in found.variables)
    return sorted(tuple(plain(row[name]) for name in variables) for row in found)


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_the_examples_give_the_same_answers(remote: RemoteStore, built: Release, example: Example) -> None:
    embedded = ox.Store.read_only(str(built.folder / "store")).query(example.text, use_default_graph_as_union=True)
    found = remote.results(example.text)
    assert isinstance(embedded, ox.QuerySolutions)
    assert rows(found) == rows(embedded)


def named() -> list[str]:
    folder = ROOT / "kb" / "graph" / "queries"
    return sorted(path.stem for path in folder.glob("*.rq"))


@pytest.mark.parametrize("name", [name for name in named() if not name.endswith(("describe", "rests_on"))])
def test_the_named_queries_give_the_same_rows(remote: RemoteStore, built: Release, name: str) -> None:
    def simple(found: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
        return sorted(sorted((key, plain(value)) for key, value in row.items()) for row in found)

    text = named_query(name)
    limited = built.catalogue.store.select(name) if " ?s ?p ?o" not in text else []
    assert simple(remote.select(name) if limited else []) == simple(limited)


@pytest.mark.parametrize(("identifier", "language"), [("nl-crebo:25655", "de")])
def test_search_and_worth_are_the_same(over_engine: Release, built: Release, identifier: str, language: str) -> None:
    assert isinstance(built.catalogue.store, EmbeddedStore)
    assert isinstance(over_engine.catalogue.store, RemoteStore)
    for host in ("de-nw", "be-vl"):
        answers = [
            json.dumps(
                compose.worth(each.catalogue, ask(identifier, host, "employed", language), each.version).as_json()
            )
            for each in (over_engine, built)
            if host[:2] != identifier[:2]
        ]
        assert len(set(answers)) <= 1
    texts = [search(each, "verpleeg", language=language, limit=5) for each in (over_engine, built)]
    assert texts[0] == texts[1]


def test_pages_and_documents_work_over_it(over_engine: Release, client: TestClient) -> None:
    from api.app import create_app

    paths = [
        "/worth?qualification=nl-crebo:25655&host=de-nw&lang=nl", "/qualifications/nl-crebo/25655?lang=de",
        "/procedures/nl/duo-childcare", "/api/v1/factsheet?qualification=nl-crebo:25655&host=de-nw&format=md&lang=nl",
        "/api/v1/stats", "/readyz",
    ]  # fmt: skip
    with TestClient(create_app()) as other:
        for path in paths:
            assert other.get(path).text == client.get(path).text, path


def test_an_engine_with_another_release_is_told(engine: str) -> None:
    with pytest.raises(EndpointError, match="drempel load"):
        RemoteStore(Endpoint(engine), "2020.01.01-000000000000")


def test_an_engine_that_is_not_there_is_told() -> None:
    with pytest.raises(EndpointError, match="does not answer"):
        RemoteStore(Endpoint(f"http://127.0.0.1:{free_port()}/query"), "1")
