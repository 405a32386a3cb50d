"""A cite: which source says so, where in it, and when it was read."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from kb.model.identifier import Key
from kb.model.text import Line


class Cite(BaseModel):
    """Source key (in ``kb/data/sources``), place in the source (article, section, page heading), date read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Key
    at: Line
    checked: date
