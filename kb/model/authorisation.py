"""Authorisations: what both sides signed at the desk, as the graph takes it over."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kb.model.concept import Concept, In
from kb.model.text import Line

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Authorisation(BaseModel):
    """A row of ``mappings/authorisations.tsv``: a version of a statement, who signed it, and whether it still holds.

    ``subject`` is the key of a mapping (``<set>/<key>``) or a pair of qualifications; ``hash`` the SHA-256 of the
    signed document; ``first_`` and ``second_`` the two signatures in the order in which they came: jurisdiction,
    organisation, key, day. ``until`` is its last day: the review date, or the end of a mandate before it. ``ended``
    (unknown to a build that finds it out by itself) and ``reasons``: since when and why it holds no more.
    ``example``: of the demonstration, signed by no authority.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    statement: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    version: Annotated[int, Field(ge=1)]
    kind: Literal["mapping", "alignment", "description"]
    subject: Line
    hash: Digest
    status: Annotated[Concept, In("mapping-status")]
    first_side: Line
    first_organisation: Line
    first_key: Line
    first_signed: date
    second_side: Line
    second_organisation: Line
    second_key: Line
    second_signed: date
    since: date
    until: date
    ended: date | None = None
    reasons: Annotated[list[Concept], In("lapse-reasons")] = []
    data_version: Line
    example: Literal["yes", "no"]

    @property
    def id(self) -> str:
        """``<statement>/<version>``, its place in the graph."""
        return f"{self.statement}/{self.version}"

    @property
    def holds(self) -> bool:
        """Whether it is in force, its last day apart."""
        return self.status == "authorised"

    @model_validator(mode="after")
    def _is_signed_by_both(self) -> Authorisation:
        if self.first_side == self.second_side or self.first_key == self.second_key:
            raise ValueError("not signed by two sides -> run drempel desk publish, and change nothing by hand")
        if self.holds and self.ended is not None:
            raise ValueError("authorised, and ended -> run drempel desk publish, and change nothing by hand")
        return self
