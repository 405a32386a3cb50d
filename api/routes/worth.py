"""What a qualification is worth in a host."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.state import Served
from kb.answers.compose import worth
from kb.answers.question import ask
from kb.answers.worth import Worth

router = APIRouter(prefix="/api/v1", tags=["worth"])


@router.get("/worth")
def answer(
    release: Served,
    qualification: Annotated[str, Query(max_length=100, examples=["nl-crebo:25655"])],
    host: Annotated[str, Query(max_length=20, examples=["de-nw"])],
    mode: Annotated[str, Query(max_length=20)] = "employed",
    lang: Annotated[str, Query(max_length=20)] = "en",
    place: Annotated[str | None, Query(max_length=80, description="NUTS code, Belgian municipality, postcode.")] = None,
    as_of: Annotated[str | None, Query(max_length=10, description="Only facts in force on this day.")] = None,
) -> Worth:
    """May the holder start, which route and procedures, what is not known, with sources."""
    return worth(release.catalogue, ask(qualification, host, mode, lang, place=place, as_of=as_of), release.version)
