"""Quality figures."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.state import Served
from kb.answers.stats import stats

router = APIRouter(prefix="/api/v1", tags=["stats"])


@router.get("/stats")
def figures(release: Served) -> dict[str, Any]:
    """Coverage, freshness and quality of the facts."""
    return stats(release)
