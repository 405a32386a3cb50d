"""Headers that every answer bears: data version, security, caching."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

from api.memento import links
from api.state import served

Next = Callable[[Request], Awaitable[Response]]

SECURITY = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
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
        response.headers.setdefault("Vary", "Accept, Accept-Language")
        if request.url.path.startswith(("/api/", "/sparql")):
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response
