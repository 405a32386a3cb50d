"""Passwords: Argon2id, with the parameters that the library recommends."""

from __future__ import annotations

import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kb.errors import DrempelError

_SHORTEST, _LONGEST = 12, 200
_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """The hash to keep; raises DrempelError for a password that is too short or too long."""
    if not _SHORTEST <= len(password) <= _LONGEST:
        what = "A password has {least} to {most} characters."
        raise DrempelError(what, "Choose a longer one, such as four words.", field="password", least=12, most=200)
    return _HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether a password is the one of a hash; takes as long where there is none."""
    try:
        return _HASHER.verify(kept or _nobody(), password[:_LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobody() -> str:
    """The hash of a password that nobody knows, so that the time of an answer does not tell which logins there are."""
    return _HASHER.hash(secrets.token_hex(16))
