"""Many documents in one zip, within a limit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from api.state import Served
from kb.documents.bulk import stream
from kb.documents.selection import checked, limited, tasks
from kb.settings import settings

router = APIRouter(prefix="/api/v1", tags=["documents"])

Many = Annotated[list[str] | None, Query(max_length=12)]


@router.get("/export", response_class=StreamingResponse)
def export(
    release: Served,
    host: Many = None,
    home: Many = None,
    kind: Many = None,
    lang: Many = None,
    format: Many = None,
    mode: Annotated[str, Query(max_length=20)] = "employed",
    profession: Annotated[str, Query(max_length=60, description="An occupation: practical-nurse.")] = "",
    sector: Annotated[str, Query(max_length=4, description="First digits of ISCED-F: 09.")] = "",
) -> StreamingResponse:
    """Factsheets, roadmaps or descriptions of many cases with an index; larger sets: ``drempel export``."""
    chosen = checked(
        hosts=host or [], homes=home or [], kinds=kind or [], languages=lang or [], forms=format or [],
        mode=mode, profession=profession, sector=sector,
    )  # fmt: skip
    found = limited(tasks(release, chosen), settings().export_documents)
    name = f"drempel-documents-{release.version}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(stream(release, found), media_type="application/zip", headers=headers)
