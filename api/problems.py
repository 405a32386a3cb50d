"""Errors as RFC 9457 problem details."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages.render import error_page, reader_language, wants_page
from kb.errors import BusyError, DrempelError, InvalidChoiceError, QuerySyntaxError
from kb.model.text import LANGUAGES
from kb.wording import Translate, translator

MEDIA_TYPE = "application/problem+json"
_ABOUT = "https://w3id.org/drempel/problem/"


def problem(status: int, kind: str, title: str, **more: Any) -> JSONResponse:
    """A problem document."""
    body = {"type": _ABOUT + kind, "title": title, "status": status, **more}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE)


def told(request: Request, error: DrempelError) -> JSONResponse:
    """An error that a client can mend, as a problem document."""
    _ = _asked(request)
    what, fix = error.told(_)
    more: dict[str, Any] = {"detail": what, "instance": request.url.path}
    if error.field:
        more["field"] = error.field
    if error.choices:
        more["choices"] = error.choices
    if error.fix:
        more["fix"] = fix
    if isinstance(error, QuerySyntaxError) and error.line is not None:
        more["line"], more["column"] = error.line, error.column
    answer = problem(error.status, error.kind, _(_TITLES.get(error.kind, _UNTITLED)), **more)
    if isinstance(error, BusyError):
        answer.headers["Retry-After"] = str(error.after)
    return answer


def install(app: FastAPI) -> None:
    """Answer every error with a problem document, or with a page where a page was asked for."""

    @app.exception_handler(DrempelError)
    def _known(request: Request, error: DrempelError) -> Response:
        if wants_page(request):
            what, fix = error.told(translator(reader_language(request)))
            return error_page(request, error.status, what, fix, error.choices)
        return told(request, error)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        errors = [{"field": str(item["loc"][-1]), "detail": item["msg"]} for item in error.errors()]
        if wants_page(request):
            what = translator(reader_language(request))(_WRONG_PARAMETER)
            return error_page(request, 422, f"{what}: {', '.join(item['field'] for item in errors)}", "", [])
        title = _asked(request)(_WRONG_PARAMETER)
        return problem(422, "bad-input", title, errors=errors, instance=request.url.path)

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        if wants_page(request):
            what = translator(reader_language(request))(str(error.detail))
            return error_page(request, error.status_code, what, "", [])
        return problem(error.status_code, "http", str(error.detail), instance=request.url.path)


def _asked(request: Request) -> Translate:
    """A program gets English unless it asks for another language with ``?lang=``."""
    asked = request.query_params.get("lang", "")
    return translator(next((language for language in LANGUAGES if language == asked), "en"))


_UNTITLED = "The request cannot be answered"
_WRONG_PARAMETER = "A parameter is missing or wrong"
_TITLES = {
    "not-found": "Nothing bears this identifier",
    InvalidChoiceError.kind: "The value is not on the list",
    "not-built": "No data has been built",
    "bad-query": "The query is broken",
    "query-refused": "The query is not allowed",
    "query-timeout": "The query was ended",
    "too-large": "The request is too large",
    "media-type": "This media type cannot be read",
    "not-acceptable": "None of the media types can be served",
    "busy": "The service is busy",
    "too-many-requests": "Too many requests",
}
