"""What every row of a mapping file has, whoever made it."""

from __future__ import annotations

from abc import abstractmethod

from pydantic import BaseModel, ConfigDict


class Alignment(BaseModel):
    """A statement ``subject predicate object`` with an identifier within its file and a place in the file's order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    @abstractmethod
    def key(self) -> str:
        """Identifier within its file."""

    @property
    @abstractmethod
    def order(self) -> tuple[str, ...]:
        """Sort key: subject first."""
