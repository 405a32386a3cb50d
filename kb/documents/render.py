"""The forms in which a document is given out."""

from __future__ import annotations

from collections.abc import Callable

from kb.answers.question import choose
from kb.documents.document import Document, Kind

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
}
FORMATS = ("html", "pdf", "docx", "md", "json")
_ALSO: dict[str, tuple[str, ...]] = {"overview": ("svg",)}


def render(document: Document, form: str) -> bytes:
    """The document in a format; raises InvalidChoiceError for one in which it is not given out."""
    return _RENDERERS[choose("format", form, offered(document.kind))](document)


def offered(kind: Kind) -> tuple[str, ...]:
    """The formats of a kind of document; an overview is a drawing, too."""
    return (*FORMATS, *_ALSO.get(kind, ()))


def _html(document: Document) -> bytes:
    from kb.documents.html import html

    return html(document)


def _pdf(document: Document) -> bytes:
    from kb.documents.pdf import pdf

    return pdf(document)


def _docx(document: Document) -> bytes:
    from kb.documents.docx import docx

    return docx(document)


def _markdown(document: Document) -> bytes:
    from kb.documents.markdown import markdown

    return markdown(document)


def _json(document: Document) -> bytes:
    from kb.answers.canonical import dumps

    return dumps(document.model_dump(mode="json")).encode("utf-8")


def _svg(document: Document) -> bytes:
    from kb.documents.matrix import svg

    return svg(document)


_RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "md": _markdown,
    "json": _json,
    "svg": _svg,
}
