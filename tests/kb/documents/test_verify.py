"""Somebody who holds a document learns whether it is genuine, still current, and what has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kb import release
from kb.answers.question import ask
from kb.documents.factsheet import factsheet
from kb.documents.identity import parse
from kb.documents.overview import overview
from kb.documents.verify import verify
from kb.errors import DrempelError, NotFoundError
from kb.release import Release
from tests.kb.conftest import PROCEDURE, Home
from tests.kb.documents.small import with_german_qualification

NAME = "factsheet.nl-crebo.25655.de-nw.employed.de"


def test_the_name_says_the_question() -> None:
    asked = parse(NAME)
    assert (asked.kind, str(asked)) == ("factsheet", NAME)
    assert asked.question == ask("nl-crebo:25655", "de-nw", "employed", "de")
    assert asked.address == "factsheet?qualification=nl-crebo:25655&host=de-nw&mode=employed&lang=de"


@pytest.mark.parametrize("name", ["", "factsheet", "novel.nl-crebo.1.nl.employed.nl", "overview.all.xx", "a.b.c.d.e.f"])
def test_a_name_of_no_document_is_not_found(name: str) -> None:
    with pytest.raises(NotFoundError):
        parse(name)


def test_the_same_question_gives_the_same_identity(built: Release) -> None:
    question = ask("nl-crebo:25655", "de-nw", "employed", "de")
    first, second = factsheet(built, question), factsheet(built, question)
    assert first == second
    assert first.identity.link.endswith(f"/verify/{NAME}?hash={first.identity.hash[:16]}")


def test_another_language_is_another_document(built: Release) -> None:
    hashes = {
        factsheet(built, ask("nl-crebo:25655", "de-nw", "employed", lang)).identity.hash
        for lang in ("nl", "de", "fr", "en")
    }
    assert len(hashes) == 4


def test_a_document_of_today_is_current(client: TestClient, built: Release) -> None:
    digest = factsheet(built, parse(NAME).question or pytest.fail()).identity.hash
    found = client.get(f"/api/v1/verify/{NAME}?hash={digest[:16]}").json()
    assert (found["state"], found["changes"], found["made_from"]) == ("current", [], built.version)
    assert found["says"].startswith("Echt und aktuell")
    page = client.get(f"/verify/{NAME}?hash={digest[:16]}&lang=nl", headers={"accept": "text/html"}).text
    assert "Echt und aktuell" in page
    assert "Is dit document nog actueel?" in page


def test_a_hash_that_nothing_makes_is_unknown(client: TestClient) -> None:
    found = client.get(f"/api/v1/verify/{NAME}?hash={'0' * 64}").json()
    assert (found["state"], found["made_from"]) == ("unknown", None)


@pytest.mark.parametrize(
    ("path", "status", "field"), [(f"{NAME}?hash=xyz", 422, "hash"), ("nothing?hash=1", 404, "id")]
)
def test_nonsense_is_refused(client: TestClient, path: str, status: int, field: str) -> None:
    answer = client.get(f"/api/v1/verify/{path}")
    assert (answer.status_code, answer.json()["field"]) == (status, field)


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Two versions of a small home with a German qualification: a fee was raised."""
    home = Home(with_german_qualification(tmp_path / "home"))
    folder = tmp_path / "dist"
    release.build(home.root, folder)
    home.edit(PROCEDURE, "amount: 85", "amount: 90")
    release.build(home.root, folder)
    return folder


def test_an_older_document_is_genuine_and_tells_what_changed(changed: Path) -> None:
    question = ask("de-beruf:10001", "nl", "employed", "en")
    served = release.open_release(changed)
    before = next(each for each in release.history.versions(changed) if each != served.version)
    old = factsheet(release.open_version(changed, before), question)
    found = verify(served, old.identity.id, old.identity.hash[:16], changed)
    assert (found.state, found.made_from) == ("outdated", before)
    (cost,) = [each for each in found.changes if each.section == "What does it cost and how long does it take?"]
    assert ["€85" in line for line in cost.before] == [True]
    assert ["€90" in line for line in cost.now] == [True]


def test_a_version_that_changes_nothing_in_it_leaves_it_current(changed: Path) -> None:
    served = release.open_release(changed)
    before = next(each for each in release.history.versions(changed) if each != served.version)
    old = overview(release.open_version(changed, before), "en", ["nurse-general-care"])
    assert old.identity.data_version != served.version
    assert verify(served, old.identity.id, old.identity.hash, changed).state == "current"


def test_too_few_characters_of_a_hash_prove_nothing(built: Release, releases: Path) -> None:
    with pytest.raises(DrempelError):
        verify(built, NAME, "abc", releases)


def test_a_version_of_an_older_program_is_passed_over(tmp_path: Path) -> None:
    home, folder = Home(with_german_qualification(tmp_path / "home")), tmp_path / "dist"
    scheme = home.root / "ontology" / "schemes" / "task-rules.ttl"
    text = scheme.read_text("utf-8")
    scheme.write_text("\n".join(line for line in text.splitlines() if line.startswith("@prefix")), "utf-8")
    release.build(home.root, folder)
    scheme.write_text(text, "utf-8")
    home.edit(PROCEDURE, "amount: 85", "amount: 90")
    release.build(home.root, folder)
    found = verify(release.open_release(folder), "factsheet.de-beruf.10001.nl.employed.en", "0" * 16, folder)
    assert (found.state, found.made_from) == ("unknown", None)
