"""The place of work: inside the host or refused, and never a guess where two languages stand side by side."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from kb.answers.place import local_authorities
from kb.release import Release

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
        ("de-ni", "DE94B", {"de-ni/hwk-osnabrueck", "de-ni/ihk-osnabrueck", "de-nw/gip-euregio"}),
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


@pytest.mark.parametrize(
    ("host", "text", "code"),
    [
        ("de-nw", "Kleve", "DEA1B"),
        ("de-nw", "Kreis Kleve", "DEA1B"),
        ("de-nw", "aachen", "DEA2D"),
        ("de-nw", "Städteregion Aachen", "DEA2D"),
        ("de-nw", "Duesseldorf", "DEA11"),
        ("de-nw", "Stadt Köln", "DEA23"),
        ("de-nw", "Koln", "DEA23"),
        ("de-ni", "Landkreis Osnabrück", "DE94E"),
        ("de-ni", "Stadt Osnabrück", "DE944"),
        ("de-ni", "Landkreis Emsland", "DE949"),
        ("de-ni", "Hannover", "DE929"),
        ("nl", "zuid-limburg", "NL423"),
        ("nl", "Nijmegen", "NL226"),
        ("be-fr", "Liege", "62063"),
        ("be-fr", "Luik", "62063"),
        ("be-fr", "Arrondissement Liège", "BE332"),
        ("be-fr", "Komen-Waasten", "57097"),
        ("be-fr", "Malmedy", "63049"),
        ("be-dg", "4700", "63023"),
        ("be-bru", "Bruxelles", "21004"),
        ("de", "Stadt Muenchen", "DE212"),
    ],
)
def test_places_are_found_as_people_call_them(client: TestClient, host: str, text: str, code: str) -> None:
    home = "de-beruf:koch" if host == "nl" else "nl-crebo:25737"
    answer = client.get("/api/v1/worth", params={"qualification": home, "host": host, "place": text})
    assert answer.status_code == 200, answer.text
    assert answer.json()["place"]["code"] == code


def refused(client: TestClient, host: str, text: str, language: str = "en") -> dict[str, Any]:
    parameters = {"qualification": "nl-crebo:25737", "host": host, "place": text, "lang": language}
    answer = client.get("/api/v1/worth", params=parameters)
    assert answer.status_code in (404, 422)
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("text", ["Osnabrück", "Oldenburg"])
def test_a_name_of_a_town_and_a_district_is_asked_back(client: TestClient, text: str) -> None:
    assert len(refused(client, "de-ni", text)["choices"]) == 2


def test_a_place_in_another_land_is_told_to_lie_outside(client: TestClient) -> None:
    assert refused(client, "de-nw", "München")["choices"] == ["de"]


@pytest.mark.parametrize("text", ["Paris", "Venlo", "5911 AB", "Bocholt (D)"])
def test_a_place_that_is_not_covered_is_told_what_is(client: TestClient, text: str) -> None:
    found = refused(client, "de-nw", text)
    assert "Kreis Kleve" in found["fix"] and "REFNIS" in found["fix"]


def deciding(client: TestClient, mode: str, place: str | None) -> dict[str, Any]:
    parameters = {"qualification": "nl-crebo:25737", "host": "de-nw", "mode": mode} | (
        {"place": place} if place else {}
    )
    shown = client.get("/api/v1/worth", params=parameters).json()
    found = {each["id"]: each["authority"] for each in (*shown["procedures"], *shown["general_procedures"])}
    authority: dict[str, Any] = found["de/hwk-exemption-9" if mode == "self-employed" else "de-nw/hwk-journeyman"]
    return authority


@pytest.mark.parametrize("mode", ["self-employed", "employed"])
def test_the_chamber_of_the_district_decides(client: TestClient, mode: str) -> None:
    assert deciding(client, mode, None)["id"] == "de/handwerkskammer"
    found = deciding(client, mode, "Kreis Kleve")
    assert found["id"] == "de-nw/hwk-duesseldorf"
    assert found["at_place"]["place"] == "DEA1B"
    assert found["at_place"]["cite"]["source"]


def test_where_no_district_is_recorded_the_chamber_stays_general(client: TestClient, built: Release) -> None:
    unknown = [
        place
        for place in ("DEA23", "DEA52", "DEA41", "DEA54")
        if not any(
            key.startswith("de-nw/hwk") for key in local_authorities(built.catalogue, built.catalogue.place(place))
        )
    ]
    for place in unknown:
        assert deciding(client, "self-employed", place)["id"] == "de/handwerkskammer"
