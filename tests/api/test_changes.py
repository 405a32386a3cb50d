"""Changes over HTTP: page, JSON, Atom; kept versions by ``?version=``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from api.app import create_app
from kb import history, release
from kb.settings import settings
from tests.kb.conftest import PROCEDURE, Home, home

__all__ = ["home"]
PROCEDURE_PATH = "/api/v1/procedures/nl/example-recognition"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def two(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The application over two versions of the small home: a fee was raised."""
    folder = tmp_path / "dist"
    release.build(home.root, folder)
    home.edit(PROCEDURE, "amount: 85", "amount: 90")
    release.build(home.root, folder)
    monkeypatch.setattr(settings(), "dist", folder)
    with TestClient(create_app()) as opened:
        yield opened


def test_changes_as_json_page_and_feed(two: TestClient) -> None:
    found = two.get("/api/v1/changes?lang=en").json()
    assert [change["record"] for change in found["changes"]] == ["procedure/nl/example-recognition"]
    assert two.get("/changes?lang=en", headers={"accept": "application/json"}).json()["changes"] == found["changes"]
    html = two.get("/changes?lang=nl", headers={"accept": "text/html"})
    assert html.headers["content-type"].startswith("text/html")
    assert "bedrag: 85 → 90" in html.text
    feed = two.get("/changes?lang=de", headers={"accept": "application/atom+xml"})
    assert feed.headers["content-type"].startswith("application/atom+xml")
    root = etree.fromstring(feed.content)
    (entry,) = root.findall(f"{ATOM}entry")
    assert "Gebühr" in (entry.findtext(f"{ATOM}content") or "")
    assert entry.findtext(f"{ATOM}updated") == root.findtext(f"{ATOM}updated")


def test_an_earlier_version_answers_with_its_own_facts_and_says_so(two: TestClient) -> None:
    versions = two.get("/api/v1/versions").json()
    later, earlier = versions["kept"]
    assert versions["current"] == later
    old, new = (two.get(PROCEDURE_PATH, params={"version": each}) for each in (earlier, later))
    assert old.json()["fee"] != new.json()["fee"]
    assert old.json()["data_version"] == old.headers["x-data-version"] == earlier
    assert old.headers["memento-datetime"].endswith("GMT")
    assert f'<{PROCEDURE_PATH}>; rel="original latest-version"' in old.headers["link"]
    assert earlier in old.headers["link"]
    page = two.get("/procedures/nl/example-recognition", params={"version": earlier, "lang": "fr"})
    assert "n’est plus la version actuelle" in page.text


def test_a_difference_in_words_and_as_a_patch(two: TestClient) -> None:
    found = two.get("/api/v1/diff?lang=fr").json()
    assert found["changes"][0]["told"][0].startswith("Frais")
    patch = two.get("/api/v1/diff?format=patch")
    assert patch.headers["content-type"].startswith("application/rdf-patch")
    assert [line[0] for line in patch.text.splitlines()] == ["H", "H", "T", "D", "A", "T"]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        (f"{PROCEDURE_PATH}?version=2020.01.01-000000000000", 404, "unknown-version"),
        (f"{PROCEDURE_PATH}?version=../../etc", 404, "unknown-version"),
        ("/api/v1/diff?since=nothing", 404, "unknown-version"),
        ("/api/v1/changes?country=mars", 422, "invalid-choice"),
        ("/api/v1/changes?limit=0", 422, "bad-input"),
        ("/api/v1/impact?source=nl/nothing", 404, "not-found"),
        ("/changes?format=gif", 422, "invalid-choice"),
    ],
)
def test_bad_input_is_a_problem_document(client: TestClient, path: str, status: int, kind: str) -> None:
    answer = client.get(path, headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["type"].endswith(kind)


def test_impact_of_a_law_is_counted_by_kind(client: TestClient) -> None:
    found = client.get("/api/v1/impact?source=nl/awb&lang=nl").json()
    counted = {each["kind"]["id"]: each["records"] for each in found["counts"]}
    assert counted["procedure"] > 0
    assert sum(counted.values()) == len(found["records"])


def test_the_first_version_has_no_changes(client: TestClient) -> None:
    assert client.get("/api/v1/changes").json()["changes"] == []
    assert history.steps(settings().releases) == []
