"""Professions."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.state import Served
from kb.answers import lookup

router = APIRouter(prefix="/api/v1/professions", tags=["professions"])


@router.get("/{jurisdiction}/{slug}")
def one(release: Served, jurisdiction: str, slug: str, lang: str = "en") -> dict[str, Any]:
    """One profession with all its facts and sources."""
    return lookup.profession(release, f"{jurisdiction}/{slug}", lang)
