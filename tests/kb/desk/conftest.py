"""Two releases of a small home, and a furnished desk on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import release
from kb.desk.database import Desk
from kb.release import Release
from tests.kb.desk import postgres, small
from tests.kb.desk.world import Clock, World, furnish


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home, and the same after the German side was superseded."""
    before = small.make(tmp_path_factory.mktemp("before") / "home")
    after = small.make(tmp_path_factory.mktemp("after") / "home")
    small.supersede(after)
    return before, after


@pytest.fixture(scope="session")
def folders(homes: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of the releases of both homes."""
    made = tuple(tmp_path_factory.mktemp("dist") for _ in homes)
    for home, folder in zip(homes, made, strict=True):
        release.build(home, folder)
    return made[0], made[1]


@pytest.fixture(scope="session")
def before(folders: tuple[Path, Path]) -> Release:
    """The release in which both sides are in force."""
    return release.open_release(folders[0])


@pytest.fixture(scope="session")
def after(folders: tuple[Path, Path]) -> Release:
    """The release in which the German side is superseded."""
    return release.open_release(folders[1])


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Cluster]:
    """A PostgreSQL server of these tests alone."""
    yield from postgres.started()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A furnished desk in a file."""
    clock = Clock()
    desk = Desk(f"sqlite:///{tmp_path}/desk.sqlite", clock)
    yield furnish(desk, clock)
    desk.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A furnished desk on each of the two databases."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/desk.sqlite"
    else:
        url = request.getfixturevalue("cluster").database()
    clock = Clock()
    desk = Desk(url, clock)
    yield furnish(desk, clock)
    desk.close()
