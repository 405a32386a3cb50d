"""The register of issued documents: what is given out is entered, and a file that somebody holds is looked up."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api.canonical import CanonicalJSON
from api.pages.render import page, wants_page
from api.routes.desk_session import Fields, Present, Quiet, SameSite, opened
from kb.desk import issuing
from kb.desk.database import address
from kb.documents.document import Document
from kb.documents.verify import verify
from kb.settings import settings

router = APIRouter(prefix="/verify", include_in_schema=False)


def enter(document: Document, content: bytes, form: str) -> None:
    """Enter a document that is given out; nothing where there is no desk."""
    if address() is None or not document.identity.id:
        return
    made = document.identity
    issuing.issue(
        opened(), content, made.id, document.kind, form, document.language, made.data_version, made.link, made.hash
    )


@router.get("")
def ask(request: Request, _: Quiet) -> Response:
    """The form to upload a document."""
    return page(request, "desk/verify.html", signed=None, unknown=False)


@router.post("", dependencies=[SameSite])
def upload(request: Request, desk: Quiet, release: Present, fields: Fields) -> Response:
    """Genuine and current, genuine and outdated with what has changed, or unknown; the file is not kept."""
    data = fields.get("document", b"")
    entry = issuing.verify(desk, data if isinstance(data, bytes) else data.encode(), release.version)
    found = None
    if entry["verdict"] != "unknown":
        found = verify(release, entry["id"], entry["content"], settings().releases)
    if wants_page(request):
        return page(request, "verify.html", it=found) if found else _unknown(request)
    told: dict[str, Any] = {"state": "unknown"} if found is None else {**found.as_json(), "issued": entry}
    return CanonicalJSON(told)


def _unknown(request: Request) -> Response:
    return page(request, "desk/verify.html", signed=None, unknown=True)
