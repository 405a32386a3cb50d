"""Errors that a user can mend: what is wrong, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence


class DrempelError(Exception):
    """``what`` is wrong; ``fix`` says what to do; ``choices`` lists the valid values, if they are few.

    What a reader can cause is written as a sentence of the wording catalogue with its ``values`` apart
    (``"{text!r} is not a date."``), so that it can be told in the reader's language.
    """

    status = 422
    kind = "bad-input"

    def __init__(
        self, what: str, fix: str = "", *, field: str = "", choices: Sequence[str] = (), **values: object
    ) -> None:
        self._sentences = (what, fix)
        self._values = values
        self.what, self.fix = self.told(str)
        self.field = field
        self.choices = list(choices)
        super().__init__(self.what)

    def told(self, translate: Callable[[str], str]) -> tuple[str, str]:
        """``what`` and ``fix`` in another language."""
        what, fix = (translate(sentence) if sentence else "" for sentence in self._sentences)
        return (what.format(**self._values), fix.format(**self._values)) if self._values else (what, fix)

    def block(self, translate: Callable[[str], str]) -> str:
        """All of it in another language, a line each."""
        what, fix = self.told(translate)
        choose = f"{translate('Choose one of:')} {', '.join(self.choices)}" if self.choices else ""
        return "\n".join(line for line in (what, choose, fix) if line)

    def __str__(self) -> str:
        return self.block(str)


class NotFoundError(DrempelError):
    """Nothing bears this identifier."""

    status = 404
    kind = "not-found"


class InvalidChoiceError(DrempelError):
    """A value outside a closed list (host, mode, language, scheme)."""

    kind = "invalid-choice"


class HeaderError(DrempelError):
    """A header of a request that cannot be read."""

    status = 400
    kind = "bad-header"


class NotAcceptableError(DrempelError):
    """None of the media types that the client accepts can be served, or fits its kind of query."""

    status = 406
    kind = "not-acceptable"


class NotBuiltError(DrempelError):
    """No release has been built yet, or the one that is there cannot be opened."""

    status = 503
    kind = "not-built"


class EndpointError(NotBuiltError):
    """The engine that the settings name does not answer, or holds another release."""


class QueryError(DrempelError):
    """A SPARQL query that is broken or not allowed."""

    status = 400
    kind = "bad-query"


class QueryRefusedError(QueryError):
    """An update, LOAD or SERVICE: this endpoint only reads its own data."""

    status = 403
    kind = "query-refused"


class QuerySyntaxError(QueryError):
    """A query that the engine cannot read; ``line`` and ``column`` say where, counted from 1, if they are known."""

    def __init__(self, what: str, fix: str, *, line: int | None, column: int | None, said: str) -> None:
        super().__init__(what, fix, field="query", line=line, column=column, said=said)
        self.line, self.column = line, column


class QueryTooLongError(QueryError):
    """A query longer than this endpoint reads."""

    status = 413
    kind = "too-large"


class AddressTooLongError(QueryError):
    """A query that does not go into an address; by POST it may be longer."""

    status = 414
    kind = "too-large"


class UnreadableMediaTypeError(QueryError):
    """A body of a media type that is no query."""

    status = 415
    kind = "media-type"


class QueryTimeoutError(QueryError):
    """A query that ran out of time or memory."""

    status = 504
    kind = "query-timeout"


class BusyError(DrempelError):
    """All workers are busy and the queue is full, or the worker was lost; ``after`` seconds are worth waiting."""

    status = 503
    kind = "busy"

    def __init__(self, what: str, fix: str, *, after: int = 5) -> None:
        super().__init__(what, fix)
        self.after = after


class TooManyRequestsError(BusyError):
    """This client asks more often than the settings allow."""

    status = 429
    kind = "too-many-requests"


class BuildError(DrempelError):
    """The facts do not build: the served release stays as it was."""

    kind = "build-failed"
