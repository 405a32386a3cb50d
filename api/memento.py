"""Versions over HTTP in the manner of RFC 7089: a version of a resource names its day, its original and the others."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime
from urllib.parse import urlencode

from fastapi import Request

from api.state import current, served
from kb import history


def links(request: Request) -> dict[str, str]:
    """``Memento-Datetime`` and ``Link`` of an answer out of a version that was asked for."""
    relations = [
        f'<{address(request, None)}>; rel="original latest-version"',
        *(
            f'<{address(request, version)}>; rel="memento"; datetime="{moment(version)}"'
            for version in history.versions(current(request).releases)
        ),
        '</api/v1/versions>; rel="version-history"',
    ]
    return {"Memento-Datetime": moment(served(request).version), "Link": ", ".join(relations)}


def address(request: Request, version: str | None) -> str:
    """The address of a request in a version, or without one."""
    query = {key: value for key, value in request.query_params.items() if key != "version"}
    text = urlencode({**query, "version": version} if version else query)
    return f"{request.url.path}?{text}" if text else request.url.path


def moment(version: str) -> str:
    """The day of a version as an HTTP date; it has no hour."""
    day = date.fromisoformat(history.day_of(version))
    return format_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC), usegmt=True)
