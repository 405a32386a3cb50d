"""Qualifications."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.state import Served
from kb.answers import lookup, register

router = APIRouter(prefix="/api/v1/qualifications", tags=["qualifications"])


@router.get("")
def page(
    release: Served,
    scheme: str,
    level: Annotated[int | None, Query(ge=1, le=8)] = None,
    status: str | None = None,
    lang: str = "en",
    cursor: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """A page of a register, in the order of its codes."""
    return register.page(release, scheme, language=lang, level=level, status=status, cursor=cursor, limit=limit)


@router.get("/{scheme}/{code}")
def one(release: Served, scheme: str, code: str, lang: str = "en") -> dict[str, Any]:
    """One qualification with everything that its register says, and how reliable that is."""
    return lookup.qualification(release, f"{scheme}:{code}", lang)
