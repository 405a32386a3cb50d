"""The releases that are kept, and what changed from each version to the next."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.errors import DrempelError, NotFoundError
from kb.graph.change import Change, Delta, compare

_FOLDER = "changes"
_MANIFEST = "manifest.json"
_GRAPH = "graph.nq.gz"


class UnknownVersionError(NotFoundError):
    """No release of this version is kept."""

    kind = "unknown-version"


@dataclass(frozen=True)
class Step:
    """From one version to the next: ``number`` counts the steps."""

    number: int
    since: str
    version: str
    changes: tuple[Change, ...]


def version_of(folder: Path) -> str:
    """The version of a release, from the name of its folder."""
    return folder.name.rpartition(".")[0]


def day_of(version: str) -> str:
    """The day of a version as YYYY-MM-DD: the newest on which one of its facts was read."""
    return version.partition("-")[0].replace(".", "-")


def kept(releases: Path) -> list[Path]:
    """The complete releases of a folder, the newest first."""
    folders = (path for path in releases.iterdir() if path.is_dir() and not path.is_symlink())
    complete = [path for path in folders if (path / _MANIFEST).is_file()]
    return sorted(complete, key=lambda path: (path / _MANIFEST).stat().st_mtime_ns, reverse=True)


def versions(releases: Path) -> list[str]:
    """The versions that are kept, the newest first."""
    return list(dict.fromkeys(version_of(path) for path in kept(releases)))


def find(releases: Path, version: str) -> Path:
    """The folder of a kept version; raises UnknownVersionError, which lists what is kept."""
    found = next((path for path in kept(releases) if version_of(path) == version), None)
    if found is None:
        raise UnknownVersionError(
            "The version {version!r} is not kept here.",
            "Leave the version away for the present state.",
            field="version",
            choices=versions(releases),
            version=version[:80],
        )
    return found


def graph(folder: Path) -> bytes:
    """The graph of a release in N-Quads; raises DrempelError if its file is damaged."""
    try:
        return gzip.decompress((folder / _GRAPH).read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise DrempelError(f"The graph in {folder} cannot be read: {error}", "Remove the folder.") from error


def between(releases: Path, since: str, version: str) -> Delta:
    """What changed from one kept version to another."""
    return compare(graph(find(releases, since)), graph(find(releases, version)))


def record(releases: Path, since: str, version: str, changes: list[Change]) -> None:
    """Keep what changed from one version to the next; the same step twice in a row is one."""
    folder = releases / _FOLDER
    folder.mkdir(exist_ok=True)
    last = max((int(path.stem) for path in folder.glob("*.json")), default=0)
    again = last and (_head(folder, last) == (since, version))
    path = folder / f"{last if again else last + 1:05}.json"
    step = {"since": since, "version": version, "changes": [change.as_json() for change in changes]}
    aside = path.with_suffix(".new")
    aside.write_text(json.dumps(step, ensure_ascii=False, indent=1) + "\n", "utf-8")
    aside.replace(path)


def _head(folder: Path, number: int) -> tuple[str, str]:
    data = _read(folder / f"{number:05}.json")
    return data["since"], data["version"]


def steps(releases: Path) -> list[Step]:
    """Every step that was recorded, the newest first."""
    paths = sorted((releases / _FOLDER).glob("*.json"), reverse=True)
    return [_step(path, path.stat().st_mtime_ns) for path in paths]


@lru_cache(maxsize=64)
def _step(path: Path, _changed: int) -> Step:
    data = _read(path)
    changes = tuple(Change.of_json(each) for each in data["changes"])
    return Step(int(path.stem), data["since"], data["version"], changes)


def _read(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return data
    except (OSError, ValueError) as error:
        raise DrempelError(f"The list of changes {path} is damaged: {error}", "Remove the file.") from error
