"""Documents: composed once, given out in the format that was asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from api.negotiate import media_type
from api.routes.desk_verify import enter
from api.state import Served
from kb.answers.question import ask, choose_language
from kb.documents.compose import compose
from kb.documents.document import Document
from kb.documents.html import style_hash
from kb.documents.identity import file_name
from kb.documents.overview import overview as matrix
from kb.documents.render import MEDIA_TYPES, offered, render

router = APIRouter(prefix="/api/v1", tags=["documents"])

_POLICY = "default-src 'none'; style-src '{hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
Qualification = Annotated[str, Query(max_length=100, examples=["nl-crebo:25656"])]
Host = Annotated[str, Query(max_length=20, examples=["de-nw"])]
Mode = Annotated[str, Query(max_length=20)]
Lang = Annotated[str, Query(max_length=20)]
Format = Annotated[str | None, Query(max_length=10, description="html, pdf, docx, md or json; else by Accept.")]
Accept = Annotated[str | None, Header(include_in_schema=False)]


@router.get("/roadmap")
def roadmap(
    release: Served, qualification: Qualification, host: Host, mode: Mode = "employed", lang: Lang = "en",
    format: Format = None, accept: Accept = None,
) -> Response:  # fmt: skip
    """How an authority judges a qualification, step by step: for advisers."""
    return give(compose(release, "roadmap", ask(qualification, host, mode, lang)), format, accept)


@router.get("/factsheet")
def factsheet(
    release: Served, qualification: Qualification, host: Host, mode: Mode = "employed", lang: Lang = "en",
    format: Format = None, accept: Accept = None,
) -> Response:  # fmt: skip
    """Two pages in plain words for the holder of a qualification."""
    return give(compose(release, "factsheet", ask(qualification, host, mode, lang)), format, accept)


@router.get("/description")
def description(
    release: Served, qualification: Qualification, host: Host, mode: Mode = "employed", lang: Lang = "en",
    format: Format = None, accept: Accept = None,
) -> Response:  # fmt: skip
    """What a worker brings and lacks, for employers; only for work that is not regulated."""
    return give(compose(release, "description", ask(qualification, host, mode, lang)), format, accept)


@router.get("/overview")
def overview(
    release: Served,
    occupation: Annotated[
        list[str] | None, Query(max_length=60, description="None: those regulated everywhere.")
    ] = None,
    lang: Lang = "en",
    format: Format = None,
    accept: Accept = None,
) -> Response:
    """Which authority decides on which profession in which place; SVG, too."""
    return give(matrix(release, choose_language(lang), occupation or []), format, accept)


def give(document: Document, form: str | None, accept: str | None) -> Response:
    """The document in the format that was asked for, with a name for its file."""
    by_type = {MEDIA_TYPES[each].partition(";")[0]: each for each in offered(document.kind)}
    chosen = form or by_type.get(media_type(accept, list(by_type)) or "", accept or "")
    content = render(document, chosen)
    form = chosen.strip().lower()
    enter(document, content, form)
    disposition = "attachment" if form == "docx" else "inline"
    headers = {
        "Content-Disposition": f'{disposition}; filename="{file_name(document, form)}"',
        "Content-Language": document.language,
        "Content-Security-Policy": _POLICY.format(hash=style_hash()),
    }
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)
