"""Publishers: whose page an address is, of which kind, in which language (``publishers.tsv``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

_FILE = Path(__file__).with_name("publishers.tsv")
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_BETWEEN_WORDS = re.compile(r"[-_+/=&?.]+")
_WORD = re.compile(r"[^\W\d]{6,}")
_TAIL = re.compile(r"(?:\.(?:html|aspx|php)|(?:_aid)?-+\d+)$")


@dataclass(frozen=True)
class Publisher:
    """What is known of the pages below an address; ``title`` where all of them share one."""

    address: str
    name: str
    kind: str
    language: str
    title: str
    note: str


def publisher_of(url: str) -> Publisher | None:
    """The entry with the longest address that the URL begins with, None if there is none."""
    short = short_address(url)
    return next((found for found in _publishers() if short.startswith(found.address)), None)


def short_address(url: str) -> str:
    """The URL without ``https://www.``."""
    return _SCHEME.sub("", url)


def plain_title(url: str) -> str:
    """A title made of the address alone: publisher or host, and the words of the last part of the path."""
    host, _, path = short_address(url).partition("/")
    found = publisher_of(url)
    name = (found.name if found else "") or host
    path = unquote(path.rstrip("/"))
    last = _TAIL.sub("", _TAIL.sub("", path.rpartition("/")[2]))
    if not _WORD.search(last):
        # a number alone names no page, so the whole path stands for it
        return f"{name}: {path}" if path else name
    words = _BETWEEN_WORDS.sub(" ", last).strip()
    return f"{name}: {words[:1].upper()}{words[1:]}"


@cache
def _publishers() -> list[Publisher]:
    lines = _FILE.read_text("utf-8").splitlines()[1:]
    return sorted((Publisher(*line.split("\t")) for line in lines), key=lambda entry: -len(entry.address))
