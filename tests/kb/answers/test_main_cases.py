"""The main job on the shipped facts: the cases that an employer, an adviser or a lawyer would check first."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient


def worth(
    client: TestClient, qualification: str, host: str, mode: str = "employed", lang: str = "en"
) -> dict[str, Any]:
    answer = client.get(
        "/api/v1/worth", params={"qualification": qualification, "host": host, "mode": mode, "lang": lang}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def amounts(fees: list[dict[str, Any]]) -> list[tuple[float, str]]:
    return [(fee["amount"], fee["status"]["id"]) for fee in fees]


def test_dutch_nurse_in_north_rhine_westphalia_is_recognised_automatically(client: TestClient) -> None:
    found = worth(client, "nl-crebo:25655", "de-nw")
    assert found["route"]["id"] == "automatic"
    assert found["profession"]["regulated"] == "yes"
    first = found["procedures"][0]
    assert first["authority"]["id"] == "de-nw/bezreg-muenster" or "Münster" in first["authority"]["label"]
    conditions = {each["condition"]["id"] for each in first["conditions"]}
    assert {"language", "reliability"} <= conditions
    assert any("language" in line for line in found["route"]["explanation"])
    assert found["may_start"]["answer"] == "no"
    assert found["sources"]
    assert all(source["checked"] for source in found["sources"])


def test_the_older_code_of_the_nurse_is_answered_and_names_its_successor(client: TestClient) -> None:
    found = worth(client, "nl-crebo:25480", "de-nw")
    assert found["qualification"]["id"] == "nl-crebo:25480"
    assert [each["id"] for each in found["qualification"]["replaced_by"]] == ["nl-crebo:25655"]
    assert found["route"]["id"] == "automatic"


def test_verzorgende_ig_is_not_recognised_automatically_and_the_answer_says_why(client: TestClient) -> None:
    found = worth(client, "nl-crebo:25656", "de-nw")
    assert found["route"]["id"] == "general-system"
    everything = [found["route"], *(each["route"] for each in found["alternatives"])]
    assert all(route["id"] != "automatic" for route in everything)
    reasons = [line for route in everything for line in route["explanation"]]
    assert any("does not stand on the list" in line for line in reasons)


def test_electrical_installer_may_start_as_an_employee_but_not_with_a_business(client: TestClient) -> None:
    employed = worth(client, "nl-crebo:25737", "de-nw")
    assert employed["may_start"]["answer"] == "yes"
    assert employed["profession"]["regulated"] == "no"
    assert employed["profession"]["statement"]["cite"]["source"]
    business = worth(client, "nl-crebo:25737", "de-nw", "self-employed")
    assert business["profession"]["regulated"] == "yes"
    assert {"de/hwk-exemption-9", "de/hwk-meister-50c"} <= {each["id"] for each in business["procedures"]}


def test_erzieher_in_the_netherlands_goes_to_duo_with_its_language_rule(client: TestClient) -> None:
    found = worth(client, "de-beruf:erzieher", "nl")
    shown = next(each for each in found["procedures"] if each["id"] == "nl/duo-childcare")
    assert shown["authority"]["id"] == "nl/duo"
    assert any(each["language"] == "nl" and each["level"]["id"] == "nl-3f-or-b2" for each in shown["language"])


def test_dutch_guard_in_flanders_needs_the_security_ministry(client: TestClient) -> None:
    found = worth(client, "nl-crebo:25690", "be-vl")
    assert found["profession"]["regulated"] == "yes"
    assert found["procedures"][0]["id"] == "be/security-agent"
    assert "Home Affairs" in found["procedures"][0]["authority"]["label"]


@pytest.mark.parametrize("code", ["25655", "25737", "25180", "25001"])
def test_any_mbo_in_flanders_is_told_of_naric_with_both_fees_newer_first(client: TestClient, code: str) -> None:
    found = worth(client, f"nl-crebo:{code}", "be-vl")
    level = next(each for each in found["general_procedures"] if each["id"] == "be-vl/naric-level")
    kept = [pair for pair in amounts(level["fee"]) if pair[0] in (119, 90)]
    assert [amount for amount, _ in kept] == [119, 90]
    assert kept[1][1] == "superseded"
    sixty_days = [term for term in level["terms"] if term["period"]["value"] == 60]
    assert any(term["nature"]["id"] == "target" for term in sixty_days)


@pytest.mark.parametrize("lang", ["nl", "de", "fr", "en"])
def test_an_unknown_is_never_shown_as_free(client: TestClient, lang: str) -> None:
    found = worth(client, "nl-crebo:25918", "be-dg", lang=lang)
    if found["profession"]["regulated"] == "unknown":
        assert found["may_start"]["answer"] == "unknown"
        assert found["route"]["possible"]
        assert any(each["subject"]["id"] == "regulated" and each["ask"] for each in found["unknowns"])
