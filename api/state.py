"""The release that is served: opened once, and again when a new one has been swapped in."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from kb.answers.sparql import pool
from kb.errors import NotBuiltError
from kb.graph.guard import Pool
from kb.release import CURRENT, Release, open_release


class Current:
    """Follows the ``current`` link; a release that cannot be opened leaves the one that is served in place."""

    def __init__(self, releases: Path) -> None:
        self._releases = releases
        self._lock = Lock()
        self._release = open_release(releases)
        self._pool = pool(self._release)

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


def release(request: Request) -> Release:
    """The release to answer a request from."""
    return current(request).release()


Served = Annotated[Release, Depends(release)]
