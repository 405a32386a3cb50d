"""Whether a document that somebody holds is genuine and still current."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.pages.render import page
from api.state import Served
from kb.documents.verify import Verdict, verify
from kb.settings import settings

router = APIRouter(tags=["documents"])

Hash = Annotated[str | None, Query(max_length=80, description="The content hash, or its first 12 characters.")]


@router.get("/api/v1/verify/{name}")
def verdict(release: Served, name: str, hash: Hash = None) -> Verdict:
    """Current, outdated with what has changed, or unknown."""
    return verify(release, name, hash, settings().releases)


@router.get("/verify/{name}", include_in_schema=False)
def verdict_page(request: Request, release: Served, name: str, hash: Hash = None) -> Response:
    """The same for somebody who scanned the code of a document."""
    return page(request, "verify.html", it=verify(release, name, hash, settings().releases))
