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


def state(client: TestClient, qualification: str, day: str) -> set[str]:
    path = f"/api/v1/worth?qualification={qualification}&host=be-vl&as_of={day}"
    return {each["id"] for each in client.get(path).json()["notes"]}


@pytest.mark.parametrize(
    ("qualification", "day", "expected"),
    [
        ("nl-crebo:25480", "2015-07-31", "code-not-yet"),
        ("de-beruf:bankkaufmann-1997", "2020-08-01", "code-lapsed"),
        ("de-beruf:bankkaufmann", "2019-01-01", "code-not-yet"),
        ("de-beruf:bankkaufmann", "2021-01-01", "code-in-force"),
        ("de-beruf:bauzeichner", "2026-08-01", "code-lapsed"),
        ("nl-crebo:95530", "2014-08-01", "code-in-force"),
        ("nl-crebo:95530", "2016-08-01", "code-dates-unknown"),
        ("nl-crebo:10169", "1998-06-30", "code-dates-unknown"),
    ],
)
def test_a_code_says_whether_it_was_in_force_that_day(
    client: TestClient, qualification: str, day: str, expected: str
) -> None:
    assert expected in state(client, qualification, day)


def test_before_all_facts_of_the_case_the_day_is_told_on_which_they_begin(client: TestClient) -> None:
    found = client.get("/api/v1/worth?qualification=nl-crebo:25655&host=de-nw&as_of=1999-01-01").json()
    begins = [each["day"] for each in found["notes"] if each["id"] == "facts-from"]
    assert len(begins) == 1 and begins[0] > "1999-01-01"
    assert any("Nothing is recorded here for that day" in line for line in found["route"]["explanation"])
    assert not any("No profession of this host" in line for line in found["route"]["explanation"])


@pytest.mark.parametrize("host", ["nl", "de-nw", "de-ni", "be-vl", "be-fr", "be-dg"])
@pytest.mark.parametrize("day", ["1957-03-25", "2005-10-20", "2016-01-18", "2024-01-01", "2026-01-01"])
@pytest.mark.parametrize("qualification", ["nl-crebo:25655", "de-beruf:pflegefachmann", "be-vl:bk-0243-2"])
def test_every_past_day_has_an_answer(client: TestClient, qualification: str, host: str, day: str) -> None:
    answer = client.get(f"/api/v1/worth?qualification={qualification}&host={host}&as_of={day}")
    assert answer.status_code == 200, answer.text
