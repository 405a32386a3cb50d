"""Loading a release into another engine by the SPARQL 1.1 Graph Store Protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

from kb.graph import names
from kb.graph.endpoint import Endpoint

_TRIPLES = 20_000
"""Triples in one request: engines parse a request in memory."""

Progress = Callable[[str], None]


def load(content: bytes, version: str, endpoint: Endpoint, progress: Progress = lambda _: None) -> int:
    """Replace each graph of the release; the number of triples sent. Raises EndpointError.

    The graph that names the release goes first and comes last: until all is there, nobody takes the load for complete.
    """
    release = names.graph("release").value
    about = f'<{release}> <{names.PREFIXES["owl"]}versionInfo> "{version}" .\n'
    _put(endpoint, release, [about.replace(version, "")])
    sent = 0
    for graph, triples in sorted(by_graph(content).items()):
        progress(graph.rpartition("/")[2])
        _put(endpoint, graph, triples)
        sent += len(triples)
    _put(endpoint, release, [about])
    return sent


def by_graph(content: bytes) -> dict[str, list[str]]:
    """The lines of N-Quads as lines of N-Triples, by graph."""
    found: dict[str, list[str]] = {}
    for line in content.decode("utf-8").splitlines():
        triple, _, graph = line.removesuffix(" .").rpartition(" ")
        found.setdefault(graph[1:-1], []).append(f"{triple} .\n")
    return found


def _put(endpoint: Endpoint, graph: str, triples: list[str]) -> None:
    for number, piece in enumerate(_pieces(triples)):
        method = "POST" if number else "PUT"
        headers = {"Content-Type": "text/turtle"}
        endpoint.send(method, f"graph={quote(graph, safe='')}", "".join(piece).encode(), headers)


def _pieces(triples: list[str]) -> Iterator[list[str]]:
    return (triples[start : start + _TRIPLES] for start in range(0, len(triples), _TRIPLES))
