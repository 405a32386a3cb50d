"""Addresses of pages: every link keeps the language, and the whole state stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

Address = Callable[..., str]


def here(request: Request) -> Address:
    """The address of this page with some parameters changed; an empty one is left out."""

    def address(**changes: Any) -> str:
        pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in changes]
        pairs += [(name, str(value)) for name, value in changes.items() if value not in ("", None)]
        return f"{request.url.path}?{urlencode(pairs)}"

    return address


def link(language: str) -> Address:
    """The address of a page of ours in the reader's language: ``link("/worth", host="de-nw")``."""

    def address(path: str, **query: Any) -> str:
        pairs = [(name, str(value)) for name, value in query.items() if value not in ("", None)]
        # a colon in an identifier may stand as it is, and is read more easily so
        return f"{path}?{urlencode([*pairs, ('lang', language)], safe=':/,')}"

    return address


def record(language: str) -> Address:
    """The page of a qualification by its compact identifier."""

    def address(identifier: str) -> str:
        return link(language)(f"/qualifications/{identifier.replace(':', '/', 1)}")

    return address


def thing(language: str) -> Address:
    """The page of another record: ``thing("procedures", "nl/big-automatic")``."""
    return lambda kind, key: link(language)(f"/{kind}/{key}")
