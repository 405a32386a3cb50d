"""Crosswalks made by others: an occupation of a national classification and one of ESCO. Never a word on a diploma."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kb.model.alignment import Alignment
from kb.model.mapping import Predicate
from kb.model.text import Line


class Crosswalk(Alignment):
    """One row of a table of others, read as ``subject predicate object``: the national occupation comes first.

    ``broadMatch``: the ESCO occupation is broader than the national one, whatever order the table of origin has.
    """

    subject_id: Annotated[str, Field(pattern=r"^(nl-boc|de-dkz|be-competent):[A-Za-z0-9-]+$")]
    subject_label: Line
    subject_label_fr: Line | None = None
    predicate_id: Predicate
    object_id: Annotated[str, Field(pattern=r"^esco:[0-9a-f-]{36}$")]
    mapping_justification: Literal["semapv:UnspecifiedMatching"]

    @property
    def key(self) -> str:
        """Identifier within its table: both sides."""
        return f"{self.subject_id}--{self.object_id}"

    @property
    def order(self) -> tuple[str, ...]:
        """The order of the rows of a file."""
        return self.subject_id, self.object_id
