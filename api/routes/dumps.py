"""Downloads of the whole, and the description of the data set where clients look for it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from api.etag import tagged
from api.negotiate import accepted
from api.state import Served
from kb.answers.dataset import DUMPS, dataset
from kb.answers.question import choose
from kb.graph.guarded import TRIPLES

router = APIRouter(tags=["linked data"])


@router.get("/.well-known/void")
def void(request: Request, release: Served) -> Response:
    """The data set in DCAT and VoID: licence, version, size, downloads, named graphs, the SPARQL endpoint."""
    media = accepted(request.headers.get("accept"), tuple(TRIPLES))
    return tagged(request, dataset(release, str(request.base_url).rstrip("/"), media), media)


@router.get("/dumps/")
def dumps(release: Served) -> dict[str, Any]:
    """The files of the current release."""
    files = [{"file": f"/dumps/{name}", "media_type": media} for name, (media, _) in DUMPS.items()]
    return {"files": files, "data_version": release.version}


@router.get("/dumps/{name}")
def dump(release: Served, name: str) -> Response:
    """One file of the current release."""
    names = {each.lower(): each for each in DUMPS}
    chosen = names[choose("file", name, tuple(names))]
    media, _ = DUMPS[chosen]
    return FileResponse(release.folder / chosen, media_type="application/gzip" if chosen.endswith(".gz") else media)
