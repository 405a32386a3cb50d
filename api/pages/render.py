"""Rendering of pages in the reader's language."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.negotiate import language as negotiate_language
from api.negotiate import media_type
from api.pages.address import here, link, record, thing
from api.pages.forms import date_words, money_words, number_words, tongue_words
from api.state import current, served
from kb.model.jurisdiction import HOSTS, MODES
from kb.model.text import LANGUAGES, Language
from kb.settings import settings
from kb.wording import translator

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent.parent / "static"
_NATIVE = {"nl": "Nederlands", "de": "Deutsch", "fr": "Français", "en": "English"}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates; an undefined variable is an error, and all values are escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def wants_page(request: Request) -> bool:
    """Whether a page was asked for: not under /api, and HTML is accepted."""
    if request.url.path.startswith(("/api/", "/desk/api/", "/sparql", "/openapi", "/healthz", "/readyz")):
        return False
    return media_type(request.headers.get("accept"), ("text/html", "application/json")) == "text/html"


def reader_language(request: Request) -> Language:
    """``?lang=`` if it is one of the four, else what the browser asks for, else Dutch."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return cast(Language, negotiate_language(request.headers.get("accept-language"), LANGUAGES, "nl"))


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of a template in the reader's language."""
    language = reader_language(request)
    html = environment().get_template(template).render({**_shared(request, language), **values})
    return HTMLResponse(html, status_code=status, headers={"Content-Language": language})


def _shared(request: Request, language: Language) -> dict[str, Any]:
    """What every template has: wording, links that keep the language, labels, dates and money."""
    return {
        "_": translator(language),
        "lang": language,
        "languages": _NATIVE,
        "path": request.url.path,
        "hosts": HOSTS,
        "modes": MODES,
        "here": here(request),
        "link": link(language),
        "record": record(language),
        "thing": thing(language),
        "static": static,
        "money": money_words(language),
        "number": number_words(language),
        "tongue": tongue_words(language),
        "day": date_words(language),
        "version": served(request).version,
        "earlier": served(request).version != current(request).release().version,
        "label": lambda scheme, slug: served(request).catalogue.label(scheme, slug, language),
        "base": settings().base,
    }


@lru_cache(maxsize=64)
def static(name: str) -> str:
    """The address of a static file, which changes with its content, so that browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]
    return f"/static/{name}?v={digest}"


def error_page(request: Request, status: int, what: str, fix: str, choices: Sequence[str]) -> HTMLResponse:
    """A page that says what went wrong and what to do."""
    return page(request, "error.html", status, what=what, fix=fix, choices=list(choices), code=status)
