"""SPARQL 1.1 Protocol, reading only."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request, Response

from api.negotiate import media_type
from api.problems import problem
from api.state import Current, current
from kb.answers.question import choose
from kb.answers.sparql import FORMATS
from kb.errors import QueryError
from kb.graph.guarded import SOLUTIONS, TRIPLES

router = APIRouter(tags=["sparql"])

State = Annotated[Current, Depends(current)]

_ALSO = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}
"""What programs ask for when they mean the formats of SPARQL."""


@router.get("/sparql")
def by_get(request: Request, state: State, query: str = "", format: str | None = None) -> Response:
    """Answer ``?query=``: SELECT and ASK as JSON, XML, CSV, TSV; the others as Turtle, N-Triples, RDF/XML, JSON-LD."""
    return _answer(request, state, query, format)


@router.post("/sparql")
async def by_post(request: Request, state: State, format: str | None = None) -> Response:
    """Answer a query sent as a form, or directly as ``application/sparql-query``."""
    from starlette.concurrency import run_in_threadpool

    body = (await request.body()).decode("utf-8", "replace")
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind == "application/sparql-update":
        return problem(403, "query-refused", "This endpoint only reads its own data")
    if kind not in ("application/sparql-query", "application/x-www-form-urlencoded"):
        detail = "Send application/sparql-query, or a form with the field query."
        return problem(415, "media-type", "This media type cannot be read", detail=detail)
    text = body if kind == "application/sparql-query" else parse_qs(body).get("query", [""])[0]
    return await run_in_threadpool(_answer, request, state, text, format)


def _answer(request: Request, state: Current, query: str, wanted: str | None) -> Response:
    if not query.strip():
        raise QueryError("There is no query.", "Send it as ?query=...", field="query")
    offered = [*SOLUTIONS, *TRIPLES]
    liked = media_type(request.headers.get("accept"), [*offered, *_ALSO])
    accepted = FORMATS[choose("format", wanted, tuple(FORMATS))] if wanted else _ALSO.get(liked or "", liked)
    if accepted is None:
        return problem(406, "not-acceptable", "None of the media types can be served", choices=offered)
    body, served = state.pool.query(query, accepted)
    return Response(body, media_type=served)
