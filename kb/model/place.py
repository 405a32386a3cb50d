"""Places: municipalities and statistical regions, with the jurisdiction whose authorities are competent there."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.model.identifier import Key
from kb.model.jurisdiction import Jurisdiction
from kb.model.text import Language, Line


class Place(BaseModel):
    """A Belgian municipality (REFNIS code) or a NUTS region (levels 1 to 3).

    ``jurisdictions``: the most special ones; Brussels belongs to its Region and lets one choose between two
    Communities. ``facilities``: the other language in which residents may deal with the administration there; it
    does not change which Community is competent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, Field(pattern=r"^(\d{5}|[A-Z]{2}[0-9A-Z]{1,3})$")]
    kind: Literal["municipality", "region"]
    names: Annotated[list[Line], Field(min_length=1)]
    postcodes: list[Line] = []
    jurisdictions: Annotated[list[Jurisdiction], Field(min_length=1)]
    facilities: list[Language] = []
    sources: Annotated[list[Key], Field(min_length=1)]
    checked: date
