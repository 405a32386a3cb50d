"""Flanders on the shipped facts: what is free, what is not, and what of it reaches into Brussels."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient


def profession(client: TestClient, qualification: str, host: str, mode: str = "employed") -> dict[str, Any]:
    answer = client.get("/api/v1/worth", params={"qualification": qualification, "host": host, "mode": mode})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["profession"]
    return found


def test_a_gardener_is_free_and_hears_of_the_phytolicence(client: TestClient) -> None:
    found = profession(client, "nl-crebo:25993", "be-vl")
    assert found["regulated"] == "no"
    assert "phytolicence" in found["statement"]["detail"]


@pytest.mark.parametrize(("host", "expected"), [("be-vl", "yes"), ("be-bru", "unknown")])
def test_the_taxi_rules_of_the_flemish_region_end_at_its_border(client: TestClient, host: str, expected: str) -> None:
    assert profession(client, "nl-crebo:25674", host)["regulated"] == expected


def test_childcare_rules_of_the_flemish_community_hold_in_brussels(client: TestClient) -> None:
    assert profession(client, "de-beruf:kinderpfleger", "be-bru")["regulated"] == "yes"


@pytest.mark.parametrize(("mode", "expected"), [("employed", "no"), ("self-employed", "yes")])
def test_bookkeeping_is_reserved_only_for_who_works_for_third_parties(
    client: TestClient, mode: str, expected: str
) -> None:
    assert profession(client, "de-beruf:steuerfachangestellter", "be-vl", mode)["regulated"] == expected


@pytest.mark.parametrize("qualification", ["nl-crebo:25538", "nl-crebo:25779"])
def test_what_was_not_found_stays_unknown(client: TestClient, qualification: str) -> None:
    assert profession(client, qualification, "be-vl")["regulated"] == "unknown"
