"""The feed of changes as Atom (RFC 4287)."""

from __future__ import annotations

from lxml import etree

from kb import history
from kb.answers.present import Shown
from kb.model.text import Language
from kb.settings import settings
from kb.wording import translator

_ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"


def atom(found: Shown, language: Language, here: str, page: str) -> bytes:
    """A feed of what ``kb.answers.feed.feed`` found; ``here`` is its address, ``page`` that of the page.

    The day of an entry is that of its version: the newest on which a fact of it was read.
    """
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    chosen = "".join(f"/{name}/{value}" for name, value in sorted(found["filter"].items()))
    _add(root, "id", f"{settings().base}changes{chosen}")
    _add(root, "title", f"Drempel: {translator(language)('What changed')}")
    _add(root, "updated", _moment(found["data_version"]))
    _link(root, "self", here, MEDIA_TYPE)
    _link(root, "alternate", page, "text/html")
    _add(_add(root, "author"), "name", "Drempel")
    for change in found["changes"]:
        _entry(root, change)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return body


def _entry(root: etree._Element, change: Shown) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", f"{settings().base}changes/{change['since']}/{change['version']}/{change['record']}")
    _add(entry, "title", f"{change['what']['label']}: {change['kind']['label']}: {change['title']}")
    _add(entry, "updated", _moment(change["version"]))
    _link(entry, "alternate", change["iri"])
    _add(entry, "category").set("term", change["kind"]["id"])
    _add(entry, "content", "\n".join(change["told"]) or change["what"]["label"]).set("type", "text")


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = _printable(text) if text is not None else None
    return child


def _printable(text: str) -> str:
    """What XML may hold: no control characters."""
    return "".join(each for each in text if each in "\t\n\r" or each >= " ")


def _link(parent: etree._Element, relation: str, address: str, media: str | None = None) -> None:
    link = _add(parent, "link")
    link.set("rel", relation)
    link.set("href", address)
    if media:
        link.set("type", media)


def _moment(version: str) -> str:
    return f"{history.day_of(version)}T00:00:00Z"
