"""Content negotiation: q-values of Accept and Accept-Language."""

from __future__ import annotations

from collections.abc import Sequence


def _weighted(header: str) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    for part in header.split(","):
        name, *parameters = [piece.strip().lower() for piece in part.split(";")]
        found.append((_quality(parameters), name))
    return sorted((pair for pair in found if pair[1] and pair[0] > 0), key=lambda pair: -pair[0])


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
    """The offered media type that the Accept header likes best; the first one for ``*/*``; None if none fits."""
    if not header or not header.strip():
        return offered[0]
    for _, wanted in _weighted(header):
        for each in offered:
            if wanted in ("*/*", each) or (wanted.endswith("/*") and each.startswith(wanted[:-1])):
                return each
    return None


def language(header: str | None, offered: Sequence[str], default: str) -> str:
    """The offered language that the Accept-Language header likes best (``de-AT`` takes ``de``)."""
    for _, wanted in _weighted(header or ""):
        if wanted.partition("-")[0] in offered:
            return wanted.partition("-")[0]
    return default
