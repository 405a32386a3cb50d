"""What is wrong in a file of facts: where, what, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One error: file, line (from 1), key or column, what is wrong, what to write."""

    path: Path
    line: int
    key: str
    what: str
    fix: str

    def __str__(self) -> str:
        key = f" {self.key}:" if self.key else ""
        return f"{self.path}:{self.line}:{key} {self.what} -> {self.fix}"


class ReadError(Exception):
    """All problems of the files read, at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
