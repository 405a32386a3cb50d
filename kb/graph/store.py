"""The store behind one small interface, so that the embedded engine can be replaced."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kb.errors import NotBuiltError
from kb.graph import names
from kb.graph.codec import Term

Row = dict[str, Term]
Bindings = Mapping[str, ox.NamedNode | ox.Literal]


class Store(Protocol):
    """Answers the named queries of ``kb/graph/queries``."""

    def select(self, name: str, bindings: Bindings | None = None) -> list[Row]:
        """The solutions of a SELECT query, with some of its variables bound; a variable without value is absent."""
        ...


@lru_cache(maxsize=128)
def named_query(name: str) -> str:
    """The text of ``kb/graph/queries/<name>.rq`` with the shared prefixes before it."""
    return names.header() + (resources.files("kb.graph") / "queries" / f"{name}.rq").read_text("utf-8")


class EmbeddedStore:
    """Oxigraph on disk, opened read-only: any number of processes may do so at once."""

    def __init__(self, path: Path) -> None:
        try:
            self._store = ox.Store.read_only(str(path))
        except (OSError, RuntimeError, ValueError) as error:
            raise NotBuiltError(f"The store at {path} cannot be opened: {error}", "Run: drempel build") from error

    def select(self, name: str, bindings: Bindings | None = None) -> list[Row]:
        """See ``Store.select``; the engine binds only variables that the query projects."""
        substitutions: dict[ox.Variable, Term] = {ox.Variable(key): value for key, value in (bindings or {}).items()}
        found = self._store.query(
            named_query(name), use_default_graph_as_union=True, substitutions=substitutions or None
        )
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError(f"{name}.rq is no SELECT query")
        variables = [variable.value for variable in found.variables]
        return [row_of(solution, variables) for solution in found]


def row_of(solution: ox.QuerySolution, variables: list[str]) -> Row:
    """A solution as a row; a variable without value is absent."""
    return {name: value for name in variables if (value := solution[name]) is not None}
