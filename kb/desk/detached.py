"""A detached signature: what ``drempel sign`` writes and the desk takes; small, text, without the document."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.desk import credential
from kb.desk.tables.base import instant
from kb.ed25519 import verifies, write_key
from kb.errors import DrempelError
from kb.model.frozen import FORMAT, canonical, digest

MOST_BYTES = 2_000_000
"""No document and no signature is larger; what is larger is not read."""


class Detached(BaseModel):
    """``hash``: SHA-256 of the canonical bytes; ``key``: the public key; ``signature``: base64 of the 64 bytes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["drempel-signature/1"] = "drempel-signature/1"
    algorithm: Literal["Ed25519"] = "Ed25519"
    hash: str = Field(pattern=r"^[0-9a-f]{64}$")
    key: str = Field(pattern=r"^z[1-9A-HJ-NP-Za-km-z]{40,60}$")
    signature: str = Field(max_length=100)
    credential: dict[str, Any] | None = None

    @property
    def raw(self) -> bytes:
        """The 64 bytes; empty if the text is no base64."""
        try:
            return base64.b64decode(self.signature, validate=True)
        except binascii.Error:
            return b""

    def is_over(self, document: bytes) -> bool:
        """Whether it was made with its key over these very bytes."""
        return digest(document) == self.hash and verifies(self.key, self.raw, document)


def read_document(data: bytes) -> dict[str, Any]:
    """A frozen document; raises DrempelError unless the bytes are the canonical ones of a statement."""
    document = _json(data)
    if not isinstance(document, dict) or document.get("format") != FORMAT or canonical(document) != data:
        what = "This is not a frozen statement, byte for byte."
        raise DrempelError(what, "Download the document from the desk again and sign that file.")
    return document


def sign(data: bytes, key: Ed25519PrivateKey, at: datetime) -> Detached:
    """Sign the bytes of a frozen document, and issue the credential that says the same."""
    document = read_document(data)
    return Detached(
        hash=digest(data),
        key=write_key(key.public_key()),
        signature=base64.b64encode(key.sign(data)).decode(),
        credential=credential.make(document, key, instant(at)),
    )


def read(data: bytes) -> Detached:
    """A detached signature; raises DrempelError."""
    try:
        return Detached.model_validate(_json(data))
    except ValidationError as error:
        what = "This is no signature of the desk."
        raise DrempelError(what, "Upload the file that drempel sign wrote.", field="signature") from error


def _json(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise DrempelError("The file is too large.", "Send a file of at most {most} bytes.", most=MOST_BYTES)
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DrempelError("The file is no JSON.", "Send the file as it was written.") from error
