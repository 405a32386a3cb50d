"""Pages about the service: quality, licence, guides, the research desk and the widget."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.headers import FRAMED, RESEARCH
from api.pages.render import page as render
from api.pages.render import reader_language
from api.state import Served
from kb.answers.compose import worth
from kb.answers.examples import example_groups
from kb.answers.headline import headline
from kb.answers.quality import quality
from kb.answers.question import ask
from kb.graph.names import prefixes
from kb.settings import settings

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/quality")
def figures(request: Request, release: Served) -> Response:
    """How complete and how fresh the facts are, what is unknown, which conflicts are kept."""
    return render(request, "quality.html", it=quality(release, reader_language(request)))


@router.get("/about")
def about(request: Request, release: Served) -> Response:
    """What this is, by which rules it is made, what it is not."""
    return render(request, "about.html", counts=release.manifest.counts)


@router.get("/data-licence")
def licence(request: Request) -> Response:
    """Who may reuse what."""
    return render(request, "licence.html")


@router.get("/api-guide")
def guide(request: Request) -> Response:
    """The interfaces for programs, with an address to try for each."""
    return render(request, "api.html")


@router.get("/research")
def research(request: Request) -> Response:
    """The SPARQL editor, the examples by group, and a plain form that needs no script."""
    groups = example_groups(reader_language(request))
    answer = render(request, "research.html", groups=groups, prefixes=prefixes())
    answer.headers["Content-Security-Policy"] = RESEARCH
    return answer


@router.get("/report")
def report(request: Request, page: str = "") -> Response:
    """How to report an error."""
    return render(request, "report.html", about=page[:500], report_to=settings().report_to)


@router.get("/widget-guide")
def widget_guide(request: Request) -> Response:
    """How to put the widget on another site."""
    return render(request, "widget-guide.html", origin=str(request.base_url).rstrip("/"))


@router.get("/widget")
def widget(
    request: Request, release: Served, qualification: str = "", host: str = "", mode: str = "employed"
) -> Response:
    """A small page for a frame on another site: search, or the head of one answer."""
    found = None
    if qualification and host:
        found = worth(release.catalogue, ask(qualification, host, mode, reader_language(request)), release.version)
    answer = render(request, "widget.html", it=found, head=headline(found) if found else None)
    answer.headers["Content-Security-Policy"] = FRAMED
    return answer
