"""The importer of the EURES tables: each table has its own direction, and ISCO is left out."""

from __future__ import annotations

import pytest

from kb.read.base import Base
from scripts.registers.esco import OCCUPATION, TABLES, Table, crosswalks, head, names

UUID = "2a22ff9e-de3b-408d-b312-5034896cc4f4"
DUTCH, GERMAN, BELGIAN = TABLES


def one(table: Table, label: str, relation: str, uri: str = f"{OCCUPATION}{UUID}", note: str = "") -> list[str]:
    row = {"esco_uri": uri, "target_id": "B 1", table.label: label, "relation": relation, "note": note}
    return [each.predicate_id for each in crosswalks(table, [row])]


def test_the_dutch_table_reads_esco_first() -> None:
    """'welder' narrowMatch 'TIG-lasser': the national occupation is the narrower one, so ESCO's is broader."""
    assert one(DUTCH, "TIG-lasser", "skos:narrowMatch") == ["skos:broadMatch"]


@pytest.mark.parametrize(("table", "label"), [(GERMAN, "Fachanwalt für Arbeitsrecht"), (BELGIAN, "Trappenmaker")])
def test_the_german_and_the_belgian_table_read_the_national_occupation_first(table: Table, label: str) -> None:
    """'timmerman' broadMatch 'Trappenmaker' means that the carpenter is broader than the maker of stairs."""
    assert one(table, label, "skos:broadMatch") == ["skos:broadMatch"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("relation", ["skos:exactMatch", "skos:closeMatch"])
def test_symmetric_relations_stay(table: Table, relation: str) -> None:
    assert one(table, "x", relation) == [relation]


def test_rows_that_rest_on_isco_are_left_out() -> None:
    assert one(GERMAN, "Offizier", "skos:narrowMatch", "http://data.europa.eu/esco/isco/C0110") == []
    assert one(GERMAN, "Offizier", "skos:broadMatch", note="Alternativmapping über ISCO-2008") == []


def test_the_shipped_rows_of_the_example_pairs_all_read_the_same_way(base: Base) -> None:
    """Of each example the national occupation is the narrower one, whatever its table looks like."""

    def relations(name: str, label: str) -> set[str]:
        return {row.predicate_id for row in base.crosswalks[name] if row.subject_label.startswith(label)}

    assert "skos:broadMatch" in relations("nl-boc_esco", "TIG-lasser")
    assert "skos:narrowMatch" not in relations("nl-boc_esco", "TIG-lasser")
    assert "skos:broadMatch" in relations("be-competent_esco", "Trappenmaker")
    assert "skos:broadMatch" in relations("de-dkz_esco", "Fachanwalt")


def test_the_head_keeps_author_date_and_the_version_of_esco() -> None:
    header = {
        "Mapping project version date": "22-8-2021",
        "Classification 1 Version": "1.0.3",
        "Classification 2 Version": "21.1",
    }
    found = head(DUTCH, header)
    assert found["mapping_date"] == "2021-08-22"
    assert found["object_source_version"] == "ESCO 1.0.3"
    assert found["creator_label"]


def test_names_are_those_of_the_occupations_reached_and_stand_once() -> None:
    labels = {f"prefLabel_{each}": each for each in ("nl", "de", "fr", "en")}
    occupations = [
        {"conceptUri": f"{OCCUPATION}{UUID}", **labels},
        {"conceptUri": f"{OCCUPATION}{UUID[::-1]}", **labels},
    ]
    others = [{"conceptUri": f"{OCCUPATION}{UUID}", "lang": "nl", "altLabel": label} for label in ("kok", "kok", "nl")]
    (found,) = names(occupations, others, {f"esco:{UUID}"})
    assert found.nl == ["nl", "kok"]


def test_every_shipped_crosswalk_row_names_an_occupation_of_esco(base: Base) -> None:
    counts = {name: len(rows) for name, rows in base.crosswalks.items()}
    assert counts == {"be-competent_esco": 3506, "de-dkz_esco": 8542, "nl-boc_esco": 5554}
