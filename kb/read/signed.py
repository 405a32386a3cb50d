"""Signed statements outside the desk: what is wrong with an exported one, held against published keys; no network."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from kb.ed25519 import verifies
from kb.model.frozen import FORMAT, canonical, digest

Json = dict[str, Any]

EXPORT = "drempel-authorisation/1"
KEYS = "drempel-keys/1"


def faults(export: Json, keys: Json) -> list[str]:
    """What keeps an export from being a statement that both sides signed; empty if nothing does."""
    try:
        return list(_faults(export, keys))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return [f"the file is no exported statement: {error!r}"]


def _faults(export: Json, keys: Json) -> Iterator[str]:
    if (export["format"], keys["format"], export["document"]["format"]) != (EXPORT, KEYS, FORMAT):
        yield "the file, or the file of keys, has another format"
        return
    document, signatures = export["document"], export["signatures"]
    data = canonical(document)
    if digest(data) != export["hash"]:
        yield "the document is not the one that the hash names"
    known = {each["key"]: each for each in keys["keys"]}
    for signature in signatures:
        yield from _of_signature(signature, data, known)
    sides = sorted(side["jurisdiction"] for side in document["sides"])
    if sorted(signature["side"] for signature in signatures) != sides:
        yield f"it is not signed by both sides, {' and '.join(sides)}"
    if len({signature["key"] for signature in signatures}) != len(signatures):
        yield "one key signed for both sides"


def _of_signature(signature: Json, data: bytes, known: dict[str, Json]) -> Iterator[str]:
    key, side = signature["key"], signature["side"]
    published = known.get(key)
    if published is None:
        yield f"the key of side {side} is not among the published keys"
    elif published["organisation"] != signature["organisation"]:
        yield f"the key of side {side} is that of another organisation"
    elif published["revoked_at"]:
        yield f"the key of side {side} was revoked"
    if not verifies(key, _bytes(signature["signature"]), data):
        yield f"the signature of side {side} does not hold"


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""
