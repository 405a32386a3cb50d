"""Names of an ESCO occupation: the dictionary by which titles of different languages are compared."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kb.model.text import Language, Line


class EscoName(BaseModel):
    """Preferred and alternative labels of one occupation, as ESCO gives them, in the four languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^esco:[0-9a-f-]{36}$")]
    nl: list[Line] = []
    de: list[Line] = []
    fr: list[Line] = []
    en: list[Line] = []

    def labels(self, language: Language) -> list[str]:
        """The labels in a language, the preferred one first."""
        found: list[str] = getattr(self, language)
        return found
