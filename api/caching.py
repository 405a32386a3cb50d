"""Answers that depend on the release alone bear an ETag by data version, and are not made again for who has them."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from fastapi import FastAPI, Request, Response

from api.pages.render import STATIC, TEMPLATES
from api.state import Served, current

_KEPT = "public, max-age=300"
_READ = ("accept", "accept-language")


class UnchangedError(Exception):
    """The client has this answer already."""


def by_version(request: Request, release: Served) -> None:
    """A dependency of the routes whose answers change with the release and the program only."""
    asked = [request.headers.get(name, "") for name in _READ]
    known = [release.version, current(request).release().version, _program(), str(request.url)]
    request.state.etag = 'W/"' + hashlib.sha256("\n".join([*known, *asked]).encode()).hexdigest()[:20] + '"'
    if request.state.etag in request.headers.get("if-none-match", ""):
        raise UnchangedError


def mark(request: Request, response: Response) -> None:
    """Add the ETag to an answer that has one; an error has none."""
    etag = getattr(request.state, "etag", None)
    if etag and response.status_code in (200, 304):
        response.headers["ETag"] = etag
        response.headers.setdefault("Cache-Control", _KEPT)


def install(app: FastAPI) -> None:
    """Answer 304 where nothing changed."""

    @app.exception_handler(UnchangedError)
    def _same(_request: Request, _error: UnchangedError) -> Response:
        return Response(status_code=304)


@lru_cache(maxsize=1)
def _program() -> str:
    """What pages are made with, so that a new program is a new answer."""
    files = sorted(path for folder in (TEMPLATES, STATIC) for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
