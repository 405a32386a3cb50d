"""Health of the service."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool

from api.observe import exposition
from api.problems import problem
from api.state import current

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"description": "The store does not answer"}}, response_model=None)
def readyz(request: Request) -> dict[str, str] | Response:
    """The data can be asked; ``refused`` says why a newer release is not served."""
    state = current(request)
    release = state.release()
    try:
        release.catalogue.store.select("general_procedures")
    except (OSError, RuntimeError) as error:
        return problem(503, "not-ready", "The store does not answer", detail=str(error))
    found = {"status": "ready", "data_version": release.version}
    return {**found, "refused": state.refused} if state.refused else found


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Figures for Prometheus."""
    return Response(await run_in_threadpool(exposition, request.app), media_type=CONTENT_TYPE_LATEST)
