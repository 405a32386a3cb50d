"""The release that is served: opened once, and again when a new one has been swapped in."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Annotated

from fastapi import Depends, Query, Request

from kb.answers.sparql import pool
from kb.errors import NotBuiltError
from kb.graph.guard import Pool
from kb.release import CURRENT, Release, open_release, open_version

_OPENED = 4
"""Earlier versions that stay open at a time."""


class Current:
    """Follows the ``current`` link; a release that cannot be opened leaves the one that is served in place."""

    def __init__(self, releases: Path) -> None:
        self._releases = releases
        self._lock = Lock()
        self._release = open_release(releases)
        self._pool = pool(self._release)
        self._earlier: OrderedDict[str, Release] = OrderedDict()

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
        if self._target() != self._release.folder:
            self._reopen()
        return self._release

    @property
    def pool(self) -> Pool:
        """The SPARQL workers of the release."""
        self.release()
        return self._pool

    def close(self) -> None:
        """End the workers."""
        self._pool.close()

    def _target(self) -> Path:
        return (self._releases / CURRENT).resolve()

    def _reopen(self) -> None:
        with self._lock:
            if self._target() == self._release.folder:
                return
            try:
                release = open_release(self._releases)
            except NotBuiltError:
                return
            old, self._release, self._pool = self._pool, release, pool(release)
            old.close()


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
