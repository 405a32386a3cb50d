"""Two qualifications, unit by unit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.state import Served
from kb.answers.against import Candidates, compare_or_list
from kb.answers.comparison import Comparison

router = APIRouter(prefix="/api/v1", tags=["compare"])


@router.get("/compare")
def answer(
    release: Served,
    a: Annotated[str, Query(max_length=100, examples=["nl-crebo:25656"])],
    b: Annotated[str, Query(max_length=100, examples=["de-beruf:pflegefachmann"])] = "",
    country: Annotated[str, Query(max_length=20, description="Instead of b: nl, de, be, be-vl, de-beruf ...")] = "",
    lang: Annotated[str, Query(max_length=20)] = "en",
) -> Comparison | Candidates:
    """Level, duration, field and units of both, what the holder of one covers of the other, and what is not known.

    With ``country`` instead of ``b``: every qualification there that was mapped or compared, the best covered first.
    """
    return compare_or_list(release, a, b, country, lang)
