"""The release that is served: opened once, and again when a new one has been swapped in."""

from __future__ import annotations

import asyncio
import logging
import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Annotated

from fastapi import Depends, Query, Request

from kb.answers.sparql import pool
from kb.errors import NotBuiltError
from kb.graph.pool import Pool
from kb.release import CURRENT, Release, open_release, open_sound, open_version

_OPENED = 4
"""Earlier versions that stay open at a time."""

_LOG = logging.getLogger("drempel")


class Current:
    """Follows the ``current`` link; a release that is broken leaves the one that is served in place."""

    def __init__(self, releases: Path) -> None:
        self._releases = releases
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._target = _target(releases)
        self._release = open_sound(releases, self._refuse)
        self._opened = _identity(self._release.folder)
        self._pool = pool(self._release)
        self._earlier: OrderedDict[str, Release] = OrderedDict()

    refused = ""
    """Why the release that ``current`` points to is not the one that is served; empty if it is."""

    @property
    def releases(self) -> Path:
        """The folder of the releases."""
        return self._releases

    def version(self, version: str) -> Release:
        """A version that is kept; raises UnknownVersionError."""
        if version == self.release().version:
            return self._release
        with self._lock:
            opened = self._earlier.pop(version, None) or open_version(self._releases, version)
            self._earlier[version] = opened
            while len(self._earlier) > _OPENED:
                self._earlier.popitem(last=False)
        return opened

    def release(self) -> Release:
        """The release to answer from."""
        if _target(self._releases) != self._target:
            self.reload()
        return self._release

    @property
    def pool(self) -> Pool:
        """The SPARQL workers of the release."""
        self.release()
        return self._pool

    async def start(self) -> None:
        """Start the workers, and follow the link also while nobody asks."""
        self._loop = asyncio.get_running_loop()
        await self._pool.start()

    async def follow(self, seconds: float = 1.0) -> None:
        """Look at the link again and again, so that a new release is open before the first question comes."""
        while True:
            await asyncio.sleep(seconds)
            await asyncio.to_thread(self.release)

    def reload(self) -> None:
        """Open what ``current`` points to, if it is sound and not open yet; the workers move over."""
        with self._lock:
            target = _target(self._releases)
            try:
                release = open_release(self._releases)
                if _identity(release.folder) != self._opened:
                    release.verify()
                    self._move(release)
                self.refused = ""
            except NotBuiltError as error:
                self._refuse(str(error))
            self._target = target

    def close(self) -> None:
        """End the workers."""
        self._pool.close()

    def _move(self, release: Release) -> None:
        old, self._release, self._pool = self._pool, release, pool(release)
        self._pool.ended = old.ended
        self._opened = _identity(release.folder)
        if self._loop is None:
            old.close()
            return
        self._loop.call_soon_threadsafe(old.retire)
        asyncio.run_coroutine_threadsafe(self._pool.start(), self._loop)
        _LOG.info("release", extra={"data_version": release.version})

    def _refuse(self, why: str) -> None:
        self.refused = why
        _LOG.error("refused release", extra={"detail": why})


def _target(releases: Path) -> tuple[str, int]:
    """Where the link points to and when that was built; it is read at every request, and must cost next to nothing."""
    link = f"{releases}/{CURRENT}"
    try:
        return os.readlink(link), os.stat(f"{link}/manifest.json").st_mtime_ns  # noqa: PTH115, PTH116
    except OSError:
        return "", 0


def _identity(folder: Path) -> tuple[Path, int]:
    """A release that was written anew bears the old name, but is another folder."""
    return folder, folder.stat().st_ino


def current(request: Request) -> Current:
    """The state of the application."""
    state: Current = request.app.state.current
    return state


Version = Annotated[str | None, Query(max_length=80, description="A version that is kept; see /api/v1/versions.")]


def release(request: Request, version: Version = None) -> Release:
    """The release to answer a request from: that of ``?version=``, else the current one."""
    if not version:
        return current(request).release()
    request.state.release = opened = current(request).version(version)
    return opened


def served(request: Request) -> Release:
    """The release that a request was answered from."""
    opened: Release = getattr(request.state, "release", None) or current(request).release()
    return opened


Served = Annotated[Release, Depends(release)]
