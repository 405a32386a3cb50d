"""Training ordinances: which occupations each makes, how long the training lasts, whether its units were read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kb.model.identifier import Key, QualificationId
from kb.model.text import Line


class Ordinance(BaseModel):
    """A training ordinance (Ausbildungsordnung) or a health act with its examination regulation.

    ``id`` is ``de/`` and the document number of the collection of laws (BJNR). ``months`` is the length of the
    training; ``replaces_text``: what it took the place of, in the words of the law. Either ``units`` counts what was
    read, or ``unread`` says why nothing was.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Key
    abbreviation: Line
    title: Line
    issued: date
    citation: Line | None = None
    state: Line | None = None
    legal_basis: Line | None = None
    months: Annotated[int, Field(ge=6, le=60)] | None = None
    duration_text: Line | None = None
    replaces_text: Line | None = None
    qualifications: list[QualificationId] = []
    units: Annotated[int, Field(ge=0)]
    unread: Line | None = None
    source: Key
    at: Line
    checked: date
    note: Line | None = None

    @model_validator(mode="after")
    def _is_accounted_for(self) -> Ordinance:
        if (self.units == 0) != (self.unread is not None):
            raise ValueError("either units were read, or unread says why not")
        return self
