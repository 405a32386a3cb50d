"""Which occupation a qualification prepares for: an occupation mapping, never a statement on worth or access."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from kb.model.concept import Concept, In
from kb.model.identifier import Key, QualificationId
from kb.model.text import Line


class OccupationLink(BaseModel):
    """Qualification to occupation: ``main`` is what it trains for, ``related`` what its holders also ask about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    qualification: QualificationId
    occupation: Annotated[Concept, In("occupations")]
    relation: Literal["main", "related"]
    basis: Line
    """One line: on what the link rests (register title, flag of the register, statute)."""
    source: Key
    checked: date
