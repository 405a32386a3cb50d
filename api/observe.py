"""What operators see: counts and times for Prometheus, one line of JSON for each request, and a bound on bodies."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem
from api.state import Current
from kb.settings import settings


class Observer:
    """Counts and logs what passes; answers 413 to a body that is announced or turns out to be too large."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        self._is_logged, self._is_open = settings().log == "json", settings().log_queries
        self._most = settings().request_bytes
        labels = ("route", "method", "status")
        self._requests = Counter("drempel_requests", "Requests by route, method and status", labels, registry=registry)
        self._seconds = Histogram("drempel_request_seconds", "Seconds until the answer", ("route",), registry=registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Of ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            if self._announced(scope) > self._most:
                await problem(413, "too-large", "The request is too large")(scope, receive, noting)
            else:
                await self._app(scope, receive, noting)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    @staticmethod
    def _announced(scope: Scope) -> int:
        written = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        return int(written) if written.isdigit() else 0

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        self._requests.labels(route, scope["method"], status).inc()
        self._seconds.labels(route).observe(seconds)
        if self._is_logged:
            path = scope["path"] if self._is_open else route
            line = {
                "time": _now(),
                "method": scope["method"],
                "path": path,
                "status": status,
                "ms": round(seconds * 1e3, 1),
            }
            if self._is_open:
                line["query"] = scope["query_string"].decode("latin-1")
            sys.stderr.write(json.dumps(line) + "\n")


def _route(scope: Scope) -> str:
    """The template of the address: what somebody asked for is not told, and the series stay few."""
    if scope["path"] == "/sparql":
        return "/sparql"
    return str(getattr(scope.get("route"), "path", "other"))


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


class Service(Collector):
    """The state of the workers and of the data, read when somebody looks."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def collect(self) -> Iterator[Metric]:
        """Of prometheus_client."""
        served: Current | None = getattr(self._app.state, "current", None)
        if served is None:
            return
        release, pool = served.release(), served.pool
        ended = CounterMetricFamily("drempel_sparql_workers_ended", "Workers that were ended", labels=["reason"])
        for reason in ("deadline", "memory", "killed"):
            ended.add_metric([reason], pool.ended[reason])
        yield ended
        yield GaugeMetricFamily("drempel_sparql_waiting", "Queries that wait for a worker", pool.waiting)
        yield GaugeMetricFamily("drempel_sparql_busy", "Workers that have a query", pool.busy)
        yield GaugeMetricFamily("drempel_release_refused", "1 if a newer release is damaged", int(bool(served.refused)))
        info = GaugeMetricFamily("drempel_data_info", "The data version that is served", labels=["version"])
        info.add_metric([release.version], 1)
        yield info
        age = time.time() - release.built
        yield GaugeMetricFamily("drempel_data_age_seconds", "Seconds since the release was built", age)


def install(app: Starlette) -> None:
    """Put it before everything else; the figures are those of this process, or of all if a folder for them is set."""
    registry = CollectorRegistry()
    registry.register(Service(app))
    app.state.registry = registry
    app.add_middleware(Observer, registry=registry)


def exposition(app: Starlette) -> bytes:
    """The figures in the text format of Prometheus."""
    own: CollectorRegistry = app.state.registry
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(own)
    everyone = CollectorRegistry()
    MultiProcessCollector(everyone)  # type: ignore[no-untyped-call]
    everyone.register(Service(app))
    return generate_latest(everyone)
