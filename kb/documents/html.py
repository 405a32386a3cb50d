"""A document as a web page of its own: no script, no other file, readable on paper."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kb.documents.document import Document
from kb.documents.printed import imprint, mark_text, qr_svg, source_tail, words


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kb.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet, which stands in the page."""
    return (resources.files("kb.documents") / "templates" / "document.css").read_text("utf-8")


@lru_cache(maxsize=1)
def style_hash() -> str:
    """The hash by which a content security policy lets the style sheet in, and nothing else."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()


def html(document: Document) -> bytes:
    """The page, in UTF-8."""
    page = (
        _environment()
        .get_template("document.html")
        .render(
            it=document,
            style=Markup(style()),
            qr=Markup(qr_svg(document)),
            words=words(document),
            imprint=imprint(document),
            mark=lambda line: mark_text(line, document.language),
            tail=lambda source: source_tail(source, document.language),
        )
    )
    return page.encode("utf-8")
