"""The pages for people: start, search, answer, comparison, one record each."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.render import page, reader_language
from api.state import Served
from kb.answers import facets, lookup
from kb.answers.compare import compare
from kb.answers.compose import worth
from kb.answers.headline import headline
from kb.answers.question import ask

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_COMPARED = (
    ("nl-crebo:25656", "de-beruf:pflegefachmann"),
    ("nl-crebo:25737", "de-beruf:elektroniker"),
    ("de-beruf:friseur", "nl-crebo:25643"),
)
_DOWNLOADS = (("pdf", "PDF"), ("docx", "Word"))


@router.get("/")
def home(request: Request) -> Response:
    """The search field and three worked examples."""
    return page(request, "home.html")


@router.get("/search")
def results(request: Request, release: Served, q: str = "", host: str = "") -> Response:
    """Search results with facets; ``host`` leads each hit on to its answer there."""
    language, chosen = reader_language(request), dict(request.query_params)
    found = facets.find(release, q, language=language, chosen=chosen) if q.strip() else None
    where = ask("", host).host if host else ""
    return page(request, "search.html", q=q[:200], found=found, host=where)


@router.get("/qualifications/{scheme}/{code}")
def qualification(request: Request, release: Served, scheme: str, code: str) -> Response:
    """One qualification."""
    found = lookup.qualification(release, f"{scheme}:{code}", reader_language(request))
    return page(request, "qualification.html", it=found)


@router.get("/worth")
def answer(
    request: Request,
    release: Served,
    qualification: str = "",
    host: str = "",
    mode: str = "employed",
    place: str = "",
    as_of: str = "",
) -> Response:
    """What a qualification is worth in a host."""
    if not qualification or not host:
        return RedirectResponse(f"/?lang={reader_language(request)}", status_code=303)
    question = ask(qualification, host, mode, reader_language(request), place=place, as_of=as_of)
    found = worth(release.catalogue, question, release.version)
    return page(request, "worth.html", it=found, head=headline(found), downloads=_DOWNLOADS)


@router.get("/compare")
def comparison(request: Request, release: Served, a: str = "", b: str = "") -> Response:
    """Two qualifications unit by unit, seen from the holder of ``a``; without them, the form."""
    found = compare(release, a, b, reader_language(request)) if a.strip() and b.strip() else None
    seen = {"holder": found.a, "host": found.b} if found else {}
    return page(request, "compare.html", it=found, seen=seen, examples=_COMPARED)


@router.get("/procedures/{jurisdiction}/{slug}")
def procedure(request: Request, release: Served, jurisdiction: str, slug: str) -> Response:
    """One procedure."""
    found = lookup.procedure(release, f"{jurisdiction}/{slug}", reader_language(request))
    return page(request, "procedure.html", it=found)


@router.get("/authorities/{jurisdiction}/{slug}")
def authority(request: Request, release: Served, jurisdiction: str, slug: str) -> Response:
    """One authority."""
    found = lookup.authority(release, f"{jurisdiction}/{slug}", reader_language(request))
    return page(request, "authority.html", it=found)
