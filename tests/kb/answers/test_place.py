"""The place of work: inside the host or refused, and never a guess where two languages stand side by side."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

_GERMAN_SPEAKING = ["Amel", "Büllingen", "Burg-Reuland", "Bütgenbach", "Eupen", "Kelmis", "Lontzen", "Raeren", "4780"]


def place(client: TestClient, host: str, text: str) -> dict[str, Any]:
    parameters = {"qualification": "nl-crebo:25737", "host": host, "place": text, "lang": "nl"}
    answer = client.get("/api/v1/worth", params=parameters)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["place"]
    return found


@pytest.mark.parametrize("name", _GERMAN_SPEAKING)
def test_the_german_speaking_municipalities_belong_to_their_community(client: TestClient, name: str) -> None:
    assert [each["id"] for each in place(client, "be-dg", name)["jurisdictions"]] == ["be-dg"]


def test_brussels_has_two_communities_and_no_choice_is_made(client: TestClient) -> None:
    found = place(client, "be-bru", "1000")
    assert [each["id"] for each in found["communities"]] == ["be-vl", "be-fr"]
    assert "kiest niet" in found["notes"][0]


def test_facilities_do_not_change_the_community(client: TestClient) -> None:
    found = place(client, "be-vl", "Voeren")
    assert [each["id"] for each in found["jurisdictions"]] == ["be-vl"]
    assert found["facilities"] == ["fr"]


@pytest.mark.parametrize(
    ("host", "text", "chambers"),
    [
        ("de-nw", "DEA2D", {"de-nw/hwk-aachen", "de-nw/ihk-aachen", "de-nw/gip-aachen-eurode"}),
        ("de-nw", "DEA1B", {"de-nw/hwk-duesseldorf", "de-nw/ihk-niederrhein", "de-nw/euregio-rhein-waal"}),
        ("de-ni", "DE94B", {"de-ni/hwk-osnabrueck", "de-ni/ihk-osnabrueck"}),
    ],
)
def test_a_district_names_chambers_and_information_points(
    client: TestClient, host: str, text: str, chambers: set[str]
) -> None:
    assert {each["id"] for each in place(client, host, text)["local_authorities"]} == chambers


def test_papenburg_has_another_chamber_than_the_rest_of_its_district(client: TestClient) -> None:
    chambers = {each["id"] for each in place(client, "de-ni", "DE949")["local_authorities"]}
    assert chambers >= {"de-ni/ihk-osnabrueck", "de-ni/ihk-ostfriesland"}


@pytest.mark.parametrize(
    ("host", "text", "status"), [("be-dg", "Utrecht", 422), ("de-nw", "Eupen", 422), ("be-vl", "Atlantis", 404)]
)
def test_a_place_outside_the_host_is_refused(client: TestClient, host: str, text: str, status: int) -> None:
    parameters = {"qualification": "nl-crebo:25737", "host": host, "place": text}
    answer = client.get("/api/v1/worth", params=parameters)
    assert answer.status_code == status
    assert answer.json()["field"] == "place"
    assert answer.json()["fix"]
