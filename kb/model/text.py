"""Texts: ours in four languages, and official names that keep their own language."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints

Language = Literal["nl", "de", "fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Text(BaseModel):
    """A text of this project in its four languages; a missing language does not parse."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nl: Line
    de: Line
    fr: Line
    en: Line

    def in_(self, language: Language) -> str:
        """The text in one of the four languages."""
        return str(getattr(self, language))


class OfficialName(BaseModel):
    """A name as its owner writes it, with the language it is written in (never retyped, never translated)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Line
    lang: Language
