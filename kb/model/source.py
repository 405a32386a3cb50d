"""Sources: the pages, laws and files that facts rest on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kb.model.concept import Concept, In
from kb.model.identifier import Key
from kb.model.text import Line


class Source(BaseModel):
    """One page, law or file. ``published`` is the date that the source itself bears, None if it bears none.

    ``kind`` is a concept of ``source-kinds``: law, authority, official-register, chamber, project, press,
    background. ``url`` may be empty only for background knowledge.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Key
    title: Line
    publisher: Line | None = None
    kind: Annotated[Concept, In("source-kinds")]
    url: Annotated[str, Field(pattern=r"^(https?://|github:)\S+$")] | None = None
    language: Literal["nl", "de", "fr", "en", "it", "es"] | None = None
    published: date | None = None
    published_text: Line | None = None
    """The date as the source gives it where it is no full date (``2022-07``, ``undated page``)."""
    read: date
    identifier: Line | None = None
    """BWBR or BJNR number, ELI or document number."""
    note: Line | None = None
