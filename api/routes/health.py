"""Health of the service."""

from __future__ import annotations

from fastapi import APIRouter

from api.state import Served

router = APIRouter(tags=["health"])


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(release: Served) -> dict[str, str]:
    """The data can be asked."""
    release.catalogue.store.select("general_procedures")
    return {"status": "ready", "data_version": release.version}
