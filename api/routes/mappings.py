"""Mappings between qualifications."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.state import Served
from kb.answers import mappings

router = APIRouter(prefix="/api/v1/mappings", tags=["mappings"])


@router.get("")
def page(
    release: Served,
    subject: Annotated[str | None, Query(max_length=100, examples=["nl-crebo:25737"])] = None,
    object: Annotated[str | None, Query(max_length=100)] = None,
    status: Annotated[str | None, Query(max_length=20)] = None,
    lang: Annotated[str, Query(max_length=20)] = "en",
    cursor: Annotated[str, Query(max_length=250)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """Mappings as they are written, directed, each with status, coverage, author, reason and source."""
    return mappings.page(
        release, subject=subject, thing=object, status=status, language=lang, cursor=cursor, limit=limit
    )
