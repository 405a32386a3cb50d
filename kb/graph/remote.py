"""Any SPARQL 1.1 endpoint as the store: the same named queries, sent over HTTP."""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kb.errors import EndpointError
from kb.graph import names
from kb.graph.endpoint import Endpoint
from kb.graph.store import Bindings, Row, named_query, row_of
from kb.settings import settings

_ESCAPED = re.compile(r"(?<![\w:-])id:([\w-]+(?:\\/[\w-]+)+)")
"""An escaped slash in a prefixed name, which SPARQL 1.1 has and Virtuoso 7 does not read."""
_JSON = "application/sparql-results+json"


class RemoteStore:
    """A store behind an address; it must hold the release of ``version``, as ``drempel load`` writes it."""

    def __init__(self, endpoint: Endpoint, version: str) -> None:
        self._endpoint = endpoint
        held = self.version()
        if held != version:
            raise EndpointError(
                f"The endpoint {endpoint.url} holds {held or 'no release'}, and the release here is {version}.",
                "Run: drempel load --to URL",
            )

    def version(self) -> str:
        """The version of the release that the endpoint holds; empty if there is none."""
        about = f"GRAPH <{names.graph('release').value}> {{ ?release <{names.PREFIXES['owl']}versionInfo> ?version }}"
        rows = self._ask(f"SELECT ?version WHERE {{ {about} }}", [])
        return rows[0]["version"].value if rows else ""  # type: ignore[union-attr]

    def select(self, name: str, bindings: Bindings | None = None) -> list[Row]:
        """See ``kb.graph.store.Store``."""
        return self._ask(bound(named_query(name), bindings or {}), self._graphs)

    @cached_property
    def _graphs(self) -> list[str]:
        """The graphs to name in each request: none where the default graph is their union already."""
        if self._ask("SELECT ?s WHERE { ?s a <http://purl.org/vocab/cpsv#PublicService> } LIMIT 1", []):
            return []
        rows = self._ask("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }", [])
        found = (str(row["graph"].value) for row in rows)  # type: ignore[union-attr]
        return sorted(graph for graph in found if graph.startswith(names.graph("").value))

    def results(self, text: str) -> ox.QuerySolutions:
        """The solutions of any SELECT query over the union of the graphs."""
        return self._solutions(text, self._graphs)

    def _ask(self, text: str, graphs: list[str]) -> list[Row]:
        found = self._solutions(text, graphs)
        variables = [variable.value for variable in found.variables]
        return [row_of(solution, variables) for solution in found]

    def _solutions(self, text: str, graphs: list[str]) -> ox.QuerySolutions:
        # a request that names default graphs has no named ones but those that it names, too
        data_set = [(f"{kind}-graph-uri", graph) for kind in ("default", "named") for graph in graphs]
        body = urlencode([("query", text), *data_set], quote_via=quote)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": _JSON}
        answer = self._endpoint.send("POST", "", body.encode(), headers).body
        try:
            found = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._unreadable(str(error)) from error
        if not isinstance(found, ox.QuerySolutions):
            raise self._unreadable("a boolean")
        return found

    def _unreadable(self, said: str) -> EndpointError:
        return EndpointError(f"The endpoint {self._endpoint.url} answers no solutions: {said}", "Look into its log.")


def bound(text: str, bindings: Bindings) -> str:
    """A named query with some of its variables written as the terms they stand for, so that any engine begins there."""
    text = _ESCAPED.sub(lambda found: f"<{settings().base}{found[1]}>".replace("\\", ""), text)
    head, where, body = re.split(r"(\bWHERE\b)", text, maxsplit=1)
    for name, value in bindings.items():
        variable = re.compile(rf"\?{name}\b")
        body = variable.sub(lambda _, term=str(value): term, body)
        head = variable.sub(lambda _, term=str(value), name=name: f"({term} AS ?{name})", head)
    return head + where + body
