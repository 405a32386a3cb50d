"""The wizard: question by question to the route, with the state in the address and nowhere else."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from api.state import Served
from kb.answers.advice import Advice, advise
from kb.answers.question import Question, ask
from kb.documents.flow import draw

router = APIRouter(prefix="/api/v1", tags=["wizard"])

_OURS = frozenset({"qualification", "host", "mode", "lang", "as_of"})

Qualification = Annotated[str, Query(max_length=100, description="Without one, say home=nl, de or be.")]
Host = Annotated[str, Query(max_length=20, examples=["de-nw"])]
Word = Annotated[str, Query(max_length=20)]
Day = Annotated[str | None, Query(max_length=10, description="The law of this day, YYYY-MM-DD.")]


def asked(
    host: Host, qualification: Qualification = "", mode: Word = "employed", lang: Word = "en", as_of: Day = None
) -> Question:
    """The question in the address; every other parameter is a fact."""
    return ask(qualification, host, mode, lang, as_of=as_of)


Asked = Annotated[Question, Depends(asked)]


@router.get("/wizard")
def next_step(request: Request, release: Served, question: Asked) -> Advice:
    """The next question, at most nine, or the route. Every other parameter is an answer: ``complete=yes``,
    ``held_level=b``, ``training=3``. Nothing is stored or logged of them."""
    return advise(release, question, _facts(request))


@router.get("/wizard.svg", response_class=Response)
def drawing(request: Request, release: Served, question: Asked) -> Response:
    """The flow of the law as SVG with the path of the case marked, and the same in words as its description."""
    return Response(draw(release, question, _facts(request)), media_type="image/svg+xml")


def _facts(request: Request) -> dict[str, Any]:
    names = dict.fromkeys(name for name in request.query_params if name not in _OURS)
    return {name: request.query_params.getlist(name) for name in names}
