"""Headers that every answer bears: data version, security, caching."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

from api import caching
from api.memento import links
from api.state import served

Next = Callable[[Request], Awaitable[Response]]

_STRICT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
FRAMED = _STRICT.format(ancestors="*")
"""For the widget alone: any site may show it in a frame."""
RESEARCH = (
    FRAMED.replace("ancestors *", "ancestors 'none'")
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("img-src 'self'", "img-src 'self' data:")
    .replace("font-src 'self'", "font-src 'self' data:")
)
"""For the research desk: its editor sets styles while it runs."""

SECURITY = {
    "Content-Security-Policy": _STRICT.format(ancestors="'none'"),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def install(app: FastAPI) -> None:
    """Add the headers to every answer."""

    @app.middleware("http")
    async def _add(request: Request, call_next: Next) -> Response:
        response = await call_next(request)
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        response.headers["X-Data-Version"] = served(request).version
        if request.query_params.get("version") and response.status_code < 400:
            response.headers.update(links(request))
        caching.mark(request, response)
        response.headers.setdefault("Vary", "Accept, Accept-Language")
        if request.url.path.startswith("/static/") and request.query_params.get("v"):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        if request.url.path.startswith(("/api/", "/sparql")):
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response
