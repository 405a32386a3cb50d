"""A request of the SPARQL 1.1 Protocol (section 2), read: the query, its data set and the forms that are wished for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.negotiate import media_type
from kb.answers.question import choose
from kb.answers.sparql import FORMATS
from kb.errors import (
    AddressTooLongError,
    NotAcceptableError,
    QueryError,
    QueryRefusedError,
    QueryTooLongError,
    UnreadableMediaTypeError,
)
from kb.graph.guard import LONGEST_QUERY
from kb.graph.guarded import SOLUTIONS, TRIPLES
from kb.graph.worker import Question

LONGEST_ADDRESS = 16_384
"""Bytes of a query in an address; proxies and browsers stop about there."""

_QUERY, _FORM, _UPDATE = "application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update"
_ALSO = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}
"""What programs ask for when they mean the formats of SPARQL."""


@dataclass(frozen=True)
class Asked:
    """The parameters of a request; ``query`` is None where there is none."""

    parameters: tuple[tuple[str, str], ...]
    direct: str | None = None

    @property
    def query(self) -> str | None:
        """The query; raises QueryError if there are several."""
        found = [*self.all("query"), *([self.direct] if self.direct is not None else [])]
        if len(found) > 1:
            raise QueryError("There are several queries.", "Send one.", field="query")
        return found[0] if found else None

    def all(self, name: str) -> list[str]:
        """The values of a parameter."""
        return [value for key, value in self.parameters if key == name]


async def read(request: Request) -> Asked:
    """The parameters of a GET or POST; raises the errors of the protocol."""
    address = request.scope["query_string"]
    if len(address) > LONGEST_ADDRESS:
        raise AddressTooLongError("The address is too long.", "Send the query by POST.", field="query")
    parameters = _pairs(address)
    if request.method != "POST":
        return _allowed(Asked(parameters))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _UPDATE:
        raise _refused()
    if kind not in (_QUERY, _FORM):
        raise UnreadableMediaTypeError(
            "This media type cannot be read.",
            "Send application/sparql-query, or a form with the field query.",
            choices=[_QUERY, _FORM],
        )
    body = await _body(request)
    if kind == _QUERY:
        return _allowed(Asked(parameters, _text(body)))
    return _allowed(Asked((*parameters, *_pairs(body))))


def _allowed(asked: Asked) -> Asked:
    if asked.all("update") or asked.all("using-graph-uri") or asked.all("using-named-graph-uri"):
        raise _refused()
    return asked


def _refused() -> QueryRefusedError:
    return QueryRefusedError(
        "{words} is not allowed: this endpoint only reads its own data.",
        "Write a SELECT, ASK, CONSTRUCT or DESCRIBE query without it, also in the names of prefixes.",
        field="query",
        words="UPDATE",
    )


def _pairs(encoded: bytes) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100))
    except ValueError as error:
        raise _no_text() from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _no_text() -> QueryError:
    return QueryError("The bytes are no text in UTF-8.", "Encode the query in UTF-8.", field="query")


async def _body(request: Request) -> bytes:
    """The body, as long as a query may be; a form may take three bytes for each."""
    most = LONGEST_QUERY * 4
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > most:
            raise QueryTooLongError(
                "The query has more than {size} bytes.", "Keep it under {most}.", field="query", size=most, most=most
            )
    return bytes(found)


def question(asked: Asked, accept: str | None) -> Question:
    """What to ask a worker; raises QueryError if there is no query, NotAcceptableError."""
    text = asked.query
    if text is None or not text.strip():
        raise QueryError("There is no query.", "Send it as ?query=...", field="query")
    default, named = tuple(asked.all("default-graph-uri")), tuple(asked.all("named-graph-uri"))
    for address in (*default, *named):
        if not address or any(each in '<>"{}|^`\\' or each <= " " for each in address) or ":" not in address:
            raise QueryError("{address!r} is no address of a graph.", "Write an IRI.", field="query", address=address)
    wanted = asked.all("format")
    forms = (FORMATS[choose("format", wanted[0], tuple(FORMATS))],) if wanted else _accepted(accept)
    return Question(text, forms, default, named, is_union=not (default or named))


@lru_cache(maxsize=512)
def _accepted(accept: str | None) -> tuple[str, ...]:
    """The best form for solutions and the best one for triples, as far as the client accepts one."""
    solutions = media_type(accept, [*SOLUTIONS, *_ALSO])
    found = tuple(each for each in (_ALSO.get(solutions or "", solutions), media_type(accept, [*TRIPLES])) if each)
    if not found:
        raise NotAcceptableError(
            "None of the media types can be served.", "Ask for one of these.", choices=[*SOLUTIONS, *TRIPLES]
        )
    return found
