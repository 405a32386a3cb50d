"""Pages that list: registers, procedures, professions, authorities, vocabularies; and one record of each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.pages.render import page, reader_language
from api.state import Served
from kb.answers import directory, lookup, register, vocabulary
from kb.model.jurisdiction import JURISDICTIONS

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Word = Annotated[str, Query(max_length=80)]
_ROWS = 50


@router.get("/browse")
def overview(request: Request, release: Served) -> Response:
    """What there is to look through."""
    found = register.registers(release, reader_language(request))
    return page(request, "browse.html", registers=found, counts=release.manifest.counts)


@router.get("/registers/{scheme}")
def rows(
    request: Request, release: Served, scheme: str, status: Word = "present", level: Word = "", cursor: Word = ""
) -> Response:
    """A page of a register."""
    found = register.page(
        release,
        scheme,
        language=reader_language(request),
        level=int(level) if level.isdecimal() else None,
        status=status or None,
        cursor=cursor,
        limit=_ROWS,
    )
    chosen = {"status": status, "level": level, "cursor": cursor}
    return page(request, "register.html", it=found, chosen=chosen, statuses=register.STATUSES[:-1])


@router.get("/procedures")
def procedures(request: Request, release: Served, jurisdiction: Word = "", kind: Word = "") -> Response:
    """Procedures by jurisdiction and kind."""
    found = directory.procedures(release, reader_language(request), jurisdiction=jurisdiction, kind=kind)
    chosen = {"jurisdiction": jurisdiction, "kind": kind}
    return page(request, "procedures.html", it=found, chosen=chosen, jurisdictions=JURISDICTIONS)


@router.get("/professions")
def professions(
    request: Request, release: Served, jurisdiction: Word = "", regulated: Word = "", q: Word = ""
) -> Response:
    """Professions by jurisdiction, regulation and name."""
    found = directory.professions(
        release, reader_language(request), jurisdiction=jurisdiction, answer=regulated, text=q
    )
    chosen = {"jurisdiction": jurisdiction, "regulated": regulated, "q": q}
    return page(request, "professions.html", it=found, chosen=chosen, jurisdictions=JURISDICTIONS)


@router.get("/professions/{jurisdiction}/{slug}")
def profession(request: Request, release: Served, jurisdiction: str, slug: str) -> Response:
    """One profession."""
    found = lookup.profession(release, f"{jurisdiction}/{slug}", reader_language(request))
    return page(request, "profession.html", it=found)


@router.get("/authorities")
def authorities(
    request: Request, release: Served, jurisdiction: Word = "", kind: Word = "", place: Word = "", profession: Word = ""
) -> Response:
    """Authorities by jurisdiction, kind, place and profession, and the map of the border regions."""
    chosen = {"jurisdiction": jurisdiction, "kind": kind, "place": place, "profession": profession}
    found = directory.authorities(release, reader_language(request), **chosen)
    return page(request, "authorities.html", it=found, chosen=chosen, jurisdictions=JURISDICTIONS)


@router.get("/sources/{jurisdiction}/{slug}")
def source(request: Request, release: Served, jurisdiction: str, slug: str) -> Response:
    """One source."""
    found = lookup.source(release, f"{jurisdiction}/{slug}", reader_language(request))
    return page(request, "source.html", it=found)


@router.get("/schemes")
def schemes(request: Request, release: Served) -> Response:
    """All concept schemes."""
    return page(request, "schemes.html", items=vocabulary.schemes(release, reader_language(request)))


@router.get("/schemes/{slug}")
def scheme(request: Request, release: Served, slug: str) -> Response:
    """One concept scheme with its concepts."""
    return page(request, "scheme.html", it=vocabulary.scheme(release, slug, reader_language(request)))
