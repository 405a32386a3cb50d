"""``/sparql`` answered before all that a page needs: no session, no thread, no second look at the request.

Whoever asks thousands of queries a second pays for each step on the way. The routes of ``api.routes.sparql`` describe
the same answers in the OpenAPI document.
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.headers import SECURITY
from api.problems import told
from api.routes.sparql import respond
from api.state import current
from kb.errors import DrempelError

_OPTIONS = {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, POST, OPTIONS",
}


class Direct:
    """Answers ``/sparql`` itself and hands on all else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._fixed = [(name.lower().encode(), value.encode()) for name, value in SECURITY.items()]
        self._fixed += [
            (b"access-control-allow-origin", b"*"),
            (b"vary", b"Accept"),
            (b"access-control-expose-headers", b"X-Data-Version, X-Limit-Rows, X-Limit-Bytes, X-Truncated"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Of ASGI."""
        if scope["type"] != "http" or scope["path"] != "/sparql" or scope["method"] not in ("GET", "POST", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        response = await self._answer(request)
        response.raw_headers += self._fixed
        response.raw_headers.append((b"x-data-version", current(request).release().version.encode()))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_OPTIONS)
        try:
            return await respond(request)
        except DrempelError as error:
            return told(request, error)


def install(app: Starlette) -> None:
    """Put it before the application."""
    app.add_middleware(Direct)
