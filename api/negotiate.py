"""Content negotiation: q-values of Accept and Accept-Language (RFC 9110, section 12.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.errors import HeaderError, NotAcceptableError

_RANGE = re.compile(r"(?:\*|[!#$%&'*+.^_`|~0-9a-z-]+/[!#$%&'*+.^_`|~0-9a-z-]+)")
_QUALITY = re.compile(r"(?:0?(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
"""``.2`` and the bare ``*`` are no media ranges by the letter, but old clients of Java send them."""


def _weighted(header: str) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    for part in header.split(","):
        name, *parameters = [piece.strip().lower() for piece in part.split(";")]
        found.append((_quality(parameters), name))
    return [pair for pair in found if pair[1]]


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def media_type(header: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that the Accept header likes best; the first one for ``*/*``; None if none fits.

    The most specific range decides on a type; of several that are liked alike, the one that the header names first.
    """
    if not header or not header.strip():
        return offered[0]
    ranges = _weighted(header)
    judged = [(*_judgment(each, ranges), -place, each) for place, each in enumerate(offered)]
    quality, _, _, best = max(judged)
    return best if quality > 0 else None


def _judgment(offered: str, ranges: list[tuple[float, str]]) -> tuple[float, int]:
    """Quality of an offered type, and minus the place in the header of the range that gave it."""
    fitting = [
        (specificity, -place, quality)
        for place, (quality, name) in enumerate(ranges)
        if (specificity := _specificity(offered, name)) is not None
    ]
    if not fitting:
        return 0.0, -len(ranges)
    _, place, quality = max(fitting)
    return quality, place


def _specificity(offered: str, name: str) -> int | None:
    if name == offered:
        return 2
    if name.endswith("/*") and name != "*/*" and offered.startswith(name[:-1]):
        return 1
    return 0 if name in ("*/*", "*") else None


def accepted(header: str | None, offered: Sequence[str]) -> str:
    """As ``media_type``; raises HeaderError for a malformed header, NotAcceptableError if none fits."""
    if header and not _is_well_formed(header):
        raise HeaderError(
            "The Accept header {header!r} cannot be read.",
            "Write media types, for example text/turtle, */*;q=0.5.",
            field="Accept",
            header=header[:200],
        )
    found = media_type(header, offered)
    if found is None:
        raise NotAcceptableError("None of these media types can be served.", field="Accept", choices=offered)
    return found


def _is_well_formed(header: str) -> bool:
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if not name and not parameters:
            continue  # an empty element of a list may be skipped
        if not _RANGE.fullmatch(name):
            return False
        pairs = [parameter.partition("=") for parameter in parameters if parameter]
        if any(key.strip() == "q" and not _QUALITY.fullmatch(value.strip() or "x") for key, _, value in pairs):
            return False
    return True


def language(header: str | None, offered: Sequence[str], default: str) -> str:
    """The offered language that the Accept-Language header likes best (``de-AT`` takes ``de``)."""
    wanted = [(quality, name.partition("-")[0]) for quality, name in _weighted(header or "") if quality > 0]
    for _, name in sorted(wanted, key=lambda pair: -pair[0]):
        if name in offered:
            return name
    return default
