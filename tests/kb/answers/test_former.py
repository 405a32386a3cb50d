"""Holders of old diplomas: the code resolves, goes by its successor, and says that and since when it is old."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from kb.answers import setting
from kb.answers.question import Question
from kb.answers.stats import stats
from kb.release import Release


def worth(client: TestClient, qualification: str, host: str, **more: str) -> dict[str, Any]:
    answer = client.get("/api/v1/worth", params={"qualification": qualification, "host": host, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def notes(found: dict[str, Any]) -> dict[str, str | None]:
    return {each["id"]: each["day"] for each in found["notes"]}


def test_an_old_crebo_answers_by_its_successor_and_says_so(client: TestClient) -> None:
    found = worth(client, "nl-crebo:10169", "de-nw")
    assert found["qualification"]["status"]["id"] == "former"
    assert [each["id"] for each in found["qualification"]["replaced_by"]] == ["nl-crebo:25003"]
    assert found["nearest"] and {each["via"]["id"] for each in found["nearest"]} == {"nl-crebo:25003"}
    assert found["profession"]["via"]["id"] == "nl-crebo:25003"
    assert notes(found) == {"former-code": None, "dates-unknown": None}


def test_an_old_occupation_tells_its_last_day(client: TestClient) -> None:
    assert notes(worth(client, "de-beruf:bankkaufmann-1997", "nl"))["in-force-until"] == "2020-07-31"


def test_kin_leads_to_a_profession_to_ask_about_and_to_no_comparison(client: TestClient) -> None:
    found = worth(client, "nl-crebo:10427", "de-nw")
    assert [each["id"] for each in found["qualification"]["kin"]] == ["nl-crebo:25656"]
    assert (found["nearest"], found["levels"]["host"]["level"]) == ([], None)
    assert found["profession"]["relation"] == "related"
    assert "kin-only" in notes(found)


@pytest.mark.parametrize("old", ["nl-crebo:10426", "nl-crebo:95520"])
def test_the_automatic_list_of_today_is_not_read_into_an_older_title(client: TestClient, old: str) -> None:
    found = worth(client, old, "de-nw")
    assert found["profession"]["regulated"] == "yes"
    assert found["route"]["id"] == "unknown"
    assert [each["id"] for each in found["route"]["possible"]] == ["automatic", "general-system"]
    assert found["may_start"]["answer"] == "no"


def test_a_present_code_never_goes_by_another(built: Release) -> None:
    for key in ("nl-crebo:25655", "de-beruf:altenpflegehelfer"):
        row = built.catalogue.qualification(key)
        for host in ("nl", "de-nw", "be-vl"):
            found = setting.targets(built.catalogue, row, Question(key, host))
            assert all(target.via is None for target in found)


def test_former_codes_are_counted_apart(built: Release) -> None:
    found = stats(built)
    assert found["records"]["qualifications"] + found["records"]["former_codes"] == sum(
        sum(statuses.values()) for statuses in found["registers"].values()
    )
    rows = {(each["register"], each["host"], each["mode"]): each["qualifications"] for each in found["coverage"]}
    dutch = found["registers"]["nl-crebo"]
    assert rows["nl-crebo", "de-nw", "employed"] == dutch["current"] + dutch["latest-known"]


def test_a_register_can_be_leafed_through_without_them(client: TestClient) -> None:
    path = "/api/v1/qualifications?scheme=nl-crebo&limit=5"
    assert {each["status"]["id"] for each in client.get(f"{path}&status=former").json()["items"]} == {"former"}
    assert {each["status"]["id"] for each in client.get(f"{path}&status=current").json()["items"]} == {"current"}


def test_pages_name_the_generation_and_the_kin(client: TestClient) -> None:
    page = client.get("/qualifications/nl-crebo/10427?lang=nl").text
    assert "oudere generatie" in page and "nl-crebo:25656" in page
    page = client.get("/worth?qualification=nl-crebo:10427&host=de-nw&lang=de").text
    assert "älteren Generation" in page and "nl-crebo:25656" in page
