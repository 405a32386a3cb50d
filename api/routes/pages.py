"""The pages for people."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.render import page, reader_language
from api.state import Served
from kb.answers import lookup
from kb.answers.compose import worth
from kb.answers.question import ask
from kb.answers.search import search

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def home(request: Request) -> Response:
    """The search field and three worked examples."""
    return page(request, "home.html")


@router.get("/search")
def results(request: Request, release: Served, q: str = "") -> Response:
    """Search results."""
    hits = search(release, q, language=reader_language(request), limit=50) if q.strip() else []
    return page(request, "search.html", q=q[:200], hits=hits)


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
    return page(request, "worth.html", it=worth(release.catalogue, question, release.version))


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
