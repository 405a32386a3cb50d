"""The seal of a release: the hash of each of its files, in the form that ``sha256sum -c`` reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kb.errors import NotBuiltError

SEAL = "SHA256SUMS"
_UNSEALED = frozenset({SEAL, "LOG", "LOCK"})
"""The seal itself, and what the engine may write when it opens a store."""


def seal(folder: Path) -> None:
    """Write the hashes of all files of a release."""
    lines = [f"{_hash(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (folder / SEAL).write_text("".join(lines), "utf-8")


def verify(folder: Path) -> None:
    """Hold the files against the seal; raises NotBuiltError that names the first one that is damaged or missing.

    A release without a seal, which older software wrote, passes.
    """
    if not (folder / SEAL).is_file():
        return
    for line in (folder / SEAL).read_text("utf-8").splitlines():
        expected, _, name = line.partition("  ")
        if not (folder / name).is_file() or _hash(folder / name) != expected:
            raise NotBuiltError(
                f"The release in {folder} is damaged: {name}", "Remove the folder and run: drempel build"
            )


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in _UNSEALED)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
