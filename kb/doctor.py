"""Whether this machine and these settings can serve: each check says what it found and what to do."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kb.errors import DrempelError
from kb.release import open_release
from kb.settings import Settings, settings

State = Literal["good", "mind", "bad"]


@dataclass(frozen=True)
class Finding:
    """``good``, ``mind`` (it works, with less protection) or ``bad`` (it does not work)."""

    subject: str
    state: State
    said: str

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def examine() -> list[Finding]:
    """All checks; none of them changes anything."""
    return [finding for check in _CHECKS for finding in check()]


def _release() -> Iterator[Finding]:
    try:
        release = open_release(settings().releases)
        release.verify()
    except DrempelError as error:
        yield Finding("release", "bad", str(error).replace("\n", " "))
        return
    yield Finding("release", "good", f"{release.version}, {release.manifest.quads} quads, every file as it was built")
    engine = settings().sparql_url or "the embedded store"
    yield Finding("engine", "good", f"{engine} answers")


def _settings() -> Iterator[Finding]:
    known = {f"DREMPEL_{name}".upper() for name in Settings.model_fields} | {"DREMPEL_REQUIRE_SYSTEM"}
    unknown = sorted(name for name in os.environ if name.startswith("DREMPEL_") and name not in known)
    if unknown:
        yield Finding("settings", "bad", f"{', '.join(unknown)}: no such setting; see docs/deployment.md")
    else:
        yield Finding("settings", "good", "every DREMPEL_ variable is a setting")


def _search() -> Iterator[Finding]:
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize='trigram')").close()
    except sqlite3.Error as error:
        yield Finding(
            "search", "bad", f"SQLite {sqlite3.sqlite_version} has no trigram index: {error}; use 3.34 or later"
        )
        return
    yield Finding("search", "good", f"SQLite {sqlite3.sqlite_version} with trigrams")


def _limits() -> Iterator[Finding]:
    has_alarm = hasattr(signal, "SIGALRM") and hasattr(resource, "RLIMIT_AS")
    said = "deadline and memory cap by the kernel" if has_alarm else "no SIGALRM or RLIMIT_AS: do not open /sparql"
    yield Finding("limits", "good" if has_alarm else "bad", said)
    probe = "import ctypes,sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    is_there = hasattr(ctypes.CDLL(None), "unshare")
    can_isolate = is_there and not subprocess.run([sys.executable, "-c", probe], check=False).returncode
    yield Finding(
        "network of workers",
        "good" if can_isolate else "mind",
        "a network of their own that leads nowhere"
        if can_isolate
        else "user namespaces are off: SERVICE is stopped by the scan and by the limit on open files alone",
    )


def _room() -> Iterator[Finding]:
    folder = settings().releases if settings().releases.exists() else settings().home
    free = shutil.disk_usage(folder).free
    held = sum(path.stat().st_size for path in folder.glob("current/**/*") if path.is_file())
    enough = free > 3 * max(held, 200 << 20)
    said = f"{free >> 20} MB free, the release takes {held >> 20} MB; a build needs twice that"
    yield Finding("disk", "good" if enough else "mind", said)


_CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (_release, _settings, _search, _limits, _room)
