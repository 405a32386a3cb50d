"""Errors that a user can mend: what is wrong, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence


class DrempelError(Exception):
    """``what`` is wrong; ``fix`` says what to do; ``choices`` lists the valid values, if they are few."""

    status = 422
    kind = "bad-input"

    def __init__(self, what: str, fix: str = "", *, field: str = "", choices: Sequence[str] = ()) -> None:
        self.what = what
        self.fix = fix
        self.field = field
        self.choices = list(choices)
        super().__init__(what)

    def __str__(self) -> str:
        lines = [self.what]
        if self.choices:
            lines.append("Choose one of: " + ", ".join(self.choices))
        if self.fix:
            lines.append(self.fix)
        return "\n".join(lines)


class NotFoundError(DrempelError):
    """Nothing bears this identifier."""

    status = 404
    kind = "not-found"


class InvalidChoiceError(DrempelError):
    """A value outside a closed list (host, mode, language, scheme)."""

    kind = "invalid-choice"


class NotBuiltError(DrempelError):
    """No release has been built yet, or the one that is there cannot be opened."""

    status = 503
    kind = "not-built"


class QueryError(DrempelError):
    """A SPARQL query that is broken or not allowed."""

    status = 400
    kind = "bad-query"


class QueryRefusedError(QueryError):
    """An update, LOAD or SERVICE: this endpoint only reads its own data."""

    status = 403
    kind = "query-refused"


class QueryTimeoutError(QueryError):
    """A query that ran out of time or memory."""

    status = 504
    kind = "query-timeout"


class BuildError(DrempelError):
    """The facts do not build: the served release stays as it was."""

    kind = "build-failed"
