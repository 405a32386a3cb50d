"""The private key of a signatory: a file of their own, which this program reads on their machine and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from kb.ed25519 import write_key
from kb.errors import DrempelError


def make(path: Path, passphrase: str) -> str:
    """A new key, kept in a file that nobody else can read; gives its public half (``z6Mk...``). Never overwrites."""
    key = Ed25519PrivateKey.generate()
    locked = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        what = "{path} is there already."
        raise DrempelError(what, "Name another file: a key is never overwritten.", path=path) from error
    with os.fdopen(file, "wb") as opened:
        opened.write(pem)
    return write_key(key.public_key())


def load(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """The key in a file; raises DrempelError if it is no Ed25519 key or the passphrase is wrong."""
    try:
        key = load_pem_private_key(path.read_bytes(), passphrase.encode() or None)
    except (OSError, ValueError, TypeError) as error:
        what = "The key in {path} cannot be read."
        raise DrempelError(what, "Give the file of your private key and its passphrase.", path=path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise DrempelError("The key in {path} is no Ed25519 key.", "Make one: drempel desk new-key", path=path)
    return key
