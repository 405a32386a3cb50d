"""Where a record stands, so that an error can say the line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.read.record import Location
from kb.read.yaml_file import line_of


@dataclass(frozen=True)
class Origin:
    """Where a record stands: file, and the place in it."""

    path: Path
    within: Location = ()
    row: int | None = None
    """The line in a table; in YAML the line follows from ``within``."""

    @property
    def line(self) -> int:
        """The line at which the record begins."""
        return self.row if self.row is not None else line_of(self.path, self.within)
