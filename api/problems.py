"""Errors as RFC 9457 problem details."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages.render import error_page, wants_page
from kb.errors import DrempelError, InvalidChoiceError

MEDIA_TYPE = "application/problem+json"
_ABOUT = "https://w3id.org/drempel/problem/"


def problem(status: int, kind: str, title: str, **more: Any) -> JSONResponse:
    """A problem document."""
    body = {"type": _ABOUT + kind, "title": title, "status": status, **more}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answer every error with a problem document, or with a page where a page was asked for."""

    @app.exception_handler(DrempelError)
    def _known(request: Request, error: DrempelError) -> Response:
        if wants_page(request):
            return error_page(request, error.status, error.what, error.fix, error.choices)
        more: dict[str, Any] = {"detail": error.what, "instance": request.url.path}
        if error.field:
            more["field"] = error.field
        if error.choices:
            more["choices"] = error.choices
        if error.fix:
            more["fix"] = error.fix
        return problem(error.status, error.kind, _TITLES.get(error.kind, "The request cannot be answered"), **more)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        errors = [{"field": str(item["loc"][-1]), "detail": item["msg"]} for item in error.errors()]
        if wants_page(request):
            what = "; ".join(f"{item['field']}: {item['detail']}" for item in errors)
            return error_page(request, 422, what, "", [])
        return problem(422, "bad-input", "A parameter is missing or wrong", errors=errors, instance=request.url.path)

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        if wants_page(request):
            return error_page(request, error.status_code, str(error.detail), "", [])
        return problem(error.status_code, "http", str(error.detail), instance=request.url.path)


_TITLES = {
    "not-found": "Nothing bears this identifier",
    InvalidChoiceError.kind: "The value is not on the list",
    "not-built": "No data has been built",
    "bad-query": "The query is broken",
    "query-refused": "The query is not allowed",
    "query-timeout": "The query was ended",
}
