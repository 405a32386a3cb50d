"""Procedures."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.state import Served
from kb.answers import lookup

router = APIRouter(prefix="/api/v1/procedures", tags=["procedures"])


@router.get("/{jurisdiction}/{slug}")
def one(release: Served, jurisdiction: str, slug: str, lang: str = "en") -> dict[str, Any]:
    """One procedure with all its facts and sources."""
    return lookup.procedure(release, f"{jurisdiction}/{slug}", lang)
