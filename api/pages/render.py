"""Rendering of pages in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from babel.dates import format_date
from babel.numbers import format_currency
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.negotiate import language as negotiate_language
from api.negotiate import media_type
from api.state import current, served
from kb.model.jurisdiction import HOSTS, MODES
from kb.model.text import LANGUAGES, Language
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
    shared = {
        "_": translator(language),
        "lang": language,
        "languages": _NATIVE,
        "hosts": HOSTS,
        "modes": MODES,
        "here": _here(request),
        "money": lambda amount: format_currency(amount, "EUR", locale=language),
        "day": lambda text: _day(text, language),
        "version": served(request).version,
        "earlier": served(request).version != current(request).release().version,
        "label": lambda scheme, slug: served(request).catalogue.label(scheme, slug, language),
    }
    html = environment().get_template(template).render(**shared, **values)
    return HTMLResponse(html, status_code=status, headers={"Content-Language": language})


def error_page(request: Request, status: int, what: str, fix: str, choices: Sequence[str]) -> HTMLResponse:
    """A page that says what went wrong and what to do."""
    return page(request, "error.html", status, what=what, fix=fix, choices=list(choices), code=status)


def _here(request: Request) -> Any:
    """The address of this page with other parameters, for the language switch and for links that keep the state."""

    def address(**changes: str) -> str:
        query = {**dict(request.query_params), **changes}
        return f"{request.url.path}?{urlencode(query)}"

    return address


def _day(text: str | None, language: Language) -> str:
    from datetime import date

    try:
        return format_date(date.fromisoformat(text or ""), "d MMM y", locale=language)
    except ValueError:
        return text or ""
