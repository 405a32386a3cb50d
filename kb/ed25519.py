"""Ed25519 keys and signatures (RFC 8032); a public key is written as in ``did:key``, ``z6Mk...``."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"
"""The multicodec prefix of an Ed25519 public key."""


def write_key(key: Ed25519PublicKey) -> str:
    """The key as multibase text: base 58 over the multicodec prefix and its 32 bytes."""
    return multibase(_ED25519 + key.public_bytes_raw())


def read_key(text: str) -> Ed25519PublicKey:
    """The key of a multibase text; raises ValueError."""
    data = bytes_of(text)
    if not data.startswith(_ED25519):
        raise ValueError(f"{text!r} is no Ed25519 key")
    return Ed25519PublicKey.from_public_bytes(data.removeprefix(_ED25519))


def verifies(key: str, signature: bytes, message: bytes) -> bool:
    """Whether a signature over a message was made with the private half of a key."""
    try:
        read_key(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def multibase(data: bytes) -> str:
    """Bytes in base 58 (Bitcoin's alphabet), marked with ``z``."""
    number = int.from_bytes(data)
    digits = ""
    while number:
        number, rest = divmod(number, 58)
        digits = _ALPHABET[rest] + digits
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + digits


def bytes_of(text: str) -> bytes:
    """The bytes of a multibase text in base 58; raises ValueError."""
    if not text.startswith("z") or len(text) > 200:
        raise ValueError("not a multibase text in base 58")
    digits = text[1:]
    number = 0
    for digit in digits:
        number = number * 58 + _ALPHABET.index(digit)
    zeros = len(digits) - len(digits.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)
