"""Source lists: one source per address that the rows of a country name, with a key made from the address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote

from kb.model.source import Source
from scripts.registers.citation import BACKGROUND, Citation
from scripts.registers.clause import join
from scripts.registers.publisher import plain_title, publisher_of, short_address

CHECKED = date(2026, 11, 23)

_LONGEST = 64
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_REPOSITORY = re.compile(r"github:[^/]+/(?P<name>[^/@]+)(?:@\w+)?[:/](?P<path>.+)")


class SourceList:
    """Collects the sources of one country (``nl``, ``de``, ``be``)."""

    def __init__(self, country: str) -> None:
        self.country = country
        self._citations: dict[str, Citation] = {}
        self._details: dict[str, dict[str, Any]] = {}
        self._dates: dict[str, set[str]] = {}

    def cite(self, citation: Citation, details: Mapping[str, Any] | None = None, as_of: str = "") -> str:
        """The key of the source; ``details``: fields known from the row, ``as_of``: a date surely its own."""
        key = self._key(citation.url)
        known = self._citations.setdefault(key, citation)
        if known.url != citation.url:
            raise ValueError(f"{known.url} and {citation.url} share the key {key}: make the slug longer")
        self._details[key] = {**(details or {}), **self._details.get(key, {})}
        if dated := citation.date or as_of:
            self._dates.setdefault(key, set()).add(dated)
        return key

    def sources(self) -> list[Source]:
        """The sources in the order of their keys; ``background`` stands in the hand-written list."""
        keys = [key for key, citation in self._citations.items() if citation.url != BACKGROUND]
        return [self._source(key) for key in sorted(keys)]

    def _key(self, url: str) -> str:
        return f"{self.country}/{BACKGROUND}" if url == BACKGROUND else f"{self.country}/reg-{slug_of(url)}"

    def _source(self, key: str) -> Source:
        citation, details = self._citations[key], self._details[key]
        found = publisher_of(citation.url)
        fields: dict[str, Any] = {
            "title": (found.title if found else "") or plain_title(citation.url),
            "publisher": (found.name if found else "") or None,
            "kind": found.kind if found else "project",
            "language": found.language if found else None,
            **(dating(self._dates.get(key, set())) if not _is_dated(details) else {}),
            "note": _note(citation, found.note if found else "", details.get("note", "")),
        }
        own = {name: value for name, value in details.items() if name != "note"}
        return Source.model_validate({**fields, **own, "id": key, "url": citation.url, "read": CHECKED})


def slug_of(url: str) -> str:
    """A readable slug of the address; a long one is cut and ends in a checksum of the whole address."""
    name = _slug(_readable(url))
    if len(name) <= _LONGEST:
        return name
    checksum = hashlib.sha256(url.encode()).hexdigest()[:6]
    return f"{name[: _LONGEST - 7].rpartition('-')[0]}-{checksum}"


def dating(dates: set[str]) -> dict[str, Any]:
    """``published`` or ``published_text``, if all rows that name the source alone agree on its date."""
    if len(dates) != 1:
        return {}
    (text,) = dates
    if text == "n.d.":
        return {"published_text": "undated page"}
    return {"published": date.fromisoformat(text)} if _DATE.fullmatch(text) else {"published_text": text}


def _is_dated(details: Mapping[str, Any]) -> bool:
    return "published" in details or "published_text" in details


def _note(citation: Citation, *more: str) -> str | None:
    copy = f"read in a copy: {citation.copy}" if citation.copy else ""
    return join(copy, citation.remark, *more) or None


def _readable(url: str) -> str:
    """Host and path; of a file in a repository its name, the repository and the folder."""
    url = unquote(url)
    found = _REPOSITORY.fullmatch(url)
    if not found:
        return short_address(url)
    return " ".join([found["name"], *found["path"].split("/")[-2:]])


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
