"""A release built once for the whole run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kb import release
from kb.answers.stats import count
from kb.read.base import Base, read_base
from kb.release import Release
from kb.settings import settings

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def base() -> Base:
    """The records of the shipped facts."""
    return read_base(ROOT)


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release of the shipped facts."""
    folder = tmp_path_factory.mktemp("dist")
    release.build(ROOT, folder, figures=count)
    return folder


@pytest.fixture(scope="session")
def built(releases: Path) -> Release:
    """The opened release."""
    return release.open_release(releases)


@pytest.fixture(scope="session")
def client(releases: Path) -> Iterator[TestClient]:
    """The application over the release, as a browser or program meets it."""
    os.environ["DREMPEL_DIST"] = str(releases)
    os.environ["DREMPEL_SPARQL_PER_MINUTE"] = "0"  # the tests ask faster than people may
    settings.cache_clear()
    from api.app import create_app

    with TestClient(create_app()) as opened:
        yield opened


def require(part: str, present: bool) -> None:
    """Skip, naming the missing part of the system; fail instead where DREMPEL_REQUIRE_SYSTEM is set."""
    if present:
        return
    if os.environ.get("DREMPEL_REQUIRE_SYSTEM"):
        pytest.fail(f"{part} is missing and DREMPEL_REQUIRE_SYSTEM is set")
    pytest.skip(f"needs the package {part}")
