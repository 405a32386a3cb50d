"""Versions and change: ``/changes`` as page, JSON and Atom; versions, differences and impact as JSON."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from api.canonical import CanonicalJSON
from api.links import page_of
from api.negotiate import accepted
from api.pages.render import page, reader_language
from api.state import Current, Served, current
from kb import history
from kb.answers import feed
from kb.answers.changes import Filter, wanted
from kb.answers.impact import impact
from kb.answers.question import choose, choose_language
from kb.documents.atom import MEDIA_TYPE, atom
from kb.model.jurisdiction import JURISDICTIONS

router = APIRouter(tags=["versions"])

State = Annotated[Current, Depends(current)]
Key = Annotated[str, Query(max_length=120)]
_FORMATS = {"html": "text/html", "json": "application/json", "atom": MEDIA_TYPE}


def chosen(
    release: Served,
    profession: Key = "",
    authority: Key = "",
    country: Key = "",
    qualification: Key = "",
    kind: Key = "",
) -> Filter:
    """The filter of a request."""
    return wanted(release.catalogue, profession, authority, country, qualification, kind)


Chosen = Annotated[Filter, Depends(chosen)]
Limit = Annotated[int, Query(ge=1, le=feed.MOST)]
Offset = Annotated[int, Query(ge=0)]


@router.get("/changes", include_in_schema=False)
def changes_page(
    request: Request, release: Served, state: State, chosen: Chosen, limit: Limit = 100, offset: Offset = 0
) -> Response:
    """What changed, as page, JSON or Atom; the versions that are kept."""
    wanted_format = request.query_params.get("format")
    offered = list(_FORMATS.values())
    media = (
        _FORMATS[choose("format", wanted_format, tuple(_FORMATS))]
        if wanted_format
        else accepted(request.headers.get("accept"), offered)
    )
    language = reader_language(request)
    found = feed.feed(release, state.releases, language, chosen, limit=limit, offset=offset)
    if media == MEDIA_TYPE:
        here = str(request.url)
        return Response(atom(found, language, here, here.replace("format=atom", "format=html")), media_type=media)
    if media == "application/json":
        return CanonicalJSON(found)
    for each in found["changes"]:
        each["href"] = page_of(each["iri"], language)
    kinds = sorted(key.partition("/")[2] for key in release.catalogue.labels if key.startswith("record-kinds/"))
    groups = [(version, list(each)) for version, each in groupby(found["changes"], itemgetter("version"))]
    shown: dict[str, Any] = {"it": found, "groups": groups, "chosen": chosen, "places": JURISDICTIONS, "kinds": kinds}
    return page(request, "changes.html", **shown)


@router.get("/api/v1/changes")
def changes(
    release: Served, state: State, chosen: Chosen, lang: str = "en", limit: Limit = 100, offset: Offset = 0
) -> dict[str, Any]:
    """What changed from version to version, the newest first."""
    return feed.feed(release, state.releases, choose_language(lang), chosen, limit=limit, offset=offset)


@router.get("/api/v1/versions")
def versions(release: Served, state: State) -> dict[str, Any]:
    """The versions that are kept, the newest first, and the one that answers where none is named."""
    return {"current": release.version, "kept": history.versions(state.releases)}


@router.get("/api/v1/diff")
def diff(
    release: Served,
    state: State,
    chosen: Chosen,
    since: Key = "",
    to: Key = "",
    lang: str = "en",
    format: Key = "json",
) -> Response:
    """What changed between two kept versions, in words (json) or as an RDF patch (patch)."""
    earlier, later = feed.pair(state.releases, since, to)
    if choose("format", format, ("json", "patch")) == "patch":
        body = feed.difference_patch(state.releases, earlier, later)
        return Response(body, media_type="application/rdf-patch; charset=utf-8")
    return CanonicalJSON(feed.difference(release, state.releases, earlier, later, choose_language(lang), chosen))


@router.get("/api/v1/impact")
def rests_on(release: Served, source: Annotated[str, Query(max_length=500)], lang: str = "en") -> dict[str, Any]:
    """Everything that rests on one law or page: ``source`` is its key, its address, or the number of the law."""
    return impact(release, source, lang)
