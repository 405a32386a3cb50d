"""The main job: build, start of the server, and ``find`` and ``worth`` over HTTP on one core.

Beside each figure of the service stands the same request answered by a bare Starlette route in the same run, so that
what the machine costs can be told from what the answer costs.
"""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

HOME = Path(__file__).resolve().parents[2]
PORT, BARE_PORT = 8791, 8792
ROUNDS = 200

WORTH = [
    f"/api/v1/worth?qualification={quote(qualification)}&host={host}&lang={lang}"
    for qualification in ("nl-crebo:25655", "nl-crebo:25656", "nl-crebo:25737", "de-beruf:erzieher", "be-vl:bk-0243-2")
    for host in ("de-nw", "be-vl", "nl", "be-dg")
    for lang in ("nl", "de")
]
_QUERIES = ("Krankenschwester", "verpleger", "elektricien", "25656", "Pflegefachmnan")
FIND = [f"/api/v1/search?q={quote(text)}" for text in _QUERIES]

_BARE = (
    "from starlette.applications import Starlette;from starlette.responses import PlainTextResponse as P;"
    "from starlette.routing import Route;import uvicorn;"
    f"uvicorn.run(Starlette(routes=[Route('/',lambda r:P('x'))]),port={BARE_PORT},log_level='error')"
)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DREMPEL_DIST": folder}
        print(f"build                        {_timed(['-m', 'kb.cli', 'build'], environment):8.2f} s")
        print(f"build again, nothing changed {_timed(['-m', 'kb.cli', 'build', '--if-changed'], environment):8.2f} s")
        serve = ["-m", "kb.cli", "serve", "--port", str(PORT)]
        with _server(serve, environment, PORT, "/readyz") as ready, _server(["-c", _BARE], environment, BARE_PORT, "/"):
            print(f"server ready after           {ready:8.2f} s")
            bare = _median(BARE_PORT, ["/"])
            print(f"bare Starlette route         {bare:8.2f} ms median")
            for name, paths in (("find", FIND), ("worth", WORTH)):
                median = _median(PORT, paths)
                print(f"{name:<29}{median:8.2f} ms median, {median / bare:.1f}x the bare route")


def _timed(arguments: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(_on_one_core(arguments), env=environment, cwd=HOME, check=True, capture_output=True)
    return time.perf_counter() - start


def _on_one_core(arguments: list[str]) -> list[str]:
    return ["taskset", "-c", "0", sys.executable, *arguments]


@contextmanager
def _server(arguments: list[str], environment: dict[str, str], port: int, path: str) -> Iterator[float]:
    start = time.perf_counter()
    process = subprocess.Popen(_on_one_core(arguments), env=environment, cwd=HOME, stdout=subprocess.DEVNULL)
    try:
        yield _wait(port, path) - start
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, path: str) -> float:
    for _ in range(2000):
        try:
            if _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), path) == 200:
                return time.perf_counter()
        except OSError:
            time.sleep(0.01)
    raise TimeoutError(f"no answer on port {port}")


def _median(port: int, paths: list[str]) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    for path in paths:
        _get(connection, path)
    times = []
    for round_ in range(ROUNDS):
        start = time.perf_counter()
        status = _get(connection, paths[round_ % len(paths)])
        times.append((time.perf_counter() - start) * 1000)
        if status != 200:
            raise RuntimeError(f"{paths[round_ % len(paths)]} answered {status}")
    return statistics.median(times)


def _get(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.status


if __name__ == "__main__":
    main()
