"""Compact identifiers of qualifications, such as ``nl-crebo:25656`` or ``be-vl:bk-0243-2``."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator

Scheme = Literal["nl-crebo", "de-beruf", "be-vl", "be-fr", "be-dg", "be-fed"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

_ID = re.compile(r"(?P<scheme>[a-z]{2}-[a-z]+):(?P<code>[a-z0-9][a-z0-9.-]*)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = re.compile(rf"[a-z]{{2}}(?:-[a-z]{{2,3}})?/{_SLUG.pattern}")


def qualification_id(value: str) -> str:
    """Check ``scheme:code``; raises ValueError that lists the schemes."""
    match = _ID.fullmatch(value)
    if match is None or match["scheme"] not in SCHEMES:
        raise ValueError(f"{value!r} is not a qualification: write <scheme>:<code>, scheme one of {', '.join(SCHEMES)}")
    return value


def record_key(value: str) -> str:
    """Check ``<jurisdiction>/<slug>``, the key of a source, authority, profession or procedure."""
    if _KEY.fullmatch(value) is None:
        raise ValueError(f"{value!r} is not a key: write <jurisdiction>/<slug>, lower case, for example nl/duo")
    return value


def slug(value: str) -> str:
    """Check the last part of an identifier: lower-case letters and digits joined by hyphens."""
    if _SLUG.fullmatch(value) is None:
        raise ValueError(f"{value!r} is not a slug: lower-case letters and digits joined by single hyphens")
    return value


def scheme_of(qualification: str) -> str:
    """``nl-crebo`` of ``nl-crebo:25656``."""
    return qualification.partition(":")[0]


QualificationId = Annotated[str, AfterValidator(qualification_id)]
Key = Annotated[str, AfterValidator(record_key)]
Slug = Annotated[str, AfterValidator(slug)]
