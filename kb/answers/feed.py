"""The feed of changes: every step from version to version that was recorded, filtered and told."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from pathlib import Path

from kb import history
from kb.answers.changes import Filter, Teller
from kb.answers.present import Shown
from kb.errors import DrempelError
from kb.graph.change import Change, Delta, patch
from kb.release import Release

MOST = 500


def feed(
    release: Release, releases: Path, language: str, chosen: Filter, *, limit: int = 100, offset: int = 0
) -> Shown:
    """The changes of all recorded steps, the newest first, from ``offset``, at most ``limit``."""
    if not 0 < limit <= MOST or offset < 0:
        raise DrempelError("limit is 1 to {most}, offset 0 or more.", field="limit", most=MOST)
    teller = Teller(release, language)
    found = (
        (step, change)
        for step in history.steps(releases)
        for change in step.changes
        if chosen.takes(change, release.catalogue)
    )
    page = list(islice(found, offset, offset + limit + 1))
    return {
        "data_version": release.version,
        "versions": history.versions(releases),
        "filter": {name: value for name, value in chosen.__dict__.items() if value},
        "changes": [_entry(teller, step, change) for step, change in page[:limit]],
        "next_offset": offset + limit if len(page) > limit else None,
    }


def _entry(teller: Teller, step: history.Step, change: Change) -> Shown:
    told = teller.tell(change)
    return {**told, "version": step.version, "since": step.since, "day": history.day_of(step.version)}


def pair(releases: Path, since: str = "", version: str = "") -> tuple[str, str]:
    """Two kept versions: the newest and the one before it, where they are not named."""
    kept = history.versions(releases)
    later = version or kept[0]
    history.find(releases, later)
    before = kept[kept.index(later) + 1 :]
    if not since and not before:
        raise DrempelError("Only one version is kept: there is nothing to compare.", field="since")
    earlier = since or before[0]
    history.find(releases, earlier)
    return earlier, later


def difference(release: Release, releases: Path, since: str, version: str, language: str, chosen: Filter) -> Shown:
    """What changed between two kept versions, in words."""
    teller, delta = Teller(release, language), between(releases, since, version)
    changes = [change for change in delta.changes if chosen.takes(change, release.catalogue)]
    return {
        "since": since,
        "version": version,
        "triples": {"removed": len(delta.removed), "added": len(delta.added)},
        "changes": [teller.tell(change) for change in changes],
    }


def difference_patch(releases: Path, since: str, version: str) -> str:
    """What changed between two kept versions as an RDF patch."""
    return "\n".join(patch(between(releases, since, version), since, version)) + "\n"


@lru_cache(maxsize=4)
def between(releases: Path, since: str, version: str) -> Delta:
    """See ``history.between``; kept in memory, since a version never changes."""
    return history.between(releases, since, version)
