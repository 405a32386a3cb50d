"""The application: one line per group of routes."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette_compress import CompressMiddleware

from api import caching, direct, headers, observe, problems
from api.canonical import CanonicalJSON
from api.pages.render import STATIC
from api.routes import (
    about,
    authorities,
    browse,
    changes,
    compare,
    desk,
    desk_api,
    desk_verify,
    documents,
    dumps,
    export,
    health,
    linked,
    mappings,
    pages,
    procedures,
    professions,
    qualifications,
    reconcile,
    roadmap,
    search,
    sources,
    sparql,
    stats,
    verify,
    wizard,
    worth,
)
from api.state import Current
from kb.graph.rate import RateLimit
from kb.settings import settings

_DESCRIPTION = """What a vocational diploma of the Netherlands, Germany or Belgium is worth across the border.
Every answer carries its sources, the data version, and what is not known. Errors are RFC 9457 problem details."""


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    served = app.state.current = Current(settings().releases)
    app.state.rate = RateLimit(settings().sparql_per_minute)
    await served.start()
    following = asyncio.create_task(served.follow())
    with suppress(ValueError, RuntimeError, AttributeError):  # only in the main thread, and not on every system
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, served.reload)
    yield
    following.cancel()
    served.close()


def create_app() -> FastAPI:
    """The application over the current release of the settings."""
    app = FastAPI(
        title="Drempel",
        version="1",
        description=_DESCRIPTION,
        lifespan=_life,
        docs_url=None,
        redoc_url=None,
        default_response_class=CanonicalJSON,
    )
    problems.install(app)
    headers.install(app)
    caching.install(app)
    app.add_middleware(CompressMiddleware, minimum_size=1000)
    direct.install(app)
    observe.install(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for noun in (
        search,
        qualifications,
        reconcile,
        worth,
        compare,
        mappings,
        procedures,
        professions,
        authorities,
        sources,
        stats,
        pages,
        browse,
        about,
    ):
        app.include_router(noun.router, dependencies=[Depends(caching.by_version)])
    for noun in (
        wizard,
        changes,
        dumps,
        linked,
        sparql,
        documents,
        export,
        verify,
        health,
        desk_api,
        desk_verify,
        desk,
        roadmap,
    ):
        app.include_router(noun.router)
    return app
