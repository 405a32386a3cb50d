"""The roadmap: question by question to the route; the whole state stands in the address, nothing is stored."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.render import page, reader_language
from api.state import Served
from kb.answers.advice import advise
from kb.answers.compose import worth
from kb.answers.question import ask
from kb.answers.timeline import first_day, timeline
from kb.routes.wizard import MOST

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_OURS = frozenset({"qualification", "host", "mode", "lang", "as_of", "place", "start", "version"})


@router.get("/roadmap")
def roadmap(
    request: Request,
    release: Served,
    qualification: str = "",
    host: str = "",
    mode: str = "employed",
    place: str = "",
    as_of: str = "",
    start: str = "",
) -> Response:
    """The next question or the route, the drawing, the terms as dates, the papers as a list to tick off."""
    language = reader_language(request)
    if not qualification or not host:
        return RedirectResponse(f"/?lang={language}", status_code=303)
    question = ask(qualification, host, mode, language, place=place, as_of=as_of)
    names = dict.fromkeys(name for name in request.query_params if name not in _OURS)
    facts = {name: request.query_params.getlist(name) for name in names}
    found = worth(release.catalogue, question, release.version)
    day = first_day(start)
    answer = page(
        request,
        "roadmap.html",
        it=advise(release, question, facts),
        facts={name: values[0] for name, values in facts.items()},
        found=found,
        start=day,
        times=[timeline(each, day) for each in found.procedures],
        most=MOST,
    )
    # the answers of a person are in the address: no cache may keep the page
    answer.headers["Cache-Control"] = "no-store"
    return answer
