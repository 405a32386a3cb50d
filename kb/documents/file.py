"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from kb.errors import DrempelError


def save(path: Path, content: bytes) -> None:
    """Write aside, then put in place in one step; raises DrempelError, and leaves nothing, if it cannot be written."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        _remove(aside)
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> DrempelError:
    """What to tell of a place that cannot be written."""
    return DrempelError(
        "{path} cannot be written: {why}.",
        "Choose another folder, or free some space.",
        field="output",
        path=str(path),
        why=error.strerror or str(error),
    )


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
