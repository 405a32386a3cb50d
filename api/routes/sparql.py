"""SPARQL 1.1 Protocol, reading only."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.negotiate import media_type
from api.sparql_request import Asked, question, read
from api.state import Current, current
from kb.answers.service import description
from kb.answers.sparql import FORMATS
from kb.errors import NotAcceptableError
from kb.graph.guarded import TRIPLES
from kb.graph.worker import Answer
from kb.settings import settings

router = APIRouter(tags=["sparql"])

Text = Annotated[str | None, Query(description="A SELECT, ASK, CONSTRUCT or DESCRIBE query; without it: the service.")]
Graphs = Annotated[list[str] | None, Query()]
Format = Annotated[str | None, Query(description=", ".join(FORMATS))]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}},
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
            },
        },
    }
}
_ERRORS: dict[int | str, dict[str, Any]] = {status: {"description": said} for status, said in {
    400: "The query is broken: line and column", 403: "An update, LOAD or SERVICE", 406: "No such form",
    413: "The query is too long", 414: "The address is too long", 429: "Too many queries", 503: "All workers are busy",
    504: "The query took too long or too much memory",
}.items()}  # fmt: skip


@router.get("/sparql", responses=_ERRORS)
async def by_get(
    request: Request,
    query: Text = None,  # noqa: ARG001  the parameters stand here for the description; ``respond`` reads the request
    default_graph_uri: Annotated[list[str] | None, Query(alias="default-graph-uri")] = None,  # noqa: ARG001
    named_graph_uri: Annotated[list[str] | None, Query(alias="named-graph-uri")] = None,  # noqa: ARG001
    format: Format = None,  # noqa: ARG001
) -> Response:
    """Answer ``?query=``: SELECT and ASK as JSON, XML, CSV, TSV; the others as Turtle, N-Triples, RDF/XML, JSON-LD."""
    return await respond(request)


@router.post("/sparql", responses={**_ERRORS, 415: {"description": "No query and no form"}}, openapi_extra=_BODY)
async def by_post(request: Request, format: Format = None) -> Response:  # noqa: ARG001
    """Answer a query sent as a form, or directly as ``application/sparql-query``."""
    return await respond(request)


async def respond(request: Request) -> Response:
    """The answer to a request of the protocol; raises the errors of queries."""
    state = current(request)
    request.app.state.rate.take(request.client.host if request.client else "")
    asked = await read(request)
    if asked.query is None and request.method == "GET":
        return _service(request, state, asked)
    answer = await state.pool.ask(question(asked, request.headers.get("accept")))
    headers = _caps(answer)
    if answer.is_whole:
        return Response(answer.first, media_type=answer.media, headers=headers)
    return StreamingResponse(answer.pieces(), media_type=answer.media, headers=headers)


def _caps(answer: Answer) -> dict[str, str]:
    """What an answer may hold at most, and whether this one was cut, as far as that is known when it begins."""
    given = settings()
    headers = {"X-Limit-Rows": str(given.sparql_rows), "X-Limit-Bytes": str(given.sparql_bytes)}
    if answer.is_whole:
        headers["X-Truncated"] = "true" if answer.is_cut else "false"
    return headers


def _service(request: Request, state: Current, asked: Asked) -> Response:
    """The service description (SPARQL 1.1 Service Description)."""
    named = {FORMATS[name]: name for name in FORMATS}
    wanted = asked.all("format")
    media = FORMATS.get(wanted[0], "") if wanted else media_type(request.headers.get("accept"), [*TRIPLES, "text/html"])
    if media == "text/html":
        media = "text/turtle"
    if media not in TRIPLES or media not in named:
        raise NotAcceptableError("None of the media types can be served.", "Ask for one of these.", choices=[*TRIPLES])
    body = description(state.release(), str(request.url.replace(query="")), media)
    return Response(body, media_type=media)
