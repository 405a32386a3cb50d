"""German laws as sources: name, date of issue and BJNR number from the legal basis and the address."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from scripts.registers.citation import Citation
from scripts.registers.publisher import publisher_of
from scripts.registers.table import Row

_LAW = re.compile(r"(?P<name>.+?) \((?P<short>[^()]+)\) vom (?P<issued>\d{4}-\d\d-\d\d)")
_SLUG = re.compile(r"gesetze-im-internet\.de/(?P<slug>[^/]+)/")
_FILE = re.compile(r"laws/(?P<short>.+)-BJNR\w+\.md")
_NUMBER = re.compile(r"BJNR\w+")


def is_law(url: str) -> bool:
    """Whether the address is that of a law or of a copy of one."""
    found = publisher_of(url)
    return found is not None and found.kind == "law"


def details_of(citation: Citation, row: Row) -> dict[str, Any]:
    """Title, date of issue, number and state of a law; nothing for other sources."""
    if not is_law(citation.url):
        return {}
    number = _NUMBER.search(citation.copy or citation.url)
    details: dict[str, Any] = {"identifier": number[0]} if number else {}
    if row["as_of"]:
        details["note"] = f"consolidated text, state of the copy {row['as_of']}"
    return details | _titled(citation.url, row["legal_basis"])


def _titled(url: str, legal_basis: str) -> dict[str, Any]:
    """The name from the legal basis if its short title is that of the address, else the short title alone."""
    address = _address(url)
    law = _LAW.match(legal_basis)
    if law and _as_slug(law["short"]) == _as_slug(address):
        return {"title": f"{law['name']} ({law['short']})", "published": date.fromisoformat(law["issued"])}
    found = publisher_of(url)
    if not address or (found and found.title):
        return {}
    place = f" (gesetze-im-internet.de/{address})" if _SLUG.search(url) else ""
    return {"title": f"Bundesrecht: {address}{place}"}


def _address(url: str) -> str:
    found = _SLUG.search(url)
    if found:
        return found["slug"]
    file = _FILE.search(url)
    return file["short"] if file else ""


def _as_slug(short: str) -> str:
    """As gesetze-im-internet.de makes an address of a short title: underscores for all but plain letters."""
    return re.sub(r"[^a-z0-9-]", "_", short.lower())
