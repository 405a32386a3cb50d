"""The desk over HTTP: the application over a release of the small home, with people who can sign in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from kb import release
from kb.desk.database import Desk
from kb.settings import settings
from tests.kb.desk import small
from tests.kb.desk.conftest import after, before, cluster, folders, homes
from tests.kb.desk.world import PASSWORD, Clock, World, furnish

__all__ = ["after", "before", "cluster", "folders", "homes"]
SITE = "https://desk.example"


@dataclass
class Office:
    """The application, and the desk behind it. ``rebuild`` makes the release in which the German side is superseded,
    ``rename`` one in which it bears another title."""

    world: World
    app: Any
    rebuild: Callable[[], None]
    rename: Callable[[], None]

    def browser(self) -> TestClient:
        """A browser of its own, with its own cookies."""
        return TestClient(self.app, base_url=SITE)

    def sign_in(self, login: str) -> TestClient:
        """A browser in which somebody has signed in; it sends the secret of its forms with every request."""
        browser = self.browser()
        answer = browser.post("/desk/api/login", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        browser.headers["x-form-token"] = answer.json()["form"]
        return browser


@pytest.fixture
def office_open(
    tmp_path: Path, folders: tuple[Path, Path], homes: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """An application with a furnished desk, and logins for everybody."""
    from api.app import create_app

    dist = tmp_path / "dist"
    shutil.copytree(folders[0], dist, symlinks=True)
    url = f"sqlite:///{tmp_path}/desk.sqlite"
    monkeypatch.setenv("DREMPEL_DIST", str(dist))
    monkeypatch.setenv("DREMPEL_DESK_URL", url)
    settings.cache_clear()
    desk = Desk(url)
    clock = Clock()
    clock.moment = desk.clock()
    desk.clock = clock
    world = furnish(desk, clock)
    _let_sign_in(desk)
    app = create_app()
    with TestClient(app, base_url=SITE):
        yield Office(world, app, lambda: _rebuild(homes[1], dist), lambda: _rename(homes[1], tmp_path / "home", dist))
    desk.close()
    monkeypatch.undo()
    settings.cache_clear()


def _rebuild(home: Path, dist: Path) -> None:
    release.build(home, dist)


def _rename(home: Path, copy: Path, dist: Path) -> None:
    shutil.copytree(home, copy)
    title = "Fachkraft im Küchendienst"
    small.cell(copy, "kb/data/registers/de-beruf.tsv", "fachkraft-kueche", "title", title)
    small.cell(copy, f"mappings/{small.SET}.sssom.tsv", "de-beruf:fachkraft-kueche", "object_label", title)
    release.build(copy, dist)


def _let_sign_in(desk: Desk) -> None:
    """Give everybody of the demonstration the same password."""
    from kb.desk.password import hashed
    from kb.desk.tables import PersonalData

    secret = hashed(PASSWORD)
    with desk.writing() as session:
        for person in session.query(PersonalData):
            person.password = secret
