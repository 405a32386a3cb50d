"""Citations: what the source cells of the compiled fact tables name, one page or file each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from scripts.registers.clause import UNVERIFIED

BACKGROUND = "background"

_BETWEEN = re.compile(r" [|;] ")
_REMARK = re.compile(r" \((?P<remark>[^()]*(?:\([^()]*\)[^()]*)*)\)$")
_READ_AS = re.compile(r" \[read as (?P<copy>[^\]]+)\]$")
_OFFICIAL = re.compile(r"(?:^|; )(?:copy of|=) (?P<url>https?://\S+)")
_BARE = re.compile(r"(?P<repository>[\w.-]+/[\w.-]+):(?P<path>[^@]+)@(?P<commit>[0-9a-f]+)")
_IN_TEXT = re.compile(r"(?P<url>https?://[^\s;,)\]]+)(?: \((?P<date>\d{4}-\d\d-\d\d)\))?")


@dataclass(frozen=True)
class Citation:
    """A page or file: the official address where one is named, else the copy that was read.

    ``copy`` is the repository path of a copy that stands in for the official page; ``date`` the date beside
    the address. ``url`` is ``background`` where no source was read.
    """

    url: str
    copy: str = ""
    remark: str = ""
    date: str = ""


def citations(cell: str) -> list[Citation]:
    """The citations of a source cell, in its order."""
    found = [_citation(part.strip()) for part in _BETWEEN.split(cell) if part.strip()]
    return found or [Citation(BACKGROUND)]


def cited_in(text: str) -> list[Citation]:
    """The web addresses in a note, with the date in brackets behind them."""
    return [Citation(address(found["url"]), date=found["date"] or "") for found in _IN_TEXT.finditer(text)]


def address(url: str) -> str:
    """The URL without blanks: what may not stand in a URL is percent-encoded."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~")


def repository_path(text: str) -> str:
    """``owner/repository:path@commit`` and ``github:...`` as ``github:owner/repository@commit:path``."""
    bare = _BARE.fullmatch(text)
    return address(f"github:{bare['repository']}@{bare['commit']}:{bare['path']}" if bare else text)


def _citation(part: str) -> Citation:
    if part == UNVERIFIED:
        return Citation(BACKGROUND)
    part, remark = _without(_REMARK, part, "remark")
    part, copy = _without(_READ_AS, part, "copy")
    official = _OFFICIAL.search(remark)
    if official:
        # the remark keeps what it says besides the address
        rest = _OFFICIAL.sub("", remark)
        return Citation(address(official["url"]), repository_path(part), rest)
    return Citation(repository_path(part), repository_path(copy) if copy else "", remark)


def _without(pattern: re.Pattern[str], part: str, group: str) -> tuple[str, str]:
    found = pattern.search(part)
    return (part[: found.start()], found[group]) if found else (part, "")
