"""Answers that a client may keep: ETag out of data version and content, 304 where the client has it already."""

from __future__ import annotations

import hashlib

from fastapi import Request, Response


def tagged(request: Request, body: bytes, media: str, **headers: str) -> Response:
    """An answer with a strong ETag; without body if ``If-None-Match`` names it."""
    tag = f'"{hashlib.sha256(body + media.encode()).hexdigest()[:32]}"'
    kept = {"ETag": tag, "Vary": "Accept, Accept-Language", "Cache-Control": "public, no-cache", **headers}
    asked = request.headers.get("if-none-match", "")
    if asked == "*" or tag in [each.strip().removeprefix("W/") for each in asked.split(",")]:
        return Response(status_code=304, headers=kept)
    return Response(body, media_type=media, headers=kept)
