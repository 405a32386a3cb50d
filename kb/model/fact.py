"""Facts: a value never stands without its source, and an unknown says where one looked."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from kb.model.cite import Cite
from kb.model.concept import Concept, In
from kb.model.identifier import Key


class Fact(BaseModel):
    """A sourced statement. ``cite`` may be inherited from the head of the record that holds the fact.

    ``since`` and ``until`` say when it is in force (not when it was read); ``status`` is a concept of
    ``fact-status``: stated, inferred, unverified, superseded, conflicting, to-be-confirmed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    cite: Cite
    since: date | None = None
    until: date | None = None
    status: Annotated[Concept, In("fact-status")] = "stated"

    @model_validator(mode="before")
    @classmethod
    def _inherit_cite(cls, data: Any, info: ValidationInfo) -> Any:
        head = (info.context or {}).get("cite")
        if head is not None and isinstance(data, dict) and "cite" not in data:
            return {**data, "cite": head}
        return data

    @model_validator(mode="after")
    def _dates_in_order(self) -> Fact:
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"until {self.until} lies before since {self.since}")
        return self


class Missing(BaseModel):
    """What was looked for and not found: where one looked, when, and whom to ask."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    looked_at: Annotated[list[Key], Field(min_length=1)]
    on: date
    ask: Key | None = None


class Unknown(BaseModel):
    """Stands in the place of a value or list of values that nobody found (``unknown: {looked_at, on, ask}``)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unknown: Missing
