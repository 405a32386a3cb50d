"""Linked data: ``/id/...`` leads to ``/data/...``, which is served in every format; the context of the JSON-LD."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.etag import tagged
from api.links import page_of
from api.negotiate import accepted
from api.pages.render import page, reader_language
from api.state import Served
from kb.answers.described import described
from kb.answers.question import choose
from kb.graph.document import CONTEXT, JSON_LD, context, serialise, triples
from kb.settings import settings

router = APIRouter(tags=["linked data"])

EXTENSIONS = {
    "ttl": "text/turtle",
    "jsonld": JSON_LD,
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_PAGE = "text/html"
_OFFERED = ("text/turtle", JSON_LD, "application/n-triples", "application/rdf+xml", _PAGE, "application/json")
_FORMATS = {**EXTENSIONS, "html": _PAGE, "json": JSON_LD}


@router.get("/id/{path:path}")
def thing(request: Request, release: Served, path: str) -> Response:
    """303 to the page or the data on a thing; the address of a thing is no document."""
    triples(release.catalogue.store, path)
    media = accepted(request.headers.get("accept"), _OFFERED)
    query = f"?{urlencode(request.query_params)}" if request.query_params else ""
    if media == _PAGE and "format" not in request.query_params:
        target = page_of(settings().base + path, reader_language(request))
        version = request.query_params.get("version")
        target += f"{'&' if '?' in target else '?'}{urlencode({'version': version})}" if version else ""
    else:
        target = f"/data/{path}{query}"
    return RedirectResponse(target, status_code=303, headers={"Vary": "Accept, Accept-Language"})


@router.get("/data/{path:path}")
def data(request: Request, release: Served, path: str, format: str | None = None) -> Response:
    """What the graph says on an address: ``.ttl``, ``.jsonld``, ``.nt``, ``.rdf``, ``?format=``, or by Accept."""
    name, media = _asked(request, path, format)
    found = triples(release.catalogue.store, name)
    if media == _PAGE:
        return page(request, "data.html", it=described(release, name, found, reader_language(request)), path=name)
    body = serialise(release.catalogue.store, found, media)
    return tagged(request, body, media, Link=_links(name), **{"Content-Location": f"/data/{name}.{_extension(media)}"})


def _asked(request: Request, path: str, form: str | None) -> tuple[str, str]:
    """The address without its extension, and the media type that was asked for."""
    name, _, extension = path.rpartition(".")
    if extension in EXTENSIONS and not form:
        return name, EXTENSIONS[extension]
    if form:
        return path, _FORMATS[choose("format", form, tuple(_FORMATS))]
    media = accepted(request.headers.get("accept"), _OFFERED)
    return path, JSON_LD if media == "application/json" else media


def _extension(media: str) -> str:
    return next(extension for extension, each in EXTENSIONS.items() if each == media)


def _links(path: str) -> str:
    base = settings().base
    relations = [f'<{base}{path}>; rel="describes"', f'<{base}{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"']
    relations += [
        f'</data/{path}.{extension}>; rel="alternate"; type="{media}"' for extension, media in EXTENSIONS.items()
    ]
    relations.append('</.well-known/void>; rel="http://rdfs.org/ns/void#inDataset"')
    return ", ".join(relations)


@router.get(f"/{CONTEXT}")
def json_ld_context(request: Request, release: Served) -> Response:
    """The context of the JSON-LD documents."""
    body = json.dumps(context(release.catalogue.store), ensure_ascii=False, indent=2) + "\n"
    return tagged(request, body.encode("utf-8"), JSON_LD)
