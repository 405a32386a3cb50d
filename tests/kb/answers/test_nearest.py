"""The nearest qualifications of a host: read from either side, over successors, never inferred."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from kb.answers.compose import worth as compose
from kb.answers.nearest import Comparison, best, comparisons
from kb.answers.plain import worth_text
from kb.answers.question import ask
from kb.graph.catalogue import Catalogue
from kb.model.jurisdiction import HOSTS, registers
from kb.model.mapping import Mapping
from kb.model.qualification import Qualification
from kb.release import Release


def qualification(key: str, *successors: str) -> Qualification:
    scheme, _, code = key.partition(":")
    values = {
        "scheme": scheme,
        "code": code,
        "title": code,
        "language": "nl",
        "kind": "mbo-qualification",
        "status": "superseded" if successors else "current",
        "status_reliability": "stated",
        "replaced_by": list(successors),
        "sources": ["nl/x"],
        "checked": date(2026, 11, 24),
    }
    return Qualification.model_validate(values)


def mapping(subject: str, thing: str, relation: str = "close", **changes: object) -> Mapping:
    values: dict[str, object] = {
        "subject_id": subject,
        "subject_label": subject,
        "predicate_id": f"skos:{relation}Match",
        "object_id": thing,
        "object_label": thing,
        "mapping_justification": "semapv:ManualMappingCuration",
        "author_label": "drempel-editors",
        "mapping_date": date(2026, 11, 24),
        "confidence": 0.5,
        "direction": "forward",
        "status": "proposed",
        "coverage": "part",
        "statement_source": "de/editors-mapping-review",
        "statement_at": "register entries",
        "comment": "A reason.",
    }
    return Mapping.model_validate({**values, **changes})


class Shelf:
    """As much of a catalogue as the comparison asks."""

    def __init__(self, *rows: Mapping, chain: tuple[Qualification, ...] = ()) -> None:
        self._rows = rows
        self._chain = {each.id: each for each in chain}

    def mappings_of(self, key: str) -> list[tuple[str, Mapping]]:
        return [(row.key, row) for row in self._rows if key in (row.subject_id, row.object_id)]

    def qualification(self, key: str) -> Qualification:
        return self._chain.get(key) or qualification(key)


def found(shelf: Shelf, key: str, host: str) -> list[Comparison]:
    return comparisons(cast(Catalogue, shelf), shelf.qualification(key), host)


NL, DE = "nl-crebo:1", "de-beruf:a"


def test_a_row_is_read_as_written_in_each_part_of_the_host() -> None:
    shelf = Shelf(mapping(NL, DE, "broad"))
    for host in ("de", "de-nw", "de-ni"):
        assert [(each.other, each.relation, each.coverage) for each in found(shelf, NL, host)] == [
            (DE, "broad-match", "part")
        ]
    assert found(shelf, NL, "be-vl") == []


@pytest.mark.parametrize(
    ("relation", "coverage"), [("exact", "whole"), ("close", "most"), ("close", "part"), ("related", "little")]
)
def test_a_row_that_holds_both_ways_says_the_same_to_the_other_side(relation: str, coverage: str) -> None:
    (one,) = found(Shelf(mapping(DE, NL, relation, direction="both", coverage=coverage)), NL, "de")
    assert (one.inverted, one.relation, one.coverage) == (True, f"{relation}-match", coverage)


@pytest.mark.parametrize(
    ("relation", "turned"),
    [("broad", "narrow-match"), ("narrow", "broad-match"), ("close", "close-match"), ("related", "related-match")],
)
def test_of_a_statement_of_the_other_direction_the_relation_is_known_and_the_coverage_is_not(
    relation: str, turned: str
) -> None:
    (one,) = found(Shelf(mapping(DE, NL, relation, coverage="most")), NL, "de")
    assert (one.other, one.relation, one.coverage, one.inverted) == (DE, turned, "unknown", True)


def test_a_statement_of_this_direction_comes_instead_of_the_other_one() -> None:
    rows = mapping(DE, NL, "narrow", coverage="most"), mapping(NL, DE, "broad", coverage="little")
    assert [(each.relation, each.coverage) for each in found(Shelf(*rows), NL, "de")] == [("broad-match", "little")]


@pytest.mark.parametrize("changes", [{"predicate_modifier": "Not"}, {"status": "disputed"}, {"status": "lapsed"}])
def test_a_denial_or_a_dispute_is_not_turned_round(changes: dict[str, object]) -> None:
    assert found(Shelf(mapping(DE, NL, **changes)), NL, "de") == []


def test_order_is_status_then_relation_then_confidence_and_denials_come_last() -> None:
    rows = (
        mapping(NL, "de-beruf:b", "related", confidence=0.9),
        mapping(NL, "de-beruf:c", "close", confidence=0.4),
        mapping(NL, "de-beruf:d", "close", confidence=0.6),
        mapping(NL, "de-beruf:e", "exact", confidence=0.2),
        mapping(NL, "de-beruf:f", "broad", status="published", author_label="IHK"),
        mapping(NL, "de-beruf:g", "exact", status="published", author_label="IHK", predicate_modifier="Not"),
        mapping(NL, "de-beruf:h", "close", status="lapsed"),
    )
    ordered = found(Shelf(*rows), NL, "de")
    assert [(each.other or "")[-1] for each in ordered] == ["f", "e", "d", "c", "b", "g"]
    assert ordered[-1].is_negative


def test_a_superseded_code_without_rows_goes_over_its_successor_and_says_so() -> None:
    chain = qualification("nl-crebo:1", "nl-crebo:2"), qualification("nl-crebo:2", "nl-crebo:3")
    shelf = Shelf(mapping("nl-crebo:3", DE), chain=chain)
    (one,) = found(shelf, NL, "de")
    assert one.via is not None
    assert one.via.id == "nl-crebo:3"


def test_a_superseded_code_with_rows_of_its_own_keeps_them() -> None:
    chain = (qualification("nl-crebo:1", "nl-crebo:2"),)
    shelf = Shelf(mapping("nl-crebo:1", DE), mapping("nl-crebo:2", "de-beruf:b"), chain=chain)
    assert [(each.other, each.via) for each in found(shelf, NL, "de")] == [(DE, None)]


def test_a_circle_of_successors_ends() -> None:
    chain = qualification("nl-crebo:1", "nl-crebo:2"), qualification("nl-crebo:2", "nl-crebo:1")
    assert found(Shelf(chain=chain), NL, "de") == []


def test_no_counterpart_is_an_answer_but_no_qualification() -> None:
    nothing = {"object_source": "de-beruf", "object_label": None}
    shelf = Shelf(mapping(NL, "sssom:NoTermFound", "related", **nothing))
    (one,) = found(shelf, NL, "de-nw")
    assert (one.other, one.relation, one.mapping.register_searched) == (None, "no-counterpart", "de-beruf")
    assert best([one]) is None
    assert found(shelf, NL, "be-vl") == []


def test_the_best_is_more_than_related_and_never_denied() -> None:
    rows = mapping(NL, "de-beruf:b", "related"), mapping(NL, "de-beruf:c", "exact", predicate_modifier="Not")
    assert best(found(Shelf(*rows), NL, "de")) is None


def test_every_host_has_its_registers() -> None:
    assert registers("be-bru")[:2] == ("be-vl", "be-fr")
    assert registers("de-nw") == ("de-beruf",)
    assert all(registers(host) for host in HOSTS)


def worth(client: TestClient, key: str, host: str, lang: str = "en") -> dict[str, Any]:
    answer = client.get("/api/v1/worth", params={"qualification": key, "host": host, "lang": lang})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_the_published_counterpart_of_the_electrician_is_shown_with_its_source(client: TestClient) -> None:
    answer = worth(client, "nl-crebo:25737", "de-nw")
    first = next(each for each in answer["nearest"] if each["status"]["id"] == "published")
    assert first["qualification"]["id"] == "de-beruf:elektroniker-fachrichtung-energie-und-gebaeudetechnik"
    assert (first["relation"]["id"], first["coverage"]["id"], first["direction"]) == ("close-match", "most", "both")
    assert first["sources"][0]["source"] in {each["id"] for each in answer["sources"]}
    assert first["comment"]["lang"] == "en"
    assert "nearest" not in {each["subject"]["id"] for each in answer["unknowns"]}


def test_the_level_in_the_host_is_that_of_the_counterpart_and_named_as_such(client: TestClient) -> None:
    level = worth(client, "nl-crebo:25737", "de-nw")["levels"]["host"]
    assert (level["framework"], level["level"]) == ("dqr", 4)
    assert level["qualification"] == "de-beruf:elektroniker-fachrichtung-energie-und-gebaeudetechnik"


def test_the_older_code_of_the_electrician_is_compared_over_its_successor(client: TestClient) -> None:
    first = worth(client, "nl-crebo:25333", "de")["nearest"][0]
    assert first["via"]["id"] == "nl-crebo:25737"


def test_the_german_cook_sees_the_dutch_one(client: TestClient) -> None:
    rows = worth(client, "de-beruf:koch", "nl")["nearest"]
    assert "nl-crebo:25180" in {each["qualification"]["id"] for each in rows if each["qualification"]}


@pytest.mark.parametrize(
    ("key", "host", "reading"),
    [
        ("nl-crebo:25180", "de", "both"),
        ("nl-crebo:25737", "de", "forward"),
        ("be-dg:gesellenzeugnis-dachdecker", "nl", "backward"),
    ],
)
def test_each_comparison_says_in_which_direction_it_was_made(
    client: TestClient, key: str, host: str, reading: str
) -> None:
    rows = worth(client, key, host, "nl")["nearest"]
    found = {row["reading"]["id"]: row for row in rows}
    assert "richting" in found[reading]["reading"]["label"]
    assert all(row["coverage"]["id"] == "unknown" for row in rows if row["reading"]["id"] == "backward")


def test_a_denied_relation_is_told_as_denied_in_the_terminal_too(built: Release) -> None:
    answer = compose(built.catalogue, ask("nl-crebo:25656", "de-nw", "employed", "de"), built.version)
    line = next(each for each in worth_text(answer).splitlines() if each.startswith("[-] Pflegefachmann"))
    assert "nicht: gleich" in line


def test_where_nothing_was_compared_the_nearest_is_unknown(client: TestClient) -> None:
    answer = worth(client, "be-fr:graveur-ciseleur", "de-nw")
    if not answer["nearest"]:
        assert {"nearest", "level"} <= {each["subject"]["id"] for each in answer["unknowns"]}
        assert answer["levels"]["host"]["level"] is None


def test_a_hint_stands_only_beside_an_unknown_and_changes_nothing(client: TestClient) -> None:
    for key, host in (("nl-crebo:25737", "be-dg"), ("nl-crebo:25808", "de-nw"), ("nl-crebo:25655", "de-nw")):
        profession = worth(client, key, host)["profession"]
        if profession["hint"]:
            assert profession["id"] is None
            assert profession["regulated"] == "unknown"
            assert profession["hint"]["regulated_at_home"]["id"] in ("yes", "no", "partial")


@pytest.mark.parametrize(("lang", "word"), [("nl", "Reden"), ("de", "Grund"), ("fr", "Motif"), ("en", "Reason")])
def test_the_page_shows_the_comparison_in_each_language(client: TestClient, lang: str, word: str) -> None:
    query = {"qualification": "nl-crebo:25737", "host": "de-nw", "lang": lang}
    page = client.get("/worth", params=query, headers={"Accept": "text/html"}).text
    assert "elektroniker-fachrichtung-energie-und-gebaeudetechnik" in page
    assert f">{word}<" in page
