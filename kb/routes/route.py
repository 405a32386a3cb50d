"""The route that the law gives, and whether work may start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RouteId = Literal[
    "national-qualification",
    "no-recognition-needed",
    "mutual-recognition",
    "temporary-services",
    "automatic",
    "general-system",
    "unknown",
]
StartAnswer = Literal["yes", "supervised", "no", "unknown"]


@dataclass(frozen=True)
class Article:
    """An article relied on. ``read`` is False where only background knowledge says so: to be confirmed."""

    act: str
    article: str
    read: bool


@dataclass(frozen=True)
class Route:
    """Route, articles, and the reasons as concepts of the scheme ``reasons``; ``possible`` if it is unknown."""

    id: RouteId
    articles: tuple[Article, ...] = ()
    reasons: tuple[str, ...] = ()
    possible: tuple[RouteId, ...] = ()


@dataclass(frozen=True)
class Start:
    """May the holder start now, and why."""

    answer: StartAnswer
    reasons: tuple[str, ...]
