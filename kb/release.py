"""Releases: a folder with graph, store, search index and manifest, built aside and swapped in at once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kb import history
from kb.errors import BuildError, NotBuiltError
from kb.graph import build as graph_build
from kb.graph.catalogue import Catalogue
from kb.graph.change import compare
from kb.graph.endpoint import Endpoint
from kb.graph.remote import RemoteStore
from kb.graph.store import EmbeddedStore
from kb.read.base import Base, read_base
from kb.seal import seal, verify
from kb.search import index, normal
from kb.search.find import Finder
from kb.settings import settings

CURRENT = "current"
_MANIFEST = "manifest.json"
_FIGURES = "stats.json"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Manifest:
    """What a release holds."""

    version: str
    quads: int
    counts: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {"version": self.version, "quads": self.quads, "counts": self.counts}


class Release:
    """An opened release: catalogue for records, finder for search.

    ``url`` names an endpoint that answers in the place of the store in the folder.
    """

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.folder = folder
        self.manifest = _manifest(folder)
        self.catalogue = Catalogue(_remote(url, self.version) if url else EmbeddedStore(folder / "store"))
        self.finder = Finder(folder / "search.sqlite")

    @property
    def version(self) -> str:
        """The data version that every answer carries."""
        return self.manifest.version

    @property
    def built(self) -> float:
        """When it was built last, in seconds since 1970."""
        return (self.folder / _MANIFEST).stat().st_mtime

    @cached_property
    def figures(self) -> dict[str, Any] | None:
        """The statistics that were counted when this release was built; None if they were not."""
        path = self.folder / _FIGURES
        return json.loads(path.read_text("utf-8")) if path.is_file() else None

    def verify(self) -> None:
        """Raises NotBuiltError if a file is damaged or missing, or the store does not answer."""
        verify(self.folder)
        try:
            self.catalogue.store.select("general_procedures")
        except (OSError, RuntimeError) as error:
            raise NotBuiltError(f"The store in {self.folder} does not answer: {error}", "Run: drempel build") from error


Figures = Callable[[Release], dict[str, Any]]
"""Counts the statistics of a release that is being built."""


def _remote(url: str, version: str) -> RemoteStore:
    return RemoteStore(Endpoint(url, settings().sparql_user, settings().sparql_password), version)


def open_release(releases: Path) -> Release:
    """The current release; raises NotBuiltError if there is none."""
    current = releases / CURRENT
    if not current.exists():
        raise NotBuiltError(f"Nothing has been built in {releases} yet.", "Run: drempel build")
    return Release(current.resolve(), settings().sparql_url)


def open_sound(releases: Path, progress: Progress = lambda _: None) -> Release:
    """The current release if it is sound, else the newest kept one that is; what was passed over goes to ``progress``.

    Raises NotBuiltError if none is sound.
    """
    newest = open_folders(releases)
    for folder in newest:
        try:
            found = Release(folder, settings().sparql_url)
            found.verify()
        except NotBuiltError as error:
            progress(str(error))
            continue
        return found
    raise NotBuiltError(f"No release in {releases} can be served.", "Run: drempel build")


def open_folders(releases: Path) -> list[Path]:
    """The folder that ``current`` points to, then the other complete ones, the newest first."""
    current = (releases / CURRENT).resolve()
    others = history.kept(releases) if releases.is_dir() else []
    return [*([current] if current.is_dir() else []), *(each for each in others if each.resolve() != current)]


def open_version(releases: Path, version: str) -> Release:
    """A release that is kept; raises UnknownVersionError, which lists the versions."""
    return Release(history.find(releases, version))


def is_current(home: Path, releases: Path) -> bool:
    """Whether no file that a build reads is newer than the current release."""
    manifest = releases / CURRENT / _MANIFEST
    if not manifest.is_file():
        return False
    read = (path for folder in ("kb", "ontology", "mappings") for path in (home / folder).rglob("*") if path.is_file())
    return max(path.stat().st_mtime for path in read if path.suffix != ".pyc") <= manifest.stat().st_mtime


def build(home: Path, releases: Path, progress: Progress = lambda _: None, figures: Figures | None = None) -> Manifest:
    """Read, check, write aside, count the ``figures``, swap. A failure leaves the current release untouched."""
    progress("read")
    base = read_base(home)
    progress("graph")
    content = graph_build.lines(base, home)
    version = graph_build.version(base, content)
    manifest = Manifest(version, content.count(b"\n"), counts(base))
    target = releases / f"{version}.{_software()}"
    try:
        _sweep(releases)
        if not _is_sound(target):
            _write(base, content, manifest, target, progress, figures)
        (target / _MANIFEST).touch()
        _record_changes(content, version, releases, progress)
        _swap(releases, target.name)
        _drop_old(releases, target.name)
    except (OSError, sqlite3.Error) as error:
        raise BuildError(f"The release cannot be written: {error}", "Free some space or mend the rights.") from error
    return manifest


def _software() -> str:
    """What besides the facts decides on the files of a release: the engine, the code of the index and the figures."""
    here = Path(__file__).parent
    counting = [*sorted((here / "answers").glob("*.py")), *sorted((here / "graph" / "queries").glob("*.rq"))]
    read = [path.read_bytes() for path in (Path(index.__file__ or ""), Path(normal.__file__ or ""), *counting)]
    return hashlib.sha256(b"".join([ox.__version__.encode(), *read])).hexdigest()[:8]


def counts(base: Base) -> dict[str, int]:
    """Records by kind."""
    return {
        "qualifications": sum(row.status != "former" for row in base.qualifications.values()),
        "former_codes": sum(row.status == "former" for row in base.qualifications.values()),
        "professions": len(base.professions),
        "procedures": len(base.procedures),
        "authorities": len(base.authorities),
        "sources": len(base.sources),
        "occupation_links": len(base.occupations),
        "mappings": sum(len(rows) for rows in base.mappings.values()),
        "places": len(base.places),
        "rules": len(base.rules),
        "units": len(base.units),
        "ordinances": len(base.ordinances),
        "unit_alignments": len(base.unit_alignments),
    }


def _write(
    base: Base, content: bytes, manifest: Manifest, target: Path, progress: Progress, figures: Figures | None
) -> None:
    aside = target.parent / f".{target.name}.{os.getpid()}"
    try:
        aside.mkdir(parents=True)
        progress("store")
        graph_build.write(content, aside)
        progress("search")
        index.write(base, aside / "search.sqlite")
        (aside / _MANIFEST).write_text(json.dumps(manifest.as_json(), indent=2) + "\n", "utf-8")
        if figures is not None:
            progress("figures")
            (aside / _FIGURES).write_text(json.dumps(figures(Release(aside)), ensure_ascii=False) + "\n", "utf-8")
        seal(aside)
        shutil.rmtree(target, ignore_errors=True)
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sweep(releases: Path) -> None:
    """Remove what a build that was killed left aside."""
    for path in releases.glob(".*") if releases.is_dir() else ():
        owner = path.name.rpartition(".")[2]
        if path.is_dir() and not path.is_symlink() and owner.isdigit() and not _runs(int(owner)):
            shutil.rmtree(path, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _record_changes(content: bytes, version: str, releases: Path, progress: Progress) -> None:
    """What changed since the release that is served; nothing if there is none, or none that can be read."""
    current = releases / CURRENT
    served = current.resolve()
    if not _is_complete(served) or history.version_of(served) == version:
        return
    progress("changes")
    history.record(releases, history.version_of(served), version, compare(history.graph(served), content).changes)


def _swap(releases: Path, version: str) -> None:
    """Point ``current`` at the new release in one step: whoever opens it sees the old one or the new one."""
    link = releases / f".{CURRENT}.{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(version)
    link.replace(releases / CURRENT)


def _drop_old(releases: Path, version: str) -> None:
    old = [path for path in history.kept(releases) if path.name != version]
    for path in old[max(1, settings().keep) - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _is_sound(folder: Path) -> bool:
    """Whether a release stands there with every file as it was written; one that is damaged is written again."""
    try:
        verify(folder)
    except NotBuiltError:
        return False
    return _is_complete(folder)


def _is_complete(folder: Path) -> bool:
    return (folder / _MANIFEST).is_file()


def _manifest(folder: Path) -> Manifest:
    try:
        data = json.loads((folder / _MANIFEST).read_text("utf-8"))
        return Manifest(data["version"], data["quads"], data["counts"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotBuiltError(f"The release in {folder} is damaged: {error}", "Run: drempel build") from error
