"""Answers as of an earlier day never show a fact that is not known to have been in force then."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from kb.answers.past import PastCatalogue
from kb.release import Release


def test_a_day_before_every_fact_gives_unknown_and_says_so(client: TestClient) -> None:
    found = client.get("/api/v1/worth?qualification=nl-crebo:25690&host=be-vl&as_of=1999-01-01").json()
    assert found["as_of"] == "1999-01-01"
    assert found["may_start"]["answer"] == "unknown"
    assert any("Nothing is recorded here for that day" in (each["note"] or "") for each in found["unknowns"])


def test_the_newest_day_gives_what_no_day_gives(client: TestClient, built: Release) -> None:
    newest = built.version.partition("-")[0].replace(".", "-")
    path = "/api/v1/worth?qualification=nl-crebo:25655&host=de-nw"
    now, then = client.get(path).json(), client.get(f"{path}&as_of={newest}").json()
    assert then["route"] == now["route"]
    assert [each["id"] for each in then["procedures"]] == [each["id"] for each in now["procedures"]]


def test_a_rule_is_not_shown_before_it_entered_into_force(built: Release) -> None:
    before = PastCatalogue(built.catalogue, date(2024, 12, 31)).procedure("nl/duo-childcare")
    rules = before.job_language if isinstance(before.job_language, list) else []
    assert all(rule.since is None or rule.since <= date(2024, 12, 31) for rule in rules)
    today = built.catalogue.procedure("nl/duo-childcare").job_language
    assert isinstance(today, list)
    assert any(rule.since == date(2025, 1, 1) for rule in today)


@pytest.mark.parametrize("text", ["1900-01-01", "2999-01-01", "yesterday", "2024-02-31"])
def test_an_impossible_day_is_refused_by_name(client: TestClient, text: str) -> None:
    answer = client.get(f"/api/v1/worth?qualification=nl-crebo:25655&host=de-nw&as_of={text}")
    assert answer.status_code == 422
    assert answer.json()["field"] == "as_of"
