"""The Reconciliation Service API 0.2: lists of staff diplomas matched with the base, for example from OpenRefine."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.headers import FRAMED
from api.pages.render import page
from api.state import Served
from kb.answers import reconcile
from kb.answers.question import choose_language
from kb.release import Release

router = APIRouter(prefix="/api/v1/reconcile", tags=["reconciliation"])
Prefix = Annotated[str, Query(max_length=200)]
_LARGEST = 2_000_000


@router.get("")
def manifest(
    request: Request, release: Served, lang: str = "en", queries: str | None = None, extend: str | None = None
) -> dict[str, Any]:
    """The description of the service; with ``queries`` or ``extend``, the answer to them."""
    language = choose_language(lang)
    if queries is not None or extend is not None:
        return _answer(release, queries, extend, language)
    return reconcile.manifest(release, str(request.base_url).rstrip("/"), language)


@router.post("")
async def ask(request: Request, release: Served, lang: str = "en") -> dict[str, Any]:
    """A batch of at most 500 queries, or of things to extend, as the form field ``queries`` or ``extend``."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise reconcile.BatchError("The request is too large.", "Send fewer queries at a time.")
    form = parse_qs(body.decode("utf-8", "replace"), max_num_fields=20)
    queries, extend = (form.get(name, [None])[0] for name in ("queries", "extend"))
    return await run_in_threadpool(_answer, release, queries, extend, choose_language(lang))


def _answer(release: Release, queries: str | None, extend: str | None, language: str) -> dict[str, Any]:
    if extend is not None:
        return reconcile.extend(release, _json(extend, "extend"))
    return reconcile.answer(release, _json(queries or "", "queries"), language)


def _json(text: str, field: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise reconcile.BadJsonError(
            "{name} is no JSON.", "Send the form field queries or extend.", field=field, name=field
        ) from error


@router.get("/suggest/entity")
def entities(release: Served, prefix: Prefix = "", lang: str = "en") -> dict[str, Any]:
    """Things for a text that is being typed."""
    return reconcile.suggest(release, prefix, choose_language(lang))


@router.get("/suggest/type")
def types(release: Served, prefix: Prefix = "", lang: str = "en") -> dict[str, Any]:
    """Types for a text that is being typed."""
    found = reconcile.types(release, choose_language(lang))
    return {"result": [each for each in found if prefix.casefold() in each["name"].casefold()]}


@router.get("/suggest/property")
def properties(prefix: Prefix = "") -> dict[str, Any]:
    """Properties for a text that is being typed."""
    return {"result": [{"id": name, "name": name} for name in reconcile.PROPERTIES if prefix.casefold() in name]}


@router.get("/properties")
def proposed(type: Annotated[str, Query(max_length=40)] = "qualification") -> dict[str, Any]:
    """The properties that can be added to what was matched."""
    return {"type": type, "properties": [{"id": name, "name": name} for name in reconcile.PROPERTIES]}


@router.get("/preview")
def preview(request: Request, release: Served, id: Annotated[str, Query(max_length=200)], lang: str = "en") -> Response:
    """A thing in a small page, to be shown in a frame."""
    choose_language(lang)
    shown = page(request, "preview.html", it=reconcile.facts(release, id.strip()))
    shown.headers["Content-Security-Policy"] = FRAMED
    return shown
