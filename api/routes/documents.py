"""Documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.state import Served
from kb.answers.compose import worth
from kb.answers.question import ask
from kb.documents.factsheet import factsheet

router = APIRouter(prefix="/api/v1", tags=["documents"])

_MEDIA = {"md": "text/markdown; charset=utf-8", "json": "application/json"}


@router.get("/factsheet")
def sheet(
    release: Served,
    qualification: Annotated[str, Query(max_length=100)],
    host: Annotated[str, Query(max_length=20)],
    mode: Annotated[str, Query(max_length=20)] = "employed",
    lang: Annotated[str, Query(max_length=20)] = "en",
    format: Annotated[str, Query(max_length=10)] = "md",
) -> Response:
    """A factsheet for the holder of a qualification, as Markdown or JSON."""
    text = factsheet(worth(release.catalogue, ask(qualification, host, mode, lang), release.version), format)
    return Response(text, media_type=_MEDIA[format.strip().lower()])
