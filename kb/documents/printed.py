"""What every printed form shows around the lines: marks of sources, the last lines of identity, words of the page."""

from __future__ import annotations

import io
from datetime import date

import segno
from babel.dates import format_skeleton

from kb.answers.present import Shown
from kb.documents.document import Document, Line, Source
from kb.model.text import Language
from kb.wording import translator


def mark_text(line: Line, language: Language) -> str:
    """``[3, 5 · 24-11-2026]``: the sources of a value and the last day on which one of them was read."""
    if not line.marks:
        return ""
    numbers = ", ".join(str(mark.source) for mark in line.marks)
    return f"[{numbers} · {short_day(max(mark.checked for mark in line.marks), language)}]"


def short_day(text: str, language: Language) -> str:
    """A date in figures."""
    locale = "en_GB" if language == "en" else language
    return format_skeleton("yMd", date.fromisoformat(text), locale=locale)


def source_tail(source: Source, language: Language) -> str:
    """Who published a source, what it is, its own date, and the day on which it was read."""
    _ = translator(language)
    read = f"{_('read')} {short_day(source.checked, language)}"
    return ", ".join(each for each in (source.publisher, source.label, source.published, read, source.doubt) if each)


def imprint(document: Document) -> list[tuple[str, str]]:
    """Name, data version, day of the data and hash, as they stand at the end of every form."""
    _ = translator(document.language)
    identity = document.identity
    return [
        (_("Document"), identity.id),
        (_("Data version"), identity.data_version),
        (_("As of"), short_day(identity.date, document.language)),
        (_("Content hash"), identity.hash[:16]),
    ]


def words(document: Document) -> Shown:
    """Words of the page that are not part of the content."""
    _ = translator(document.language)
    return {
        "page": _("Page {number} of {all}"),
        "check": _("Is this still current? Scan the code or open:"),
        "code": _("QR code that leads to the page on which this document can be checked"),
        "legend": _(
            "[1 · date]: number of the source, and the day on which it was read. A framed remark: not certain."
        ),
        "result": _("Result"),
        "possible": _("Possible results"),
        "else": _("otherwise"),
        "open": _("still open"),
    }


def _code(document: Document) -> segno.QRCode:
    """With a fixed mask: every reader takes each of the eight, and looking for the prettiest costs more than a page."""
    return segno.make_qr(document.identity.link, error="m", mask=3)


def qr_svg(document: Document) -> str:
    """The link of the document as a QR code."""
    out = io.BytesIO()
    _code(document).save(
        out, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, svgclass=None, lineclass=None
    )
    return out.getvalue().decode().strip()


def qr_png(document: Document) -> bytes:
    """The same as a picture of points."""
    out = io.BytesIO()
    _code(document).save(out, kind="png", scale=6, border=2)
    return out.getvalue()
