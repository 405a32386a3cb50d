"""Search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.state import Served
from kb.answers.search import search

router = APIRouter(prefix="/api/v1", tags=["search"])


@router.get("/search")
def find(
    release: Served,
    q: Annotated[str, Query(min_length=1, max_length=200, description="Title, part of a title, or code.")],
    lang: str = "en",
    scheme: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> dict[str, Any]:
    """Qualifications by title or code, in any language, with typos."""
    hits = search(release, q, language=lang, scheme=scheme, limit=limit)
    return {"query": q, "hits": hits, "data_version": release.version}
